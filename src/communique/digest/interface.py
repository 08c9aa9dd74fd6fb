"""What the digest needs of others (ports), its options, and what it hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from communique.model import (
    ActorKind,
    Claim,
    Happening,
    Issue,
    IssueSection,
    Participation,
    Place,
    Reading,
    Reason,
    Record,
    Score,
    Source,
    Text,
    Verdict,
    Window,
)

_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.FORUM})


class Names(Protocol):
    """The house names: how actors, offices and countries are printed."""

    def display(self, code: str) -> str:
        """A country or partner by its code, without article: "United States", "EU", "Belarus"."""
        ...

    def demonym(self, code: str) -> str:
        """Its adjective: "Belarusian"; empty when there is none."""
        ...

    def person(self, party: Participation) -> str:
        """The house name of an actor, or the name in the record where it is not known."""
        ...

    def office(self, party: Participation, day: date | None) -> str:
        """The office to print for this party on that day; empty when none may be printed."""
        ...

    def place(self, place: Place) -> str:
        """The house name of a place, or the name in the record where it has none."""
        ...


class Check(Protocol):
    """The checker as the digest sees it: the pipeline wires it to ``verify``."""

    def __call__(self, claims: tuple[Claim, ...], /) -> tuple[Verdict, ...]:
        """One verdict for each claim, in the same order."""
        ...


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that an issue is made from; nothing else is looked at.

    ``happenings`` reach back before ``window`` (comparisons need them). ``scores`` holds one score a partner for
    ``window``, each with its previous sum. Mappings are keyed by record id.
    """

    focus: str
    window: Window
    previous: Window
    cutoff: date
    happenings: tuple[Happening, ...]
    readings: Mapping[str, Reading]
    texts: Mapping[str, Text]
    sources: Mapping[str, Source]
    scores: tuple[Score, ...]
    names: Names
    series: str
    number: int = 1
    as_of_run: str | None = None
    versions: tuple[tuple[str, str], ...] = ()
    held: tuple[tuple[str, date], ...] = ()  # source and day of each dated text of the record, coded or not

    @cached_property
    def record(self) -> tuple[tuple[str, date], ...]:
        """``held``, or the same of the coded texts alone where nothing is said of the others."""
        return self.held or tuple((t.source_id, t.published) for t in self.texts.values() if t.published)

    def sources_in(self, window: Window) -> frozenset[str]:
        """Sources that published in a window."""
        return frozenset(source for source, day in self.record if window.holds(day))

    @cached_property
    def by_id(self) -> Mapping[str, Happening]:
        """Happenings by id."""
        return {happening.id: happening for happening in self.happenings}

    @cached_property
    def by_text(self) -> Mapping[str, tuple[Reading, ...]]:
        """Readings by the text they stand in, in its order."""
        found: dict[str, list[Reading]] = {}
        for reading in self.readings.values():
            found.setdefault(reading.passage.text_id, []).append(reading)
        return {t: tuple(sorted(rs, key=lambda r: (r.passage.start, r.id))) for t, rs in found.items()}

    @cached_property
    def foreign_names(self) -> frozenset[str]:
        """Names and adjectives of every foreign country and body that the material knows."""
        codes = {p.country for h in self.happenings for p in h.content.parties if p.country} - {self.focus}
        names = {name for code in codes for name in (self.names.display(code), self.names.demonym(code))}
        bodies = (p for h in self.happenings for p in h.content.parties if p.kind in _BODIES)
        names |= {self.names.person(body) for body in bodies}
        own = f"{self.names.display(self.focus)} {self.names.demonym(self.focus)}"
        return frozenset(name for name in names if len(name) > 3 and name not in own)

    @cached_property
    def in_text(self) -> Mapping[str, tuple[Happening, ...]]:
        """Happenings by the texts that tell them."""
        found: dict[str, list[Happening]] = {}
        for happening in self.happenings:
            for text_id in happening.texts:
                found.setdefault(text_id, []).append(happening)
        return {t: tuple(hs) for t, hs in found.items()}


class DigestOptions(Record, frozen=True, kw_only=True):
    """Settings of an issue. ``words`` is the upper aim; ``sections`` the most sections, the last may be "Elsewhere";
    ``quote_words`` the longest quotation; ``rounds`` how often a draft is made anew after refusals;
    ``considered`` how many of the best choices are looked at closely.
    """

    words: int = 1400
    sections: int = 5
    section_events: int = 16
    elsewhere_events: int = 36
    quote_words: int = 30
    citations: int = 3
    rounds: int = 8
    considered: int = 400


class Choice(Record, frozen=True, kw_only=True):
    """One happening as an editor weighs it: to which subject it belongs, how much it matters, and why."""

    happening_id: str
    subject: str
    salience: float
    reasons: tuple[Reason, ...]


class OutlineSection(Record, frozen=True, kw_only=True):
    """A section before it is written: its subject (a partner's code, an actor's id or ``*``) and its choices."""

    number: int
    subject: str
    name: str
    choices: tuple[Choice, ...]


class Draft(Record, frozen=True, kw_only=True):
    """An issue before the checker has seen it.

    ``slots`` maps a claim id to the key under which a refusal is remembered when the draft is made anew.
    """

    claims: tuple[Claim, ...]
    sections: tuple[IssueSection, ...]
    outline: tuple[OutlineSection, ...]
    slots: tuple[tuple[str, str], ...] = ()
    unused: tuple[Choice, ...] = ()


class Entry(Record, frozen=True, kw_only=True):
    """One line of the index appendix: a scored happening in words, with the passages it rests on (by note key)."""

    happening_id: str
    day: date | None
    points: float
    what: str
    why: str
    passages: tuple[str, ...] = ()


class IndexRow(Record, frozen=True, kw_only=True):
    """One partner of the index table with its appendix; ``moved`` says in one line why the arrow points as it does."""

    name: str
    score: Score
    moved: str
    entries: tuple[Entry, ...]


class Notice(Record, frozen=True, kw_only=True):
    """What a reader must be told about an issue; ``declared`` are the notices of the sources it cites."""

    declared: tuple[str, ...] = ()
    texts: int = 0
    sources: int = 0
    happenings: int = 0
    unused: int = 0
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Apparatus:
    """What is printed around the claims: country names, the index and the notices."""

    country: str = ""
    index: tuple[IndexRow, ...] = ()
    notice: Notice = field(default_factory=Notice)


class Citation(Record, frozen=True, kw_only=True):
    """One note of a printed sentence: what is needed to open the passage again."""

    address: str
    publisher: str
    published: date | None
    text_sha256: str
    start: int
    end: int
    quote: str


class PrintedSentence(Record, frozen=True, kw_only=True):
    """One sentence as it stands in a file, with its notes. No note at all means "could not check".

    ``part``: ``headline``, ``heading`` or ``sentence``; ``line`` counts from 1. ``broken`` names notes that are
    missing or cannot be read.
    """

    text: str
    part: str
    line: int
    citations: tuple[Citation, ...] = ()
    computations: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


class Written(Record, frozen=True, kw_only=True):
    """An issue with what did not get in: refused and unchecked claims with their verdicts are in ``issue.left_out``."""

    issue: Issue
    rounds: int
