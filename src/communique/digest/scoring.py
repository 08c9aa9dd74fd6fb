"""A partner's score as a computation: printed only where the listed records give the same figures again."""

from __future__ import annotations

from collections.abc import Sequence

from communique.digest.computations import make
from communique.digest.points import SCORING, item_key, points_by, totals
from communique.digest.subjects import partners_of
from communique.model import Computation, Event, Happening, Score, Window


def scoring(score: Score, happenings: Sequence[Happening], previous: Window) -> Computation | None:
    """The computation behind a score, or ``None`` when its records do not give its figures."""
    by_id = {h.id: h for h in happenings}
    listed = [by_id[c.happening_id] for c in score.contributions if c.happening_id in by_id]
    counted = [h for h in listed if _counts(h, score, score.window)]
    now = _items(counted, score.weights)
    again = totals(points for _, points in now)
    if (again["sum"], again["count"]) != (f"{score.sum:.2f}", str(score.count)):
        return None
    behind = [h for h in happenings if _counts(h, score, previous)]
    before = _items(behind, score.weights)
    earlier = totals(points for _, points in before)["sum"]
    known = score.previous is not None and earlier == f"{score.previous:.2f}"
    arguments = (
        ("focus", score.focus),
        ("partner", score.partner),
        ("period", _window(score.window)),
        ("before", _window(previous)),
        ("weights", score.weights),
        *(("event", item) for item, _ in now),
        *(("earlier event", item) for item, _ in before if known),
    )
    result = (*again.items(), *((("previous", earlier),) if known else ()))
    return make(
        "score",
        arguments,
        readings=[r for h in (*counted, *(behind if known else ())) for r in h.readings],
        result=result,
    )


def _window(window: Window) -> str:
    return f"{window.start.isoformat()}/{window.end.isoformat()}"


def _counts(happening: Happening, score: Score, window: Window) -> bool:
    content = happening.content
    return (
        isinstance(content, Event)
        and content.auxiliary in SCORING
        and content.when is not None
        and window.holds(content.when.anchor)
        and any(p.country == score.focus for p in content.parties)
        and score.partner in partners_of(happening, score.focus)
    )


def _items(happenings: Sequence[Happening], weights_id: str) -> list[tuple[str, float]]:
    rows = [(h, h.content) for h in happenings]
    found = [
        (item_key(content.type, content.mode, h.readings), points)
        for h, content in rows
        if isinstance(content, Event) and (points := points_by(content.type, content.mode, weights_id)) is not None
    ]
    return sorted(found)
