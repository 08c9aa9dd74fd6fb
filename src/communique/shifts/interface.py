"""Ports of the shift detectors (part 8); no detector exists yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from communique.model import Absence, Happening, Shift, Window


class Coverage(Protocol):
    """How much of a window was really watched, read from the checks of sources."""

    def full(self, source_id: str, window: Window) -> bool:
        """True when everything the source published in the window is held."""
        ...


class Detector(Protocol):
    """Compares two windows of happenings and gives what changed, with the evidence on both sides.

    No absence and no downward shift may be given over a hole in ``coverage``.
    """

    def detect(
        self,
        before: Sequence[Happening],
        after: Sequence[Happening],
        windows: tuple[Window, Window],
        coverage: Coverage,
    ) -> tuple[Shift | Absence, ...]:
        """Shifts and absences in order of subject, then kind."""
        ...
