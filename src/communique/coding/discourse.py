"""What the sentences before make of the next one: who met last and when. Lives for one document; nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.coding.narrator import Narrator
from communique.model import ActorKind, Auxiliary, Basis, Encounter, Event, Participation, Sentence, Status, When

_LANDS = frozenset({ActorKind.STATE, ActorKind.TERRITORY})
_MOST = 5
_REACH = 6
"""Sentences over which "the two leaders" points back."""


@dataclass(slots=True)
class Met:
    """People who met, in which sentence, and when."""

    parties: tuple[Participation, ...]
    when: When | None
    number: int
    paragraph: int
    start: int
    planned: bool = False


@dataclass(slots=True)
class Discourse:
    """The memory of one text, in the order of its sentences."""

    number: int = 0
    met: list[Met] = field(default_factory=list)
    calls: set[frozenset[str]] = field(default_factory=set)
    face_to_face: set[frozenset[str]] = field(default_factory=set)
    narrator: Narrator | None = None  # who speaks in the first person; found when first asked for
    leaned: int | None = None  # where the sentence begins that the present act leans on

    def note(self, encounter: Encounter, sentence: Sentence) -> None:
        """Remembers an encounter that took place or will."""
        if encounter.status not in {Status.HELD, Status.PLANNED} or not encounter.participants:
            return
        planned = encounter.status is Status.PLANNED
        self.met.append(
            Met(encounter.participants, encounter.when, self.number, sentence.paragraph, sentence.start, planned)
        )

    def note_call(self, event: Event) -> None:
        """Remembers who talked by telephone, and who met: a call goes on to be told as talks."""
        keys = frozenset(p.key for p in event.parties)
        if event.type == "CONSULT" and event.auxiliary is Auxiliary.NONE:
            (self.calls if event.mode == "phone" else self.face_to_face).add(keys)

    def by_phone(self, parties: tuple[Participation, ...]) -> bool:
        """True when these talked to each other in this text, and only by telephone."""
        keys = frozenset(p.key for p in parties)
        return len(keys) > 1 and any(keys <= one for one in self.calls) and keys not in self.face_to_face

    def pair(self, sentence: Sentence, *, title: str = "") -> tuple[Participation, ...]:
        """Those who met last, if two or more did and it is not too far back; only holders of ``title`` where given."""
        alone = len({frozenset(p.key for p in one.parties) for one in self.met if len(one.parties) > 1}) == 1
        for one in reversed(self.met):
            people = tuple(
                p for p in one.parties if p.kind not in _LANDS and (not title or title in p.office.casefold())
            )
            near = alone or self.number - one.number <= _REACH or one.paragraph == sentence.paragraph
            if near and 1 < len(people) <= _MOST and len({p.country for p in people}) > 1:
                self.leaned = one.start
                return people
        return ()

    def day_for(self, parties: tuple[Participation, ...], sentence: Sentence, *, planned: bool = False) -> When | None:
        """The said day of the last meeting of one of ``parties``, for what they did there; ``None`` if none is near."""
        keys = {k for p in parties for k in _keys(p, known=False)}
        for one in reversed(self.met):
            near = one.paragraph == sentence.paragraph or self.number - one.number <= 3
            if near and one.planned == planned and keys & {k for p in one.parties for k in _keys(p, known=True)}:
                known = one.when is not None and one.when.basis is not Basis.PRINT
                self.leaned = one.start if known and self.leaned is None else self.leaned
                return one.when if known else None
        return None


def _keys(party: Participation, *, known: bool) -> tuple[str, ...]:
    """The party itself; one known only by country ("the EU official") may be anybody of that country."""
    one = party.kind in {ActorKind.PERSON, ActorKind.GROUP}
    if one and party.country and (known or party.actor_id is None):
        return (party.key, f"one of {party.country}")
    return (party.key,)
