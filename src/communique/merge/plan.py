"""The difference between who belongs together and what the log says now, as steps to append."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from communique.merge.cluster import cluster
from communique.merge.decisions import Constraints, anchor, bind, by_article
from communique.merge.interface import Mint, Told
from communique.merge.options import MergeOptions, default_options
from communique.merge.profile import profile
from communique.model import MergeAction, MergeStep

Groups = tuple[tuple[str, ...], ...]
_DIGITS = re.compile(r"\d+")


def plan(
    readings: Sequence[Told],
    current: Mapping[str, str],
    mint: Mint,
    *,
    former: Sequence[Told] = (),
    bound: Constraints | None = None,
    options: MergeOptions | None = None,
) -> tuple[MergeStep, ...]:
    """The steps that bring membership to what the whole set of ``readings`` says; none when it is so already.

    ``current``: reading id → happening id now (replaced readings included). ``mint`` gives ids for new happenings.
    ``former``: replaced readings that are still members; their happenings keep their ids when a new coder reads the
    same passage. ``bound``: what editors joined or parted, which stays so.
    """
    heirs = _successors(readings, former)
    chosen = options or default_options()
    groups = cluster([profile(told, chosen) for told in readings], bound or Constraints(), chosen)
    names = _names(groups, current, heirs)
    return _steps(groups, names, current, mint)


def partition(readings: Sequence[Told], options: MergeOptions | None = None) -> Groups:
    """Groups of reading ids that tell one event each, without any history."""
    chosen = options or default_options()
    return cluster([profile(told, chosen) for told in readings], Constraints(), chosen)


def _names(groups: Groups, current: Mapping[str, str], heirs: Mapping[str, tuple[str, ...]]) -> dict[int, str]:
    """Group → the happening id it keeps: each id goes to the group that holds most of its readings."""
    place = {reading: index for index, group in enumerate(groups) for reading in group}
    votes: Counter[tuple[str, int]] = Counter()
    for reading, happening in current.items():
        if reading in place:
            votes[happening, place[reading]] += 2
        for index in sorted({place[heir] for heir in heirs.get(reading, ()) if heir in place}):
            votes[happening, index] += 1
    named: dict[int, str] = {}
    used: set[str] = set()
    for happening, index in sorted(votes, key=lambda key: (-votes[key], _age(key[0]), key[1])):
        if happening not in used and index not in named:
            named[index] = happening
            used.add(happening)
    return named


def _age(happening_id: str) -> tuple[int, str]:
    """Older ids first: numbers inside them count as numbers."""
    digits = _DIGITS.search(happening_id)
    return (int(digits.group()) if digits else 0, happening_id)


def _steps(groups: Groups, names: Mapping[int, str], current: Mapping[str, str], mint: Mint) -> tuple[MergeStep, ...]:
    home = dict(enumerate(names.get(index) for index in range(len(groups))))
    minted = {index: mint() for index in range(len(groups)) if home[index] is None}
    target = {reading: home[index] or minted[index] for index, group in enumerate(groups) for reading in group}
    whole = _moving_whole(target, current)
    merges = [MergeStep(action=MergeAction.MERGE, happening_id=old, into=new) for old, new in sorted(whole.items())]
    splits, additions = [], []
    opened = set(names.values())
    for reading in sorted(target):
        new, old = target[reading], current.get(reading)
        if old == new or (old is not None and whole.get(old) == new):
            opened.add(new)
        elif old is not None:
            splits.append(MergeStep(action=MergeAction.SPLIT, happening_id=old, reading_id=reading, into=new))
            opened.add(new)
        else:
            action = MergeAction.ADD if new in opened else MergeAction.OPEN
            additions.append(MergeStep(action=action, happening_id=new, reading_id=reading))
            opened.add(new)
    return (*splits, *merges, *additions)


def _moving_whole(target: Mapping[str, str], current: Mapping[str, str]) -> dict[str, str]:
    """Happenings all of whose readings that count go to one other happening."""
    goals: dict[str, set[str]] = defaultdict(set)
    for reading, new in target.items():
        if reading in current:
            goals[current[reading]].add(new)
    kept = set(target.values())
    return {old: next(iter(new)) for old, new in goals.items() if len(new) == 1 and old not in kept}


def _successors(readings: Sequence[Told], former: Sequence[Told]) -> dict[str, tuple[str, ...]]:
    """Replaced reading → readings that stand in its place."""
    present = by_article(readings)
    return {old.reading.id: bind(anchor(old), present) for old in former}
