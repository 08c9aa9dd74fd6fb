"""One happening becomes one sentence: the record is chosen, told as fully as the checker allowed, and cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import msgspec

from communique.digest.clauses import attitude, is_perfect, is_vague, says_nothing
from communique.digest.compose_encounters import encounter_sentence
from communique.digest.compose_events import event_sentence
from communique.digest.compose_statements import statement_sentence
from communique.digest.interface import DigestOptions, Material
from communique.digest.kept import kept_clause, kept_sentences
from communique.digest.own import in_own_words
from communique.digest.passages import antecedents, cited, introducing, own_words, readings_of
from communique.digest.people import Naming, printable
from communique.digest.sentences import Manner
from communique.digest.words import MONTHS, REPORTED, day_name
from communique.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Claim,
    Computation,
    Content,
    Encounter,
    Event,
    Happening,
    Participation,
    Passage,
    Rank,
    Reading,
    Role,
    Statement,
    Status,
    Voice,
    content_id,
)
from communique.ontology import plover

_MOST_TRIES = 5
_CLOSE = 5  # words between an actor and whom it acts on
_TOGETHER = re.compile(
    r"(?:they|both|the (?:two |three )?(?:\w+ ){0,2}"
    r"(?:leaders|ministers|presidents|sides|parties|officials|secretaries|heads))\b",
    re.IGNORECASE,
)
_OTHER_TIME = re.compile(
    rf"\b(?:(?:in|of|since|until|by|last|this|early|late) (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) \d{{4}}"
    r"|(?:in|since) (?:19|20)\d\d|last (?:year|month|summer|autumn|winter|spring)|\w+ (?:years|months) ago)\b"
)
_RECENT = re.compile(r"\brecent (?:visit|trip|meeting|talks|call|conversation)\b|\brecently\b")
_GOING = re.compile(
    r"(?:\b(?:am|is|are)|[’'](?:m|s|re)) (?:also |now )?(?:going|travell?ing|heading|flying) to\b"
)  # a journey that lies ahead
_DESCRIBED = re.compile(
    r"(?:[Tt]he )?(Secretary|President|Minister|Premier|Chancellor|Ambassador|Speaker|Governor|King|Queen|Chairman)"
)  # "the Secretary"
_NAMED_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) \d{{1,2}}\b)")
Refused = Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One happening in words. ``slot`` is what a refusal is remembered by: readings and role, never a minted id.
    ``leans`` is true for "the ministers": it may only stand behind a sentence that names them.
    """

    happening: Happening
    text: str
    passages: tuple[Passage, ...]
    voice: Voice
    slot: str
    day: date | None
    parties: tuple[Participation, ...]
    leans: bool = False


def tell(
    happening: Happening,
    material: Material,
    options: DigestOptions,
    naming: Naming,
    *,
    position: int,
    refused: Refused,
    role: Role = Role.BODY,
    report: bool = False,
    undated: bool = False,
    brief: bool = False,
) -> Told | None:
    """The sentence of a happening, or ``None`` when its record or the checker's refusals leave nothing to say.

    ``report`` asks for the day of print, as such, where no other day is known; ``undated`` for none at all;
    ``brief`` for a summary that names no topics.
    """
    slot = content_id("s", role.value, *happening.readings)
    readings = readings_of(happening, material)
    tries = refused.get(slot, 0)
    if not readings or tries >= _MOST_TRIES or not _all_named(readings[0], material):
        return None
    passages = _evidence(readings, material, options.citations if tries == 0 else 1)
    passages = (*passages, *introducing(readings[0], passages, naming.known, material)) if not naming.bare else passages
    best = _in_own_words(readings[0], passages, material)
    manner = Manner(
        position=position,
        year=material.window.end.year,
        report=_report(best, material) if report else "",
        over=_is_over(happening, material),
        undated=undated or not _dated_here(best, passages),
        brief=brief,
    )
    said = next(islice(_ways(best, material, options, naming, manner), tries, None), None)
    if said is None:
        return None
    return Told(
        happening=happening,
        text=said,
        passages=passages,
        voice=Voice.OFFICIAL_CLAIM if isinstance(happening.content, Statement) else Voice.FACT,
        slot=slot,
        day=happening.content.when.anchor if happening.content.when else None,
        parties=readings[0].content.parties,
        leans=_TOGETHER.match(said) is not None,
    )


def _dated_here(reading: Reading, passages: tuple[Passage, ...]) -> bool:
    """False where the day of the record was taken from another sentence than those that are cited."""
    when = reading.content.when
    expression = when.expression.casefold() if when is not None and when.basis is not Basis.PRINT else ""
    return not expression or any(expression in p.quote.casefold() for p in passages)


def _all_named(reading: Reading, material: Material) -> bool:
    """False when a party has no name to print, or is described by an office that he does not hold."""
    for party in reading.content.parties:
        described = _DESCRIBED.fullmatch(own_words(party, material, reading.passage))
        other = described is not None and described.group(1).casefold() not in party.office.casefold()
        if not printable(party) or (other and party.kind is ActorKind.PERSON):
            return False
    return True


def _evidence(readings: tuple[Reading, ...], material: Material, most: int) -> tuple[Passage, ...]:
    """What the sentence cites: passages of independent origins, and what names those the first only calls "he"."""
    return tuple(dict.fromkeys((*cited(readings, material, most), *antecedents(readings[0], material))))


def _in_own_words(reading: Reading, passages: tuple[Passage, ...], material: Material) -> Reading:
    words = " ".join(p.quote for p in passages)
    content = in_own_words(reading.content, words, material.names)
    return msgspec.structs.replace(reading, content=content)


def _report(reading: Reading, material: Material) -> str:
    text = material.texts[reading.passage.text_id]
    if text.published is None:
        return ""
    return f"{REPORTED[0].lower()}{REPORTED[1:]}{day_name(text.published, material.window.end.year)}"


def _is_over(happening: Happening, material: Material) -> bool:
    """True for what was planned for days that lie before the end of the period."""
    when = happening.content.when
    return when is not None and when.last is not None and when.last <= material.window.end


def _has_other_day(reading: Reading) -> bool:
    """True when the record knows only the day of print though the passage names a day: it is not clear which it was."""
    when = reading.content.when
    if when is None or when.basis is not Basis.PRINT:
        return False
    before = isinstance(reading.content, Encounter) and _RECENT.search(reading.passage.quote) is not None
    return before or _names_time(reading.passage.quote)


def _names_time(words: str) -> bool:
    return _NAMED_DAY.search(words) is not None or _OTHER_TIME.search(words) is not None


def _speakers(reading: Reading, material: Material) -> tuple[Participation, ...] | None:
    """All who say it together; ``None`` where "they" or "the ministers" do and only one of them is known."""
    said = reading.content
    if not isinstance(said, Statement):
        return ()
    found: dict[str, Participation] = {said.speaker.key: said.speaker}
    for other in material.by_text[reading.passage.text_id]:
        one = other.content
        if isinstance(one, Statement) and (one.words, one.content) == (said.words, said.content):
            found.setdefault(one.speaker.key, one.speaker)
    together = _TOGETHER.match(own_words(said.speaker, material, reading.passage)) is not None
    if len(found) == 1:
        return None if together else ()
    return tuple(found.values()) if all(printable(p) for p in found.values()) else None


def _ways(
    reading: Reading, material: Material, options: DigestOptions, naming: Naming, manner: Manner
) -> Iterator[str]:
    """The fullest sentence with the day of print, where that is asked for, then all without it."""
    first = next(_variants(reading, material, options, naming, manner), None) if manner.report else None
    reported = first is not None and first.casefold().startswith(manner.report.casefold())
    if first is not None and reported and (_is_ahead(reading.content) or not _names_time(first[len(manner.report) :])):
        yield first
    yield from _variants(reading, material, options, naming, replace(manner, report=""))


def _variants(
    reading: Reading, material: Material, options: DigestOptions, naming: Naming, manner: Manner
) -> Iterator[str]:
    """Ways to tell a reading, from the passage's own clause to the barest sentence; none twice."""
    seen = set[str]()
    speakers, unclear = _speakers(reading, material), _has_other_day(reading)
    if speakers is None or not is_direct(reading):
        return
    bare = _at(2, naming)
    kept = (
        *kept_sentences(reading, naming, manner, speakers),
        *kept_sentences(reading, bare, replace(manner, position=0), speakers),
    )
    fullest = ((1, naming),) if manner.brief else ((0, naming), (1, naming))  # a summary names no topics
    levels = () if speakers else (*fullest, (1, bare), (2, bare))
    made = (_sentence(reading, material, options, n, replace(manner, level=level)) for level, n in levels)
    both = (*made, *kept) if manner.brief and not isinstance(reading.content, Statement) else (*kept, *made)
    for text in both:
        if text is None or text in seen or is_vague(text):
            continue
        if not unclear or _names_time(text):
            seen.add(text)
            yield text


def _is_ahead(content: Content) -> bool:
    """True for a plan: the day in it is not the day of the report."""
    if isinstance(content, Encounter):
        return content.status is Status.PLANNED
    return isinstance(content, Event) and content.auxiliary is Auxiliary.FUTURE


def _is_held(content: Event | Encounter) -> bool:
    if isinstance(content, Encounter):
        return content.status is Status.HELD
    return content.type == "CONSULT" and content.auxiliary is Auxiliary.NONE


def is_direct(reading: Reading) -> bool:
    """False for an act on somebody's efforts or envoy told as one on himself, a standing attitude, a journey ahead."""
    event, passage = reading.content, reading.passage
    if any(_only_we(party, passage) for party in event.parties):
        return False
    if isinstance(event, Statement):
        return not attitude(passage, event.speaker)
    if _is_held(event) and _GOING.search(passage.quote):
        return False
    if isinstance(event, Event) and _only_told_by(event):
        return False
    if not isinstance(event, Event) or event.type not in ("SUPPORT", "ACCUSE", "AID", "REQUEST", "COERCE"):
        return True
    if any(attitude(passage, party) for party in event.actors) or says_nothing(passage.quote):
        return False
    undated = event.when is None or event.when.basis is Basis.PRINT
    if undated and any(is_perfect(passage, p) for p in event.actors if p.kind is not ActorKind.PERSON):
        return False
    if kept_clause(reading):
        return True
    ends = [p.span.end for p in event.actors if p.span]
    starts = [p.span for p in event.recipients if p.span]
    if not ends or not starts:
        return True
    between = passage.quote[max(ends) - passage.start : starts[0].start - passage.start]
    after = passage.quote[starts[0].end - passage.start :]
    return len(between.split()) <= _CLOSE and not after.startswith(("’s", "'s", "’ "))


def _only_we(party: Participation, passage: Passage) -> bool:
    """True for a state that a speaker calls "we": who that is, is likely and not said."""
    if party.kind is not ActorKind.STATE or party.span is None:
        return False
    own = passage.quote[party.span.start - passage.start : party.span.end - passage.start]
    return own.casefold() in ("we", "us", "our", "i", "my", "me")


def _only_told_by(event: Event) -> bool:
    """True for a deed whose only actors are spokespersons: they announce what others do."""
    deed = event.type in plover().types and plover().quad(event.type) in (2, 4)
    return deed and bool(event.actors) and all(p.rank is Rank.SPOKESPERSON for p in event.actors)


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


def as_claim(
    told: Told,
    unit: tuple[Happening, ...] = (),
    *,
    role: Role,
    section: int,
    paragraph: int,
    connected: tuple[str, Computation] | None = None,
) -> Claim:
    """A told happening as a claim in its place; ``unit`` are the happenings it was grouped from; ``connected`` its
    wording beside the sentence before, with what that rests on.
    """
    whole = len(told.passages) > 1 and told.slot != content_id("s", role.value, *told.happening.readings)
    behind = unit if whole and unit else (told.happening,)
    return claim(
        connected[0] if connected else told.text,
        voice=told.voice,
        role=role,
        section=section,
        paragraph=paragraph,
        passages=told.passages,
        computation=connected[1] if connected else None,
        happenings=tuple(h.id for h in behind),
    )
