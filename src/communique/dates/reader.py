"""Reads the times of a text in order, with the day of print and a running narrative day."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from communique.dates.calendar import Stretch
from communique.dates.context import Context, Lean, lean_of
from communique.dates.relative import relative_rules
from communique.dates.rules import Found, Reader, explicit_rules
from communique.dates.words import plain, time_words
from communique.model import Annotation, Basis, Precision, Span, Text, TimeMention, When

_YEAR = re.compile(r"(?<![\d.,$])(?:1[0-9]|20)\d\d(?![\d,])")
_FULL_DATE = re.compile(r"\d{4}")
_OPEN = re.compile(
    r"(?<!\w)(?P<word>since|until|till|up to|by|before|(?:no|not) later than|prior to|after|starting|as from)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"\s+(?!(?:and|or|in|at|to|by|of|but|for|the|with|when|as)\b)[A-Za-z]|'s")
_AROUND, _MOST_TO_SPACE = 70, 40  # characters
_REACH = 1500  # characters within which the narrative's last day still holds
_SHIFT = timedelta(days=5)  # a release may be posted some days after the day it bears

Match = tuple[re.Match[str], Reader, Basis]


def read_times(text: Text, annotation: Annotation) -> tuple[TimeMention, ...]:
    """Time expressions in order, never overlapping; days count on the text's own clock.

    Relative expressions yield nothing when the text has no day of publication. Durations, ages, clock times and
    dates in a signature (the day of print) are left out. Never raises on odd dates: they are no mentions.
    """
    body = plain(text.body)
    reference = _reference(text, annotation, body)
    signed = [section.span for section in annotation.sections if section.kind in ("signature", "caption")]
    starts = [sentence.start for sentence in annotation.sentences]
    narrative = _is_narrative(body, text.published)
    out: list[TimeMention] = []
    anchor: tuple[int, Stretch] | None = None
    for match, reader, basis in _matches(body):
        if any(span.start <= match.start() and match.end() <= span.end for span in signed):
            continue
        held = anchor[1] if anchor and (narrative or match.start() - anchor[0] <= _REACH) else None
        context = Context(
            reference=reference,
            anchor=held,
            lean=_lean(body, match, annotation, starts),
            narrative=narrative,
            gap=match.start() - anchor[0] if anchor else 0,
        )
        for found in _read(reader, match, context):
            out.append(_mention(text.body, body, found, basis))
            if found[2].start is not None and found[2].precision is not Precision.RANGE:
                anchor = (found[1], found[2])
    return tuple(out)


def _read(reader: Reader, match: re.Match[str], context: Context) -> Sequence[Found]:
    try:
        return reader(match, context)
    except (OverflowError, ValueError):  # beyond the calendar: no day we could mean
        return ()


def _matches(body: str) -> Iterator[Match]:
    """Non-overlapping matches of all rules, the longest winning, in text order."""
    rules = (*explicit_rules(), *relative_rules())
    for low, high in _windows(body):
        found = [
            (match.start() - match.end(), order, match.start(), match)
            for order, (pattern, _, _) in enumerate(rules)
            for match in pattern.finditer(body, low, high)
        ]
        kept: list[tuple[int, int, int, re.Match[str]]] = []
        for minus, order, start, match in sorted(found, key=lambda one: one[:3]):
            if not any(start < end and begin < match.end() for begin, end, _, _ in kept):
                kept.append((start, start - minus, order, match))
        yield from ((match, *rules[order][1:]) for _, _, order, match in sorted(kept, key=lambda one: one[0]))


def _windows(body: str) -> Iterator[tuple[int, int]]:
    """Stretches around time words, apart from each other, cut at spaces: the rules look nowhere else."""
    low, high = 0, -1
    for match in time_words().finditer(body):
        start = max(0, match.start() - _AROUND)
        if high >= 0 and start > high + _MOST_TO_SPACE:
            yield low, _to_space(body, high)
            low = start
        elif high < 0:
            low = start
        high = match.end() + _AROUND
    if high >= 0:
        yield low, _to_space(body, high)


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
    start, end, stretch = found
    opening = _OPEN.search(body, max(0, start - 24), start)
    names = opening and opening.group().lower().endswith("the ") and _NOUN.match(body, end)  # "before the 2015 summit"
    if opening and not names:
        opened = _opened(stretch, opening["word"].lower())
        if opened is not stretch:
            start, stretch = opening.start(), opened
    when = When(
        start=stretch.start,
        end=stretch.end,
        precision=stretch.precision,
        basis=basis,
        expression=original[start:end],
    )
    return TimeMention(span=Span(start=start, end=end), when=when)


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
    if published is None:
        return None
    nothing = Context(reference=None, anchor=None, lean=Lean.OPEN)
    for kind in ("dateline", "signature"):
        for section in annotation.sections:
            piece = body[section.span.start : section.span.end]
            if section.kind != kind or not _FULL_DATE.search(piece):
                continue
            for match, reader, _ in _matches(piece):
                for _, _, stretch in _read(reader, match, nothing):
                    if _near(stretch, published) and stretch.start:
                        return stretch.start
    return published


def _near(stretch: Stretch, published: date) -> bool:
    return (
        stretch.precision is Precision.DAY
        and stretch.start is not None
        and published - _SHIFT <= stretch.start <= published
    )


def _is_narrative(body: str, published: date | None) -> bool:
    """True for a history: many years named, most of them far from the day of print."""
    years = [int(match.group()) for match in _YEAR.finditer(body)]
    if published is None:
        return len(years) >= 1
    far = sum(abs(year - published.year) > 1 for year in years)
    return len(years) >= 5 and far >= 0.7 * len(years)
