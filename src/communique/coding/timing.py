"""When an act happened: the time expression nearest to its verb, else the anchor of the text, else the day of print."""

from __future__ import annotations

from datetime import date, timedelta

from communique.coding.roles import Site
from communique.model import Basis, Document, Precision, Reason, Sentence, TimeMention, When

OLD = timedelta(days=45)
"""An act this long before print is told as history."""


def when_of(document: Document, sentence: Sentence, site: Site) -> tuple[When | None, Reason]:
    """The span of days of an act, and why."""
    near = _in_clause(document, sentence, site)
    if near is not None:
        return near.when, _because("said in the clause", near)
    lone = _in_sentence(document, sentence)
    if len(lone) == 1:
        return lone[0].when, _because("the sentence's only day", lone[0])
    return print_day(document.text.published), Reason(feature="date", value="print", detail="no day is said")


def _because(why: str, found: TimeMention) -> Reason:
    return Reason(feature="date", value=found.when.expression, detail=why)


def _in_sentence(document: Document, sentence: Sentence) -> list[TimeMention]:
    return [t for t in document.times if sentence.start <= t.span.start and t.span.end <= sentence.end]


def _in_clause(document: Document, sentence: Sentence, site: Site) -> TimeMention | None:
    """The time in the clause with the fewest steps between it and the act; on a tie the nearer one in the text."""
    tree, start = site.tree, site.verb if site.verb is not None else site.trigger
    clause, found = set(tree.clause(start)) | set(tree.subtree(site.trigger)), []
    for time in _in_sentence(document, sentence):
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
