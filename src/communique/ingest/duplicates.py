"""Exact and near duplicates, linked and never dropped: MinHash signatures in a locality-sensitive index."""

from __future__ import annotations

import re

import numpy as np
from datasketch import MinHash, MinHashLSH

from communique.model import Duplicate, DuplicateKind, Text

_WORD = re.compile(r"\w+")
_PERMUTATIONS = 128
_SHINGLE = 4
_FEWEST_WORDS = 30
_SEED = 1
_SCHEME = "affine32"


class Deduplicator:
    """Finds the texts that a text repeats, among those added so far.

    ``threshold`` is the least estimated Jaccard similarity of four-word runs. What depends on the order of arrival:
    which of two alike texts is called the earlier, and to which of several exact copies an exact link points (the
    one added first). The unordered pairs that are near duplicates do not depend on it, but for exact copies of one
    wording, which share a single set of near links; so the groups that the links join are always the same.
    Texts under thirty words have no signature: in short formulas one name makes another message of the same words.
    """

    def __init__(self, threshold: float = 0.8) -> None:
        self._threshold = threshold
        self._exact: dict[str, str] = {}
        self._signatures: dict[str, MinHash] = {}
        # Rather a look too many than one too few: candidates are measured again by their whole signatures.
        self._index = MinHashLSH(threshold=max(0.1, threshold - 0.15), num_perm=_PERMUTATIONS)

    def signature(self, body: str) -> bytes:
        """A signature of 128 little-endian 32-bit numbers, or ``b""`` for a text too short to have one."""
        words = _WORD.findall(body.casefold())
        if len(words) < _FEWEST_WORDS:
            return b""
        shingles = {" ".join(words[at : at + _SHINGLE]).encode() for at in range(len(words) - _SHINGLE + 1)}
        made = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, scheme=_SCHEME)
        made.update_batch(sorted(shingles))
        return np.asarray(made.hashvalues, dtype="<u4").tobytes()

    def add(self, text_id: str, sha256: str, signature: bytes) -> None:
        """Remember a text; adding it again changes nothing."""
        first = self._exact.setdefault(sha256, text_id)
        if first != text_id or text_id in self._signatures or not signature:
            return
        made = _from_bytes(signature)
        self._signatures[text_id] = made
        self._index.insert(text_id, made)

    def find(self, text: Text) -> tuple[Duplicate, ...]:
        """The earlier texts that ``text`` repeats: one exact copy, or the near ones, most alike first."""
        same = self._exact.get(text.sha256)
        if same is not None:
            kind = DuplicateKind.EXACT
            return () if same == text.id else (Duplicate(text_id=text.id, of_text_id=same, kind=kind, similarity=1.0),)
        signature = self.signature(text.body)
        if not signature:
            return ()
        made = _from_bytes(signature)
        alike = [
            (round(float(made.jaccard(self._signatures[other])), 4), str(other))
            for other in self._index.query(made)
            if other != text.id
        ]
        return tuple(
            Duplicate(text_id=text.id, of_text_id=other, kind=DuplicateKind.NEAR, similarity=similarity)
            for similarity, other in sorted(alike, key=lambda pair: (-pair[0], pair[1]))
            if similarity >= self._threshold
        )


def _from_bytes(signature: bytes) -> MinHash:
    values = np.frombuffer(signature, dtype="<u4").astype(np.uint64)
    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashvalues=values, scheme=_SCHEME)
