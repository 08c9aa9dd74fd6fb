"""Codebooks and policies as data: PLOVER, statement acts, weights, ranks, disputed territories."""

from communique.ontology.load import acts, contested, plover, ranks, weight_names, weights
from communique.ontology.records import (
    Contested,
    ContestedName,
    Control,
    EventType,
    Plover,
    RankPattern,
    Ranks,
    StatementAct,
    Territory,
    Weights,
)

__all__ = [
    "Contested", "ContestedName", "Control", "EventType", "Plover", "RankPattern", "Ranks", "StatementAct", "Territory",
    "Weights", "acts", "contested", "plover", "ranks", "weight_names", "weights",
]  # fmt: skip
