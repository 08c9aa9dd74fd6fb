"""Finds office phrases: "First Deputy Minister of Foreign Affairs", "foreign minister", "Director for X"."""

from __future__ import annotations

import re
from functools import cache

from communique.model import Record
from communique.resolve.offices import office_data


class Phrase(Record, frozen=True, kw_only=True):
    """An office as written, without country: span, plural, "former", whether the noun needs company to count."""

    start: int
    end: int
    text: str
    plural: bool = False
    former: bool = False
    weak: bool = False  # a lower-case or open noun ("head", "leader"): counts only beside a name or a country


def _alternation(items: list[str]) -> str:
    return "|".join(re.escape(i) for i in sorted(items, key=lambda s: (-len(s), s)))


@cache
def _patterns() -> tuple[re.Pattern[str], frozenset[str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    data = office_data()
    closed, opened = data["heads"]["closed"], data["heads"]["open"]
    head = rf"\b(?P<head>{_alternation(closed + opened)})(?P<plural>s|es)?\b(?![-'](?!s))"
    words = _alternation(data["portfolio"])
    portfolio = rf"(?:{words})(?:(?:,? (?:and|&) (?:for |of )?(?:the )?|, | of (?:the )?|[ /-]| for )(?:{words})\b)*"
    tail = re.compile(rf"(?: of State)? (?:of|for|on)(?: the)? {portfolio}\b", re.IGNORECASE)
    former = re.compile(rf"\b(?:{_alternation(data['former'])})[ -]?$", re.IGNORECASE)
    left = frozenset(w.casefold() for w in data["portfolio"]) | frozenset(
        w.casefold().rstrip("-") for w in data["modifiers"]
    )
    return re.compile(head, re.IGNORECASE), left, frozenset(o.casefold() for o in opened), tail, former


_SECOND = re.compile(r" II\b")
"""After a minister's title: "Minister of Foreign Affairs II", beside the minister himself."""
_WORD_BEFORE = re.compile(r"([A-Za-z][\w'-]*)([ -]|, | and | & )$")
_OPEN_TAIL = re.compile(
    r" (?:for|of|on|at)(?: the)? (?:[A-ZÀ-ÖØ-Þ][\w'-]*)(?:(?:,? and |,? & | (?:of|for|at|to|in) (?:the )?|, | )"
    r"(?:[A-ZÀ-ÖØ-Þ][\w'-]*))*"
)


def find_phrases(text: str) -> list[Phrase]:
    """Office phrases of a flat text in order, without overlap."""
    head, left, opened, tail, former = _patterns()
    out: list[Phrase] = []
    for match in head.finditer(text):
        if out and match.start() < out[-1].end:
            continue
        start = _extend(text, match.start(), left, out[-1].end if out else 0)
        end = match.end()
        noun = match["head"].casefold()
        after = tail.match(text, end)
        if after:
            end = after.end()
        second = _SECOND.match(text, end) if noun.endswith("minister") else None
        if second:
            end = second.end()
        gone = former.search(text[max(0, start - 12) : start])
        lower = text[match.start()].islower()
        out.append(
            Phrase(
                start=start,
                end=end,
                text=text[start:end],
                plural=bool(match["plural"]),
                former=bool(gone),
                weak=noun in opened or lower,
            )
        )
    return _with_short(text, out)


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.'-])(?:{_alternation(list(office_data()['short']))})(?= [A-Z][a-z])")


def _with_short(text: str, found: list[Phrase]) -> list[Phrase]:
    """With "PM", "FM" … right before a name, read as the office they stand for."""
    extra = [
        Phrase(start=m.start(), end=m.end(), text=office_data()["short"][m[0]],
               former=bool(_patterns()[4].search(text[max(0, m.start() - 12) : m.start()])))
        for m in _short().finditer(text)
        if not any(p.start < m.end() and m.start() < p.end for p in found)
    ]  # fmt: skip
    return sorted([*found, *extra], key=lambda p: p.start) if extra else found


def _extend(text: str, start: int, left: frozenset[str], floor: int) -> int:
    """Move left over modifiers and portfolio words ("First Deputy", "Foreign and European Affairs")."""
    at = start
    while True:
        before = _WORD_BEFORE.search(text[max(floor, at - 40) : at])
        if not before or before[1].casefold() not in left or (before[2] in (", ", " and ", " & ") and at == start):
            return at
        if (
            before[1] not in office_data()["for_now"]
            and before[1].islower() != text[at : at + 1].islower()
            and before[1][0].islower()
            and at == start
            and not text[at].islower()
        ):
            return at
        at -= len(before[0])


def is_former(text: str, start: int) -> bool:
    """True when "former", "ex-", "late" … stands right before ``start``."""
    return _patterns()[4].search(text[max(0, start - 12) : start]) is not None


def open_tail(text: str, end: int) -> int:
    """End of the capitalised words after "for", "of", "at" that say what is directed; ``end`` without any."""
    match = _OPEN_TAIL.match(text, end)
    return match.end() if match else end
