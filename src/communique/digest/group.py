"""Several bare meetings of one person on one day in one sentence: "spoke with A, B and C"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from communique.digest.compose_encounters import encounter_sentence, two_sides
from communique.digest.interface import Material
from communique.digest.passages import readings_of
from communique.digest.people import Naming, printable
from communique.digest.sentences import Manner
from communique.digest.tell import Refused, Told
from communique.digest.words import word_count
from communique.model import (
    Basis,
    Content,
    Encounter,
    Happening,
    Participation,
    Reading,
    Role,
    Status,
    Voice,
    content_id,
)

_BARE = 15  # words of a sentence that tells no more than who met whom
_SIZES = {0: 5, 1: 2}  # how many are told together: fewer once the checker has refused so many


def grouped(
    ordered: Sequence[Happening], material: Material, told: Callable[[Happening], Told | None], refused: Refused
) -> list[tuple[Happening, ...]]:
    """The happenings in order, with those that can be told together side by side in one group."""
    groups: list[list[Happening]] = []
    places: dict[tuple[object, ...], int] = {}
    for happening in ordered:
        key = _key(happening, material, told)
        at = places.get(key) if key is not None else None
        if at is not None and len(groups[at]) < _SIZES.get(refused.get(_slot_of(happening, material), 0), 1):
            groups[at].append(happening)
            continue
        groups.append([happening])
        if key is not None:
            places[key] = len(groups) - 1
    return [tuple(group) for group in groups]


def _key(
    happening: Happening, material: Material, told: Callable[[Happening], Told | None]
) -> tuple[object, ...] | None:
    met, readings = happening.content, readings_of(happening, material)
    if not isinstance(met, Encounter) or met.status is not Status.HELD or met.when is None:
        return None
    if not met.when.is_one_day and met.when.basis is not Basis.PRINT:
        return None
    own = readings[0].content if readings else None
    sentence = told(happening)
    if not isinstance(own, Encounter) or sentence is None or word_count(sentence.text) > _BARE:
        return None
    one, other = two_sides(own, material.focus)
    if len(other) != 1:
        return None
    where = own.place.name if own.place else ""
    return (own.when, own.format, where, *sorted(p.key for p in one))


def tell_group(group: Sequence[Happening], material: Material, naming: Naming, refused: Refused) -> Told | None:
    """The group as one sentence that cites every passage; ``None`` once the checker has refused it."""
    best = [readings_of(h, material)[0] for h in group]
    content = best[0].content
    slot = _slot(content, material)
    if refused.get(slot, 0) not in _SIZES:
        return None
    parties = _everyone(best)
    if not isinstance(content, Encounter) or not all(printable(p) for p in parties):
        return None
    together = msgspec.structs.replace(content, participants=parties, topics=(), ordinal=None)
    words = " ".join(r.passage.quote for r in best)
    text = encounter_sentence(together, words, material.focus, naming, Manner(year=material.window.end.year))
    if text is None:
        return None
    return Told(
        happening=group[0],
        text=text,
        passages=tuple(r.passage for r in best),
        voice=Voice.FACT,
        slot=slot,
        day=content.when.anchor if content.when else None,
        parties=parties,
    )


def _slot_of(happening: Happening, material: Material) -> str:
    return _slot(readings_of(happening, material)[0].content, material)


def _slot(content: Content, material: Material) -> str:
    """One slot for whoever met people in this form that day: a group refused once is not tried in other sizes."""
    one = two_sides(content, material.focus)[0] if isinstance(content, Encounter) else ()
    form = content.format.value if isinstance(content, Encounter) else ""
    day = content.when.to_iso() if content.when else ""
    return content_id("s", "group", Role.BODY.value, form, day, *sorted(p.key for p in one))


def _everyone(readings: Sequence[Reading]) -> tuple[Participation, ...]:
    found: dict[str, Participation] = {}
    for reading in readings:
        for party in reading.content.parties:
            found.setdefault(party.key, party)
    return tuple(found.values())
