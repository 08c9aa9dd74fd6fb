"""The digest's vocabulary as data: articles, phrases, weights of the choice; loaded once."""

from communique.digest.data.load import (
    Articles,
    ClauseRules,
    Phrase,
    Phrases,
    Present,
    Selection,
    articles,
    clause_rules,
    phrases,
    present,
    selection,
)

__all__ = [
    "Articles",
    "ClauseRules",
    "Phrase",
    "Phrases",
    "Present",
    "Selection",
    "articles",
    "clause_rules",
    "phrases",
    "present",
    "selection",
]
