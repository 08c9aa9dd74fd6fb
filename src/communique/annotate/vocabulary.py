"""The word lists of this stage, read once from ``data/``."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique import shipped
from communique.model import Record


def load_yaml(name: str) -> Any:
    """The parsed content of one file of this package's ``data`` folder."""
    return shipped.read_yaml("communique.annotate", name, strings=True)


class Abbreviations(Record, frozen=True, kw_only=True):
    """What a full stop after a word may mean; all words lower-case without the last stop."""

    never: frozenset[str]
    before_number: frozenset[str]
    unless_starter: frozenset[str]
    clock: frozenset[str]
    clock_followers: frozenset[str]
    starters: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The list behind the sentence splitter."""
    data = load_yaml("abbreviations.yaml")
    return Abbreviations(**{key: frozenset(str(word) for word in words) for key, words in data.items()})


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a data file as a set of lower-case strings."""
    return frozenset(str(word).lower() for word in load_yaml(name)[key])
