"""Happenings joined and split by hand, and undone: the decision, and the steps that carry it out.

A decision is bound to what is told where (article, words, kind, parties), never to ids of readings, so it holds after
re-ingest and recoding. Merging follows it from then on; what it does here is what a later run would make of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.desks import Desk
from communique.errors import NoDataError, UsageError
from communique.merge import Mint, anchor, bind, by_article, never_one, standing
from communique.model import Anchor, Decision, DecisionAction, Happening, MergeAction, MergeStep, Record
from communique.pipeline import merge_readings

EDITOR = "editor"  # ``MergeStep.by`` of what an editor did
_SHORTEST = 4  # letters of a reading's id that may stand for it
_FIND = "Ids stand in `communique encounters`, `events` and `statements`; readings in `communique why ID`."


class Decided(Record, frozen=True, kw_only=True):
    """What came of a decision: the steps, what lives on under which id, and what it does not hold."""

    decision: Decision
    steps: tuple[MergeStep, ...]
    happenings: tuple[Happening, ...]
    note: str = ""


def join(desk: Desk, ids: Sequence[str], *, by: str, because: str = "") -> Decided:
    """Make one happening of several; raises ``NoDataError`` for unknown ids, ``UsageError`` for what cannot be one."""
    with desk.running("join", models=False) as counts:
        found = [_happening(desk, id_) for id_ in ids]
        _may_be_joined(ids, found)
        into, *others = found
        decision = _decision(
            desk,
            DecisionAction.JOIN,
            by=by,
            because=because,
            happenings=tuple(one.id for one in found),
            groups=[one.readings for one in found],
        )
        first = [MergeStep(action=MergeAction.MERGE, happening_id=one.id, into=into.id, by=EDITOR) for one in others]
        return _carried_out(desk, counts, decision, first)


def split(desk: Desk, id_: str, readings: Sequence[str], *, by: str, because: str = "") -> Decided:
    """Take readings out of a happening into one of their own; raises as :func:`join` does."""
    with desk.running("split", models=False) as counts:
        whole = _happening(desk, id_)
        out = _members(whole, readings)
        rest = [reading for reading in whole.readings if reading not in out]
        if not rest:
            alone = "has one reading only" if len(whole.readings) == 1 else "would be left without a reading"
            raise UsageError(f"{whole.id} {alone}", advice="A split needs a reading to take out and one that stays.")
        mint = desk.store.minter()
        new = mint()
        decision = _decision(
            desk,
            DecisionAction.SPLIT,
            by=by,
            because=because,
            happenings=(new, whole.id),
            groups=(out, rest),
        )
        return _carried_out(desk, counts, decision, [_move(reading, whole.id, new) for reading in out], mint=mint)


def undo(desk: Desk, decision_id: str = "", *, by: str, because: str = "") -> Decided:
    """Take a decision back, the last one that holds if none is named; undoing an undoing restores the decision."""
    with desk.running("undo", models=False) as counts:
        held = desk.store.decisions()
        former = _undoable(held, decision_id)
        decision = _decision(
            desk,
            DecisionAction.UNDO,
            by=by,
            because=because,
            happenings=former.happenings,
            undoes=former.id,
        )
        return _carried_out(desk, counts, decision, _turned(desk, former, decision))


def _decision(
    desk: Desk,
    action: DecisionAction,
    *,
    by: str,
    because: str,
    happenings: tuple[str, ...],
    groups: Sequence[Sequence[str]] = (),
    undoes: str = "",
) -> Decision:
    """A decision of now; ``groups`` are the readings that it holds together, by what each tells where."""
    told = tuple(tuple(map(anchor, desk.store.told_by_id(group))) for group in groups)
    return Decision(
        id=desk.store.next_decision(), action=action, at=desk.clock(), by=by, because=because,
        happenings=happenings, groups=told, undoes=undoes,
    )  # fmt: skip


def _carried_out(
    desk: Desk, counts: Counter[str], decision: Decision, first: Sequence[MergeStep], mint: Mint | None = None
) -> Decided:
    steps = merge_readings(desk, counts, decision=decision, first=first, mint=mint)
    living = {one.id: one for id_ in decision.happenings if (one := desk.store.happening(id_)) is not None}
    note = _note(desk, decision, len(living)) if decision.undoes else ""
    return Decided(decision=decision, steps=steps, happenings=tuple(living.values()), note=note)


def _note(desk: Desk, decision: Decision, living: int) -> str:
    """Where the rules of merging, or other decisions, say the same, an undoing changes nothing that one sees."""
    former = next(one for one in desk.store.decisions() if one.id == decision.undoes)
    if former.action is DecisionAction.JOIN and living < len(former.happenings):
        return "they stay one: the rules of merging, or another decision, say so too"
    if former.action is DecisionAction.SPLIT and living > 1:
        return "they stay apart: the rules of merging, or another decision, say so too"
    return ""


def _happening(desk: Desk, id_: str) -> Happening:
    found = desk.store.happening(id_)
    if found is not None:
        return found
    if desk.store.reading(id_) is not None:
        raise UsageError(f"{id_} is a reading", advice=f"`communique why {id_}` names the happening that it tells.")
    gone = desk.store.why(id_) is not None
    raise NoDataError(f"no reading tells {id_} any more" if gone else f"no happening has the id {id_}", advice=_FIND)


def _may_be_joined(ids: Sequence[str], found: Sequence[Happening]) -> None:
    if len(ids) < 2:
        raise UsageError("join needs two happenings or more", advice="Example: communique join h3 h8")
    seen: dict[str, str] = {}
    for id_, one in zip(ids, found, strict=True):
        if one.id in seen:
            raise UsageError(f"{seen[one.id]} and {id_} are one already: {one.id}", advice=_FIND)
        seen[one.id] = id_
        against = never_one(found[0], one)
        if against:
            raise UsageError(f"these cannot be one: {against}", advice=f"Look with `communique why {one.id}`.")


def _members(whole: Happening, wanted: Sequence[str]) -> list[str]:
    out: dict[str, None] = {}
    for id_ in wanted:
        found = [one for one in whole.readings if one == id_ or (len(id_) >= _SHORTEST and one.startswith(id_))]
        if len(found) != 1:
            which = f"means {len(found)} readings" if found else "is no reading"
            raise NoDataError(f"{id_} {which} of {whole.id}", advice=f"It has: {', '.join(whole.readings)}.")
        out[found[0]] = None
    return list(out)


def _undoable(held: Sequence[Decision], id_: str) -> Decision:
    if not id_:
        holding = standing(held)
        if not holding:
            raise NoDataError("no decision to undo", advice="`communique decisions` lists those there were.")
        return holding[-1]
    found = next((one for one in held if one.id == id_), None)
    if found is None:
        raise NoDataError(f"no decision has the id {id_}", advice="`communique decisions` lists them.")
    undone = {one.undoes for one in _in_force(held)}
    if found.id in undone:
        raise UsageError(f"{id_} is undone already", advice="To restore it, undo the undoing: `communique decisions`.")
    return found


def _in_force(held: Sequence[Decision]) -> list[Decision]:
    """Decisions and undoings that no later one took back."""
    undone: set[str] = set()
    kept = []
    for one in reversed(held):
        if one.id not in undone:
            kept.append(one)
            undone |= {one.undoes} if one.undoes else set()
    return kept


def _turned(desk: Desk, undone: Decision, undoing: Decision) -> list[MergeStep]:
    """The steps by which happenings get the ids they had before, or after, a decision; merging has the last word."""
    log = {one.id: one for one in (*desk.store.decisions(), undoing)}
    first = undone
    while first.undoes:
        first = log[first.undoes]
    restored = first in standing(log.values())
    if first.action is DecisionAction.JOIN and restored:
        return _rejoined(desk, first)
    goals: list[tuple[str, tuple[Anchor, ...]]] = list(zip(first.happenings, first.groups, strict=True))
    if first.action is DecisionAction.JOIN:
        return _moved(desk, goals[1:])
    whole = desk.store.happening(first.happenings[1])
    home = whole.id if whole else first.happenings[1]
    return _moved(desk, [(first.happenings[0] if restored else home, first.groups[0])])


def _rejoined(desk: Desk, former: Decision) -> list[MergeStep]:
    living = [one.id for id_ in former.happenings if (one := desk.store.happening(id_)) is not None]
    into, *others = dict.fromkeys(living) if living else ("",)
    return [MergeStep(action=MergeAction.MERGE, happening_id=one, into=into, by=EDITOR) for one in others]


def _moved(desk: Desk, goals: Sequence[tuple[str, tuple[Anchor, ...]]]) -> list[MergeStep]:
    present = by_article(desk.store.told())
    home = desk.store.membership()
    moves = {r: goal for goal, group in goals for where in group for r in bind(where, present) if r in home}
    return [_move(reading, home[reading], goal) for reading, goal in sorted(moves.items()) if home[reading] != goal]


def _move(reading: str, old: str, new: str) -> MergeStep:
    return MergeStep(action=MergeAction.SPLIT, happening_id=old, reading_id=reading, into=new, by=EDITOR)
