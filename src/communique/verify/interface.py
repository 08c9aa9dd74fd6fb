"""What the checker needs of others (ports), its options and its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

from communique.model import (
    Actor,
    Computation,
    Document,
    Office,
    Outcome,
    Reading,
    Reason,
    Record,
    Span,
    Text,
    Verdict,
)


class Reader(Protocol):
    """Reads texts and sentences the way the rest of the house does: annotated, resolved, dated, placed."""

    def document(self, text: Text, spans: Sequence[Span]) -> Document:
        """``text`` with tokens at least for the sentences that overlap ``spans`` (code points into its body)."""
        ...

    def sentence(self, sentence: str, *, published: date | None, language: str, home: str | None) -> Document:
        """A printed sentence as a text of its own, read on the clock ``published`` of the text it cites."""
        ...

    def ahead(self, passages: Iterable[str]) -> None:
        """Printed sentences and cited passages that will be asked for; reading them together may be faster."""
        ...

    def readings(self, document: Document) -> tuple[Reading, ...]:
        """What the coder reads in a document; the checker uses it only to refuse."""
        ...


class World(Protocol):
    """What is known of actors whatever a text says: names, countries, offices on a day."""

    def actor(self, actor_id: str) -> Actor | None:
        """The actor under this id."""
        ...

    def find(self, name: str) -> tuple[Actor, ...]:
        """Actors that bear this name."""
        ...

    def offices(self, actor_id: str, day: date) -> tuple[Office, ...]:
        """Offices held on a day."""
        ...

    def country(self, code: str) -> Actor | None:
        """The state or territory under an ISO 3166 alpha-3 (or X..) code."""
        ...

    def display(self, code: str) -> str:
        """How a country is printed."""
        ...

    def demonym(self, code: str) -> str:
        """Its adjective: "Belarusian"."""
        ...


class Arithmetic(Protocol):
    """Works a computation out again from the records handed in; wired to ``relations``."""

    def recompute(self, computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
        """The result as strings, or ``None`` when this kind of computation is not known."""
        ...


class WordVectors(Protocol):
    """Words in context as vectors; the same text and spans always give the same."""

    def words(self, text: str, spans: Sequence[Span]) -> npt.NDArray[np.float32]:
        """Layers × spans × width, of unit length; zero for a span without a token."""
        ...


class CheckerOptions(Record, frozen=True, kw_only=True):
    """Settings of the checker.

    ``coder_veto``: let the coder's reading of the passage refuse a sentence. ``cache``: how many read documents are
    kept (passages of one text are mostly checked in a row). ``threshold``: the least score of a supported sentence,
    ``None`` for the shipped one. ``strict``: any ground refuses but the harmless ones, as fits sentences that
    keep close to their passages because a program composed them from it.
    """

    coder_veto: bool = True
    cache: int = 256
    threshold: float | None = None
    strict: bool = False


class Finding(Record, frozen=True, kw_only=True):
    """The checker's word on one sentence; ``reasons`` name the words at fault (empty value = what was compared).

    ``score`` is how likely the sentence is supported (0–1), before vetoes; 0 where it was not weighed.
    """

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    score: float = 0.0

    def verdict(self, claim_id: str) -> Verdict:
        """The same as a stored verdict on a claim; of a ground the plain reason is kept."""
        return Verdict(claim_id=claim_id, outcome=self.outcome, reasons=tuple(map(_plain, self.reasons)))


def _plain(ground: Reason) -> Reason:
    return Reason(**{name: getattr(ground, name) for name in Reason.__struct_fields__})
