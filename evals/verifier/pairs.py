"""Sentence–passage pairs: where they lie, their texts, and the split by article into dev and held back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from communique.model import Source, Text, sha256
from communique.resolve import KnowledgeBase
from communique.wiring import as_text
from evals import common

Row = dict[str, Any]
HELD = 3
"""One article in this many is held back."""


def default_files() -> list[Path]:
    """Every file of pairs in the repository."""
    return sorted((common.ROOT / "tests/data").glob("pairs_*.jsonl"))


def article_of(row: Row) -> str:
    """What a row is about: a report of the sample, an address of a corpus, or a text of its own."""
    return str(row.get("file") or row.get("url") or row["text"])


def part_of(row: Row) -> str:
    """``dev`` or ``held``: all pairs of one article fall on one side, and never change it."""
    return "held" if int(sha256(article_of(row))[:8], 16) % HELD == 0 else "dev"


def load(paths: Sequence[Path], limit: int | None = None, part: str = "all") -> tuple[list[Row], int]:
    """Rows with their texts, and how many were left out because their text is not here."""
    raw = [row for path in paths for row in common.read_lines(path) if part in ("all", part_of(row))][:limit]
    rows = [found for row in raw if (found := resolve(row)) is not None]
    return rows, len(raw) - len(rows)


def resolve(row: Row) -> Row | None:
    """The row with its text in it; ``None`` when the text is not here."""
    if "text" in row:
        return row
    if "file" in row:
        return {**row, **_sample(row["file"])}
    found = _corpus(str(row.get("folder") or row.get("corpus"))).get(row["url"])
    return {**row, **found} if found else None


def stored(row: Row) -> Text:
    """The archived text of a row."""
    day = date.fromisoformat(str(row["published"])[:10]) if row.get("published") else None
    return as_text(
        row["text"],
        published=day,
        title=row.get("title") or "",
        address=row.get("url") or "",
        source_id=_source_id(row),
    )


def _source_id(row: Row) -> str:
    return f"s-{row.get('publisher') or 'loose'}"


def sources(rows: Sequence[Row], base: KnowledgeBase) -> dict[str, Source]:
    """The publishers of rows, declared as a user would: by name, with the country that the name tells."""
    return {
        _source_id(row): Source(id=_source_id(row), name=row["publisher"], country=_home(row["publisher"], base))
        for row in rows
        if row.get("publisher")
    }


def _home(publisher: str, base: KnowledgeBase) -> str | None:
    """The one country or capital that a publisher's name holds."""
    words = publisher.replace(",", " ").replace("(", " ").replace(")", " ").split()
    spans = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words)) + 1))
    found = {a.country for span in spans for a in base.find(span) if a.country and not a.valid_to}
    return found.pop() if len(found) == 1 else None


@cache
def _sample(stem: str) -> Row:
    raw = (common.ROOT / "samples/belarus-2014" / f"{stem}.md").read_text(encoding="utf-8")
    _, head, body = raw.split("---\n", 2)
    fields = dict(line.split(":", 1) for line in head.splitlines() if ":" in line)
    clean = {k.strip(): v.strip().strip("\"'") for k, v in fields.items()}
    return {"text": body.strip("\n"), "published": clean.get("published"), "title": clean.get("title", ""),
            "publisher": clean.get("publisher", "")}  # fmt: skip


@cache
def _corpus(folder: str) -> dict[str, Row]:
    texts: dict[str, Row] = {}
    for path in sorted((common.data_root() / "corpus" / folder).glob("*.jsonl")):
        for row in common.read_lines(path):
            kept = {k: row.get(k, "") for k in ("text", "published", "title", "publisher")}
            texts.setdefault(row["url"], kept)
    return texts
