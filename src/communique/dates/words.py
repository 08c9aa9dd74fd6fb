"""The time words of ``data/words.yaml`` and the regular expressions made of them."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

_RULE_NAME = re.compile(r"(?<!\?P)<([A-Z]+)>")
_FOLD = str.maketrans({"–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "’": "'", "\n": " "})


@cache
def vocabulary() -> dict[str, Any]:
    """The data file, as it stands."""
    return dict(yaml.safe_load((resources.files("communique.dates") / "data" / "words.yaml").read_text("utf-8")))


def plain(body: str) -> str:
    """``body`` with dashes, odd spaces and apostrophes made plain, one code point for one."""
    return body.translate(_FOLD)


@cache
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, lower-case, to 1–12."""
    return {name.lower(): number for number, names in vocabulary()["months"].items() for name in names}


@cache
def weekday_numbers() -> dict[str, int]:
    """Weekday names, lower-case, to 0–6 from Monday."""
    return {name.lower(): number for number, name in enumerate(vocabulary()["weekdays"])}


@cache
def pieces() -> dict[str, str]:
    """Named fragments for the rules: MONTH, DOW, DAY, YEAR, NUM, UNIT, PART, SEASON, DASH."""
    words = vocabulary()
    long = [group[0] for group in words["months"].values()]
    short = [name for group in words["months"].values() for name in group[1:]]
    return {
        "MONTH": rf"(?:{_either([*long, *map(str.upper, long)])}|{_either([*short, *map(str.upper, short)])}\.?)",
        "MONTHFULL": _either(long),
        "DOW": _either(words["weekdays"]),
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "YEAR": r"(?:1[0-9]|20)\d\d(?!\d|,\d|\.\d|%|-(?:strong|member|page))",
        "NUM": r"(?i:\d{1,3}|" + "|".join(sorted(map(str, words["numbers"]), key=len, reverse=True)) + ")",
        "UNIT": r"(?i:day|week|fortnight|month|quarter|year|decade)",
        "PART": r"(?i:" + "|".join(_part_pattern(p) for p in sorted(words["parts"], key=len, reverse=True)) + ")",
        "SEASON": _either([*words["seasons"], *[s.capitalize() for s in words["seasons"]]]),
        "ORD": r"(?i:" + "|".join(words["ordinals"]) + ")",
        "DASH": r"\s*-{1,2}\s*",
        "CLOCK": r"(?:\s+(?i:morning|afternoon|evening|night))?",
    }


@cache
def _all_pieces() -> dict[str, str]:
    """The fragments, and those made of them: LEAD (a weekday before a date) and TAIL (the year after it)."""
    small = pieces()
    lead = rf"(?:(?i:{small['DOW']}),?\s+)?"
    return {**small, "LEAD": lead, "TAIL": rf"(?:,?\s+(?:of\s+)?(?P<year>{small['YEAR']}))?"}


def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's pattern with the fragments filled in."""
    return re.compile(_RULE_NAME.sub(lambda match: _all_pieces().get(match[1], match[0]), pattern))


def rows(name: str) -> list[tuple[str, str]]:
    """The lines of a rule file: reader and pattern; ``#`` begins a comment line."""
    text = (resources.files("communique.dates") / "data" / name).read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(reader, pattern) for reader, _, pattern in (line.partition("\t") for line in lines)]


def _part_pattern(name: str) -> str:
    return re.escape(name) + ("" if name.endswith("-") else r"[ -]" if name == "mid" else r"\s+")


def _either(names: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


def number(word: str) -> int:
    """The value of a small number in digits or words; raises ``KeyError`` for other words."""
    return int(word) if word.isdigit() else int(vocabulary()["numbers"][" ".join(word.lower().split())])


def day_number(word: str) -> int:
    """``18th`` → 18."""
    return int(re.sub(r"\D", "", word))


def month_number(word: str) -> int:
    """``Nov.`` → 11."""
    return month_numbers()[word.rstrip(".").lower()]


def part_bounds(word: str) -> tuple[int, int]:
    """Sixths that a word such as ``late`` or ``the second half of`` stands for."""
    key = " ".join(word.lower().split())
    first, last = vocabulary()["parts"].get(key) or vocabulary()["parts"][key.rstrip("-")]
    return int(first), int(last)


@cache
def cues(name: str) -> re.Pattern[str]:
    """A pattern for the ``future`` or ``past`` words; ``…ed`` counts as past."""
    listed = "|".join(re.escape(word) for word in sorted(vocabulary()[name], key=len, reverse=True))
    tail = "" if name == "future" else r"|\b(?!scheduled|planned|expected|slated|invited|continued|united)[a-z]{2,}ed\b"
    return re.compile(rf"(?:(?<![\w])(?:{listed})(?![\w])){tail}", re.IGNORECASE)


@cache
def time_words() -> re.Pattern[str]:
    """What every time expression holds one of: a month, weekday, unit, season, deictic word or a year-like number."""
    words = vocabulary()
    names = [name for group in words["months"].values() for name in group]
    listed = [*names, *words["weekdays"], *words["seasons"], *words["hints"]]
    either = "|".join(sorted((re.escape(word) for word in listed), key=len, reverse=True))
    return re.compile(rf"\b(?:{either})|\d\d\d\d|\d\.\d", re.IGNORECASE)
