"""Happenings → a signed score per partner and window, with every happening behind it."""

from communique.relations.interface import Figures, Rollup, Weights
from communique.relations.judge import View, contribution
from communique.relations.parties import code_of
from communique.relations.scoring import arrow, export, figures, partners, printed_only, recompute, score, tally

__all__ = [
    "Figures", "Rollup", "View", "Weights", "arrow", "code_of", "contribution", "export", "figures", "partners",
    "printed_only", "recompute", "score", "tally",
]  # fmt: skip
