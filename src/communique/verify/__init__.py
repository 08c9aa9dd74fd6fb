"""Does the passage say what the sentence says? Sentence + citation + stored text → verdict with reasons."""

from communique.verify.checker import Checker
from communique.verify.citation import check_citation
from communique.verify.interface import Arithmetic, CheckerOptions, Finding, Reader, World
from communique.verify.lexicon import Lexicon, lexicon
from communique.verify.recompute import recompute

__all__ = [
    "Arithmetic", "Checker", "CheckerOptions", "Finding", "Lexicon", "Reader", "World", "check_citation", "lexicon",
    "recompute",
]  # fmt: skip
