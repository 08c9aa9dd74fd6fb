"""What the builder of the knowledge base is making, and how it reads tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

Row = dict[str, str]


@dataclass
class Base:
    """What is being built; lists are sorted only when written."""

    actors: dict[str, list[str]] = field(default_factory=dict)
    names: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    terms: list[list[str]] = field(default_factory=list)
    members: list[list[str]] = field(default_factory=list)
    forms: list[list[str]] = field(default_factory=list)
    report: list[str] = field(default_factory=list)

    def name(self, actor: str, name: str, lang: str, kind: str) -> None:
        """Add a spelling once; the first kind given to it stays."""
        name = " ".join(name.split())
        if name and actor in self.actors:
            self.names.setdefault((actor, name), (lang, kind))


def read(path: Path) -> list[Row]:
    """All rows of a table (tab-separated, no quoting)."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def split(cell: str) -> list[str]:
    """The values of a cell."""
    return [v.strip() for v in cell.split("|") if v.strip()]
