"""JSON Lines: one text a line, read as a stream; a broken line is a problem at its number and the rest is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from communique.ingest.decode import decode
from communique.ingest.documents import first_line, names
from communique.ingest.interface import Draft, ReadOptions
from communique.ingest.problems import problem
from communique.model import Problem, Source, content_id

_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00{")
_WORDS = ("title", "published", "language")


def from_lines(stream: BinaryIO, *, name: str, source: Source, options: ReadOptions) -> Iterator[Draft | Problem]:
    """The rows of a file called ``name``; the place of each is ``name:line``, lines counted from 1.

    A row is an object with ``text`` and, where known, ``url, title, published, publisher, language, owner, official,
    country, based_on, id, authors``. ``text`` is kept to the letter.
    """
    for number, line in enumerate(_lines(stream, options.max_row_bytes), start=1):
        place = f"{name}:{number}"
        if line is None:
            yield problem("too-large", place, source, f"a row of more than {options.max_row_bytes:,} bytes")
        elif number == 1 and line.startswith(_WIDE):
            yield problem("wrong-encoding", place, source, "JSON Lines are read as UTF-8 only", "save it as UTF-8")
            return
        elif line.strip():
            yield from _row(line.removeprefix(_BOM) if number == 1 else line, name, place, source)


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Lines; ``None`` for one that is too long, of which the rest is passed over in pieces."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(1 << 20)
        yield None


def _row(line: bytes, name: str, place: str, source: Source) -> Iterator[Draft | Problem]:
    decoded = decode(line)
    if decoded.fault:
        yield problem("wrong-encoding", place, source, decoded.fault, "save the file as UTF-8")
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        yield problem("broken-json", place, source, str(error)[:200] or type(error).__name__)
        return
    if not isinstance(row, dict):
        yield problem("broken-json", place, source, "a row must be an object")
    elif not isinstance(row.get("text"), str):
        yield problem("no-text", place, source, "the row has no `text` that is a string")
    else:
        yield from _misfits(row, place, source)
        yield _draft(row, line, name, place)


def _draft(row: Mapping[str, object], line: bytes, name: str, place: str) -> Draft:
    body = str(row["text"])
    return Draft(
        place=place,
        address=_address(row, name),
        title=_string(row, "title") or first_line(body),
        body=body,
        raw=line,
        extractor="jsonl",
        extractor_version="1",
        published=_string(row, "published"),
        language=_string(row, "language"),
        authors=names(row.get("authors") or row.get("author")),
        fields=row,
    )


def _address(row: Mapping[str, object], name: str) -> str:
    """The row's own address; else file and id; else file and a digest, as line numbers shift when rows are put in."""
    own = _string(row, "url") or _string(row, "address")
    if own:
        return own
    number = row.get("id")
    if isinstance(number, (str, int)) and str(number).strip():
        return f"{name}#{number}"
    seen = (_string(row, "title"), _string(row, "published"), str(row["text"]))
    return f"{name}#{content_id('row', *(part.encode('utf-8', 'replace').decode() for part in seen))}"


def _misfits(row: Mapping[str, object], place: str, source: Source) -> Iterator[Problem]:
    for key in _WORDS:
        if row.get(key) is not None and not isinstance(row[key], str):
            yield problem("bad-field", place, source, f"`{key}` is not a string and was passed over")


def _string(row: Mapping[str, object], key: str) -> str:
    value = row.get(key)
    return value.strip() if isinstance(value, str) else ""
