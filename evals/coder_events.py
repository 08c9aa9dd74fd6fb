"""Precision of the coder over a seeded draw of coded events, each judged by reading its passage in its text.

``python -m evals.coder_events [--data FILE.jsonl] [--limit N] [--json]`` prints the figures of the judged draw;
``python -m evals.coder_events --draw OUT.jsonl`` makes a new one with the coder as it is.

The draw takes the texts of two corpus folders from months kept out of the coder's development, and from all events
coded in them 100 by a seeded shuffle, half from each folder. A row holds address, day, offsets and what was coded,
never the text; the judge adds ``wrong``, the list of fields that are not right (``type``, ``parties``, ``direction``,
``auxiliary``, ``date``; ``event`` where there is nothing to code), and a ``note``. An event is fully right when the
list is empty. ``still`` counts how many of the judged events the present coder codes in the same way, so that it shows
when the judgement has grown old.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import Event, Participation, Problem, Reading
from communique.wiring import Stages, as_text
from evals.coder_passages import HOMES
from evals.common import ROOT, bootstrap, data_root, finish, need, options, read_lines, table, write_lines

SEED = 20261124
MONTHS = {"australia": ("2014-05", "2014-06", "2014-07"), "singapore": ("2022-08", "2022-11", "2022-12")}
PER_FOLDER = 50
FIELDS = ("event", "type", "parties", "direction", "auxiliary", "date")
CODED = ("type", "mode", "auxiliary", "actors", "recipients", "date")


def draw(stages: Stages) -> Iterator[dict[str, Any]]:
    """The drawn events, folder by folder."""
    number = 0
    for folder, months in MONTHS.items():
        rows = [row for row in _corpus(folder) if row["published"].startswith(months)]
        found = list(coded(rows, folder, stages))
        random.Random(SEED).shuffle(found)
        for one in found[:PER_FOLDER]:
            number += 1
            yield {"id": f"e{number:03d}", **one}


def coded(rows: Iterable[Mapping[str, Any]], folder: str, stages: Stages) -> Iterator[dict[str, Any]]:
    """Every event that the coder reads in these corpus rows, with its place."""
    for row in rows:
        text = as_text(row["text"], title=row["title"], published=date.fromisoformat(row["published"]))
        for document in stages.documents([text], {text.source_id: HOMES[folder]}):
            for item in () if isinstance(document, Problem) else stages.coder.code(document):
                if isinstance(item, Reading) and isinstance(item.content, Event):
                    where = {"folder": folder, "url": row["url"], "published": row["published"]}
                    yield where | {"start": item.passage.start, "end": item.passage.end, **_plain(item.content)}


def _corpus(folder: str) -> list[dict[str, Any]]:
    (place,) = need([data_root() / "corpus" / folder])
    rows = [row for path in sorted(place.glob("*.jsonl")) for row in read_lines(path)]
    return sorted(rows, key=lambda row: (row["published"], row["url"]))


def _plain(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "auxiliary": event.auxiliary.value,
        "actors": [_party(one) for one in event.actors],
        "recipients": [_party(one) for one in event.recipients],
        "date": event.when.to_iso() if event.when else None,
        "date_basis": event.when.basis.value if event.when else None,
    }


def _party(party: Participation) -> str:
    return f"{party.name} ({party.country})" if party.country else party.name


def right_share(rows: Sequence[Mapping[str, Any]]) -> float | None:
    """Share of judged events without a wrong field; ``None`` where nothing is judged."""
    return sum(not row["wrong"] for row in rows) / len(rows) if rows else None


def measure(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Share fully right with a 95 % interval over events, and how often each field is wrong."""
    wrong = Counter(field for row in rows for field in row["wrong"])
    share = right_share(rows)
    figures: dict[str, Any] = {"n": len(rows), "fully_right": None if share is None else round(share, 4)}
    figures["fully_right_95"] = bootstrap(rows, right_share)
    return figures | {f"wrong_{field}": wrong[field] for field in FIELDS}


def still_coded(rows: Sequence[Mapping[str, Any]], stages: Stages) -> int:
    """How many of the judged events the present coder codes in the same way at the same place."""
    addresses = {row["url"] for row in rows}
    now = set()
    for folder in sorted({row["folder"] for row in rows}):
        again = [row for row in _corpus(folder) if row["url"] in addresses]
        now |= {_key(one) for one in coded(again, folder, stages)}
    return sum(_key(row) in now for row in rows)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    said = (tuple(row[name]) if isinstance(row[name], list) else row[name] for name in CODED)
    return (row["url"], row["start"], row["end"], *said)


def main() -> None:
    """Draw, or measure and print; exits 3 where there is nothing to read."""
    parser = options(__doc__)
    parser.add_argument("--draw", type=Path, help="write a new draw here, to be judged")
    wanted: argparse.Namespace = parser.parse_args()
    if wanted.draw:
        write_lines(wanted.draw, draw(Stages()))
        return
    judged: Path = wanted.data or ROOT / "evals" / "judged" / "events.jsonl"
    rows = [row for row in read_lines(need([judged])[0], wanted.limit) if "wrong" in row]
    figures = measure(rows)
    figures["still"] = still_coded(rows, Stages()) if (data_root() / "corpus").is_dir() else None
    lines = [[field, figures[f"wrong_{field}"]] for field in FIELDS]
    finish(figures, table(("wrong field", "events"), lines), json_only=wanted.json)


if __name__ == "__main__":
    main()
