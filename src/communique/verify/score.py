"""The score: how likely a sentence is supported, from weighed grounds; weights are data, learned on pairs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from math import exp

from communique import shipped
from communique.model import Record


class Weights(Record, frozen=True, kw_only=True):
    """A logistic model over named features.

    ``vetoes`` are codes of grounds that refuse whatever the score; ``harmless`` are codes, or beginnings of codes, of
    the only grounds that a strict check lets stand.
    """

    weights: dict[str, float]
    vetoes: frozenset[str] = frozenset()
    harmless: tuple[str, ...] = ()
    threshold: float = 0.5

    def probability(self, features: Mapping[str, float]) -> float:
        """Between 0 and 1; features without a weight count as the mean of their family, else nothing."""
        total = sum(self.weights.get(name, self._default(name)) * value for name, value in features.items())
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))

    def refuses(self, code: str, *, strict: bool) -> bool:
        """Whether a ground with this code decides by itself."""
        return code in self.vetoes or (strict and not code.startswith(self.harmless))

    def gravity(self, code: str) -> float:
        """How much a ground with this code speaks against a sentence (0 and up); a veto more than any."""
        if code in self.vetoes:
            return float("inf")
        name = f"ground:{code}"
        return -self.weights.get(name, self._default(name))

    def _default(self, name: str) -> float:
        return self.weights.get("ground:other", 0.0) if name.startswith("ground:") else 0.0


@cache
def weights() -> Weights:
    """The shipped weights, read once."""
    raw = json.loads(shipped.read_text("communique.verify", "score.json"))
    return Weights(
        weights=raw["weights"],
        vetoes=frozenset(raw["vetoes"]),
        harmless=tuple(raw["harmless"]),
        threshold=raw["threshold"],
    )
