"""Loads the digest's data files once; a wrong file is a bug of the package and raises at the first use."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from communique import shipped
from communique.model import Record


class Articles(Record, frozen=True, kw_only=True):
    """Which names take "the"; all in lower case."""

    version: str
    attributive: dict[str, str]
    family_first: frozenset[str]
    family_leads: frozenset[str]
    exact: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]
    contains: tuple[str, ...]
    never: frozenset[str]


class Phrase(Record, frozen=True, kw_only=True):
    """A verb with the patterns it stands in; ``~`` is the verb. ``types`` limits a kept verb to PLOVER types."""

    base: str
    past: str
    mutual: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    noun: str = ""
    types: tuple[str, ...] = ()
    simple: bool = False


class Phrases(Record, frozen=True, kw_only=True):
    """Everything said about how records are told."""

    version: str
    events: dict[str, Phrase]
    verbs: dict[str, Phrase]
    encounters: dict[str, Phrase]
    topics: dict[str, tuple[str, ...]]
    cues: dict[str, str]
    irregular: dict[str, str]
    objects: frozenset[str]
    spelling: dict[str, str]
    refusals: frozenset[str]
    readings: dict[str, str]


class Selection(Record, frozen=True, kw_only=True):
    """The weights of the choice, in points; see the comments of the data file."""

    version: str
    rank: dict[int, float]
    state: float
    two_sides: float
    held: float
    planned: float
    broken_off: float
    points: float
    conflict: float
    material: float
    origin: float
    origins_most: int
    topics: float
    dated: float
    print_dated: float
    ordinal: float
    own_account: float
    auxiliary: dict[str, float]
    types: dict[str, float]
    formats: dict[str, float]
    acts: dict[str, float]
    polarity: float
    statement: float
    quotation: float
    least: float
    thin: int
    floor: float
    domestic: float
    domestic_statement: float
    spokesperson: float
    faceless: float
    courtesy: float
    recalled: float
    beside: float
    repeat: float
    section_least: float
    counted: int
    said: float


class ClauseRules(Record, frozen=True, kw_only=True):
    """What may stand in a clause that is kept from a passage, and where it ends. Lower case."""

    version: str
    between: frozenset[str]
    perfect: frozenset[str]
    past: frozenset[str]
    notpast: frozenset[str]
    performing: frozenset[str]
    ahead: tuple[str, ...]
    refused: tuple[str, ...]
    noun_verbs: tuple[str, ...]
    relative: tuple[str, ...]
    unfinished: frozenset[str]
    stops: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]
    vague: tuple[str, ...]
    standing: tuple[str, ...]
    courtesies: tuple[str, ...]
    emptywords: frozenset[str]
    attitudes: frozenset[str]
    was: dict[str, str]
    address: str


class Present(Record, frozen=True, kw_only=True):
    """Past form → third person singular and plural, for headings; and the words that end a heading."""

    version: str
    verbs: dict[str, tuple[str, str]]
    ends: frozenset[str]
    adjuncts: frozenset[str]
    unfinished: frozenset[str]


@cache
def present() -> Present:
    """The verbs of headings."""
    return msgspec.convert(_read("present.yaml"), Present)


@cache
def clause_rules() -> ClauseRules:
    """The rules for clauses."""
    return msgspec.convert(_read("clauses.yaml"), ClauseRules)


@cache
def articles() -> Articles:
    """The article rules."""
    return msgspec.convert(_read("articles.yaml"), Articles)


@cache
def phrases() -> Phrases:
    """The phrase book."""
    return msgspec.convert(_read("phrases.yaml"), Phrases)


@cache
def selection() -> Selection:
    """The weights of the choice."""
    return msgspec.convert(_read("selection.yaml"), Selection)


def _read(name: str) -> Any:
    return shipped.read_yaml("communique.digest", name)
