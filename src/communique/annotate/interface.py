"""Ports and options of this stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from communique.model import Record, Token

Gate = Callable[[str], bool]
"""Given the folded text of one sentence, says whether it is worth a parse."""


class AnnotatorOptions(Record, frozen=True, kw_only=True):
    """Limits of the stage.

    ``batch_chars``: characters of text held before a parse is run (bounds memory). ``batch_sentences``: sentences per
    parser batch. ``longest_sentence``: characters; longer ones are cut at a clause or, failing that, a space.
    ``languages``: what the parser understands; other texts become a ``Problem``.
    """

    batch_chars: int = 400_000
    batch_sentences: int = 128
    longest_sentence: int = 900
    languages: tuple[str, ...] = ("en",)


class SentenceParser(Protocol):
    """What turns folded sentences into tokens whose offsets count from the sentence's first character."""

    @property
    def name(self) -> str:
        """Name of the model."""

    @property
    def version(self) -> str:
        """Version of the model and of whatever else decides its output."""

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        """Tokens for each sentence, in order."""
