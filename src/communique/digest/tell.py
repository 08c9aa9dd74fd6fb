"""One happening becomes one sentence: the record is chosen, told as fully as the checker allowed, and cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from communique.digest.compose_encounters import encounter_sentence
from communique.digest.compose_events import event_sentence
from communique.digest.compose_statements import statement_sentence
from communique.digest.interface import DigestOptions, Material
from communique.digest.passages import cited, readings_of
from communique.digest.people import Naming
from communique.digest.sentences import Manner
from communique.model import (
    Claim,
    Computation,
    Encounter,
    Event,
    Happening,
    Participation,
    Passage,
    Reading,
    Role,
    Statement,
    Voice,
    content_id,
)

LEVELS = 3
Refused = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One happening in words. ``slot`` is what a refusal is remembered by: readings and role, never a minted id."""

    happening: Happening
    text: str
    passages: tuple[Passage, ...]
    voice: Voice
    slot: str
    day: date | None
    parties: tuple[Participation, ...]
    salience: float = 0.0


def tell(
    happening: Happening,
    material: Material,
    options: DigestOptions,
    naming: Naming,
    *,
    position: int,
    refused: Refused,
    role: Role = Role.BODY,
    least_level: int = 0,
) -> Told | None:
    """The sentence of a happening, or ``None`` when its record or the checker's refusals leave nothing to say."""
    slot = content_id("s", role.value, *happening.readings)
    level = max(refused.get(slot, 0), least_level)
    readings = readings_of(happening, material)
    if not readings or level >= LEVELS:
        return None
    manner = Manner(position=position, level=level, year=_year(material))
    text = _sentence(readings[0], material, options, naming, manner)
    if text is None:
        return None
    return Told(
        happening=happening,
        text=text,
        passages=cited(readings, material, options.citations if level == 0 else 1),
        voice=Voice.OFFICIAL_CLAIM if isinstance(happening.content, Statement) else Voice.FACT,
        slot=slot,
        day=happening.content.when.anchor if happening.content.when else None,
        parties=readings[0].content.parties,
    )


def _year(material: Material) -> int | None:
    """The year that need not be printed with a day: that of the whole period."""
    return material.window.end.year


def _sentence(
    reading: Reading, material: Material, options: DigestOptions, naming: Naming, manner: Manner
) -> str | None:
    match reading.content:
        case Event():
            return event_sentence(reading.content, reading.passage.quote, naming, manner)
        case Encounter():
            return encounter_sentence(reading.content, reading.passage.quote, material.focus, naming, manner)
        case Statement():
            return statement_sentence(reading.content, reading.passage, naming, manner, options.quote_words)


def claim(
    text: str,
    *,
    voice: Voice,
    role: Role,
    section: int = 0,
    paragraph: int = 0,
    passages: tuple[Passage, ...] = (),
    computation: Computation | None = None,
    happenings: tuple[str, ...] = (),
    hedge: str = "",
) -> Claim:
    """A claim under the id that follows from its words, place and evidence."""
    parts = (role.value, section, text, *(p.id for p in passages), computation.id if computation else "")
    return Claim(
        id=content_id("k", *parts),
        text=text,
        voice=voice,
        role=role,
        section=section,
        paragraph=paragraph,
        passages=passages,
        computation=computation,
        happenings=happenings,
        hedge=hedge,
    )


def as_claim(told: Told, *, role: Role, section: int, paragraph: int) -> Claim:
    """A told happening as a claim in its place."""
    return claim(
        told.text,
        voice=told.voice,
        role=role,
        section=section,
        paragraph=paragraph,
        passages=told.passages,
        happenings=(told.happening.id,),
    )
