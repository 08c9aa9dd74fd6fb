"""One base and one resolver for the folder, and a short way to read the mentions of a sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from communique.annotate import Annotator
from communique.model import Annotation, Mention, PublishedBasis, Text
from communique.resolve import KnowledgeBase, Resolver

Read = Callable[..., tuple[Mention, ...]]


def make_text(body: str, day: date | None = None, title: str = "") -> Text:
    return Text(
        id="t", article_id="a", source_id="s", address="", title=title, body=body, language="en", published=day,
        published_basis=PublishedBasis.DECLARED, sha256="", bytes_sha256="", extractor="", extractor_version="",
        first_seen=datetime(2020, 1, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    return KnowledgeBase.load()[0]


@pytest.fixture(scope="session")
def resolver(base: KnowledgeBase) -> Resolver:
    return Resolver(base)


@pytest.fixture(scope="session")
def read(resolver: Resolver) -> Read:
    annotator = Annotator(gate=lambda _sentence: False)

    def mentions(body: str, day: str = "2021-07-01", home: str | None = None, title: str = "") -> tuple[Mention, ...]:
        text = make_text(body, date.fromisoformat(day), title)
        annotation = next(iter(annotator.annotate([text])))
        assert isinstance(annotation, Annotation)
        return resolver.resolve(text, annotation, home)

    return mentions
