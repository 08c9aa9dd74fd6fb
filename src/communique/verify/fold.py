"""Pure helpers on strings: folding of typographic marks and names, stems, spelling distance."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from communique import shipped

_MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'",
        "`": "'", "´": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ",
        "\u2009": " ", "…": "...",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SUFFIXES = (
    "ations", "ation", "itions", "ition", "ements", "ement", "ments", "ment", "ances", "ance", "ences", "ence",
    "ings", "ing", "ions", "ion", "ives", "ive", "als", "al", "ors", "or", "ers", "er", "ies", "ied", "es", "ed",
    "ly", "y", "s", "e",
)  # fmt: skip


def fold(text: str) -> str:
    """Typographic marks to plain ones, runs of space to one; case and words stay."""
    return _SPACE.sub(" ", text.translate(_MARKS)).strip()


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Folded, lower-case, without accents: how names are compared."""
    decomposed = unicodedata.normalize("NFKD", fold(text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The words of a text, plain."""
    return [w.removesuffix("'s") for w in _WORD.findall(plain(text))]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """What is left of a word without its inflection or derivation: visit, visits, visiting; discuss, discussion."""
    word = word.casefold()
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4 and not word.endswith("ss"):
            word = word[: -len(suffix)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sle":
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word[-1] in "ei" else word


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """A name without what transliterations differ in: Makei/Makey, Lukashenka/Lukashenko, Dzmitry/Dmitri."""
    out = plain(name)
    for old, new in (("yo", "e"), ("iy", "i"), ("ij", "i"), ("yi", "i"), ("ei", "i"), ("ey", "i"), ("ai", "i"),
                     ("ay", "i"),
                     ("y", "i"), ("j", "i"), ("kh", "h"), ("dz", "d"), ("ck", "k"), ("sch", "sh"), ("w", "v"),
                     ("ie", "e"), ("ye", "e"), ("ia", "a"), ("ya", "a"), ("iu", "u"), ("oe", "o"), ("ue", "u"),
                     ("x", "ks"), ("'", "")):  # fmt: skip
        out = out.replace(old, new)
    out = re.sub(r"(.)\1", r"\1", out)
    return out[:-1] if len(out) > 3 and out[-1] in "aoiue" else out


def _consonants(name: str) -> str:
    """Only the consonants of a skeleton: Protasevich and Pratasevich, Shipachyov and Shipachev."""
    return re.sub(r"(.)\1", r"\1", "".join(c for c in skeleton(name) if c not in "aeiouyh"))


@cache
def _given() -> dict[str, int]:
    raw = shipped.read_yaml("communique.verify", "given_names.yaml")
    return {name: number for number, row in enumerate(raw) for name in row}


def same_name(left: str, right: str) -> bool:
    """True when two words are one name up to transliteration, or one is the other's initial."""
    a, b = plain(left), plain(right)
    if a == b or (a in _given() and _given()[a] == _given().get(b)):
        return True
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    if min(len(a), len(b)) < 4:
        return False
    if skeleton(a) == skeleton(b) or (min(len(a), len(b)) >= 6 and a[0] == b[0] and distance(a, b) <= 1):
        return True
    left_bones, right_bones = _consonants(a), _consonants(b)
    return len(left_bones) >= 4 and left_bones == right_bones and abs(len(a) - len(b)) <= 2 and distance(a, b) <= 3


def distance(left: str, right: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        previous, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (a != b))
    return row[-1]
