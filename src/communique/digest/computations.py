"""Figures and comparisons that can be worked out again from the readings they list.

A happening enters a computation as the group of its readings (argument ``happening`` = their ids, space-separated), so
that no minted id takes part. :func:`recompute` gives the result again from the readings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.digest.contacts import contacts, spread
from communique.digest.points import mixed_again, scored_again
from communique.digest.subjects import partner_of
from communique.digest.words import day_name, interval
from communique.model import FORMS, Computation, Encounter, Happening, Reading, Status, Window, content_id

_EXACT = 13  # days that are told to the day
Pairs = tuple[tuple[str, str], ...]


def make(
    kind: str, arguments: Pairs, *, readings: Iterable[str] = (), claims: Iterable[str] = (), result: Pairs
) -> Computation:
    """A computation under the id that follows from all of its parts."""
    listed, rests = tuple(sorted(set(readings))), tuple(claims)
    flat = [f"{key}={value}" for key, value in (*arguments, *result)]
    return Computation(
        id=content_id("c", kind, *flat, *listed, *rests),
        kind=kind,
        arguments=arguments,
        readings=listed,
        claims=rests,
        result=result,
    )


def rests_on(claims: Iterable[str]) -> Computation:
    """A heading that stands only while all of these claims stand."""
    listed = tuple(dict.fromkeys(claims))
    return make("rests-on", (), claims=listed, result=(("claims", str(len(listed))),))


def meetings(
    focus: str,
    partner: str,
    windows: tuple[Window, Window],
    groups: Iterable[Happening],
    readings: Mapping[str, Reading],
) -> Computation:
    """How often ``focus`` and ``partner`` were in contact in the period and in the one before, and in what form."""
    return _between("count", (focus, partner), windows, (), groups, readings, ("period", "before", *FORMS))


def tally(
    focus: str, windows: tuple[Window, Window | None], groups: Iterable[Happening], readings: Mapping[str, Reading]
) -> Computation:
    """With how many partners ``focus`` was in contact, and with which most often."""
    told = tuple(groups)
    before = (("before", window_words(windows[1])),) if windows[1] is not None else ()
    arguments = (("what", "partners"), ("focus", focus), ("period", window_words(windows[0])), *before)
    names = ("partners", "most", "top", *(("before",) if before else ()))
    return _worked_out("count", (*arguments, *_happenings(told)), told, readings, names)


def absence(
    focus: str,
    partner: str,
    windows: Sequence[Window],
    sources: Iterable[str],
    groups: Iterable[Happening],
    readings: Mapping[str, Reading],
) -> Computation:
    """Contacts with a partner in the periods before (``windows[1:]``) and none in this one (``windows[0]``)."""
    return _between("absence", (focus, partner), windows, sorted(sources), groups, readings, ("period", "with", "of"))


def _between(
    kind: str,
    pair: tuple[str, str],
    windows: Sequence[Window],
    sources: Iterable[str],
    groups: Iterable[Happening],
    readings: Mapping[str, Reading],
    names: Iterable[str],
) -> Computation:
    """Contacts of two partners, by period: the first of ``windows`` is the one in question."""
    told = tuple(groups)
    arguments = (
        ("focus", pair[0]),
        ("partner", pair[1]),
        ("period", window_words(windows[0])),
        *(("before", window_words(w)) for w in windows[1:]),
        *(("source", s) for s in sources),
        *_happenings(told),
    )
    return _worked_out(kind, arguments, told, readings, names)


def earlier(from_: Happening, to: Happening, readings: Mapping[str, Reading]) -> Computation:
    """How far ``to`` lies from ``from_``; the phrase for it and the day it stands for follow from their days."""
    arguments = (("from", _ids(from_)), ("to", _ids(to)))
    return _worked_out("earlier", arguments, (from_, to), readings, ("days", "phrase", "day"))


def _worked_out(
    kind: str,
    arguments: Pairs,
    told: Iterable[Happening],
    readings: Mapping[str, Reading],
    names: Iterable[str],
) -> Computation:
    listed = [r for h in told for r in h.readings]
    draft = make(kind, arguments, readings=listed, result=())
    result = recompute(draft, readings) or {}
    return make(kind, arguments, readings=listed, result=tuple((n, result[n]) for n in names if n in result))


def _ids(happening: Happening) -> str:
    return " ".join(sorted(happening.readings))


def _happenings(told: Iterable[Happening]) -> Pairs:
    return tuple(("happening", _ids(h)) for h in sorted(told, key=lambda h: h.readings))


def window_words(window: Window) -> str:
    """A window as an argument: both days, ISO 8601."""
    return f"{window.start.isoformat()}/{window.end.isoformat()}"


def _as_window(words: str) -> Window:
    start, _, end = words.partition("/")
    return Window(start=date.fromisoformat(start), end=date.fromisoformat(end))


def recompute(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
    """The result again, as strings; ``None`` for kinds that no reading can answer (``rests-on``)."""
    work = {"count": _counted, "ordinal": _ordinal, "earlier": _earlier, "score": scored_again, "absence": _absent}.get(
        computation.kind
    )
    return work(computation, readings) if work else None


def _ordinal(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """Which contact of these people it is, counted up to the last, and the day of the one before."""
    people = {value for key, value in computation.arguments if key == "person"}
    days = spread(
        content.when.anchor
        for r in computation.readings
        if r in readings
        and isinstance(content := readings[r].content, Encounter)
        and content.status is Status.HELD
        and people <= {p.key for p in content.participants}
        and content.when is not None
        and content.when.anchor is not None
    )
    since = {"since": days[-2].isoformat()} if len(days) > 1 else {}
    return {"ordinal": str(len(days)), **since}


def _earlier(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """Days between two happenings, as figures and in words."""
    arguments = dict(computation.arguments)
    first, last = (_day(arguments.get(key, "").split(), readings) for key in ("from", "to"))
    if first is None or last is None:
        return {}
    days = (last - first).days
    return {"days": str(days), "phrase": gap_words(days), "day": last.isoformat()}


def gap_words(days: int) -> str:
    """A distance as it opens a sentence: "the next day", "a week later", "some three weeks earlier"."""
    if days in (0, 1):
        return "the next day" if days else "the same day"
    size, way = abs(days), "later" if days > 0 else "earlier"
    if size <= _EXACT or size % 7 == 0:
        return f"{interval(size)} {way}"
    return f"some {interval(round(size / 7) * 7)} {way}"


def explicit(text: str, computation: Computation) -> str | None:
    """The sentence with the day instead of the distance it opens with; ``None`` where it opens otherwise."""
    result = dict(computation.result)
    phrase, day = result.get("phrase", ""), result.get("day", "")
    bare = text.removeprefix("Only ")
    if not phrase or not day or not bare.casefold().startswith(f"{phrase}, "):
        return None
    when = date.fromisoformat(day)
    return f"On {day_name(when)}{bare[len(phrase) :]}"


def _day(group: list[str], readings: Mapping[str, Reading]) -> date | None:
    found = (readings[r].content.when for r in group if r in readings)
    return next((when.start for when in found if when is not None and when.is_one_day), None)


def _groups(computation: Computation) -> list[list[str]]:
    return [value.split() for key, value in computation.arguments if key == "happening"]


def _counted(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    arguments = dict(computation.arguments)
    if arguments.get("what") == "mix":
        return mixed_again(computation, readings)
    if arguments.get("what") == "partners":
        return _partners(computation, readings)
    focus, partner = arguments["focus"], arguments["partner"]
    now, before = (
        contacts(_groups(computation), readings, focus, partner, _as_window(arguments[name]))
        for name in ("period", "before")
    )
    forms = {form: str(sum(c.form == form for c in now)) for form in FORMS}
    return {"period": str(len(now)), "before": str(len(before)), **forms}


def _partners(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    arguments = dict(computation.arguments)
    focus, groups = arguments["focus"], _groups(computation)
    parties = {partner_of(p) for group in groups for r in group if r in readings for p in readings[r].content.parties}
    keys = sorted(key for key in parties if key and key != focus)

    def met(window: Window) -> dict[str, int]:
        found = {key: len(contacts(groups, readings, focus, key, window)) for key in keys}
        return {key: count for key, count in found.items() if count}

    now = met(_as_window(arguments["period"]))
    most = max(now.values(), default=0)
    top = [key for key, count in now.items() if count == most]
    before = {"before": str(len(met(_as_window(arguments["before"]))))} if "before" in arguments else {}
    return {"partners": str(len(now)), "most": str(most), "top": top[0] if len(top) == 1 else "", **before}


def _absent(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    arguments = dict(computation.arguments)
    focus, partner = arguments["focus"], arguments["partner"]
    earlier_ = [_as_window(value) for key, value in computation.arguments if key == "before"]

    def count(window: Window) -> int:
        return len(contacts(_groups(computation), readings, focus, partner, window))

    now = count(_as_window(arguments["period"]))
    return {"period": str(now), "with": str(sum(count(w) > 0 for w in earlier_)), "of": str(len(earlier_))}
