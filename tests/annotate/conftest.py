from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime

import pytest

from communique.model import PublishedBasis, Text, Token


class WordParser:
    """A stand-in for the language model: white-space tokens."""

    name = "words"
    version = "1"

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        for sentence in sentences:
            tokens, at = [], 0
            for word in sentence.split():
                at = sentence.index(word, at)
                tokens.append(
                    Token(start=at, end=at + len(word), text=word, lemma=word, pos="X", tag="X", dep="dep", head=0)
                )
                at += len(word)
            yield tuple(tokens)


@pytest.fixture
def make_text() -> Callable[..., Text]:
    def make(body: str, *, title: str = "", language: str = "en", number: int = 0) -> Text:
        return Text(
            id=f"t-{number}", article_id="a", source_id="s", address="file:x", title=title, body=body,
            language=language, published=date(2021, 6, 2), published_basis=PublishedBasis.DECLARED, sha256="",
            bytes_sha256="", extractor="none", extractor_version="1", first_seen=datetime(2021, 6, 2, tzinfo=UTC),
        )  # fmt: skip

    return make


@pytest.fixture
def word_parser() -> WordParser:
    return WordParser()
