"""Places where things happen; a place that acts is an ``Actor``."""

from __future__ import annotations

from enum import StrEnum

from communique.model.base import Record
from communique.model.texts import Span


class PlacePrecision(StrEnum):
    """How narrow a place is."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class Place(Record, frozen=True, kw_only=True):
    """A place with its country (ISO 3166 alpha-3); coordinates in degrees, WGS 84, where known."""

    name: str
    country: str | None
    precision: PlacePrecision
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    span: Span | None = None
