"""One happening becomes one sentence: the record is chosen, told as fully as the checker allowed, and cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.digest.compose_encounters import encounter_sentence
from communique.digest.compose_events import event_sentence
from communique.digest.compose_statements import statement_sentence
from communique.digest.interface import DigestOptions, Material
from communique.digest.kept import kept_sentences
from communique.digest.passages import cited, readings_of
from communique.digest.people import Naming, printable
from communique.digest.sentences import Manner
from communique.digest.words import MONTHS
from communique.model import (
    Basis,
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

_MOST_TRIES = 3
_NAMED_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) \d{{1,2}}\b)")
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
) -> Told | None:
    """The sentence of a happening, or ``None`` when its record or the checker's refusals leave nothing to say."""
    slot = content_id("s", role.value, *happening.readings)
    readings = readings_of(happening, material)
    tries = refused.get(slot, 0)
    if not readings or tries >= _MOST_TRIES or _unclear(readings[0]):
        return None
    said = next(islice(_variants(readings[0], material, options, naming, position), tries, None), None)
    if said is None:
        return None
    return Told(
        happening=happening,
        text=said,
        passages=cited(readings, material, options.citations if tries == 0 else 1),
        voice=Voice.OFFICIAL_CLAIM if isinstance(happening.content, Statement) else Voice.FACT,
        slot=slot,
        day=happening.content.when.anchor if happening.content.when else None,
        parties=readings[0].content.parties,
    )


def _unclear(reading: Reading) -> bool:
    """True when a party has no name to print, or the day is not what the passage says."""
    return _has_other_day(reading) or not all(printable(p) for p in reading.content.parties)


def _has_other_day(reading: Reading) -> bool:
    """True when the record knows only the day of print though the passage names a day: it is not clear which it was."""
    when = reading.content.when
    return when is not None and when.basis is Basis.PRINT and _NAMED_DAY.search(reading.passage.quote) is not None


def _variants(
    reading: Reading, material: Material, options: DigestOptions, naming: Naming, position: int
) -> Iterator[str]:
    """Ways to tell a reading, from the passage's own clause to the barest sentence; none twice."""
    year, seen = material.window.end.year, set[str]()
    kept = kept_sentences(reading, naming, Manner(position=position, year=year))
    made = (
        _sentence(reading, material, options, _at(level, naming), Manner(position=position, level=level, year=year))
        for level in range(3)
    )
    for text in (*kept, *made):
        if text is not None and text not in seen:
            seen.add(text)
            yield text


def _at(level: int, naming: Naming) -> Naming:
    """The barest sentence leaves offices out too."""
    return Naming(names=naming.names, known=naming.known, bare=naming.bare or level > 1)


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


def as_claim(told: Told, unit: tuple[Happening, ...] = (), *, role: Role, section: int, paragraph: int) -> Claim:
    """A told happening as a claim in its place; ``unit`` are the happenings it was grouped from."""
    whole = len(told.passages) > 1 and told.slot != content_id("s", role.value, *told.happening.readings)
    behind = unit if whole and unit else (told.happening,)
    return claim(
        told.text,
        voice=told.voice,
        role=role,
        section=section,
        paragraph=paragraph,
        passages=told.passages,
        happenings=tuple(h.id for h in behind),
    )
