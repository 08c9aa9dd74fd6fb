"""How results are shown: a table for people, ``--json`` and ``--csv`` for programs; progress on stderr."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from communique.errors import UsageError

T = TypeVar("T")

DeskOption = Annotated[Path, typer.Option("--desk", "-d", help="Folder of the desk.", show_default="here")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
SinceOption = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day on (YYYY-MM-DD).")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, included.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]
HERE = Path()


class Bars:
    """Progress bars on stderr; nothing where stderr is no terminal but a line per step."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)

    def track(self, items: Iterable[T], *, total: int | None, step: str) -> Iterator[T]:
        """Pass the items through under a bar."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task(step, total=total)
            for item in items:
                yield item
                progress.advance(task)
        if not self._console.is_terminal:
            self._console.print(f"{step}: {total if total is not None else 'done'}")

    def say(self, words: str) -> None:
        """One line about what happens now."""
        self._console.print(f"[dim]{escape(words)} …[/]", highlight=False)


def day(words: str | None, option: str) -> date | None:
    """A day given on the command line; raises ``UsageError`` naming the option."""
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise UsageError(f"{option} {words}: no day", advice="Write days as YYYY-MM-DD, such as 2014-11-24.") from error


def rows(
    found: Sequence[Mapping[str, Any]], *, title: str, columns: Sequence[str], as_json: bool, as_csv: bool
) -> None:
    """Show rows in the form asked for. JSON and CSV hold every field, the table only ``columns``."""
    if as_json and as_csv:
        raise UsageError("--json and --csv at once", advice="Choose one of them.")
    if as_json:
        sys.stdout.write(json.dumps(list(found), ensure_ascii=False, indent=1, default=str) + "\n")
    elif as_csv:
        _csv(found, columns)
    else:
        _table(found, title, columns)


def _csv(found: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    names = list(found[0]) if found else list(columns)
    writer = csv.DictWriter(sys.stdout, fieldnames=names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _flat(value) for name, value in row.items()} for row in found)


def _table(found: Sequence[Mapping[str, Any]], title: str, columns: Sequence[str]) -> None:
    console = Console()
    table = Table(title=f"{title} ({len(found)})", title_justify="left", header_style="bold", show_lines=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name in {"id", "day"})
    for row in found:
        table.add_row(*(escape(_flat(row.get(name))) for name in columns))
    console.print(table)


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(_flat(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def counts(counted: Counter[str], *, as_json: bool) -> None:
    """The closing counts of a long step: read, new, unchanged, coded, skipped by reason, failed by cause."""
    if as_json:
        sys.stdout.write(json.dumps(dict(sorted(counted.items()))) + "\n")
        return
    console = Console()
    plain = ("read", "new", "unchanged", "coded", "readings", "happenings")
    console.print("  ".join(f"{name} [bold]{counted[name]}[/]" for name in plain if name in counted) or "nothing due")
    for prefix in ("skipped: ", "failed: "):
        group = {key.removeprefix(prefix): n for key, n in sorted(counted.items()) if key.startswith(prefix)}
        if group:
            listed = ", ".join(f"{escape(key)} {n}" for key, n in group.items())
            console.print(f"{prefix.strip(': ')} [bold]{sum(group.values())}[/]: {listed}", highlight=False)
