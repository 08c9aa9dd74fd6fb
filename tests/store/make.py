"""Hand-built records for the store's tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from communique.merge import Told
from communique.model import (
    ActorKind,
    Article,
    Basis,
    Content,
    Event,
    Happening,
    MergeAction,
    MergeStep,
    Participation,
    Passage,
    PublishedBasis,
    Reading,
    Run,
    Source,
    Text,
    When,
    sha256,
)
from communique.store import Coding, Store

NOW = datetime(2020, 5, 1, 12, tzinfo=UTC)
DAY = date(2020, 4, 30)
SOURCE = Source(id="gazette", name="The Gazette", owner="Gazette Group")


def text_of(
    body: str, *, address: str = "https://gazette.example/1", title: str = "A title", published: date | None = DAY,
    source: Source = SOURCE,
) -> Text:  # fmt: skip
    article = Article.make_id(source.id, address)
    return Text(
        id=Text.make_id(article, body, title, published),
        article_id=article,
        source_id=source.id,
        address=address,
        title=title,
        body=body,
        language="en",
        published=published,
        published_basis=PublishedBasis.DECLARED,
        authors=("Ann Author",),
        sha256=sha256(body),
        bytes_sha256=sha256(body.encode()),
        extractor="plain",
        extractor_version="1",
        first_seen=NOW,
    )


def party(name: str, country: str | None, actor_id: str | None = None) -> Participation:
    return Participation(name=name, kind=ActorKind.STATE, actor_id=actor_id, country=country)


def event_of(type_: str = "CONSULT", day: date | None = DAY) -> Event:
    return Event(
        type=type_,
        actors=(party("Freedonia", "FRE", "Q1"),),
        recipients=(party("Sylvania", "SYL", "Q2"),),
        when=When.day(day, Basis.SAID) if day else None,
    )


def reading_of(text: Text, content: Content | None = None, *, version: str = "1", end: int | None = None) -> Reading:
    return Reading.make(
        passage=Passage.cut(text.id, text.body, 0, end or len(text.body)),
        content=content or event_of(),
        coder="tester",
        coder_version=version,
        base_version="b1",
        confidence=0.5,
    )


def coding_of(text: Text, *readings: Reading, version: str = "1") -> Coding:
    return Coding(text_id=text.id, coder="tester", coder_version=version, base_version="b1", readings=readings)


def run_of(number: int) -> Run:
    return Run(id=f"run-{number}", verb="run", started=NOW, finished=None, versions=(), config="{}")


def save(store: Store, text: Text) -> bool:
    store.add_source(SOURCE)
    return store.save_text(text, text.body.encode(), signature=b"s")


def opening(happening_id: str, reading: Reading) -> MergeStep:
    return MergeStep(action=MergeAction.OPEN, happening_id=happening_id, reading_id=reading.id)


def assembled(happening_id: str, members: list[Told]) -> Happening:
    """The simplest assembler: the content of the first reading."""
    ordered = sorted(members, key=lambda told: told.reading.id)
    return Happening(
        id=happening_id,
        content=ordered[0].reading.content,
        readings=tuple(told.reading.id for told in ordered),
        texts=tuple(sorted({told.text.id for told in ordered})),
        origins=tuple(sorted({told.source.origin for told in ordered})),
    )
