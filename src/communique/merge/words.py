"""Words as merging compares them: stems, and terms with how much each tells."""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache

import msgspec
import snowballstemmer

from communique import shipped

_TERM = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 3
_BEGINNING = 7
_NAME = "N:"
_NUMBER = "#"
_NUMBERS_TELL = 2.0  # a number in common tells as much as two words; tuned on ECB+ Train
_STOPS = ".!?\n\"”'’"


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of an English word, whatever its case: Porter's rules (Snowball) after irregular forms."""
    plain = word.casefold()
    found: str = _stemmer().stemWord(_irregular().get(plain, plain))
    return found


def terms(text: str) -> Counter[str]:
    """Terms of a text with their counts: beginnings of words, numbers, and again each name that begins no sentence."""
    counts: Counter[str] = Counter()
    for found in _TERM.finditer(text):
        word = found.group()
        plain = word.casefold()
        if plain.isdecimal():
            counts[_NUMBER + plain] += 1
        elif len(plain) >= _SHORTEST:
            counts[plain[:_BEGINNING]] += 1
            if word[0].isupper() and _inside(text, found.start()):
                counts[_NAME + plain] += 1
    return counts


def _inside(text: str, start: int) -> bool:
    """Whether the word at ``start`` stands inside a sentence, where a capital letter means a name."""
    before = text[max(start - 2, 0) : start].rstrip(" ")
    return bool(before) and before[-1] not in _STOPS


def vector(text: str) -> Mapping[str, float]:
    """Term → weight, of length 1: (1 + log count) × log rarity over the shipped counts; empty for no terms."""
    raw = {term: (1 + math.log(n)) * rarity(term) * _telling(term) for term, n in terms(text).items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {term: weight / length for term, weight in raw.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Dot product of two vectors of length 1, always added up in the same order."""
    return sum(a[term] * b[term] for term in sorted(a.keys() & b.keys()))


def _telling(term: str) -> float:
    return _NUMBERS_TELL if term.startswith(_NUMBER) else 1.0


def rarity(term: str) -> float:
    """Log of all texts over those that hold the term, add-one smoothed: how much the term tells."""
    texts, counts = shipped_counts()
    return math.log((texts + 1) / (counts.get(term, 0) + 1))


@cache
def shipped_counts() -> tuple[int, Mapping[str, int]]:
    """How many texts were counted, and in how many of them each term stands."""
    raw = gzip.decompress(shipped.read_bytes("communique.merge", "words.tsv.gz")).decode()
    texts, *rows = raw.split("\n")
    pairs = (row.split("\t") for row in rows)
    return int(texts), {term: int(n) for term, n in pairs}


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _irregular() -> Mapping[str, str]:
    raw = shipped.read_bytes("communique.merge", "irregular.yaml")
    table = msgspec.yaml.decode(raw, type=dict[str, list[str]])
    return {form: verb for verb, forms in table.items() for form in forms}
