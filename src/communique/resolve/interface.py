"""Options of this stage."""

from __future__ import annotations

from communique.model import Record


class ResolverOptions(Record, frozen=True, kw_only=True):
    """Thresholds of linking: a candidate is linked with at least ``link`` points and ``margin`` before the second."""

    link: float = 0.55
    margin: float = 0.1
