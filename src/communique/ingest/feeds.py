"""RSS and Atom: entries from bytes that were already fetched; the reader is never given anything it could fetch."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urldefrag

import feedparser

from communique.ingest.decode import decode
from communique.ingest.interface import ReadOptions
from communique.ingest.problems import clean, problem
from communique.model import Problem, Record, Source

_XML_HEAD = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>]{0,1000}(?P<inner>\[)?", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|\w{1,20}:feed)\b", re.IGNORECASE)


class Entry(Record, frozen=True, kw_only=True):
    """One entry. ``published`` is as written; ``content`` is HTML that the feed itself gives, or empty."""

    address: str
    title: str = ""
    published: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    content: str = ""


def is_feed(data: bytes, media_type: str) -> bool:
    """True when bytes are a feed by their type or by their first element."""
    if media_type in {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}:
        return True
    head = decode(data[:4096], markup=True).text
    found = _FEED.search(head)
    return found is not None and "<html" not in head[: found.start()].lower()


def entries(
    data: bytes, *, address: str, charset: str, source: Source, options: ReadOptions
) -> Iterator[Entry | Problem]:
    """The entries of a feed in its order, each address once; what is broken is told, and the rest still given."""
    decoded = decode(data, charset, markup=True)
    if decoded.fault:
        yield problem("wrong-encoding", address, source, decoded.fault)
    text, declared = _without_declarations(decoded.text)
    if declared:
        yield problem("entity-declarations", address, source, f"{declared} entities are declared; none was expanded")
    try:
        found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=_headers(address))
    except Exception as error:  # noqa: BLE001 – any bytes may be handed in, and they must not stop the run
        yield problem("broken-xml", address, source, f"{type(error).__name__}: {error}"[:200])
        return
    if found.get("bozo"):
        yield _broken(found.get("bozo_exception"), address, source, len(found.entries))
    language = str(found.feed.get("language") or "")
    yield from _once(found.entries, language, address, source, options)


def _once(
    found: Sequence[Mapping[str, Any]], language: str, address: str, source: Source, options: ReadOptions
) -> Iterator[Entry | Problem]:
    seen: set[str] = set()
    for number, raw in enumerate(found, start=1):
        place = f"{address}#entry-{number}"
        if number > options.max_entries:
            yield problem("too-many-entries", place, source, f"{len(found)} entries, {options.max_entries} were read")
            return
        entry = _entry(raw, language)
        if not entry.address:
            yield problem("no-address", place, source, entry.title[:120] or "an entry without a link")
        elif entry.address in seen:
            yield problem("duplicate-address", place, source, entry.address)
        else:
            seen.add(entry.address)
            yield entry


def _entry(raw: Mapping[str, Any], language: str) -> Entry:
    contents = [_text(part.get("value")) for part in raw.get("content") or ()]
    return Entry(
        address=urldefrag(_text(raw.get("link")) or _link(raw)).url,
        title=_text(raw.get("title")),
        published=_text(raw.get("published")) or _text(raw.get("updated")),
        language=language,
        authors=(_text(raw.get("author")),) if raw.get("author") else (),
        content=max([*contents, _text(raw.get("summary"))], key=len),
    )


def _link(raw: Mapping[str, Any]) -> str:
    """An id may stand in for the link where it is an address."""
    name = _text(raw.get("id"))
    return name if name.startswith(("http://", "https://")) else ""


def _text(value: object) -> str:
    return clean(value.strip()) if isinstance(value, str) else ""


def _without_declarations(text: str) -> tuple[str, int]:
    """The feed without XML head and document type, and how many entities it tried to declare.

    Feeds need no declared entities; leaving them out before any parser sees them defuses every bomb of that kind.
    """
    text = _XML_HEAD.sub("", text, count=1)
    match = _DOCTYPE.search(text)
    if match is None:
        return text, 0
    stop = text.find("]", match.end()) if match["inner"] else match.end()
    # ``]`` inside a quoted value would cut too early; the last entity's end is then where the cut begins again.
    last = text.rfind("<!ENTITY", match.end())
    stop = max(stop, text.find(">", last)) if last >= 0 else stop
    end = text.find(">", stop) if stop >= 0 else -1
    declared = len(_ENTITY.findall(text))
    return (text[: match.start()] + text[end + 1 :], declared) if end >= 0 else (text[: match.start()], declared)


def _headers(address: str) -> dict[str, str]:
    return {"content-type": "application/xml; charset=utf-8", "content-location": address}


def _broken(error: object, address: str, source: Source, count: int) -> Problem:
    line = getattr(error, "getLineNumber", lambda: None)()
    place = f"{address}:{line}" if line else address
    detail = f"{' '.join(str(error).split())[:160]}; {count} entries could be read"
    return problem("broken-xml", place, source, detail, "the publisher's feed is at fault; the entries read are kept")
