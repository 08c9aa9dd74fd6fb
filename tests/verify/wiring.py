"""The checker wired as the product wires it: annotate → resolve → dates → places, over the shipped knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from communique.annotate import Annotator
from communique.dates import read_times
from communique.model import Annotation, Document, Passage, PublishedBasis, Reading, Span, Text, sha256
from communique.resolve import KnowledgeBase, Resolver
from communique.verify import Checker, CheckerOptions

try:
    from communique.places import Gazetteer, read_places
except ImportError:  # while the stage is being built
    Gazetteer = None
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def make_text(body: str, *, published: date | None, title: str = "", language: str = "en") -> Text:
    """A stored text version as ingest would make it."""
    return Text(
        id=Text.make_id("a-test", body, title, published), article_id="a-test", source_id="s-test", address="file:test",
        title=title, body=body, language=language, published=published, published_basis=PublishedBasis.DECLARED,
        sha256=sha256(body), bytes_sha256=sha256(body), extractor="plain", extractor_version="1", first_seen=EPOCH,
    )  # fmt: skip


class StageReader:
    """The reader port over the real stages."""

    def __init__(self) -> None:
        self.base = KnowledgeBase.load()[0]
        self._annotator = Annotator()
        self._resolver = Resolver(self.base)
        self._gazetteer = Gazetteer.load(self.base.bearers) if Gazetteer else None

    def document(self, text: Text, spans: Sequence[Span]) -> Document:
        annotation = next(iter(self._annotator.annotate([text])))
        assert isinstance(annotation, Annotation), annotation
        home = None
        mentions = self._resolver.resolve(text, annotation, home)
        places = read_places(text, annotation, mentions, home, self._gazetteer) if self._gazetteer else ()
        return Document(
            text=text,
            annotation=annotation,
            mentions=mentions,
            times=read_times(text, annotation),
            places=places,
            home=home,
        )

    def sentence(self, sentence: str, *, published: date | None, language: str, home: str | None) -> Document:
        return self.document(make_text(sentence, published=published, language=language), ())

    def ahead(self, passages: Iterable[str]) -> None:
        del passages

    def readings(self, document: Document) -> tuple[Reading, ...]:
        return ()


@cache
def reader() -> StageReader:
    """One reader for all tests: loading the base is slow."""
    return StageReader()


@cache
def checker(*, strict: bool = False) -> Checker:
    """The checker as shipped, or as it judges what the program composed."""
    return Checker(reader(), reader().base, CheckerOptions(coder_veto=False, strict=strict))


def check(
    sentence: str, body: str, *, published: date | None, title: str = "", quote: str | None = None, strict: bool = False
):
    """The finding on a sentence that cites ``quote`` (default: the whole text)."""
    text = make_text(body, published=published, title=title)
    start = body.index(quote) if quote else 0
    passage = Passage.cut(text.id, body, start, start + len(quote or body))
    return checker(strict=strict).check(sentence, [passage], {text.id: text})
