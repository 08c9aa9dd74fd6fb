"""Files and folders: every regular file by its ending, in a fixed order; what is no text is skipped with a reason."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from communique.ingest.documents import from_html, from_plain
from communique.ingest.interface import STAGE, Clock, Draft, ReadOptions
from communique.ingest.jsonl import from_lines
from communique.ingest.problems import problem
from communique.model import Problem, Skipped, Source

ROWS = {".jsonl", ".ndjson"}
PAGES = {".html", ".htm", ".xhtml"}
PLAIN = {".txt", ".text"}
MARKDOWN = {".md", ".markdown"}
_ABOUT = {"readme", "license", "licence", "copying", "changelog", "notice", "authors"}
_DECLARATIONS = {"source.toml", "source.yaml", "source.yml"}

Found = Draft | Problem | Skipped


def from_place(source: Source, *, clock: Clock, options: ReadOptions) -> Iterator[Found]:
    """All drafts in the file or folder that is the source's location; never raises for what lies there."""
    root = Path(source.location)
    try:
        kind = root.stat()
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        yield problem("no-such-file", source.location, source, detail, "check the path")
        return
    if not stat.S_ISDIR(kind.st_mode):
        yield from _file(root, shown(root.name), source, clock, options)
        return
    closed: list[OSError] = []
    for number, path in enumerate(_walk(root, closed)):
        name = shown(path.relative_to(root).as_posix())
        if number >= options.max_files:
            yield problem("too-many-files", name, source, f"more than {options.max_files:,} files", "split the folder")
            return
        yield from _file(path, name, source, clock, options)
    for shut in closed:
        name = shown(str(shut.filename or root))
        yield problem("unreadable", name, source, shut.strerror or str(shut), "check the folder's rights")


def shown(name: str) -> str:
    """A file name that can be stored: bytes of a name that are no text are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(root: Path, closed: list[OSError]) -> Iterator[Path]:
    """Files in a fixed order; folders that may not be entered are left in ``closed``."""
    for folder, inner, names in os.walk(root, onerror=closed.append):
        inner[:] = sorted(one for one in inner if not one.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path, name: str, source: Source, clock: Clock, options: ReadOptions) -> Iterator[Found]:
    if path.name.lower() in _DECLARATIONS:
        return
    ending = path.suffix.lower()
    if path.stem.lower() in _ABOUT:
        yield Skipped(stage=STAGE, subject=name, reason="about-the-folder", detail="it tells of the texts, and is none")
    elif ending not in ROWS | PAGES | PLAIN | MARKDOWN:
        detail = f"{ending or 'no ending'}: not read; save it as text, Markdown, HTML or JSON Lines"
        yield Skipped(stage=STAGE, subject=name, reason="unknown-kind", detail=detail)
    else:
        try:
            if not stat.S_ISREG(path.stat().st_mode):  # a pipe or device would never end
                yield Skipped(stage=STAGE, subject=name, reason="not-a-file")
            elif ending in ROWS:
                with path.open("rb") as stream:
                    yield from from_lines(stream, name=name, source=source, options=options)
            else:
                yield from _whole(path, name, ending=ending, source=source, clock=clock, options=options)
        except OSError as error:
            yield problem("unreadable", name, source, error.strerror or str(error), "check the file's rights")


def _whole(
    path: Path, name: str, *, ending: str, source: Source, clock: Clock, options: ReadOptions
) -> Iterator[Draft | Problem]:
    with path.open("rb") as stream:
        data = stream.read(options.max_file_bytes + 1)
    if len(data) > options.max_file_bytes:
        yield problem("too-large", name, source, f"more than {options.max_file_bytes:,} bytes", "split it")
    elif not data.strip():
        yield problem("empty", name, source, "the file is empty")
    elif ending in PAGES:
        yield from from_html(data, place=name, address=name, charset="", source=source, clock=clock, options=options)
    else:
        yield from from_plain(data, place=name, address=name, charset="", source=source, as_markdown=ending in MARKDOWN)


def from_bytes_as_rows(data: bytes, name: str, source: Source, options: ReadOptions) -> Iterator[Draft | Problem]:
    """JSON Lines that were fetched."""
    return from_lines(io.BytesIO(data), name=name, source=source, options=options)
