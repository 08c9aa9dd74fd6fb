"""Editors' decisions: bound to what is told where, so that they hold after re-ingest and recoding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.merge.interface import Told
from communique.model import (
    Anchor,
    Decision,
    DecisionAction,
    Event,
    Happening,
    Problem,
    Statement,
    kind_of,
)
from communique.ontology import plover

Present = Mapping[str, Sequence[Told]]
_DONE = frozenset({"none", "historical"})


@dataclass(frozen=True, slots=True)
class Constraints:
    """Readings that belong together, and pairs that do not; ``unbound`` names decisions that find nothing to hold.

    No group holds a pair that is apart.
    """

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    unbound: tuple[Problem, ...] = ()


def anchor(told: Told) -> Anchor:
    """Where a reading stands and what it tells, without its id."""
    passage = told.reading.passage
    kind, type_, standing = kind_of(told.reading.content)
    return Anchor(
        article_id=told.text.article_id,
        text_id=passage.text_id,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        kind=kind,
        type=type_,
        standing=standing,
        parties=tuple(sorted({party.key for party in told.reading.content.parties})),
    )


def by_article(readings: Iterable[Told]) -> Present:
    """Article id → its readings: where anchors are looked up."""
    found: dict[str, list[Told]] = defaultdict(list)
    for told in readings:
        found[told.text.article_id].append(told)
    return found


def bind(where: Anchor, present: Present) -> tuple[str, ...]:
    """Ids, sorted, of the readings that now stand where the anchor stood.

    Same article and kind; an overlapping span of the same wording, or the same words in a later one. Where several
    do, those that fit best by parties, then type and standing, then span; equally good ones all.
    """
    found = [told for told in present.get(where.article_id, ()) if _stands_there(told, where)]
    best = max((_fit(told, where) for told in found), default=None)
    return tuple(sorted(told.reading.id for told in found if _fit(told, where) == best))


def _stands_there(told: Told, where: Anchor) -> bool:
    passage = told.reading.passage
    overlap = passage.text_id == where.text_id and passage.start < where.end and where.start < passage.end
    return kind_of(told.reading.content)[0] == where.kind and (overlap or passage.quote == where.quote)


def _fit(told: Told, where: Anchor) -> tuple[float, int, bool]:
    passage = told.reading.passage
    mine, theirs = {party.key for party in told.reading.content.parties}, set(where.parties)
    shared = len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
    _, type_, standing = kind_of(told.reading.content)
    return shared, (type_ == where.type) + (standing == where.standing), passage.quote == where.quote


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Those that hold, in order: without what was undone, and without the undoing."""
    listed = tuple(decisions)
    undone: set[str] = set()
    for one in reversed(listed):  # an undoing may itself have been undone by a later one
        if one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return tuple(one for one in listed if one.id not in undone and one.action is not DecisionAction.UNDO)


def constraints(decisions: Iterable[Decision], readings: Iterable[Told]) -> Constraints:
    """What the decisions that hold mean for these readings; a later one takes back what it contradicts."""
    present = by_article(readings)
    together: list[frozenset[str]] = []
    apart: set[frozenset[str]] = set()
    unbound: list[Problem] = []
    for one in standing(decisions):
        groups = _bound(one, present)
        if len(groups) < 2 or not all(groups):
            unbound.append(_unbound(one, groups))
        elif one.action is DecisionAction.JOIN:
            joined = frozenset().union(*groups)
            together = _joined(together, joined)
            apart = {pair for pair in apart if not pair <= joined}
        else:
            out, rest = groups[0], frozenset().union(*groups[1:])
            parts = [part for group in together for part in (group - out, group & out) if len(part) > 1]
            together = _joined(parts, out) if len(out) > 1 else parts
            apart |= {frozenset((x, y)) for x in out for y in rest}
    inside = {pair for pair in apart for group in together if pair <= group}
    return Constraints(tuple(sorted(together, key=sorted)), frozenset(apart - inside), tuple(unbound))


def _bound(one: Decision, present: Present) -> tuple[frozenset[str], ...]:
    groups = tuple(frozenset(id_ for where in group for id_ in bind(where, present)) for group in one.groups)
    if one.action is DecisionAction.JOIN or len(groups) < 2:
        return groups
    both = groups[0] & groups[1]  # one reading now tells what two told: nothing is left to keep apart in it
    return groups[0] - both, groups[1] - both


def _unbound(one: Decision, groups: Sequence[frozenset[str]]) -> Problem:
    lost = [happening for happening, group in zip(one.happenings, groups, strict=False) if not group]
    at = next((group[0] for group, bound in zip(one.groups, groups, strict=False) if group and not bound), None)
    where = f": nothing is read any more at “{' '.join(at.quote.split())[:80]}”" if at else ""
    return Problem(
        stage="merge",
        place=one.id,
        cause="decision-unbound",
        detail=f"{one.action.value} of {' and '.join(one.happenings)} finds nothing of {' and '.join(lost)}{where}",
        advice=f"Look with `communique why {one.happenings[-1]}`; then `communique undo {one.id}`, or decide anew.",
    )


def _joined(groups: list[frozenset[str]], new: frozenset[str]) -> list[frozenset[str]]:
    touching = [group for group in groups if group & new]
    return [group for group in groups if not group & new] + [new.union(*touching)]


def never_one(a: Happening, b: Happening) -> str:
    """Why two happenings can never be one, whoever says so; empty when they can."""
    (kind, _, state), (other, _, other_state) = kind_of(a.content), kind_of(b.content)
    if kind != other:
        return f"{a.id} is of kind {kind}, {b.id} of kind {other}"
    if state != other_state and not {state, other_state} <= _DONE:
        return f"{a.id} is {state or 'said'}, {b.id} is {other_state or 'said'}: a plan and what came of it are linked"
    return f"{a.id} and {b.id} are opposite acts" if _tendency(a) * _tendency(b) < 0 else ""


def _tendency(happening: Happening) -> int:
    content = happening.content
    if isinstance(content, Statement):
        return content.polarity
    if isinstance(content, Event) and content.type in plover().types:
        return 1 if plover().quad(content.type) <= 2 else -1
    return 0
