"""Names that the desk was told to forget: found in words to be printed, and hidden there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.model.base import sha256
from communique.resolve.folding import name_key

HIDDEN = "[name withheld]"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 5  # words of a name that is only known by its digest
_SHORTEST = 4  # letters of a last name that is hidden where it stands alone


def name_digest(name: str) -> str:
    """What is kept of a forgotten name: enough to know it again in any spelling that folds alike, not to read it."""
    return sha256(f"forget\x00{name_key(name)}")[:32]


class Withholding:
    """Hides names. ``names`` are those of forgotten actors of the shipped base; ``digests`` those of a desk's own."""

    def __init__(self, names: Iterable[str] = (), digests: Iterable[str] = ()) -> None:
        self._digests = frozenset(digests)
        spelled = set[str]()
        for name in names:
            spelled |= {name, *(w for w in name.split()[-1:] if len(w) >= _SHORTEST)}
        longest_first = sorted(spelled, key=lambda name: (-len(name), name))
        listed = "|".join(re.escape(name) for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None

    def hides(self, name: str) -> bool:
        """True for the whole name of somebody who was forgotten."""
        return bool(self._digests) and name_digest(name) in self._digests

    def mask(self, text: str) -> str:
        """The text with every name of a forgotten person replaced by :data:`HIDDEN`."""
        if self._digests:
            text = self._by_digest(text)
        return self._pattern.sub(HIDDEN, text) if self._pattern else text

    def _by_digest(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        out, at, index = "", 0, 0
        while index < len(found):
            size = next((n for n in range(_LONGEST, 0, -1) if self._named(text, found[index : index + n], n)), 0)
            if size:
                out += text[at : found[index].start()] + HIDDEN
                at = found[index + size - 1].end()
            index += size or 1
        return out + text[at:]

    def _named(self, text: str, run: list[re.Match[str]], size: int) -> bool:
        whole = len(run) == size and run[0].group()[0].isupper()
        return whole and name_digest(text[run[0].start() : run[-1].end()]) in self._digests
