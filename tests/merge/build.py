"""Hand-built told readings for the merge tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count

from communique.merge import Told
from communique.model import (
    ActorKind,
    Article,
    Basis,
    Content,
    Event,
    Participation,
    Passage,
    PublishedBasis,
    Reading,
    Source,
    Text,
    When,
    sha256,
)

DAY = date(2020, 6, 10)


NAMES = {"FRE": "Freedonia", "SYL": "Sylvania"}


def state(code: str) -> Participation:
    return Participation(name=NAMES.get(code, code), kind=ActorKind.STATE, country=code)


def person(name: str, code: str, *, id_: str | None = None, office: str = "") -> Participation:
    return Participation(name=name, kind=ActorKind.PERSON, actor_id=id_, country=code, office=office)


def text_of(
    body: str, *, outlet: str = "Gazette", published: date | None = DAY, agency: str | None = None,
    based_on: str | None = None, address: str | None = None,
) -> Text:  # fmt: skip
    where = address or f"https://{outlet.lower()}.example/{sha256(body)[:6]}"
    article = Article.make_id(outlet, where)
    return Text(
        id=Text.make_id(article, body, "", published),
        article_id=article,
        source_id=outlet,
        address=where,
        title="",
        body=body,
        language="en",
        published=published,
        published_basis=PublishedBasis.DECLARED,
        credited_agency=agency,
        based_on=based_on,
        sha256=sha256(body),
        bytes_sha256=sha256(body),
        extractor="given",
        extractor_version="1",
        first_seen=datetime(2020, 6, 11, tzinfo=UTC),
    )


def told(
    content: Content, body: str = "The two met and talked.", *, text: Text | None = None, owner: str = "",
    outlet: str = "Gazette", version: str = "1", copied_from: tuple[str, ...] = (), confidence: float = 0.5,
    own_account: bool = False,
) -> Told:  # fmt: skip
    stored = text or text_of(body, outlet=outlet)
    start = stored.body.index(body)
    reading = Reading.make(
        passage=Passage.cut(stored.id, stored.body, start, start + len(body)),
        content=content,
        coder="tester",
        coder_version=version,
        base_version="b1",
        confidence=confidence,
        own_account=own_account,
    )
    source = Source(id=stored.source_id, name=stored.source_id, owner=owner)
    return Told(reading=reading, text=stored, source=source, copied_from=copied_from)


def event(
    type_: str = "CONSULT", actors: tuple[Participation, ...] = (state("FRE"),),
    recipients: tuple[Participation, ...] = (state("SYL"),), *, when: When | None = None, **fields: object,
) -> Event:  # fmt: skip
    return Event(type=type_, actors=actors, recipients=recipients, when=when or When.day(DAY, Basis.SAID), **fields)  # type: ignore[arg-type]


def minter(start: int = 1) -> Callable[[], str]:
    numbers = count(start)
    return lambda: f"h{next(numbers)}"
