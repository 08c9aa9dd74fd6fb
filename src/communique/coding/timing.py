"""When an act happened: the time expression nearest to its verb, else the anchor of the text, else the day of print."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from communique.coding.mood import Tense
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.model import Basis, Document, Participation, Precision, Reason, Sentence, TimeMention, When

_BACKWARD = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT})
_COARSE = frozenset({Precision.YEAR, Precision.SEASON, Precision.QUARTER})

OLD = timedelta(days=45)
"""An act this long before print is told as history."""


LONG = timedelta(days=62)
"""A longer span of days is the life of a plan or a pact, not the time of an act."""


def when_of(document: Document, sentence: Sentence, site: Site, tense: Tense) -> tuple[When | None, Reason]:
    """The span of days of an act, and why. A day that its tense rules out belongs to something else."""
    times = [t for t in _in_sentence(document, sentence) if _can_be(t.when, tense, document.text.published)]
    near = _in_clause(times, site)
    if near is not None:
        return near.when, _because("said in the clause", near)
    lone = times
    if len(lone) == 1:
        return lone[0].when, _because("the sentence's only day", lone[0])
    return print_day(document.text.published), Reason(feature="date", value="print", detail="no day is said")


def anchored(
    when: When | None, why: Reason, parties: tuple[Participation, ...], cast: Cast, tense: Tense
) -> tuple[When | None, Reason]:
    """The day of the meeting that the parties are in, for what they did there and no day is said of."""
    if when is None or when.basis is not Basis.PRINT or tense not in {Tense.PAST, Tense.NOUN, Tense.PARTICIPLE}:
        return when, why
    met = None if cast.tree.sentence.turn is not None else cast.memory.day_for(parties, cast.tree.sentence)
    if met is None:
        return when, why
    moved = msgspec.structs.replace(met, basis=Basis.ANCHORED)
    return moved, Reason(feature="date", value=met.expression, detail="the day of their meeting, said before")


def _can_be(when: When, tense: Tense, published: date | None) -> bool:
    if published is None:
        return True
    if tense in _BACKWARD:
        return not is_ahead(when, published) and not _endless(when)
    if tense is Tense.FUTURE:
        return when.last is None or when.last >= published - timedelta(days=1)
    return not _endless(when)


def _endless(when: When) -> bool:
    return (
        when.start is not None
        and when.end is not None
        and when.end - when.start > LONG
        and when.precision not in _COARSE
    )


def _because(why: str, found: TimeMention) -> Reason:
    return Reason(feature="date", value=found.when.expression, detail=why)


def _in_sentence(document: Document, sentence: Sentence) -> list[TimeMention]:
    return [t for t in document.times if sentence.start <= t.span.start and t.span.end <= sentence.end]


def _in_clause(times: list[TimeMention], site: Site) -> TimeMention | None:
    """The time in the clause with the fewest steps between it and the act; on a tie the nearer one in the text."""
    tree, start = site.tree, site.verb if site.verb is not None else site.trigger
    clause, found = set(tree.clause(start)) | set(tree.subtree(site.trigger)), []
    for time in times:
        tokens = [i for i in tree.within(time.span) if i in clause]
        if tokens:
            steps = min(_steps(site, i) for i in tokens)
            found.append((steps, abs(tree.tokens[start].start - time.span.start), time.span.start, time))
    return min(found, key=lambda one: one[:3])[3] if found else None


def _steps(site: Site, index: int) -> int:
    marks = {site.trigger, site.verb}
    return next((n for n, above in enumerate(site.tree.ancestors(index)) if above in marks), 20)


def print_day(published: date | None) -> When | None:
    """No later than print: an open range, never a false day; ``None`` for an undated text."""
    if published is None:
        return None
    return When(start=None, end=published + timedelta(days=1), precision=Precision.RANGE, basis=Basis.PRINT)


def is_history(when: When | None, published: date | None) -> bool:
    """True when the act lies so far before print that the text recalls it."""
    last = when.last if when else None
    return last is not None and published is not None and published - last > OLD


def is_ahead(when: When | None, published: date | None) -> bool:
    """True when the act lies wholly after the day of print."""
    return when is not None and when.start is not None and published is not None and when.start > published
