"""Progress and log lines, as ports: the library never prints; the command line decides how to show."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

T = TypeVar("T")

logger = logging.getLogger("communique")


class Progress(Protocol):
    """Shows how far a long step is."""

    def track(self, items: Iterable[T], *, total: int | None, step: str) -> Iterator[T]:
        """Pass the items through, showing how many of ``total`` have gone by."""
        ...

    def say(self, words: str) -> None:
        """One line about what happens now."""
        ...


class Quiet:
    """Shows nothing: for tests and for use as a library."""

    def track(self, items: Iterable[T], *, total: int | None, step: str) -> Iterator[T]:
        """Pass the items through."""
        del total, step
        return iter(items)

    def say(self, words: str) -> None:
        """Keep the line for the log only."""
        logger.debug(words)
