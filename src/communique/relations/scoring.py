"""Happenings → the score of a partner in a window, with the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum

from communique.model import Arrow, Contribution, Happening, Score, Window
from communique.relations.interface import Figures, Rollup, Weights
from communique.relations.judge import PRINTED, SCORED, View, contribution, involves
from communique.relations.parties import sides


def score(
    happenings: Iterable[Happening],
    *,
    focus: str,
    partner: str,
    window: Window,
    previous: Window | None,
    weights: Weights,
    rollup: Rollup | None = None,
) -> Score:
    """The score of ``partner`` as seen from ``focus``.

    Every happening of the window that involves both is listed; what scores is an event that happened (auxiliary none,
    or historical with its own day), on the day that places it (``When.anchor``). ``previous`` is ``None``, and the
    arrow ``none``, when nothing scored in the period before: silence there is not known to be a zero.
    """
    told = [one for one in happenings if involves(one, focus, partner, rollup)]
    view = View(focus, partner, window, weights, rollup)
    listed = _listed(told, view)
    now = figures(listed)
    before = figures(_listed(told, replace(view, window=previous))) if previous else None
    earlier = before.sum if before is not None and before.count else None
    by_id = {one.id: one for one in told}
    scored = [one.happening_id for one in listed if is_scored(one)]
    return Score(
        focus=focus,
        partner=partner,
        window=window,
        sum=now.sum,
        mean=now.mean,
        count=now.count,
        plus=now.plus,
        minus=now.minus,
        arrow=arrow(now.sum, earlier, weights.arrow),
        previous=earlier,
        weights=weights.id,
        contributions=listed,
        sources=tuple(sorted({origin for id_ in scored for origin in by_id[id_].origins})),
    )


def partners(
    happenings: Iterable[Happening], focus: str, window: Window, rollup: Rollup | None = None
) -> dict[str, int]:
    """Partner → happenings of the window with ``focus``; most first, then by code."""
    counts: Counter[str] = Counter()
    for one in happenings:
        acting, acted_upon = sides(one.content, rollup)
        everyone = acting | acted_upon
        if focus in everyone and one.content.when is not None and window.holds(one.content.when.anchor):
            counts.update(everyone - {focus})
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def figures(contributions: Sequence[Contribution]) -> Figures:
    """Sum, mean, count, plus and minus of those that score."""
    return tally([one.points for one in contributions if is_scored(one)])


def tally(points: Sequence[float]) -> Figures:
    """The figures of a list of points, each rounded to two decimals."""
    total = _rounded(fsum(points))
    return Figures(
        sum=total,
        mean=_rounded(fsum(points) / len(points)) if points else 0.0,
        count=len(points),
        plus=_rounded(fsum(p for p in points if p > 0)),
        minus=_rounded(fsum(p for p in points if p < 0)),
    )


def arrow(now: float, before: float | None, threshold: float) -> Arrow:
    """The direction of a change; both sums are rounded before they are compared with the threshold."""
    if before is None:
        return Arrow.NONE
    change = _rounded(_rounded(now) - _rounded(before))
    if abs(change) < threshold or change == 0:
        return Arrow.LEVEL
    return Arrow.UP if change > 0 else Arrow.DOWN


def is_scored(one: Contribution) -> bool:
    """True for a contribution that counts, be its points 0."""
    return one.why.startswith(SCORED)


def printed_only(one: Score) -> Figures:
    """The part of a score that rests on print days: to be shown apart."""
    return figures([c for c in one.contributions if PRINTED in c.why])


def export(one: Score) -> tuple[Mapping[str, str | float | bool | None], ...]:
    """One row per contribution, enough to work the figures out again with :func:`recompute`."""
    return tuple(
        {
            "focus": one.focus,
            "partner": one.partner,
            "from": one.window.start.isoformat(),
            "to": one.window.end.isoformat(),
            "weights": one.weights,
            "happening": c.happening_id,
            "day": c.day.isoformat() if c.day else None,
            "type": c.type,
            "mode": c.mode,
            "auxiliary": c.auxiliary,
            "direction": c.direction,
            "scored": is_scored(c),
            "points": c.points,
            "why": c.why,
        }
        for c in one.contributions
    )


def recompute(rows: Iterable[Mapping[str, object]], weights: Weights) -> Figures:
    """The figures again from exported rows: points are looked up anew, not taken from the rows."""
    points = []
    for row in rows:
        if row["scored"] in (True, "True", "true", "1"):
            mode = str(row["mode"]) if row["mode"] else None
            points.append(round(weights.points(str(row["type"]), mode) or 0.0, 2))
    return tally(points)


def _listed(told: Sequence[Happening], view: View) -> tuple[Contribution, ...]:
    inside = [one for one in told if one.content.when is not None and view.window.holds(one.content.when.anchor)]
    ordered = sorted(inside, key=lambda one: (str(one.content.when and one.content.when.anchor), one.readings))
    return tuple(contribution(one, view) for one in ordered)


def _rounded(value: float) -> float:
    return round(value, 2) + 0.0  # no negative zero
