"""Lists of persons that a parse loses: "A of X, B of Y, C of Z and D met"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from communique.model import ActorKind
from communique.verify.view import Entity, View

_LEAST = 3
"""Persons of a list; two are found by the parse."""
_BETWEEN = frozenset({",", ";", "and", "of", "the", "as", "well"})
_PLACES = frozenset({ActorKind.STATE, ActorKind.TERRITORY, ActorKind.ORGANISATION, ActorKind.INSTITUTION})


def listed(view: View) -> Mapping[int, tuple[int, ...]]:
    """For the head of each person in a list of three or more: the heads of all of them, in order."""
    heads = [tuple(one.head for one in group) for group in _groups(view)]
    return {head: group for group in heads for head in group}


def _groups(view: View) -> Iterator[list[Entity]]:
    people = sorted(
        (e for e in view.entities if e.kind is ActorKind.PERSON and not e.anaphor), key=lambda e: e.words[0]
    )
    fillers = {i for e in view.entities if e.kind in _PLACES for i in e.words}
    run: list[Entity] = []
    for one in people:
        gap = _gap(run[-1], one) if run else ()
        if run and not _goes_on(view, run[-1], one, gap, fillers):
            yield from _closed(view, run)
            run = []
        run.append(one)
    yield from _closed(view, run)


def _closed(view: View, run: list[Entity]) -> Iterator[list[Entity]]:
    if len(run) >= _LEAST and any(view.lemma(i) == "and" for i in _gap(run[-2], run[-1])):
        yield run


def _gap(one: Entity, other: Entity) -> tuple[int, ...]:
    return tuple(range(max((*one.words, *one.office_words)) + 1, min((*other.words, *other.office_words))))


def _goes_on(view: View, one: Entity, other: Entity, gap: Iterable[int], fillers: set[int]) -> bool:
    """Nothing but commas, "and" and states stands between two persons of one sentence, and something does."""
    words = list(gap)
    same = view.words[one.head].sent == view.words[other.head].sent and one.doc == other.doc
    parted = any(view.words[i].text in {",", ";", "and"} for i in words)
    return same and parted and all(i in fillers or view.words[i].text.casefold() in _BETWEEN for i in words)
