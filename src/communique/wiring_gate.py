"""The gate: which sentences are parsed at all."""

from __future__ import annotations

import re
from collections.abc import Iterable

import ahocorasick_rs

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_POINTER = re.compile(
    r"\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Bb]oth|[Tt]he (?:two|three|leaders|ministers|presidents|sides|countries))\b"
)
"""Words that may stand for a party named before."""


class Gate:
    """True for a sentence that holds a trigger of the coder and something that may be a party."""

    def __init__(self, *, names: Iterable[str], triggers: frozenset[str]) -> None:
        self._triggers = frozenset(word.lower() for word in triggers)
        self._names = ahocorasick_rs.AhoCorasick(sorted({n for n in names if len(n) > 2}))

    def __call__(self, sentence: str) -> bool:
        """Whether the sentence should be parsed."""
        words = {match.group().lower() for match in _WORD.finditer(sentence)}
        if not words & self._triggers:
            return False
        return self._party(sentence)

    def _party(self, sentence: str) -> bool:
        capitals = sum(1 for match in _WORD.finditer(sentence) if match.group()[0].isupper() and match.start() > 0)
        return capitals > 0 or bool(_POINTER.search(sentence)) or bool(self._names.find_matches_as_indexes(sentence))
