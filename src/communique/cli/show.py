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
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from communique.errors import UsageError

T = TypeVar("T")


def day_option(name: str, words: str) -> Any:
    """An option that takes a day; anything else is wrong use, said before any work begins."""

    def parsed(given: str) -> date:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            advice = "Write days as YYYY-MM-DD, such as 2014-11-24."
            raise UsageError(f"{name} {given}: no day", advice=advice) from error

    return typer.Option(name, metavar="DAY", help=words, parser=parsed)


def _one_form(context: typer.Context, option: typer.CallbackParam, wanted: bool) -> bool:
    if wanted and any(context.params.get(other) for other in {"as_json", "as_csv"} - {option.name}):
        raise UsageError("--json and --csv at once", advice="Choose one of them.")
    return wanted


DeskOption = Annotated[Path, typer.Option("--desk", "-d", help="Folder of the desk.", show_default="here")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.", callback=_one_form)]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV.", callback=_one_form)]
SinceOption = Annotated[date | None, day_option("--since", "From this day on (YYYY-MM-DD).")]
UntilOption = Annotated[date | None, day_option("--until", "Up to this day, included.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="At most so many rows.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="Actor id, or country code (BLR).")]
PartnerOption = Annotated[str | None, typer.Option("--partner", help="Another party: id or country code.")]
HERE = Path()
_WHOLE = {"id", "day"}
_STRIP = 18  # narrower than this, words break in the middle
_CELL = 200


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


def rows(
    found: Sequence[Mapping[str, Any]], *, title: str, columns: Sequence[str], as_json: bool, as_csv: bool
) -> None:
    """Show rows in the form asked for. JSON and CSV hold every field, the table only ``columns``."""
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
    console = Console(highlight=False)
    if not found:
        console.print(f"{title} (0): none")
        return
    cells = [[_short(_flat(row.get(name))) for name in columns] for row in found]
    if _needed(cells, columns) > console.width:
        _list(console, cells, title, columns)
        return
    table = Table(title=f"{title} ({len(found)})", title_justify="left", header_style="bold", show_lines=False)
    for name in columns:
        table.add_column(name.replace("_", " "), overflow="fold", no_wrap=name in _WHOLE)
    for row in cells:
        table.add_row(*map(escape, row))
    console.print(table)


def _list(console: Console, cells: Sequence[Sequence[str]], title: str, columns: Sequence[str]) -> None:
    """What no table of this width can hold: a line that names each row, and its fields under it."""
    console.print(f"{title} ({len(cells)})", style="italic")
    for row in cells:
        console.print(f"[bold]{escape(row[0])}[/]")
        fields = [f"[dim]{name.replace('_', ' ')}[/] {escape(cell)}" for name, cell in zip(columns, row, strict=True)]
        filled = [field for field, cell in list(zip(fields, row, strict=True))[1:] if cell]
        console.print(Padding("  ".join(filled), (0, 0, 0, 4)))


def _needed(cells: Sequence[Sequence[str]], columns: Sequence[str]) -> int:
    """Width in characters below which a table would fold its cells into strips; ids and days never fold."""
    widths = []
    for place, name in enumerate(columns):
        longest = max((len(row[place]) for row in cells), default=0)
        words = max(map(len, name.split("_")))
        widths.append(max(words, longest if name in _WHOLE else min(longest, _STRIP)))
    return sum(widths) + 3 * len(columns) + 1


def _short(cell: str) -> str:
    """A cell as the table shows it; ``--json`` and ``--csv`` hold the whole."""
    return cell if len(cell) <= _CELL else f"{cell[:_CELL].rsplit(' ', 1)[0]} …"


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
