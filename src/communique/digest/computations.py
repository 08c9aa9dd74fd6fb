"""Figures and comparisons that can be worked out again from the readings they list.

A happening enters a computation as the group of its readings (argument ``happening`` = their ids, space-separated), so
that no minted id takes part. :func:`recompute` gives the result again from the readings alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from communique.digest.points import mixed_again, scored_again
from communique.digest.subjects import partner_of
from communique.model import Computation, Encounter, Happening, Reading, Status, Window, content_id

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


def meetings(focus: str, partner: str, windows: tuple[Window, Window], groups: Iterable[Happening]) -> Computation:
    """How often ``focus`` and ``partner`` met in the period and in the one before."""
    told = tuple(groups)
    arguments = (
        ("focus", focus),
        ("partner", partner),
        ("period", _window(windows[0])),
        ("before", _window(windows[1])),
        *(("happening", " ".join(sorted(h.readings))) for h in sorted(told, key=lambda h: h.readings)),
    )
    contents = [h.content for h in told]
    result = (
        ("period", str(_count(contents, focus, partner, windows[0]))),
        ("before", str(_count(contents, focus, partner, windows[1]))),
    )
    return make("count", arguments, readings=[r for h in told for r in h.readings], result=result)


def _window(window: Window) -> str:
    return f"{window.start.isoformat()}/{window.end.isoformat()}"


def _count(contents: Iterable[object], focus: str, partner: str, window: Window) -> int:
    return sum(is_meeting(content, focus, partner, window) for content in contents)


def is_meeting(content: object, focus: str, partner: str, window: Window) -> bool:
    """True for an encounter of both that took place in the window."""
    if not isinstance(content, Encounter) or content.status is not Status.HELD or content.when is None:
        return False
    keys = {partner_of(p) for p in content.participants}
    return focus in keys and partner in keys and window.holds(content.when.anchor)


def recompute(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
    """The result again, as strings; ``None`` for kinds that no reading can answer (``rests-on``)."""
    work = {"count": _counted, "ordinal": _ordinal, "earlier": _earlier, "score": scored_again}.get(computation.kind)
    return work(computation, readings) if work else None


def _ordinal(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """Days on which these people met, counted up to the last."""
    people = {value for key, value in computation.arguments if key == "person"}
    days = {
        content.when.anchor
        for r in computation.readings
        if r in readings
        and isinstance(content := readings[r].content, Encounter)
        and content.status is Status.HELD
        and people <= {p.key for p in content.participants}
        and content.when is not None
    }
    return {"ordinal": str(len(days))}


def _earlier(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """Days between two happenings."""
    groups = [value.split() for key, value in computation.arguments if key == "happening"]
    days = [_day(group, readings) for group in groups]
    first, last = days[0], days[-1]
    return {"days": str((last - first).days) if first and last else ""}


def _day(group: list[str], readings: Mapping[str, Reading]) -> date | None:
    found = (readings[r].content.when for r in group if r in readings)
    return next((when.anchor for when in found if when is not None and when.anchor is not None), None)


def _counted(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    arguments = dict(computation.arguments)
    if arguments.get("what") == "mix":
        return mixed_again(computation, readings)
    focus, partner = arguments["focus"], arguments["partner"]
    out = {}
    for name in ("period", "before"):
        start, _, end = arguments[name].partition("/")
        window = Window(start=date.fromisoformat(start), end=date.fromisoformat(end))
        groups = [value.split() for key, value in computation.arguments if key == "happening"]
        out[name] = str(sum(_told(group, readings, focus, partner, window) for group in groups))
    return out


def _told(group: list[str], readings: Mapping[str, Reading], focus: str, partner: str, window: Window) -> bool:
    return any(is_meeting(readings[r].content, focus, partner, window) for r in group if r in readings)
