"""One key for all romanisations of a name: Lukashenka, Lukaschenko, Лукашэнка; Makei, Makey."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from communique import shipped

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼʻ`‘][^\W\d_]+)*")


@cache
def _rules() -> tuple[dict[int, str], tuple[tuple[re.Pattern[str], str], ...], frozenset[str], dict[str, str]]:
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "folding.yaml")
    letters = {ord(k): v for k, v in raw["letters"].items()}
    rewrites = tuple((re.compile(p), r) for p, r in raw["rewrites"])
    given: dict[str, str] = {}
    for row in raw["given"]:
        first = _fold(row[0], letters, rewrites)
        for form in row:
            given.setdefault(_fold(form, letters, rewrites), first)
    return letters, rewrites, frozenset(raw["particles"]), given


def plain(text: str) -> str:
    """Lower case without diacritics, Cyrillic romanised: spelling is otherwise kept."""
    letters = _rules()[0]
    mapped = unicodedata.normalize("NFC", text).casefold().translate(letters)
    return "".join(c for c in unicodedata.normalize("NFD", mapped) if not unicodedata.combining(c))


def _fold(word: str, letters: dict[int, str], rewrites: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    mapped = unicodedata.normalize("NFC", word).casefold().translate(letters)
    folded = "".join(c for c in unicodedata.normalize("NFD", mapped) if not unicodedata.combining(c))
    for pattern, replacement in rewrites:
        folded = pattern.sub(replacement, folded)
    return folded


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Folding key of one word ("Kupchyna" and "Kupchina" give the same)."""
    letters, rewrites, _, _ = _rules()
    return _fold(word, letters, rewrites)


@lru_cache(maxsize=65536)
def given_key(word: str) -> str:
    """Folding key of a given name, with its forms in other languages ("Sergey", "Siarhei", "Serhii" give the same)."""
    key = word_key(word)
    return _rules()[3].get(key, key)


def words(name: str) -> list[str]:
    """The words of a name; hyphens part words, apostrophes do not."""
    return _WORD.findall(name)


_MC = re.compile(r"\b(Mc) (?=[A-Z])")


def name_key(name: str) -> str:
    """Key of a person's whole name: given names by their language-free form, particles and initials left out."""
    particles = _rules()[2]
    parts = [w for w in words(_MC.sub(r"\1", name)) if len(w) > 1 and w.casefold() not in particles]
    if not parts:
        return ""
    return " ".join([*(given_key(w) for w in parts[:-1]), word_key(parts[-1])])


def is_latin(text: str) -> bool:
    """True when every letter of ``text`` is of the Latin script."""
    return all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())
