"""Precision of the coder over seeded draws of what it coded, each judged by reading its passage in its text.

``python -m evals.coder_events [--of NAME] [--data FILE.jsonl] [--limit N] [--json]`` prints the figures of a judged
draw; ``python -m evals.coder_events --of NAME --draw OUT.jsonl`` makes it anew with the coder as it is.

Draws: ``events`` (the newest, 100 over two corpus folders), ``events-1`` (an older one) and ``encounters`` (156 over
five folders). Each takes the texts of days kept out of the coder's development, and from all that is coded in them so
many by a seeded shuffle, the same number from each folder. A row holds address, day, offsets and what was coded, never
the text; the judge adds ``wrong``, the list of fields that are not right (see ``FIELDS``; ``event`` where there is
nothing to code), and a ``note``. A row is fully right when the list is empty. A second judge, who has not seen the
first's answers, adds ``again``; then the share of rows on which both agree that all or not all is right is printed,
with Cohen's kappa. ``still`` counts how many of the judged rows the present coder codes in the same way, so that it
shows when the judgement has grown old.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from communique.model import Encounter, Event, Participation, Problem, Reading
from communique.wiring import Stages, as_text
from evals.coder_passages import HOMES
from evals.common import ROOT, bootstrap, data_root, finish, need, options, read_lines, table, write_lines

SEED = 20261124
KINDS: Mapping[str, type[Event | Encounter]] = {"event": Event, "encounter": Encounter}
FIELDS = {
    "event": ("event", "type", "parties", "direction", "auxiliary", "date"),
    "encounter": ("event", "format", "status", "parties", "office", "date", "place"),
}
CODED = {
    "event": ("type", "mode", "auxiliary", "actors", "recipients", "date"),
    "encounter": ("format", "status", "participants", "host", "date", "place"),
}


@dataclass(frozen=True)
class Draw:
    """What was drawn: the kind of record, how many from each folder, and the days (both included) of each folder."""

    kind: str
    each: int
    days: Mapping[str, tuple[tuple[str, str], ...]]


DRAWS = {
    "events": Draw(
        "event",
        50,
        {
            "russia": (("2021-11-01", "2021-11-20"),),
            "state": (("2021-06-01", "2021-06-30"), ("2021-08-01", "2021-08-31")),
        },
    ),
    "events-1": Draw(
        "event",
        50,
        {
            "australia": (("2014-05-01", "2014-07-31"),),
            "singapore": (("2022-08-01", "2022-08-31"), ("2022-11-01", "2022-12-31")),
        },
    ),
    "encounters": Draw(
        "encounter",
        38,
        {
            "australia": (("2014-01-01", "2014-02-28"),),
            "russia": (("2022-01-08", "2022-01-25"),),
            "singapore": (("2021-01-01", "2021-12-31"),),
            "state": (("2021-08-01", "2021-08-31"),),
            "whitehouse": (("2022-01-01", "2022-01-31"),),
        },
    ),
}


def draw(wanted: Draw, stages: Stages) -> Iterator[dict[str, Any]]:
    """The drawn records, folder by folder."""
    number = 0
    for folder, days in wanted.days.items():
        rows = [r for r in _corpus(folder) if any(first <= r["published"][:10] <= last for first, last in days)]
        found = list(coded(rows, folder, stages, wanted.kind))
        random.Random(SEED).shuffle(found)
        for one in found[: wanted.each]:
            number += 1
            yield {"id": f"e{number:03d}", **one}


def coded(rows: Iterable[Mapping[str, Any]], folder: str, stages: Stages, kind: str) -> Iterator[dict[str, Any]]:
    """Every record of a kind that the coder reads in these corpus rows, with its place."""
    for row in rows:
        text = as_text(row["text"], title=row["title"], published=date.fromisoformat(row["published"]))
        for document in stages.documents([text], {text.source_id: HOMES[folder]}):
            for item in () if isinstance(document, Problem) else stages.coder.code(document):
                if isinstance(item, Reading) and isinstance(item.content, KINDS[kind]):
                    where = {"folder": folder, "url": row["url"], "published": row["published"]}
                    yield where | {"start": item.passage.start, "end": item.passage.end, **_plain(item.content)}


def _corpus(folder: str) -> list[dict[str, Any]]:
    (place,) = need([data_root() / "corpus" / folder])
    rows = [row for path in sorted(place.glob("*.jsonl")) for row in read_lines(path)]
    return sorted(rows, key=lambda row: (row["published"], row["url"]))


def _plain(content: object) -> dict[str, Any]:
    if isinstance(content, Encounter):
        return {
            "format": content.format.value,
            "status": content.status.value,
            "participants": [f"{_party(one)}, {one.office}" if one.office else _party(one) for one in content.parties],
            "host": content.host,
            "date": content.when.to_iso() if content.when else None,
            "place": content.place.name if content.place else None,
        }
    event = cast("Event", content)
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


def measure(rows: Sequence[Mapping[str, Any]], kind: str) -> dict[str, Any]:
    """Share fully right with a 95 % interval over events, and how often each field is wrong."""
    wrong = Counter(field for row in rows for field in row["wrong"])
    share = right_share(rows)
    figures: dict[str, Any] = {"n": len(rows), "fully_right": None if share is None else round(share, 4)}
    figures["fully_right_95"] = bootstrap(rows, right_share)
    return figures | {f"wrong_{field}": wrong[field] for field in FIELDS[kind]} | agreement(rows)


def agreement(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """How often two judges agree that all is right or not, with Cohen's kappa, over the rows that both judged."""
    both = [(not row["wrong"], not row["again"]) for row in rows if "again" in row]
    if not both:
        return {}
    same = sum(one == other for one, other in both) / len(both)
    first, second = (sum(pair[i] for pair in both) / len(both) for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    kappa = round((same - chance) / (1 - chance), 4) if chance < 1 else None
    return {"judged_twice": len(both), "agree": round(same, 4), "kappa": kappa}


def still_coded(rows: Sequence[Mapping[str, Any]], stages: Stages, kind: str) -> int:
    """How many of the judged records the present coder codes in the same way at the same place."""
    addresses = {row["url"] for row in rows}
    now = set()
    for folder in sorted({row["folder"] for row in rows}):
        again = [row for row in _corpus(folder) if row["url"] in addresses]
        now |= {_key(one, kind) for one in coded(again, folder, stages, kind)}
    return sum(_key(row, kind) in now for row in rows)


def _key(row: Mapping[str, Any], kind: str) -> tuple[Any, ...]:
    said = (tuple(row[name]) if isinstance(row[name], list) else row[name] for name in CODED[kind])
    return (row["url"], row["start"], row["end"], *said)


def main() -> None:
    """Draw, or measure and print; exits 3 where there is nothing to read."""
    parser = options(__doc__)
    parser.add_argument("--of", choices=DRAWS, default="events", help="which draw (default: events)")
    parser.add_argument("--draw", type=Path, help="write a new draw here, to be judged")
    wanted: argparse.Namespace = parser.parse_args()
    if wanted.draw:
        write_lines(wanted.draw, draw(DRAWS[wanted.of], Stages()))
        return
    kind = DRAWS[wanted.of].kind
    judged: Path = wanted.data or ROOT / "evals" / "judged" / f"{wanted.of}.jsonl"
    rows = [row for row in read_lines(need([judged])[0], wanted.limit) if "wrong" in row]
    figures = measure(rows, kind)
    figures["still"] = still_coded(rows, Stages(), kind) if (data_root() / "corpus").is_dir() else None
    lines = [[field, figures[f"wrong_{field}"]] for field in FIELDS[kind]]
    finish(figures, table(("wrong field", kind), lines), json_only=wanted.json)


if __name__ == "__main__":
    main()
