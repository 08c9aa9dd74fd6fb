"""Pages and feeds, read through the fetcher that is handed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from communique.ingest.documents import from_html, from_plain
from communique.ingest.feeds import Entry, entries, is_feed
from communique.ingest.files import from_bytes_as_rows
from communique.ingest.interface import STAGE, Clock, Draft, Fetched, FetchPort, ReadOptions
from communique.ingest.looks import look
from communique.ingest.problems import problem
from communique.model import Check, Problem, Record, Skipped, Source

Found = Draft | Problem | Skipped | Check
_HTML = {"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""}
_ROWS = {"application/x-ndjson", "application/jsonl", "application/x-jsonlines", "application/ndjson"}


class Web(Record, frozen=True, kw_only=True):
    """What reading from the network needs. ``known`` is true for addresses whose pages need not be fetched again."""

    source: Source
    fetcher: FetchPort
    clock: Clock
    options: ReadOptions
    known: Callable[[str], bool]


def from_address(web: Web, address: str) -> Iterator[Found]:
    """A page, or a feed with the page of each entry; which of them it is follows from what the server sends."""
    seen = look(address, web.source, web.fetcher, web.clock)
    yield seen.check
    if seen.problem:
        yield seen.problem
    if seen.fetched is None:
        return
    if web.source.kind == "feed" or is_feed(seen.fetched.content, seen.fetched.media_type):
        yield from _feed(web, seen.fetched)
    else:
        yield from _document(web, seen.fetched)


def _feed(web: Web, fetched: Fetched) -> Iterator[Found]:
    found = entries(
        fetched.content,
        address=fetched.final_address,
        charset=fetched.charset,
        source=web.source,
        options=web.options,
    )
    count = 0
    for entry in found:
        if isinstance(entry, Problem):
            yield entry
        elif web.known(entry.address):
            count += 1
            yield Skipped(stage=STAGE, subject=entry.address, reason="already-held")
        else:
            count += 1
            yield from _entry(web, entry)
    if not count:
        yield problem("empty-feed", fetched.address, web.source, "no entry could be read", "is it a feed?")


def _entry(web: Web, entry: Entry) -> Iterator[Found]:
    """The entry's page; where there is none to be had, the feed's own content if it is long enough to be the text."""
    seen = look(entry.address, web.source, web.fetcher, web.clock)
    yield seen.check
    got = False
    for item in _document(web, seen.fetched) if seen.fetched else ():
        got = got or isinstance(item, Draft)
        yield _told_by(entry, item) if isinstance(item, Draft) else item
    if seen.problem:
        yield seen.problem
    if not got and entry.content:
        yield from _content(web, entry)


def _content(web: Web, entry: Entry) -> Iterator[Found]:
    raw = f"<html><body><article>{entry.content}</article></body></html>".encode()
    for item in from_html(
        raw, place=entry.address, address=entry.address, charset="utf-8", source=web.source, clock=web.clock,
        options=web.options,
    ):  # fmt: skip
        if isinstance(item, Draft) and len(item.body.split()) >= web.options.feed_words:
            yield _told_by(entry, _changed(item, title="", published="", extractor=f"feed+{item.extractor}"))


def _told_by(entry: Entry, draft: Draft) -> Draft:
    """The draft of a page with what its feed knows better: address, day, and title where the page has none."""
    changes: dict[str, Any] = {"address": entry.address, "title": draft.title or entry.title}
    if entry.published:
        changes |= {"published": entry.published, "published_from": "feed"}
    if not draft.authors:
        changes["authors"] = entry.authors
    if not draft.language:
        changes["language"] = entry.language
    return _changed(draft, **changes)


def _document(web: Web, fetched: Fetched) -> Iterator[Draft | Problem]:
    address, kind = fetched.address, fetched.media_type
    if kind in _ROWS or address.endswith((".jsonl", ".ndjson")):
        name = address.rsplit("/", 1)[-1]
        yield from from_bytes_as_rows(fetched.content, name, web.source, web.options)
    elif kind in _HTML:
        yield from from_html(
            fetched.content, place=address, address=address, charset=fetched.charset, source=web.source,
            clock=web.clock, options=web.options,
        )  # fmt: skip
    elif kind in {"text/plain", "text/markdown"}:
        yield from from_plain(
            fetched.content, place=address, address=address, charset=fetched.charset, source=web.source,
            as_markdown=kind == "text/markdown",
        )  # fmt: skip
    else:
        yield problem(
            "unknown-kind", address, web.source, f"{kind} is not read", "save it as text or HTML and add that"
        )


def _changed(draft: Draft, **changes: Any) -> Draft:
    fields = {name: getattr(draft, name) for name in draft.__struct_fields__}
    return Draft(**{**fields, **changes})
