"""Who speaks in a transcript: the persons whom the labels of its turns name."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.participants import Lands, as_party, distinct
from communique.coding.persons import name_words
from communique.model import ActorKind, Document, Participation, Turn


def speaker_of(turn: Turn, document: Document) -> Participation | None:
    """The person or body that the label of a turn names."""
    label = turn.label_span
    named = (m for m in document.mentions if label.start <= m.span.start and m.span.end <= label.end)
    return next((as_party(m) for m in named), None)


def speakers(document: Document) -> tuple[Participation, ...]:
    """Everybody of whom a turn is that asks nothing, in order."""
    return distinct(tuple(_answering(document)))


def is_titled(party: Participation, document: Document, lands: Lands) -> bool:
    """The party, its state or somebody of it stands in the title."""
    title = document.text.title
    same = (m for m in document.mentions if m.country == party.country and (m.country or m.name == party.name))
    if party.kind is ActorKind.PERSON and any(len(word) > 3 for word in name_words(party.name) & name_words(title)):
        return True
    return party.country in lands.titled(title) or any(m.surface in title for m in same)


def _answering(document: Document) -> Iterator[Participation]:
    for turn in document.annotation.turns:
        one = None if turn.question else speaker_of(turn, document)
        if one is not None and one.kind is ActorKind.PERSON:
            yield one
