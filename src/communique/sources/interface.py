"""What a person says of a source when it is added."""

from __future__ import annotations

from datetime import date

from communique.model import Completeness, Record


class Declaration(Record, frozen=True, kw_only=True):
    """Who publishes and what we hold of it. ``None`` and ``""`` mean "not said".

    ``country`` is ISO 3166 alpha-3; ``published`` the day to take for texts that give none; ``feed`` says that an
    address is a feed even if it does not look like one; ``notice`` what readers of anything made from it must be told.
    """

    publisher: str | None = None
    owner: str | None = None
    country: str | None = None
    language: str = "en"
    official: bool | None = None
    state_controlled: bool | None = None
    completeness: Completeness = Completeness.UNKNOWN
    licence: str = ""
    cadence_days: int | None = None
    published: date | None = None
    feed: bool = False
    notice: str = ""
