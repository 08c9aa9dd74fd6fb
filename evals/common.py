"""What all evaluations share: options, where the data lie, how figures are printed, bootstrap intervals."""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[1]
NO_DATA = 3
"""Exit code when there is nothing to measure on."""


def data_root() -> Path:
    """Where the data lie: ``$COMMUNIQUE_DATA``, else ``../shared`` beside the repository."""
    return Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared"))


def options(description: str | None) -> argparse.ArgumentParser:
    """A parser with the options common to all evaluations."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the file or folder to measure on (default: the dev part)")
    parser.add_argument("--limit", type=int, help="take only the first N items")
    parser.add_argument("--json", action="store_true", help="print the JSON object only")
    parser.add_argument("--predictions", type=Path, help="write what was predicted, one JSON object a line")
    return parser


def need(paths: Iterable[Path]) -> list[Path]:
    """The paths that exist; says so and exits 3 when there are none."""
    wanted = list(paths)
    found = [path for path in wanted if path.exists()]
    if not found:
        print(f"no data: {', '.join(map(str, wanted)) or 'nothing named'} (set --data or COMMUNIQUE_DATA)")
        sys.exit(NO_DATA)
    return found


def read_lines(path: Path, limit: int | None = None) -> Iterator[dict[str, Any]]:
    """Rows of a JSON Lines file; blank lines are passed over."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(one for one in lines if one.strip()):
            if limit is not None and number >= limit:
                return
            yield json.loads(line)


def write_lines(path: Path | None, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write predictions as JSON Lines; nothing when no path was given."""
    if path is None:
        return
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def bootstrap(
    items: Sequence[T], figure: Callable[[Sequence[T]], float | None], *, rounds: int = 1000, seed: int = 7
) -> tuple[float, float] | None:
    """95 % percentile interval of a figure over items drawn again with replacement; ``None`` where undefined."""
    dice = random.Random(seed)
    found = []
    for _ in range(rounds if items else 0):
        value = figure([items[dice.randrange(len(items))] for _ in items])
        if value is not None:
            found.append(value)
    if not found:
        return None
    found.sort()
    return round(found[int(0.025 * len(found))], 4), round(found[int(0.975 * (len(found) - 1))], 4)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A plain text table, columns as wide as needed, numbers to the right."""
    cells = [[_cell(c) for c in row] for row in rows]
    widths = [max(len(row[k]) for row in [list(head), *cells]) for k in range(len(head))]
    lines = [[h.ljust(w) for h, w in zip(head, widths, strict=True)], ["-" * w for w in widths]]
    lines += [[_align(c, w) for c, w in zip(row, widths, strict=True)] for row in cells]
    return "\n".join("  ".join(line).rstrip() for line in lines)


def _cell(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _align(cell: str, width: int) -> str:
    return cell.rjust(width) if cell[:1].isdigit() or cell[:1] in "-–" else cell.ljust(width)


def finish(figures: Mapping[str, Any], text: str, *, json_only: bool) -> None:
    """Print the readable table (unless only JSON is wanted) and, as the last line, one JSON object."""
    if not json_only:
        print(text)
    print(json.dumps(figures, ensure_ascii=False))
