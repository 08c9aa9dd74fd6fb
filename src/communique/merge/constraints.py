"""What editors decided about happenings, read from the log; it binds every later plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.merge.interface import follow
from communique.model import MergeAction, MergeStep

EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Readings that belong together, and pairs that do not. No group holds a pair that is apart."""

    together: tuple[frozenset[str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()


def constraints(log: Iterable[MergeStep], successors: Mapping[str, Iterable[str]] | None = None) -> Constraints:
    """The editors' decisions in the log (``by="editor"``); a later one takes back what it contradicts.

    ``successors``: replaced reading → readings that took its place, so that decisions survive a recoding.
    """
    membership: dict[str, str] = {}
    together: list[frozenset[str]] = []
    apart: set[frozenset[str]] = set()
    for step in log:
        if step.by == EDITOR and step.action is MergeAction.MERGE:
            joined = frozenset(r for r, h in membership.items() if h in (step.happening_id, step.into))
            together = _joined(together, joined)
            apart = {pair for pair in apart if not pair <= joined}
        elif step.by == EDITOR and step.action is MergeAction.SPLIT and step.reading_id:
            left, other = step.reading_id, membership.get(step.reading_id)
            rest = {r for r, h in membership.items() if h == other and r != left}
            together = [kept for group in together if len(kept := group - {left}) > 1]
            apart |= {frozenset((left, stays)) for stays in rest}
        membership = follow(membership, (step,))
    return _carried(together, apart, successors or {})


def _joined(groups: list[frozenset[str]], new: frozenset[str]) -> list[frozenset[str]]:
    touching = [group for group in groups if group & new]
    return [group for group in groups if not group & new] + [new.union(*touching)]


def _carried(
    together: list[frozenset[str]], apart: set[frozenset[str]], successors: Mapping[str, Iterable[str]]
) -> Constraints:
    def heirs(reading: str) -> frozenset[str]:
        return frozenset({reading, *successors.get(reading, ())})

    groups: list[frozenset[str]] = []
    for group in together:
        groups = _joined(groups, frozenset().union(*(heirs(reading) for reading in group)))
    pairs = {
        frozenset((x, y)) for pair in apart for a, b in [sorted(pair)] for x in heirs(a) for y in heirs(b) if x != y
    }
    inside = {pair for pair in pairs for group in groups if pair <= group}
    return Constraints(tuple(sorted(groups, key=sorted)), frozenset(pairs - inside))
