"""From likenesses to groups: a canonical agglomeration that depends on the set of readings and on nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communique.merge.compare import likeness, possible
from communique.merge.decisions import Constraints
from communique.merge.options import MergeOptions
from communique.merge.profile import Profile, reach


def cluster(
    profiles: Sequence[Profile], constraints: Constraints, options: MergeOptions
) -> tuple[tuple[str, ...], ...]:
    """Groups of reading ids, each sorted, in order of their first id.

    The likest pairs are joined first (ties by id); two groups are joined only if no reading of one excludes one of the
    other, so that a vague report never bridges two events. What an editor joined or parted comes before all.
    """
    by_id = {one.id: one for one in profiles}
    group: dict[str, list[str]] = {id_: [id_] for id_ in by_id}
    for together in constraints.together:
        present = sorted(together & set(by_id))
        for other in present[1:]:
            _join(group, present[0], other)
    for _, left, right in sorted(_matches(profiles, options)):
        mine, theirs = group[left], group[right]
        if mine is not theirs and _may_join(mine, theirs, by_id, constraints, options):
            _join(group, left, right)
    unique = {tuple(sorted(members)) for members in group.values()}
    return tuple(sorted(unique))


def _join(group: dict[str, list[str]], left: str, right: str) -> None:
    mine, theirs = group[left], group[right]
    if mine is theirs:
        return
    mine.extend(theirs)
    for id_ in theirs:
        group[id_] = mine


def _may_join(
    mine: Sequence[str],
    theirs: Sequence[str],
    by_id: dict[str, Profile],
    constraints: Constraints,
    options: MergeOptions,
) -> bool:
    return all(
        frozenset((x, y)) not in constraints.apart and possible(by_id[x], by_id[y], options)
        for x in mine
        for y in theirs
    )


def _matches(profiles: Sequence[Profile], options: MergeOptions) -> Iterator[tuple[float, str, str]]:
    """(minus score, smaller id, larger id) of all pairs that match; each pair once."""
    blocks: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for one in profiles:
        blocks[one.family, one.standing].append(one)
    for members in blocks.values():
        for a, b in _near(members, options):
            found = likeness(a, b, options)
            if found is not None and found.holds:
                yield -found.score, min(a.id, b.id), max(a.id, b.id)


def _near(members: Sequence[Profile], options: MergeOptions) -> Iterator[tuple[Profile, Profile]]:
    """Pairs whose days may meet: a sweep over the readings in order of their earliest possible day."""
    open_ones: list[Profile] = []
    for one in sorted(members, key=lambda p: (reach(p.days, options)[0], p.id)):
        first = reach(one.days, options)[0]
        open_ones = [other for other in open_ones if reach(other.days, options)[1] >= first]
        yield from ((other, one) for other in open_ones)
        open_ones.append(one)
