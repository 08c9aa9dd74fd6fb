"""The time words of ``data/words.yaml`` and the regular expressions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from communique import shipped
from communique.dates.calendar import before_christ

_RULE_NAME = re.compile(r"(?<!\?P)<([A-Z]+)>")
_FOLD = str.maketrans("–—‑−\u00a0\u202f’‘\n", "----  '' ")
_BC = r"\d{1,4}\s?(?:BCE?\b|B\.C\.(?:E\.)?)"
_NOT_COUNTED = r"(?!\d|,\d|\.\d|%|-(?:strong|member|page)|-\d{3}-|s\b)"
_PLAIN_YEAR = rf"(?:1[0-9]|20)\d\d{_NOT_COUNTED}(?:\s?(?:AD|CE)\b)?"


@cache
def vocabulary() -> dict[str, Any]:
    """The data file, as it stands."""
    return dict(shipped.read_yaml("communique.dates", "words.yaml"))


def plain(body: str) -> str:
    """``body`` with dashes, odd spaces and apostrophes made plain, one code point for one."""
    return body.translate(_FOLD)


@cache
def month_numbers() -> dict[str, int]:
    """Month names and their short forms, lower-case, to 1–12."""
    return {name.lower(): number for number, names in vocabulary()["months"].items() for name in names}


@cache
def weekday_numbers() -> dict[str, int]:
    """Weekday names and their short forms, lower-case, to 0–6 from Monday."""
    return {name.lower(): number for number, names in enumerate(vocabulary()["weekdays"]) for name in names}


@cache
def pieces() -> dict[str, str]:
    """Named fragments for the rules: MONTH, DOW, DAY, YEAR, NUM, UNIT, PART, SEASON, DASH …"""
    words = vocabulary()
    long = [group[0] for group in words["months"].values()]
    short = [name for group in words["months"].values() for name in group[1:]]
    days = [group[0] for group in words["weekdays"]]
    short_days = [name for group in words["weekdays"] for name in group[1:]]
    tens, ones = "|".join(words["tens"]), "|".join(words["ones"])
    return {
        "MONTH": rf"(?:{_either([*long, *map(str.upper, long)])}|{_either([*short, *map(str.upper, short)])}\.?)",
        "MONTHFULL": _either(long),
        "DOW": rf"(?:{_either(days)}|{_either(short_days)}\.)",
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
        "YEAR": rf"(?:{_BC}|(?:A\.?D\.?\s)\d{{1,4}}|{_PLAIN_YEAR}|\d{{1,3}}\s(?:AD|CE)\b)",
        "NUM": rf"(?i:\d{{1,3}}(?:,\d{{3}}|\.\d)?|(?:{tens})[- ](?:{ones})|{_longest(words['numbers'])})",
        "VAGUE": rf"(?i:{_longest(words['vague_numbers'])})",
        "ABOUT": rf"(?i:(?:{_longest(words['about'])})\s+)",
        "UNIT": r"(?i:day|week|fortnight|month|quarter|year|decade|century|centurie)",
        "LITTLE": r"(?i:second|minute|hour)",
        "PART": r"(?i:" + "|".join(_part_pattern(p) for p in sorted(words["parts"], key=len, reverse=True)) + ")",
        "SEASON": _either([*words["seasons"], *[s.capitalize() for s in words["seasons"]]]),
        "ORD": rf"(?i:{_longest(words['ordinals'])})",
        "NTH": rf"(?i:\d{{1,2}}(?:st|nd|rd|th)|{_longest(words['centuries'])})",
        "DASH": r"\s*-{1,2}\s*",
        "DAYTIME": rf"(?i:{_longest(words['day_times'])})",
        "CLOCK": rf"(?:\s+(?i:(?P<daytime>{_longest(words['day_times'])})))?",
        "HOLIDAY": _either(list(words["holidays"])),
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


def rows(name: str) -> list[tuple[str, str, str]]:
    """The lines of a rule file: trigger, reader and pattern; ``#`` begins a comment line."""
    return [(trigger, reader, pattern) for trigger, reader, pattern in shipped.read_rows("communique.dates", name)]


def _part_pattern(name: str) -> str:
    return re.escape(name) + ("" if name.endswith("-") else r"[ -]" if name == "mid" else r"\s+")


def _longest(names: Any) -> str:
    return "|".join(sorted((re.escape(str(name)) for name in names), key=len, reverse=True))


def _either(names: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


def number(word: str) -> float:
    """The value of a small number in digits or words; raises ``KeyError`` for other words."""
    key = " ".join(word.lower().replace("-", " ").replace(",", "").split())
    if re.fullmatch(r"\d+(?:\.\d+)?", key):
        return float(key)
    words = vocabulary()
    if key in words["numbers"]:
        return float(words["numbers"][key])
    ten, _, one = key.partition(" ")
    return float(words["tens"][ten] + words["ones"][one])


def year_number(word: str) -> int:
    """``1942`` → 1942, ``AD 70`` → 70, ``490 BC`` → its place on the calendar's line."""
    digits = int(re.sub(r"\D", "", word))
    return before_christ(digits) if re.search(r"B\.?C", word) else digits


def day_number(word: str) -> int:
    """``18th`` → 18."""
    return int(re.sub(r"\D", "", word))


def ordinal(word: str) -> int:
    """``20th`` or ``twentieth`` → 20; raises ``KeyError`` for other words."""
    key = word.lower()
    return int(re.sub(r"\D", "", key)) if key[0].isdigit() else int(vocabulary()["centuries"][key])


def month_number(word: str) -> int:
    """``Nov.`` → 11."""
    return month_numbers()[word.rstrip(".").lower()]


def part_bounds(word: str) -> tuple[int, int]:
    """Sixths that a word such as ``late`` or ``the second half of`` stands for."""
    key = " ".join(word.lower().split())
    first, last = vocabulary()["parts"].get(key) or vocabulary()["parts"][key.rstrip("-")]
    return int(first), int(last)


def unit_of(word: str) -> str:
    """``Weeks`` → week, ``centuries`` → century."""
    key = word.lower().rstrip("s")
    return "century" if key.startswith("centur") else key


@cache
def cues(name: str) -> re.Pattern[str]:
    """A pattern for the ``future`` or ``past`` words; ``…ed`` counts as past."""
    listed = "|".join(re.escape(word) for word in sorted(vocabulary()[name], key=len, reverse=True))
    tail = "" if name == "future" else r"|\b(?!scheduled|planned|expected|slated|invited|continued|united)[a-z]{2,}ed\b"
    return re.compile(rf"(?:(?<![\w])(?:{listed})(?![\w])){tail}", re.IGNORECASE)


@cache
def _trigger_words() -> dict[str, str]:
    """Every word that a time expression may be found near, to the trigger that rule files name. Names keep capitals."""
    words = vocabulary()
    months = [name for group in words["months"].values() for name in group]
    days = [name for group in words["weekdays"] for name in group]
    plural = {"century": "centuries", "half": "halves"}
    units = [form for unit in words["units"] for form in (unit, plural.get(unit, f"{unit}s"))]
    named = {
        "month": [*months, *map(str.upper, months)],
        "dow": [*days, *map(str.upper, days), *(f"{day}s" for day in days)],
        "zone": ["GMT", "UTC", "hrs", "EST"],
        "era": ["BC", "BCE", "AD", "CE"],
    }
    folded = {
        "unit": units,
        "season": words["seasons"],
        "daytime": words["day_times"],
        "word": words["hints"],
        "age": ["age", "aged", "ages"],
        "clock": ["noon", "midnight"],
        "decade": words["decades"],
    }
    out = {
        form: name
        for name, forms in folded.items()
        for word in forms
        for form in (word, word.capitalize(), word.upper())
    }
    return out | {word: name for name, forms in named.items() for word in forms}


_TOKEN = re.compile(r"[A-Za-z]\w*|\d{4}-\d\d-\d\d|\d[\w:./]*")
_DOTTED_ERA = re.compile(r"(?:[AB]\.\s?[CD]\.)")
_HALF_DAY = re.compile(r"\s?[AaPp]\.?\s?[Mm]\b")
_CODED = re.compile(r"(?:FY|[QH][1-4])")
_NUMBERS = (
    (re.compile(r"\d{4}$"), "year"),
    (re.compile(r"\d{2,4}0s"), "decade"),
    (re.compile(r"\d{4}-\d\d-\d|\d\d?[./]\d\d?[./]\d\d"), "numeric"),
    (re.compile(r"\d{1,2}:\d\d|\d\d?(?:\.\d\d)?[AaPp]"), "clock"),
    (re.compile(r"\d{1,2}(?:st|nd|rd|th)"), "nth"),
    (re.compile(r"\d0s"), "decade"),
    (re.compile(r"\d{3}[.:/]?$"), "three"),
    (re.compile(r"\d{4}"), "year"),
)


def triggers(body: str) -> Iterator[tuple[str, int, int]]:
    """The trigger words of a text in order: trigger, start, end."""
    names = _trigger_words()
    for match in _TOKEN.finditer(body):
        word = match.group()
        name = names.get(word) or _odd_trigger(body, word, match)
        if name:
            yield name, match.start(), match.end()


def _odd_trigger(body: str, word: str, match: re.Match[str]) -> str | None:
    if word[0].isdigit():
        for pattern, name in _NUMBERS:
            if pattern.match(word):
                return name
        return "clock" if _HALF_DAY.match(body, match.start() + len(word.rstrip("./:"))) else None
    if word in ("A", "B") and _DOTTED_ERA.match(body, match.start()):
        return "era"
    return "coded" if _CODED.match(word) else None
