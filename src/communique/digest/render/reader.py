"""Markdown read back: each sentence with its notes, so that an issue an editor changed by hand can be checked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from communique.digest.interface import Citation, PrintedSentence
from communique.digest.render.markdown import APPARATUS, PRELUDE, READING

_NOTE = re.compile(r"^\[\^([\w-]+)\]:\s*(.*)$")
_MARKS = re.compile(r"((?:\[\^[\w-]+\])+)")
_MARK = re.compile(r"\[\^([\w-]+)\]")
_COMPUTED = re.compile(r"^computation:\s*([\w-]+)")
_PASSAGE = re.compile(
    r'^(?P<name>"(?:[^"\\]|\\.)*"), (?P<day>\d{4}-\d\d-\d\d|undated), <(?P<address>[^>]*)> '
    r'sha256:(?P<hash>[0-9a-f]+) (?P<start>\d+)-(?P<end>\d+) (?P<quote>"(?:[^"\\]|\\.)*")\s*$'
)
_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])|(?<=[.!?][”])\s+(?=[A-Z“])")
_SHORT = re.compile(r"(?:^|[\s(“])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|No|Sen|Rep|Gov|Jr|Sr|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$")
_REPORTED = re.compile(r"\s+\*\(reported [^)]*\)\*$")
_BULLET = re.compile(r"^(?:[-*>]\s+)+")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|])")


@dataclass(frozen=True)
class _Note:
    citation: Citation | None = None
    computation: str | None = None


def unescape(text: str) -> str:
    """Undo the escapes of the Markdown renderer."""
    return _ESCAPED.sub(r"\1", text)


def read_markdown(text: str) -> tuple[PrintedSentence, ...]:
    """Every heading and sentence before the apparatus, in order. A sentence that no note follows has no citation."""
    body, _, _ = text.partition(APPARATUS)
    notes = dict(_notes(text))
    out: list[PrintedSentence] = []
    for line, raw in _content_lines(body):
        part = "headline" if raw.startswith("# ") else "heading" if raw.startswith("#") else "sentence"
        content = raw.lstrip("#").strip() if part != "sentence" else _BULLET.sub("", raw)
        out += [_printed(words, marks, part, line, notes) for words, marks in _pieces(content, part)]
    return tuple(out)


def _content_lines(body: str) -> Iterator[tuple[int, str]]:
    hidden = False
    for number, raw in enumerate(body.split("\n"), start=1):
        line = raw.strip()
        if line == PRELUDE:
            hidden = True
        elif line == "<!-- /about -->":
            hidden = False
        elif line and not hidden and not _NOTE.match(line):
            yield number, line


def _notes(text: str) -> Iterator[tuple[str, _Note]]:
    for line in text.split("\n"):
        found = _NOTE.match(line.strip())
        if found:
            yield found.group(1), _read_note(found.group(2))


def _read_note(body: str) -> _Note:
    computed = _COMPUTED.match(body)
    if computed:
        return _Note(computation=computed.group(1))
    found = _PASSAGE.match(body)
    if not found:
        return _Note()
    try:
        day = None if found["day"] == "undated" else date.fromisoformat(found["day"])
        name, quote = json.loads(found["name"]), json.loads(found["quote"])
    except ValueError:
        return _Note()
    start, end = int(found["start"]), int(found["end"])
    return _Note(
        citation=Citation(
            address=found["address"],
            publisher=name,
            published=day,
            text_sha256=found["hash"],
            start=start,
            end=end,
            quote=quote,
        )
    )


def _pieces(line: str, part: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Sentence and note names; words before the last sentence of a stretch have no note of their own."""
    parts = _MARKS.split(line)
    for index in range(0, len(parts), 2):
        words = parts[index].strip()
        marks = tuple(_MARK.findall(parts[index + 1])) if index + 1 < len(parts) else ()
        if not words or (part == "headline" and index and words.startswith("–")):
            continue
        sentences = _sentences(words) if part == "sentence" else [words]
        yield from ((s, ()) for s in sentences[:-1])
        yield sentences[-1], marks


def _sentences(words: str) -> list[str]:
    """Split at ends of sentences outside quotation marks; initials and titles do not end one."""
    out, start = [], 0
    for found in _SPLIT.finditer(words):
        head = words[start : found.start()]
        if _SHORT.search(head) or head.count("“") > head.count("”"):
            continue
        out.append(head.strip())
        start = found.end()
    return [*out, words[start:].strip()]


def _printed(words: str, marks: tuple[str, ...], part: str, line: int, notes: Mapping[str, _Note]) -> PrintedSentence:
    found = [(m, notes.get(m, _Note())) for m in marks]
    text = _REPORTED.sub("", words.removeprefix(READING.strip()).strip())
    return PrintedSentence(
        text=unescape(text),
        part=part,
        line=line,
        citations=tuple(n.citation for _, n in found if n.citation),
        computations=tuple(n.computation for _, n in found if n.computation),
        broken=tuple(m for m, n in found if n.citation is None and n.computation is None),
    )
