"""Event mentions: which words of which articles speak of one event, decided from the words alone.

Readings are merged by what they say (:mod:`communique.merge.compare`). A bare mention has no parties and no day; within
one story, two mentions are one event where their heads have one stem and nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.merge.stories import grouped
from communique.merge.words import stem
from communique.model import Record

LIGHT = frozenset(map(stem, ("be", "have", "do", "make", "take", "get", "go", "come", "give")))
PARTICLES = frozenset({"up", "out", "off", "down", "over", "away", "in", "on", "to", "for", "with", "of", "at"})


class EventMention(Record, frozen=True, kw_only=True):
    """Words that name an event: their place in a story's article."""

    id: str
    story: str
    words: tuple[str, ...]


def head(words: Sequence[str]) -> str:
    """The stem of the word that names the act: the last heavy one of a noun phrase, the first before a particle."""
    heavy = [word for word in words if word.isalnum() and stem(word) not in LIGHT] or list(words)
    if len(heavy) > 1 and heavy[-1].casefold() in PARTICLES:
        return stem(next((word for word in heavy if word.casefold() not in PARTICLES), heavy[0]))
    return stem(heavy[-1])


def corefer(mentions: Sequence[EventMention]) -> tuple[tuple[str, ...], ...]:
    """Ids of the mentions that are one event together; sorted, singletons kept."""
    groups = grouped(mentions, lambda one: (one.story, head(one.words)))
    return tuple(sorted(tuple(sorted(one.id for one in group)) for group in groups))
