"""Names in Cyrillic letters written in Latin ones, by published systems: deterministic, nothing guessed."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from communique import shipped

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_SIGNS = frozenset("'’ʼ`ьъ")


@cache
def romanise_data() -> dict[str, Any]:
    """The vocabulary file ``romanise.yaml`` as read."""
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "romanise.yaml")
    return raw


def romanise(name: str, language: str) -> str:
    """A name in Latin letters; ``language`` is ``be``, ``ru`` or ``uk``. Other letters stay as they are."""
    system = romanise_data()["systems"][language]
    return _WORD.sub(lambda found: _word(found.group(), system), unicodedata.normalize("NFC", name))


def _word(word: str, system: dict[str, dict[str, str]]) -> str:
    low = word.casefold()
    for ending, latin in system["ends"].items():
        if low.endswith(ending) and len(low) > len(ending) + 1:
            return _word(word[: -len(ending)], system) + latin
    out, at = "", 0
    while at < len(low):
        pair = system.get("pairs", {}).get(low[at : at + 2])
        latin = pair if pair is not None else _letter(low, at, system)
        size = 2 if pair is not None else 1
        out += latin.capitalize() if word[at].isupper() and latin else latin
        at += size
    return out


def _letter(low: str, at: int, system: dict[str, dict[str, str]]) -> str:
    letter, before = low[at], low[at - 1] if at else ""
    if letter in "'’ʼ`":
        return ""
    if not before and letter in system["start"]:
        return system["start"][letter]
    parted = before in _SIGNS or before in romanise_data()["vowels"] or before in "йў"
    if before and parted and letter in system["after_vowel"]:
        return system["after_vowel"][letter]
    return system["letters"].get(letter, letter)
