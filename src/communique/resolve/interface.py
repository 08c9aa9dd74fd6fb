"""Ports and options of this stage."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from communique.model import Actor, Office, Record


class ResolverOptions(Record, frozen=True, kw_only=True):
    """Thresholds of linking: a candidate is linked with at least ``link`` points and ``margin`` before the second."""

    link: float = 0.55
    margin: float = 0.1


class Knowledge(Protocol):
    """What the resolver asks of a knowledge base."""

    @property
    def version(self) -> str:
        """Version of the facts."""

    def actor(self, actor_id: str) -> Actor | None:
        """The actor under an id (redirects followed)."""

    def country(self, code: str) -> Actor | None:
        """The state or territory under an alpha-3 code."""

    def offices(self, actor_id: str, day: date | None) -> tuple[Office, ...]:
        """Offices held on a day, highest first; all when ``day`` is ``None``."""
