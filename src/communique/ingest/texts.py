"""From what was found of a text to the stored record: cleaned, dated, in a language, with its ids and its problems."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communique.ingest.agencies import credited_agency
from communique.ingest.days import read_day
from communique.ingest.interface import Clock, Draft, Incoming, ReadOptions, day_of
from communique.ingest.language import identify, regular
from communique.ingest.problems import clean, problem
from communique.ingest.publishers import source_of
from communique.model import Article, Problem, PublishedBasis, Source, Text, sha256

_DAY_ADVICE = "say the day: --published DAY, or `published` in the item"


def make_items(
    draft: Draft, base: Source, *, clock: Clock, published: date | None, options: ReadOptions
) -> Iterator[Incoming | Problem]:
    """The text of a draft and what is wrong with it; an empty or huge body gives a :class:`Problem` and no text.

    ``published`` is the day to take for a text that gives none. A text without any day is kept, undated.
    """

    body, title = clean(draft.body), clean(" ".join(draft.title.split()))
    if not body.strip():
        yield problem("empty", draft.place, base, "there is no text in it")
        return
    if len(body) > options.max_chars:
        detail = f"{len(body):,} characters, the limit is {options.max_chars:,}"
        yield problem("too-large", draft.place, base, detail, "split it, or raise the limit")
        return
    if body != draft.body:
        yield problem(
            "broken-characters", draft.place, base, "NUL characters or halves of characters were replaced by U+FFFD"
        )
    day, basis = _published(draft, published)
    if draft.published.strip() and read_day(draft.published) is None:
        yield problem("bad-date", draft.place, base, f"{draft.published[:60]!r} is not a day", _DAY_ADVICE)
    elif day is None:
        yield problem("undated", draft.place, base, "the text gives no day of publication", _DAY_ADVICE)
    if day is not None and day > day_of(clock) + timedelta(days=1):  # a day ahead is the other side of the date line
        yield problem(
            "future-dated",
            draft.place,
            base,
            f"{day} lies after {day_of(clock)}",
            "check the day; the text is kept as it is",
        )
    source = source_of(base, draft.fields)
    text = _text(draft, source, title=title, body=body, dated=(day, basis), clock=clock)
    yield Incoming(text=text, raw=draft.raw, source=source)


def _published(draft: Draft, published: date | None) -> tuple[date | None, PublishedBasis]:
    day = read_day(draft.published)
    if day is not None:
        return day, PublishedBasis(draft.published_from)
    return (published, PublishedBasis.DECLARED) if published else (None, PublishedBasis.NONE)


def _text(
    draft: Draft, source: Source, *, title: str, body: str, dated: tuple[date | None, PublishedBasis], clock: Clock
) -> Text:
    address = clean(draft.address)
    day, basis = dated
    article_id = Article.make_id(source.id, address)
    based_on = draft.fields.get("based_on")
    return Text(
        id=Text.make_id(article_id, body, title, day),
        article_id=article_id,
        source_id=source.id,
        address=address,
        title=title,
        body=body,
        language=regular(draft.language) or identify(body) or source.language,
        published=day,
        published_basis=basis,
        authors=tuple(clean(author) for author in draft.authors),
        credited_agency=credited_agency(title, body, source.name),
        based_on=clean(based_on.strip()) or None if isinstance(based_on, str) else None,
        sha256=sha256(body),
        bytes_sha256=sha256(draft.raw),
        extractor=draft.extractor,
        extractor_version=draft.extractor_version,
        first_seen=clock(),
    )
