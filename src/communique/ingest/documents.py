"""One document of a known form – page, plain text, Markdown – to a draft, with what was wrong on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from communique.ingest import extract, markdown
from communique.ingest.decode import decode, looks_binary
from communique.ingest.front_matter import split
from communique.ingest.interface import Clock, Draft, ReadOptions, day_of
from communique.ingest.problems import problem
from communique.model import Problem, Source

_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)]*$")
_LONGEST_TITLE = 200


def from_html(
    data: bytes, *, place: str, address: str, charset: str, source: Source, clock: Clock, options: ReadOptions
) -> Iterator[Draft | Problem]:
    """The main text of a page. ``charset`` is what the server declared."""
    decoded = decode(data, charset, markup=True)
    yield from _doubts(decoded.fault, place, source)
    if len(decoded.text) > options.max_html_chars:
        yield problem("too-large", place, source, f"a page of {len(decoded.text):,} characters")
        return
    page = extract.extract(decoded.text, address, day_of(clock))
    if page.fault:
        yield problem("extraction-failed", place, source, page.fault)
    elif not page.body.strip():
        yield problem("empty", place, source, "no main text was found on the page")
    else:
        yield Draft(
            place=place,
            address=address,
            title=page.title,
            body=page.body,
            raw=data,
            extractor=extract.NAME,
            extractor_version=extract.version(),
            published=page.published,
            published_from="page",
            language=page.language,
            authors=page.authors,
        )


def from_plain(
    data: bytes, *, place: str, address: str, charset: str, source: Source, as_markdown: bool
) -> Iterator[Draft | Problem]:
    """A plain or Markdown text, with or without front matter. The body of a plain text is kept to the letter."""
    decoded = decode(data, charset)
    if looks_binary(decoded.text):
        yield problem("not-text", place, source, "this is no text file")
        return
    yield from _doubts(decoded.fault, place, source)
    matter = split(decoded.text)
    if matter.fault:
        yield problem("bad-front-matter", place, source, matter.fault, "write `key: value` lines between two `---`")
    rest = decoded.text[matter.start :]
    title, body, name, version = _plain_parts(rest, address, as_markdown)
    fields = matter.fields
    yield Draft(
        place=place,
        address=_string(fields, "address") or _string(fields, "url") or address,
        title=_string(fields, "title") or title,
        body=body,
        raw=data,
        extractor=name,
        extractor_version=version,
        published=_string(fields, "published") or _string(fields, "date"),
        language=_string(fields, "language"),
        authors=names(fields.get("authors") or fields.get("author")),
        fields=fields,
    )


def names(value: object) -> tuple[str, ...]:
    """Authors as declared: a string or a list of strings."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    return tuple(one.strip() for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _plain_parts(text: str, address: str, as_markdown: bool) -> tuple[str, str, str, str]:
    if as_markdown:
        plain = markdown.to_plain(text)
        return plain.title or PurePosixPath(address).stem, plain.body, markdown.NAME, markdown.VERSION
    return first_line(text) or PurePosixPath(address).stem, text, "plain", "1"


def first_line(text: str) -> str:
    """The first line when it reads as a title: short, and no sentence of the text."""
    lines = text.lstrip().split("\n", 1)
    line = lines[0].strip()
    alone = len(lines) > 1 and bool(lines[1].strip())
    return line if alone and line and len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line) else ""


def _string(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    return value.strip() if isinstance(value, str) else ""


def _doubts(fault: str, place: str, source: Source) -> Iterator[Problem]:
    if fault:
        yield problem("wrong-encoding", place, source, fault, "save it as UTF-8")
