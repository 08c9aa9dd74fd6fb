"""One happening: does it score between two partners in a window, and why or why not?"""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import Auxiliary, Basis, Contribution, Encounter, Event, Happening, Statement, When, Window
from communique.relations.interface import Rollup, Weights
from communique.relations.parties import direction, sides

SCORED = "scored"
PRINTED = "only the day of print is known"
_TOGETHER = frozenset({"CONSULT"})  # those who meet meet each other, on whichever side they are told


@dataclass(frozen=True, slots=True)
class View:
    """From where and over which days a happening is scored."""

    focus: str
    partner: str
    window: Window
    weights: Weights
    rollup: Rollup | None = None


def involves(happening: Happening, focus: str, partner: str, rollup: Rollup | None) -> bool:
    """True when both are parties of the happening."""
    acting, acted_upon = sides(happening.content, rollup)
    return {focus, partner} <= acting | acted_upon


def contribution(happening: Happening, view: View) -> Contribution:
    """What the happening adds to the partner's score in the window; ``why`` starts with ``scored`` if it counts."""
    content = happening.content
    when = content.when
    points, why = _points(happening, view)
    kind, mode, auxiliary = _labels(happening)
    return Contribution(
        happening_id=happening.id,
        points=round(points, 2),
        why=why,
        type=kind,
        mode=mode,
        auxiliary=auxiliary,
        day=when.anchor if when else None,
        direction=direction(content, view.focus, view.rollup),
    )


def _labels(happening: Happening) -> tuple[str, str | None, str]:
    match happening.content:
        case Event() as event:
            return event.type, event.mode, event.auxiliary.value
        case Encounter() as met:
            return f"encounter: {met.format.value}", None, met.status.value
        case Statement() as said:
            return f"statement: {said.act.value}", None, ""


def _points(happening: Happening, view: View) -> tuple[float, str]:
    content = happening.content
    if not isinstance(content, Event):
        name = "an encounter" if isinstance(content, Encounter) else "a statement"
        return 0.0, f"listed: {name} does not score; the event it goes with does"
    refusal = _refusal(content, view)
    if refusal:
        return 0.0, f"listed: {refusal}"
    try:
        points = view.weights.points(content.type, content.mode)
    except KeyError:
        return 0.0, f"listed: the weight set does not know {content.type}"
    if points is None:
        return 0.0, "listed: the weight set gives it no points"
    return points, "; ".join((SCORED, *_flags(content.when, view.window, content.auxiliary)))


_NOT_DONE = {
    Auxiliary.FUTURE: "future: announced, and scored where it is reported as done",
    Auxiliary.HYPOTHETICAL: "hypothetical: only spoken of",
    Auxiliary.NEGATED: "negated: said not to have happened",
}


def _refusal(event: Event, view: View) -> str:
    focus, partner = view.focus, view.partner
    if event.auxiliary in _NOT_DONE:
        return _NOT_DONE[event.auxiliary]
    when = event.when
    if event.auxiliary is Auxiliary.HISTORICAL and (when is None or when.basis is Basis.PRINT):
        return "historical, and its day is not known"
    if when is not None and when.start and when.end and (when.end - when.start).days > _length(view.window):
        return "its time is known only within a span longer than the window"
    acting, acted_upon = sides(event, view.rollup)
    third = acted_upon - {focus, partner}
    same_side = {focus, partner} <= acting or {focus, partner} <= acted_upon
    opposite = (focus in acting and partner in acted_upon) or (partner in acting and focus in acted_upon)
    if same_side and not opposite and event.type not in _TOGETHER and (third or {focus, partner} <= acted_upon):
        return "both stand on one side, towards a third party"
    return ""


def _flags(when: When | None, window: Window, auxiliary: Auxiliary) -> tuple[str, ...]:
    flags = []
    if when is not None and when.basis is Basis.PRINT:
        flags.append(PRINTED)
    if when is not None and when.last is not None and when.last > window.end:
        flags.append("its span reaches beyond the window; counted where it starts")
    if auxiliary is Auxiliary.HISTORICAL:
        flags.append("told afterwards; counted on its own day")
    return tuple(flags)


def _length(window: Window) -> int:
    return (window.end - window.start).days + 1
