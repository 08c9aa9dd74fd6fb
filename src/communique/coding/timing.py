"""When an act happened: the time expression nearest to its verb, else the anchor of the text, else the day of print."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from communique.coding.mood import Mood, Tense
from communique.coding.nearness import distance
from communique.coding.roles import Site
from communique.model import Auxiliary, Basis, Document, Precision, Reason, Sentence, TimeMention, When

_BACKWARD = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT})
_COARSE = frozenset({Precision.YEAR, Precision.SEASON, Precision.QUARTER})

OLD = timedelta(days=45)
"""An act this long before print is told as history."""


LONG = timedelta(days=62)
"""A longer span of days is the life of a plan or a pact, not the time of an act."""


def when_of(
    document: Document, sentence: Sentence, site: Site, tense: Tense, about: tuple[int, ...] = ()
) -> tuple[When | None, Reason]:
    """The span of days of an act, and why. A day that its tense rules out belongs to something else; ``about`` are the
    nouns that name the gathering the act is part of.
    """
    published = document.text.published
    times = [t for t in _in_sentence(document, sentence) if _can_be(t.when, tense, published)]
    now = _just_now(site)
    if now:
        times = [t for t in times if _is_fresh(t.when, published)]
    held = [(cost, t) for t in times if (cost := distance(site, t, about)) is not None]
    dated = next((t for t in times if _heads_line(document, sentence, t)), None)
    if not held and dated is not None:
        return dated.when, Reason(feature="date", value=dated.when.expression, detail="before the colon of its line")
    if not held and tense is Tense.PERFECT:
        held = [(0, t) for t in times if _since_then(site, t)]
    if held:
        best = min(held, key=lambda one: (one[0], _vague(one[1].when), _gap(site, one[1])))[1]
        when = (
            _up_to_print(best.when, published)
            if _runs_on(site, best, tense)
            else _by_print(best.when, tense, published)
        )
        return when, Reason(feature="date", value=best.when.expression, detail="said in the clause")
    if now and published is not None:
        return When.day(published, Basis.ANCHORED), Reason(
            feature="date", value="just", detail="done just before print"
        )
    return print_day(published), Reason(feature="date", value="print", detail="no day is said")


def _since_then(site: Site, time: TimeMention) -> bool:
    """ "Since my press conference yesterday evening I have spoken with …": done between that time and print."""
    tree, inside = site.tree, site.tree.within(time.span)
    for index in range(inside[0] - 1, -1, -1) if inside else ():
        if tree.tokens[index].text == "," or tree.is_verb(index):
            return False
        if tree.lemma(index) == "since":
            return tree.head(index) == site.verb
    return False


def _runs_on(site: Site, time: TimeMention, tense: Tense) -> bool:
    """True for "since …", whose other end is the day of print."""
    return tense in _BACKWARD and (time.when.end is None or _since_then(site, time))


def _by_print(when: When, tense: Tense, published: date | None) -> When:
    """ "This week the minister visited …": what is done was done by print."""
    wide = when.precision in {Precision.WEEK, Precision.MONTH}
    later = when.last is not None and published is not None and when.last > published
    return _up_to_print(when, published) if wide and later and tense in _BACKWARD else when


def _up_to_print(when: When, published: date | None) -> When:
    if published is None or when.start is None or when.start > published:
        return when
    precision = Precision.DAY if when.start == published else Precision.RANGE
    return msgspec.structs.replace(when, end=published + timedelta(days=1), precision=precision)


def _just_now(site: Site) -> bool:
    """ "Has just signed", "just signed": done now, so that a day farther back is another act's."""
    verb = site.verb
    if verb is None or site.tree.tokens[verb].tag not in {"VBD", "VBN"}:
        return False
    return any(site.tree.lemma(k) == "just" and k < verb for k in site.tree.children(verb, "advmod"))


def _is_fresh(when: When, published: date | None) -> bool:
    return published is None or when.last is None or published - when.last <= timedelta(days=7)


def _heads_line(document: Document, sentence: Sentence, time: TimeMention) -> bool:
    """ "5 January: the minister's call with …": the day of a dated list."""
    begins = not document.text.body[sentence.start : time.span.start].strip(" •*-–")
    return begins and document.text.body[time.span.end : time.span.end + 2].lstrip().startswith(":")


_FINE = (Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.RANGE)


def _vague(when: When) -> int:
    return _FINE.index(when.precision) if when.precision in _FINE else len(_FINE)


def _gap(site: Site, time: TimeMention) -> int:
    return abs(site.tree.tokens[site.trigger].start - time.span.start)


def _can_be(when: When, tense: Tense, published: date | None) -> bool:
    if published is None:
        return True
    if when.precision in _COARSE and when.overlaps(When.day(published, Basis.PRINT)):
        return False  # "this year" says nothing of the day
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


def _in_sentence(document: Document, sentence: Sentence) -> list[TimeMention]:
    return [t for t in document.times if sentence.start <= t.span.start and t.span.end <= sentence.end]


def release_day(when: When | None, published: date | None, mood: Mood, performative: bool) -> When | None:
    """What a text does by saying it ("condemns") is done on the day it is published: the day, known from print."""
    said_by_print = when is not None and when.basis is Basis.PRINT and published is not None
    if (
        performative
        and said_by_print
        and mood.tense in {Tense.PRESENT, Tense.PROGRESSIVE}
        and mood.auxiliary is Auxiliary.NONE
        and published
    ):
        return When.day(published, Basis.PRINT)
    return when


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
