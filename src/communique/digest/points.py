"""Index points worked out again from readings and the codebook alone, as any reader could."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from communique.errors import ConfigError
from communique.model import Auxiliary, Computation, Event, Reading, Window
from communique.ontology import plover, weights

SCORING = (Auxiliary.NONE, Auxiliary.HISTORICAL)


def item_key(type_name: str, mode: str | None, readings: Iterable[str]) -> str:
    """One scored happening as an argument of a computation: type, mode, reading ids."""
    return " ".join([type_name, mode or "-", *sorted(readings)])


def points_of(item: str, weights_id: str, window: Window, readings: Mapping[str, Reading]) -> float | None:
    """Points of one item, or ``None`` when no listed reading tells such an event in the window."""
    type_name, mode, *listed = item.split()
    for name in listed:
        content = readings[name].content if name in readings else None
        if not isinstance(content, Event) or content.type != type_name or (content.mode or "-") != mode:
            continue
        if content.auxiliary in SCORING and content.when is not None and window.holds(content.when.anchor):
            return points_by(type_name, None if mode == "-" else mode, weights_id)
    return None


def points_by(type_name: str, mode: str | None, weights_id: str) -> float | None:
    """Points of a type and mode under the weight set of that id (name/version); ``None`` where it gives none."""
    try:
        table = weights(weights_id.partition("/")[0])
        return table.points(type_name, mode) if table.id == weights_id else None
    except (ConfigError, KeyError):
        return None


def totals(points: Iterable[float]) -> dict[str, str]:
    """Sum, mean, count, plus and minus as they are printed in a computation."""
    listed = list(points)
    plus, minus = sum(p for p in listed if p > 0), sum(p for p in listed if p < 0)
    mean = round((plus + minus) / len(listed), 2) if listed else 0.0
    return {
        "sum": f"{round(plus + minus, 2):.2f}",
        "mean": f"{mean:.2f}",
        "count": str(len(listed)),
        "plus": f"{round(plus, 2):.2f}",
        "minus": f"{round(minus, 2):.2f}",
    }


def scored_again(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """A ``score`` from its items; items that no longer score are missed in the result, which then differs."""
    arguments = dict(computation.arguments)
    now = _values(computation, "event", arguments["period"], arguments["weights"], readings)
    before = _values(computation, "earlier event", arguments["before"], arguments["weights"], readings)
    known = "previous" in dict(computation.result)
    return totals(now) | ({"previous": totals(before)["sum"]} if known else {})


def _values(
    computation: Computation, key: str, window: str, weights_id: str, readings: Mapping[str, Reading]
) -> list[float]:
    start, _, end = window.partition("/")
    span = Window(start=date.fromisoformat(start), end=date.fromisoformat(end))
    items = [value for name, value in computation.arguments if name == key]
    found = (points_of(item, weights_id, span, readings) for item in items)
    return [p for p in found if p is not None]


def mix(types: Iterable[str], points: Iterable[float]) -> dict[str, str]:
    """How many events there are, how many went beyond words, how many added and took points."""
    quads, listed = [plover().quad(t) for t in types], list(points)
    return {
        "events": str(len(quads)),
        "beyond words": str(sum(q in (2, 4) for q in quads)),
        "adding": str(sum(p > 0 for p in listed)),
        "taking": str(sum(p < 0 for p in listed)),
    }


def mixed_again(computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """A ``mix`` again from its items."""
    arguments = dict(computation.arguments)
    start, _, end = arguments["period"].partition("/")
    span = Window(start=date.fromisoformat(start), end=date.fromisoformat(end))
    items = [value for name, value in computation.arguments if name == "event"]
    found = [(i.split()[0], points_of(i, arguments["weights"], span, readings)) for i in items]
    kept = [(t, p) for t, p in found if p is not None]
    return mix([t for t, _ in kept], [p for _, p in kept])
