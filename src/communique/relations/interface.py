"""What scoring needs: a weight set and a roll-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from communique.model import Record

Rollup = Callable[[str], str | None]
"""Actor id → code of the partner it counts for (country, ``EUE`` …); ``None`` for those that count for nobody."""


class Weights(Protocol):
    """A weight set: points per event type and mode."""

    @property
    def id(self) -> str:
        """Name and version, printed beside every score."""
        ...

    @property
    def arrow(self) -> float:
        """The change in points against the period before that moves the arrow."""
        ...

    def points(self, type_name: str, mode: str | None = None, /) -> float | None:
        """Points of one event, ``None`` where the set gives none; ``KeyError`` for an unknown type."""
        ...


class Figures(Record, frozen=True, kw_only=True):
    """The figures of a score, rounded to two decimals; ``minus`` is zero or negative."""

    sum: float
    mean: float
    count: int
    plus: float
    minus: float
