"""Reads the times of a text in order, with the day of print and a running narrative day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from communique.dates.asides import Asides
from communique.dates.calendar import FIRST_BC, Stretch
from communique.dates.compose import with_time_of_day
from communique.dates.context import Context, Lean, lean_of
from communique.dates.found import Found, Rule
from communique.dates.genre import is_narrative
from communique.dates.relative import relative_rules
from communique.dates.rules import explicit_rules
from communique.dates.spells import spell_rules
from communique.dates.words import plain, triggers
from communique.model import Annotation, Basis, Precision, Span, Text, TimeKind, TimeMention, Timex, When

_FULL_DATE = re.compile(r"\d{4}")
_OPEN = re.compile(
    r"(?<!\w)(?P<word>since|until|till|up to|by|before|(?:no|not) later than|prior to|after|starting|as from)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s+(?!(?:and|or|in|at|to|by|of|but|for|the|with|when|as)\b)[A-Za-z]|'s")
_AROUND, _MOST_TO_SPACE = 60, 40  # characters
_REACH = 1500  # characters within which the narrative's last day still holds
_SHIFT = timedelta(days=5)  # a release may be posted some days after the day it bears

Match = tuple[re.Match[str], Rule]


def read_times(text: Text, annotation: Annotation) -> tuple[TimeMention, ...]:
    """Of :func:`read_expressions`, those that can date an event."""
    return tuple(one for one in read_expressions(text, annotation) if one.dates)


def read_expressions(text: Text, annotation: Annotation) -> tuple[TimeMention, ...]:
    """Time expressions in order, never overlapping; days count on the text's own clock.

    Lengths, sets, times of day and vague references are mentions that date nothing (``TimeMention.dates``). Relative
    dates yield nothing when the text has no day of publication. Dates in a signature or caption (the day of print) are
    left out. Never raises on odd dates: they are no mentions.
    """
    body = plain(text.body)
    reference = _reference(text, annotation, body)
    signed = [section.span for section in annotation.sections if section.kind in ("signature", "caption")]
    starts = [sentence.start for sentence in annotation.sentences]
    narrative = is_narrative(body, text.published)
    out: list[tuple[Found, Basis]] = []
    anchor: tuple[int, Stretch] | None = None
    named: Stretch | None = None
    matches = list(_matches(body))
    asides = Asides(body, [match for match, _ in matches]) if narrative else None
    for match, rule in matches:
        if any(span.start <= match.start() and match.end() <= span.end for span in signed):
            continue
        held = anchor[1] if anchor and (narrative or match.start() - anchor[0] <= _REACH) else None
        context = Context(
            reference=reference,
            anchor=held,
            lean=Lean.OPEN if narrative else _lean(body, match, annotation, starts),
            narrative=narrative,
            gap=match.start() - anchor[0] if anchor else 0,
            named=named,
        )
        for found in _read(rule, match, context):
            out.append((found, rule.basis))
            if found.stretch and found.stretch.start and found.kind is TimeKind.DATE:
                named = found.stretch
            if asides and asides.is_aside(match, found, held):
                continue
            if _moves(found, narrative) and found.stretch is not None:
                anchor = (found.end, found.stretch)
    return tuple(_mention(text.body, body, *one) for one in with_time_of_day(body, out))


def _moves(found: Found, narrative: bool) -> bool:
    """True when the story has come to this time: in a history also by a part of a month or year."""
    if found.stretch is None or found.stretch.start is None or found.kind is not TimeKind.DATE:
        return False
    if narrative:
        return found.sets_anchor and bool(found.as_values())
    return found.stretch.precision is not Precision.RANGE


def _read(rule: Rule, match: re.Match[str], context: Context) -> Sequence[Found]:
    try:
        return rule.reader(match, context)
    except (OverflowError, ValueError):  # beyond the calendar: no day we could mean
        return ()


@cache
def _rules() -> dict[str, tuple[tuple[int, Rule], ...]]:
    """All rules by their trigger, each with its rank."""
    ranked = list(enumerate((*explicit_rules(), *relative_rules(), *spell_rules())))
    names = {rule.trigger for _, rule in ranked}
    return {name: tuple(one for one in ranked if one[1].trigger == name) for name in names}


def _matches(body: str) -> Iterator[Match]:
    """Non-overlapping matches of all rules, the longest winning, in text order."""
    found = [
        (match.start() - match.end(), rank, match.start(), match, rule)
        for trigger, low, high in _windows(body)
        for rank, rule in _rules().get(trigger, ())
        for match in rule.pattern.finditer(body, low, high)
    ]
    taken = bytearray(len(body))
    kept: list[tuple[int, re.Match[str], Rule]] = []
    for _, _, start, match, rule in sorted(found, key=lambda one: one[:3]):
        if match.end() > start and not any(taken[start : match.end()]):
            taken[start : match.end()] = b"\x01" * (match.end() - start)
            kept.append((start, match, rule))
    yield from ((match, rule) for _, match, rule in sorted(kept, key=lambda one: one[0]))


def _windows(body: str) -> Iterator[tuple[str, int, int]]:
    """Per trigger, the stretches around its words, joined where near, cut at spaces: rules look nowhere else."""
    open_ones: dict[str, tuple[int, int]] = {}
    for name, begin, end in triggers(body):
        start, end = max(0, begin - _AROUND), end + _AROUND  # noqa: PLW2901
        low, high = open_ones.get(name, (start, -1))
        if 0 <= high < start:
            yield name, _from_space(body, low), _to_space(body, high)
            low = start
        open_ones[name] = (low, end)
    for name, (low, high) in open_ones.items():
        yield name, _from_space(body, low), _to_space(body, high)


def _from_space(body: str, at: int) -> int:
    space = body.rfind(" ", max(0, at - _MOST_TO_SPACE), at)
    return space + 1 if space >= 0 else at


def _to_space(body: str, at: int) -> int:
    space = body.find(" ", at, at + _MOST_TO_SPACE)
    return len(body) if at >= len(body) else space if space >= 0 else at


def _lean(body: str, match: re.Match[str], annotation: Annotation, starts: list[int]) -> Lean:
    index = bisect_right(starts, match.start()) - 1
    if index < 0 or annotation.sentences[index].end < match.end():
        left, right = max(0, match.start() - 120), min(len(body), match.end() + 80)
    else:
        left, right = annotation.sentences[index].start, annotation.sentences[index].end
    return lean_of(body[left:right], match.start() - left, match.end() - left)


def _mention(original: str, body: str, found: Found, basis: Basis) -> TimeMention:
    start, end, stretch = found.start, found.end, found.stretch
    if stretch is not None and found.kind is TimeKind.DATE:
        opening = _OPEN.search(body, max(0, start - 24), start)
        names = (
            opening and opening.group().lower().endswith("the ") and _NOUN.match(body, end)
        )  # before the 2015 summit
        opened = _opened(stretch, opening["word"].lower()) if opening and not names else stretch
        if opening and opened is not stretch:
            start, stretch = opening.start(), opened
    return TimeMention(
        span=Span(start=start, end=end),
        when=_when(stretch if found.kind is TimeKind.DATE else None, basis, original[start:end]),
        kind=found.kind,
        timexes=tuple(
            Timex(span=Span(start=one.start, end=one.end), kind=one.kind, value=one.value) for one in found.as_values()
        ),
    )


def _when(stretch: Stretch | None, basis: Basis, expression: str) -> When:
    """The days, on the usual calendar; none for what is no date or lies before the common era."""
    if stretch is None or stretch.is_bc:
        return When(start=None, end=None, precision=Precision.RANGE, basis=basis, expression=expression)
    return When(start=stretch.start, end=stretch.end, precision=stretch.precision, basis=basis, expression=expression)


def _opened(stretch: Stretch, word: str) -> Stretch:
    """``since May`` has no end, ``by May`` no start."""
    if stretch.start is None or stretch.end is None:
        return stretch
    if word in ("since", "starting", "as from"):
        return Stretch(start=stretch.start, end=None, precision=Precision.RANGE)
    if word == "after":
        return Stretch(start=stretch.end, end=None, precision=Precision.RANGE)
    if word in ("until", "till", "up to", "by", "no later than", "not later than"):
        return Stretch(start=None, end=stretch.end, precision=Precision.RANGE)
    if word in ("before", "prior to"):
        return Stretch(start=None, end=stretch.start, precision=Precision.RANGE)
    return stretch


def _reference(text: Text, annotation: Annotation, body: str) -> date | None:
    """The day "today" means: a full date in the dateline or signature a few days before publication, else that."""
    published = text.published
    if published is None or published.year >= FIRST_BC:
        return None
    nothing = Context(reference=None, anchor=None, lean=Lean.OPEN)
    for kind in ("dateline", "signature"):
        for section in annotation.sections:
            piece = body[section.span.start : section.span.end]
            if section.kind != kind or not _FULL_DATE.search(piece):
                continue
            for match, rule in _matches(piece):
                for found in _read(rule, match, nothing):
                    if found.stretch and _near(found.stretch, published) and found.stretch.start:
                        return found.stretch.start
    return published


def _near(stretch: Stretch, published: date) -> bool:
    return (
        stretch.precision is Precision.DAY
        and stretch.start is not None
        and published - _SHIFT <= stretch.start <= published
    )
