"""Stories: which articles are about one thing. Found by average-link agglomeration of term vectors.

Two articles are as alike as the cosine of their vectors (:func:`communique.merge.words.vector`), whose weights do not
depend on what else is held. So the stories follow from the set of articles alone, not from their order, and a new
article can only change the stories it is linked with.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from communique.merge.words import cosine, rarity, vector

K = TypeVar("K", bound=Hashable)
Pairs = Mapping[tuple[str, str], float]
ALIKE = 0.22
"""Mean cosine from which two groups of articles are one story; tuned on ECB+ Train and Dev (`evals/stories.py`)."""
LINKED = 0.08
"""Cosine below which two articles are taken to have nothing in common."""
TELLING = 3.0
"""Rarity from which a term brings articles together to be compared: it stands in one text of twenty, or fewer."""
WINDOW = 21
"""Days between two articles from which they are not compared: a story that rests so long comes back as a new one."""


@dataclass(frozen=True, slots=True)
class _Article:
    vector: Mapping[str, float]
    telling: Mapping[str, float]
    day: int | None

    @staticmethod
    def of(text: str, day: date | None) -> _Article:
        weights = vector(text)
        telling = {term: weight for term, weight in weights.items() if rarity(term) >= TELLING}
        return _Article(weights, telling, day.toordinal() if day else None)


class Stories:
    """Articles in stories. An addition compares the new article with those of the days around it, and no others."""

    def __init__(self, *, alike: float = ALIKE, linked: float = LINKED, window: int = WINDOW) -> None:
        self._alike, self._linked, self._window = alike, linked, window
        self._held: dict[str, _Article] = {}
        self._postings: dict[tuple[int | None, str], list[str]] = defaultdict(list)
        self._links: dict[str, dict[str, float]] = {}
        self._known: dict[frozenset[str], tuple[tuple[str, ...], ...]] = {}

    def __len__(self) -> int:
        """How many articles are held."""
        return len(self._held)

    def add(self, key: str, text: str, day: date | None = None) -> None:
        """Add an article under a key; one that is there already stays. Undated ones are compared with all."""
        if key in self._held:
            return
        new = _Article.of(text, day)
        near = self._near(new)
        self._held[key], self._links[key] = new, near
        for other, likeness in near.items():
            self._links[other][key] = likeness
        for term in new.telling:
            self._postings[self._bucket(new), term].append(key)

    def _bucket(self, one: _Article) -> int | None:
        return None if one.day is None else one.day // self._window

    def _near(self, new: _Article) -> dict[str, float]:
        """Articles in reach that have something in common with the new one, with their cosine.

        Compared are those that share telling terms to half the cosine needed: common words link everything a little.
        """
        buckets = self._buckets_around(self._bucket(new))
        shared: dict[str, float] = defaultdict(float)
        for term, weight in new.telling.items():
            for bucket in buckets:
                for other in self._postings.get((bucket, term), ()):
                    shared[other] += weight * self._held[other].vector[term]
        likely = (key for key, value in shared.items() if value >= self._linked / 2 and self._in_reach(new, key))
        found = {key: cosine(new.vector, self._held[key].vector) for key in likely}
        return {key: value for key, value in found.items() if value >= self._linked}

    def _buckets_around(self, middle: int | None) -> set[int | None]:
        return {bucket for bucket, _ in self._postings} if middle is None else {None, middle - 1, middle, middle + 1}

    def _in_reach(self, new: _Article, key: str) -> bool:
        other = self._held[key]
        return new.day is None or other.day is None or abs(new.day - other.day) <= self._window

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The stories: keys sorted, in order of their first key. Only components that changed are worked out anew."""
        fresh: dict[frozenset[str], tuple[tuple[str, ...], ...]] = {}
        for component in self._components():
            fresh[component] = self._known.get(component) or self._stories_of(component)
        self._known = fresh
        return tuple(sorted(group for groups in fresh.values() for group in groups))

    def _stories_of(self, component: frozenset[str]) -> tuple[tuple[str, ...], ...]:
        pairs = {(a, b): v for a in component for b, v in self._links[a].items() if a < b}
        return average_link(sorted(component), pairs, self._alike)

    def _components(self) -> Iterable[frozenset[str]]:
        """Articles connected by links; links never leave a component, so neither does a story."""
        left = set(self._held)
        while left:
            found, edge = set[str](), [next(iter(left))]
            while edge:
                one = edge.pop()
                if one in left:
                    left.remove(one)
                    found.add(one)
                    edge.extend(self._links[one])
            yield frozenset(found)


def average_link(keys: Sequence[str], pairs: Pairs, need: float) -> tuple[tuple[str, ...], ...]:
    """Groups of keys: the two with the highest mean likeness are joined, again and again, while it reaches ``need``.

    ``pairs`` holds the likeness of (smaller key, larger key); a missing pair is 0. Ties go to the smaller keys.
    """
    members: dict[str, list[str]] = {key: [key] for key in keys}
    total: dict[str, dict[str, float]] = {key: {} for key in keys}
    for (a, b), value in pairs.items():
        total[a][b] = total[b][a] = value
    heap = [(-value, a, b, 1) for (a, b), value in pairs.items() if value >= need]
    heapq.heapify(heap)
    while heap:
        _, a, b, size = heapq.heappop(heap)
        if a not in members or b not in members or len(members[a]) * len(members[b]) != size:
            continue
        _join(a, b, members, total)
        for other, value in total[a].items():
            size = len(members[a]) * len(members[other])
            if value / size >= need:
                heapq.heappush(heap, (-value / size, min(a, other), max(a, other), size))
    return tuple(sorted(tuple(sorted(group)) for group in members.values()))


def _join(a: str, b: str, members: dict[str, list[str]], total: dict[str, dict[str, float]]) -> None:
    members[a] += members.pop(b)
    for other, value in total.pop(b).items():
        del total[other][b]
        if other != a:
            total[a][other] = total[other][a] = total[a].get(other, 0.0) + value


def stories(articles: Iterable[tuple[str, str, date | None]]) -> tuple[tuple[str, ...], ...]:
    """Groups of keys of (key, text, day) articles about one thing; singletons kept, sorted."""
    held = Stories()
    for key, text, day in articles:
        held.add(key, text, day)
    return held.groups()


def grouped(items: Iterable[K], key: Callable[[K], Hashable]) -> list[list[K]]:
    """Items with equal keys together, in order of their first appearance."""
    found: dict[Hashable, list[K]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return list(found.values())
