"""A partner's score as a computation: printed only where the listed records give the same figures again."""

from __future__ import annotations

from collections.abc import Sequence

from communique.digest.computations import make
from communique.digest.points import SCORING, item_key, mix, points_by, totals
from communique.digest.subjects import partner_of, partners_of
from communique.model import Computation, Contribution, Event, Happening, Score, Window


def scoring(score: Score, happenings: Sequence[Happening], previous: Window) -> Computation | None:
    """The computation behind a score, or ``None`` when its records do not give its figures."""
    counted = scored_happenings(score, happenings)
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


def scored_happenings(score: Score, happenings: Sequence[Happening]) -> list[Happening]:
    """The happenings that count in a score, as far as they are among ``happenings``."""
    by_id = {h.id: h for h in happenings}
    return [by_id[c.happening_id] for c in score.contributions if _scored(c) and c.happening_id in by_id]


def _scored(one: Contribution) -> bool:
    return one.why.startswith("scored")


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
        and not _side_by_side(content, score)
    )


def _side_by_side(event: Event, score: Score) -> bool:
    """Both act together on others: that says nothing of how they stand to each other."""
    acting, acted_upon = ({partner_of(p) for p in side} for side in (event.actors, event.recipients))
    both = {score.focus, score.partner}
    one, other = score.focus, score.partner
    opposite = (one in acting and other in acted_upon) or (other in acting and one in acted_upon)
    together = both <= acting or both <= acted_upon
    return together and not opposite and event.type != "CONSULT" and bool(acted_upon)


def _items(happenings: Sequence[Happening], weights_id: str) -> list[tuple[str, float]]:
    rows = [(h, h.content) for h in happenings]
    found = [
        (item_key(content.type, content.mode, h.readings), points)
        for h, content in rows
        if isinstance(content, Event) and (points := points_by(content.type, content.mode, weights_id)) is not None
    ]
    return sorted(found)


def mixture(score: Score, happenings: Sequence[Happening]) -> Computation | None:
    """What the scored events of a partner were made of; ``None`` where there are none."""
    counted = scored_happenings(score, happenings)
    items = _items(counted, score.weights)
    if not items:
        return None
    arguments = (
        ("what", "mix"),
        ("focus", score.focus),
        ("partner", score.partner),
        ("period", _window(score.window)),
        ("weights", score.weights),
        *(("event", item) for item, _ in items),
    )
    result = tuple(mix([item.split()[0] for item, _ in items], [p for _, p in items]).items())
    return make("count", arguments, readings=[r for h in counted for r in h.readings], result=result)
