"""The codebooks as frozen records: what PLOVER, the acts, the weights, the ranks and the policy file say."""

from __future__ import annotations

import re

from communique.errors import ConfigError
from communique.model import Rank
from communique.model.base import Record


class EventType(Record, frozen=True, kw_only=True):
    """One PLOVER type. ``modes`` maps a mode to its score; ``None`` means the manual gives none."""

    name: str
    meaning: str
    quad: int
    score: float
    recipient: bool
    modes: dict[str, float | None]


class Plover(Record, frozen=True, kw_only=True):
    """The event codebook. ``types`` is keyed by type name; ``future_types`` says what a planned act counts as."""

    version: str
    types: dict[str, EventType]
    quads: dict[int, str]
    contexts: tuple[str, ...]
    auxiliary: dict[str, str]
    future_types: dict[str, str]
    threat_modes: dict[str, dict[str, str]]

    def quad(self, type_name: str) -> int:
        """Quad class 1–4 of a type; raises ``KeyError`` for an unknown type."""
        return self.types[type_name].quad

    def score(self, type_name: str, mode: str | None = None) -> float | None:
        """Score of the mode where the type has it, else the type's base; raises ``KeyError`` for an unknown type."""
        kind = self.types[type_name]
        return kind.modes.get(mode or "", kind.score)

    def planned(self, type_name: str, mode: str | None) -> tuple[str, str | None]:
        """Type and mode of an act that is only planned: future cooperation is AGREE, future force THREATEN …"""
        future = self.future_types.get(type_name)
        if future is None:
            return type_name, mode
        if future != "THREATEN":
            return future, None
        table = self.threat_modes[type_name]
        return future, table.get(mode or "", table["*"])


class StatementAct(Record, frozen=True, kw_only=True):
    """One of the 13 acts; a lower ``precedence`` wins when content mixes acts. ``polarity`` is (lowest, highest)."""

    name: str
    meaning: str
    precedence: int
    polarity: tuple[int, int]


class Weights(Record, frozen=True, kw_only=True):
    """A named weight set. ``modes`` is keyed ``TYPE-mode``; ``arrow`` is the change in points that moves the arrow."""

    name: str
    version: str
    note: str
    types: dict[str, float]
    modes: dict[str, float | None]
    arrow: float

    @property
    def id(self) -> str:
        """Name and version, as printed beside every score."""
        return f"{self.name}/{self.version}"

    def points(self, type_name: str, mode: str | None = None) -> float | None:
        """Points of one event, ``None`` where the set gives none; raises ``KeyError`` for an unknown type."""
        key = f"{type_name}-{mode}"
        return self.modes[key] if key in self.modes else self.types[type_name]


class RankPattern(Record, frozen=True, kw_only=True):
    """Office words that mean a rank, unless one of ``unless`` stands in the office too. ``~`` in words is any words."""

    rank: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


class Ranks(Record, frozen=True, kw_only=True):
    """Office words in order of precedence; the first that matches decides."""

    version: str
    patterns: tuple[RankPattern, ...]

    def of(self, office: str) -> Rank | None:
        """Rank of an office as written ("Deputy Foreign Minister of Belarus"), or ``None`` for unknown words."""
        text = f" {office.casefold().replace('’', chr(39))} "
        for pattern in self.patterns:
            if any(_found(w, text) for w in pattern.words) and not any(_found(w, text) for w in pattern.unless):
                return Rank[pattern.rank]
        return None


def _found(words: str, text: str) -> bool:
    if words.replace(" ~", "").split()[0] not in text:
        return False
    pattern = r"\b" + re.escape(words).replace(r"\~", r"[\w&,' -]+?") + r"s?\b"
    return re.search(pattern, text) is not None


class Control(Record, frozen=True, kw_only=True):
    """Who held a territory from when to when; partial ISO dates, an empty ``end`` means as far as known."""

    by: str
    start: str
    end: str


class Territory(Record, frozen=True, kw_only=True):
    """A disputed territory and how it is counted; ``counts_as`` is ``None`` where the policy counts it to nobody."""

    id: str
    code: str | None
    counts_as: str | None
    display: str
    names: tuple[str, ...]
    claimants: tuple[str, ...]
    control: tuple[Control, ...]
    rests_on: str


class ContestedName(Record, frozen=True, kw_only=True):
    """A name that takes a side: our own voice prints ``house``."""

    house: str
    forms: tuple[str, ...]
    note: str


class Contested(Record, frozen=True, kw_only=True):
    """The policy on disputed territories and contested names."""

    version: str
    policy: str
    territories: tuple[Territory, ...]
    names: tuple[ContestedName, ...]

    def territory(self, name_or_code: str) -> Territory | None:
        """The territory of that id, code or name (any case), or ``None``."""
        wanted = name_or_code.casefold()
        for land in self.territories:
            keys = (land.id, land.code or "", *land.names)
            if any(wanted == key.casefold() for key in keys if key):
                return land
        return None

    def rollup(self, code: str) -> str | None:
        """The country code that acts of ``code`` count to: its own for every code that is not in the policy."""
        land = next((t for t in self.territories if t.code == code), None)
        return land.counts_as if land else code

    def house_name(self, form: str) -> str:
        """The form our own voice prints; names that are not contested come back unchanged."""
        wanted = form.casefold()
        for name in self.names:
            if any(wanted == other.casefold() for other in name.forms):
                return name.house
        return form


def unknown(kind: str, name: str, known: tuple[str, ...]) -> ConfigError:
    """The error for a name that no data file holds."""
    return ConfigError(f"unknown {kind} {name!r}", advice=f"known: {', '.join(known)}")
