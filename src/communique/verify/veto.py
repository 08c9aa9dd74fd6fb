"""The coder's reading of the passage may refuse a sentence, never support it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model import Auxiliary, Document, Event, Passage, Reading
from communique.verify.case import Ground, fault
from communique.verify.interface import Reader

_SURE = 0.6
_DONE = {Auxiliary.NONE, Auxiliary.HISTORICAL}


def check_readings(
    reader: Reader, sentence: Document, documents: Sequence[Document], passages: Sequence[Passage]
) -> list[Ground]:
    """Faults where sentence and passage are coded as the same act, but the other way round or as differently real."""
    mine = [r for r in reader.readings(sentence) if isinstance(r.content, Event) and r.confidence >= _SURE]
    if not mine:
        return []
    theirs = [
        r
        for document in documents
        for r in reader.readings(document)
        if isinstance(r.content, Event) and r.confidence >= _SURE and _inside(r, document, passages)
    ]
    return [reason for r in mine for reason in _clash(r, theirs)]


def _inside(reading: Reading, document: Document, passages: Sequence[Passage]) -> bool:
    return any(
        p.text_id == document.text.id and reading.passage.start < p.end and reading.passage.end > p.start
        for p in passages
    )


def _clash(mine: Reading, theirs: Sequence[Reading]) -> list[Ground]:
    event = mine.content
    if not isinstance(event, Event) or not event.actors or not event.recipients:
        return []
    same = [r.content for r in theirs if isinstance(r.content, Event) and r.content.type == event.type]
    actors, recipients = _keys(event.actors), _keys(event.recipients)
    if any(_keys(e.actors) & actors and _keys(e.recipients) & recipients and _real(e) == _real(event) for e in same):
        return []
    for other in same:
        if _keys(other.actors) == recipients and _keys(other.recipients) == actors and actors != recipients:
            return [
                fault("actor and recipient", event.actors[0].name, "the coder reads the passage the other way round")
            ]
    return []


def _real(event: Event) -> bool:
    return event.auxiliary in _DONE


def _keys(parties: Sequence[object]) -> set[str]:
    return {str(getattr(p, "key", "")) for p in parties}
