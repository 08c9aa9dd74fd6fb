"""What merging needs and gives: told readings, options, and what the membership log means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from communique.model import MergeAction, MergeStep, Reading, Record, Source, Text

Mint = Callable[[], str]
"""Gives a new happening id at each call; never one it gave before."""


class Told(Record, frozen=True, kw_only=True):
    """A reading with the text that tells it and who published that.

    ``copied_from`` are ids of texts that this text repeats (exact or near duplicates, as ``Duplicate`` links say).
    """

    reading: Reading
    text: Text
    source: Source
    copied_from: tuple[str, ...] = ()


def follow(membership: Mapping[str, str], steps: Iterable[MergeStep]) -> dict[str, str]:
    """Reading id → happening id after ``steps``: the meaning of the log, for whoever keeps or replays it.

    ``open`` and ``add`` put a reading into ``happening_id``; ``split`` moves it into ``into``; ``merge`` moves all of
    ``happening_id`` into ``into``.
    """
    current = dict(membership)
    members: dict[str, set[str]] = defaultdict(set)
    for reading, happening in current.items():
        members[happening].add(reading)
    for step in steps:
        for reading, happening in _moves(step, members):
            members[current.get(reading, "")].discard(reading)
            members[happening].add(reading)
            current[reading] = happening
    return current


def _moves(step: MergeStep, members: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    if step.action is MergeAction.MERGE and step.into:
        return [(reading, step.into) for reading in sorted(members.get(step.happening_id, ()))]
    if step.action is MergeAction.SPLIT and step.into and step.reading_id:
        return [(step.reading_id, step.into)]
    if step.action in {MergeAction.OPEN, MergeAction.ADD} and step.reading_id:
        return [(step.reading_id, step.happening_id)]
    return []
