"""Word relations of WordNet: a weaker licence than the lexicon's groups, and how general a word is."""

from __future__ import annotations

import gzip
from functools import cache

from communique import shipped
from communique.model import Record

_POS = {"NOUN": "n", "PROPN": "n", "VERB": "v", "AUX": "v", "ADJ": "a", "ADV": "r"}
_GENERAL = {"n": (6, 60), "v": (7, 40), "a": (8, 40), "r": (3, 40)}


class Entry(Record, frozen=True, kw_only=True):
    """One lemma as one part of speech: number of senses, count in tagged text, related words by kind."""

    senses: int
    count: int
    same: frozenset[str]
    derived: frozenset[str]
    wider: frozenset[str]
    contrary: frozenset[str]


class Thesaurus:
    """Looks relations up; entries are parsed when first asked for."""

    def __init__(self, lines: dict[tuple[str, str], str]) -> None:
        """``lines``: lemma and part of speech → the rest of the row."""
        self._lines = lines
        self._known: dict[tuple[str, str], Entry | None] = {}

    def entry(self, lemma: str, pos: str) -> Entry | None:
        """The entry of a lemma under a universal part of speech."""
        key = (lemma, _POS.get(pos, ""))
        if key not in self._known:
            line = self._lines.get(key)
            self._known[key] = _entry(line) if line else None
        return self._known[key]

    def relation(self, passage: tuple[str, str], sentence: tuple[str, str]) -> str:
        """How a passage word (lemma, part of speech) licenses a sentence word: same, derived, wider, or not ("")."""
        theirs, mine = self.entry(*passage), self.entry(*sentence)
        here, there = sentence[0], passage[0]
        if (theirs and here in theirs.same) or (mine and there in mine.same):
            return "same"
        if (theirs and here in theirs.derived) or (mine and there in mine.derived):
            return "derived"
        return "wider" if theirs and here in theirs.wider else ""

    def contrary(self, left: tuple[str, str], right: tuple[str, str]) -> bool:
        """True when WordNet calls one the contrary of the other."""
        a, b = self.entry(*left), self.entry(*right)
        return bool((a and right[0] in a.contrary) or (b and left[0] in b.contrary))

    def general(self, lemma: str, pos: str) -> bool:
        """True for words of many senses and much use ("go", "way", "new"): they seldom tell a fact by themselves."""
        found, least = self.entry(lemma, pos), _GENERAL.get(_POS.get(pos, ""))
        return bool(found and least and found.senses >= least[0] and found.count >= least[1])


def _entry(line: str) -> Entry:
    senses, count, links = line.split("\t")
    kinds: dict[str, set[str]] = {"s": set(), "d": set(), "h": set(), "a": set()}
    for link in links.split():
        kinds[link[0]].add(link[2:])
    return Entry(
        senses=int(senses), count=int(count), same=frozenset(kinds["s"]), derived=frozenset(kinds["d"]),
        wider=frozenset(kinds["h"]), contrary=frozenset(kinds["a"]),
    )  # fmt: skip


@cache
def thesaurus() -> Thesaurus:
    """The shipped table, read once."""
    raw = shipped.read_bytes("communique.verify", "wordnet.tsv.gz")
    lines: dict[tuple[str, str], str] = {}
    for row in gzip.decompress(raw).decode().splitlines():
        lemma, pos, rest = row.split("\t", 2)
        lines[lemma, pos] = rest
    return Thesaurus(lines)
