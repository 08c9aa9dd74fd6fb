"""Scores time expressions against TimeML (``.tml``) and TIMEX2 (``.key.xml``) gold files.

Strict and relaxed span F1, and value F1 as in TempEval-3: relaxed match with the same value. Of nested gold
expressions the outermost counts. A *calendar date* is a gold date with the value of a year, month, week or day; a *day
hit* is a predicted value that is it or begins with it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?$")
_TOKEN = re.compile(r"<[^>]+>|[^<]+")


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: offsets in code points into the text, TIMEX type (gold only) and value."""

    start: int
    end: int
    value: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """One gold file without its tags; ``published`` is the creation time, ``standard`` timex2 or timex3."""

    name: str
    text: str
    published: date
    standard: str
    expressions: tuple[Expression, ...]


@dataclass(slots=True)
class Tally:
    """Counts over all texts, and what went wrong."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    calendar: int = 0
    calendar_right: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def f1(self, hits: int) -> float:
        """F1 in percent of ``hits`` true positives."""
        return round(200 * hits / max(self.gold + self.predicted, 1), 2)


def read_gold(path: Path) -> GoldText | None:
    """One gold file; ``None`` when it has no text or no creation time."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.S)
    made = re.search(r"<TIMEX[23][^>]*CREATION_TIME[^>]*>", raw) or re.search(r"<DATETIME>\s*(<TIMEX2[^>]*>)", raw)
    day = re.search(r'va(?:l|lue)="(\d{4}-\d\d-\d\d)', made.group()) if made else None
    if body is None or day is None:
        return None
    text, found = _strip(body[1])
    return GoldText(
        name=path.name.split(".tml")[0].split(".key")[0],
        text=text,
        published=date.fromisoformat(day[1]),
        standard="timex2" if "<TIMEX2" in raw else "timex3",
        expressions=tuple(_outermost(found)),
    )


def _strip(body: str) -> tuple[str, list[Expression]]:
    """The text without tags, and the expressions they marked."""
    pieces: list[str] = []
    open_tags: list[tuple[int, str, str]] = []
    found: list[Expression] = []
    at = 0
    for token in (match.group() for match in _TOKEN.finditer(body)):
        if token[0] != "<":
            pieces.append(html.unescape(token))
            at += len(pieces[-1])
        elif re.match(r"<TIMEX[23]\b", token) and not token.endswith("/>"):
            names = dict(re.findall(r'([\w-]+)="([^"]*)"', token))
            open_tags.append((at, names.get("value", names.get("val", "")), names.get("type", "")))
        elif re.match(r"</TIMEX[23]>", token) and open_tags:
            start, value, kind = open_tags.pop()
            if at > start:
                found.append(Expression(start, at, value, kind or _type_of(value)))
    return "".join(pieces), found


def _type_of(value: str) -> str:
    if not value:
        return ""
    if re.match(r"P[\dTX]", value):
        return "DURATION"
    return "TIME" if "T" in value and value[:1].isdigit() else "DATE"


def _outermost(found: Iterable[Expression]) -> Iterable[Expression]:
    last = 0
    for one in sorted(found, key=lambda e: (e.start, -e.end)):
        if one.start >= last:
            last = one.end
            yield one


def add(tally: Tally, gold: GoldText, predicted: Sequence[Expression]) -> None:
    """Count one text. Each gold expression takes the free prediction that overlaps it most."""
    guesses = sorted(predicted, key=lambda e: e.start)
    tally.gold += len(gold.expressions)
    tally.predicted += len(guesses)
    used: set[int] = set()
    for one in gold.expressions:
        calendar = one.type == "DATE" and bool(_CALENDAR.match(one.value))
        tally.calendar += calendar
        overlap, _, best = max(
            ((_overlap(one, g), -abs(one.start - g.start) - abs(one.end - g.end), i)
             for i, g in enumerate(guesses) if i not in used), default=(0, 0, 0),
        )  # fmt: skip
        words = " ".join(gold.text[one.start : one.end].split())
        if overlap <= 0:
            tally.errors[f"missed   {words[:44]} = {one.value}"] += 1
            continue
        used.add(best)
        _count(tally, gold, one, guesses[best], calendar)
    for i, guess in enumerate(guesses):
        if i not in used:
            tally.errors[f"spurious {' '.join(gold.text[guess.start : guess.end].split())[:44]} = {guess.value}"] += 1


def _count(tally: Tally, gold: GoldText, one: Expression, guess: Expression, calendar: bool) -> None:
    def trimmed(e: Expression) -> str:
        return gold.text[e.start : e.end].strip(" ,.\n")

    tally.relaxed += 1
    tally.strict += trimmed(one) == trimmed(guess)
    same = _norm(one.value) == _norm(guess.value)
    tally.value += same
    if calendar:
        tally.calendar_right += same or _day_hit(one.value, guess.value)
    if not same:
        tally.errors[f"value    {' '.join(trimmed(one).split())[:44]} = {one.value} / {guess.value}"] += 1


def _overlap(one: Expression, other: Expression) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _norm(value: str) -> str:
    return re.sub(r"T00:00(:00)?$", "", value)


def _day_hit(gold: str, value: str) -> bool:
    value = _norm(value)
    if value.startswith(gold):
        return True
    day = re.match(r"\d{4}-\d\d-\d\d", value)
    if "-W" not in gold or not day:
        return False
    try:
        year, week, _ = date.fromisoformat(day.group()).isocalendar()
    except ValueError:
        return False
    return f"{year}-W{week:02d}" == gold
