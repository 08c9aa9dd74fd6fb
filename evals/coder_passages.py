"""Recall and precision of the coder's events over the judged passages, each read inside its whole text.

``python -m evals.coder_passages [--data FILE.jsonl] [--limit N] [--predictions OUT.jsonl] [--json]``

An event counts as found at three levels: ``type`` (an accepted type and a party in common), ``parties`` (all actors
and recipients right as well) and ``full`` (auxiliary, mode and date too). Judged and coded events are paired one to
one. A missed optional event is not counted; a coded event that pairs with none is wrong, also in a passage without
events. Only events are judged here; encounters and statements are not.
"""

from __future__ import annotations

import argparse
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from communique.model import ActorKind, Event, Participation, Problem, Reading, Text, When
from communique.resolve import KnowledgeBase
from communique.wiring import Stages, as_text
from evals.common import ROOT, bootstrap, data_root, finish, need, options, read_lines, table, write_lines

LEVELS = ("type", "parties", "full")
HOMES = {"state": "USA", "whitehouse": "USA", "singapore": "SGP", "russia": "RUS", "australia": "AUS"}
_CODE = 3
_MONTH = 7


@dataclass(frozen=True, slots=True)
class Outcome:
    """One passage at one level: required events, those found, coded events, those that are right."""

    required: int
    found: int
    coded: int
    right: int


def fold(name: str) -> str:
    """Letters without case and accents."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).casefold().split())


def is_party(judged: str, coded: Participation, base: KnowledgeBase) -> bool:
    """Whether a coded party is the judged one; for a judged person the person's state is right, not another person."""
    if len(judged) == _CODE and judged.isupper() and base.country(judged):
        return coded.country == judged
    meant, name = base.find(judged), fold(judged)
    if coded.actor_id in {actor.id for actor in meant} or fold(coded.name) == name:
        return True
    words = fold(coded.name).split()
    if words and words[-1] == name.split()[-1] and coded.kind is ActorKind.PERSON:
        return True
    lands = {actor.country for actor in meant if actor.country}
    return coded.kind in {ActorKind.STATE, ActorKind.TERRITORY} and coded.country in lands


def _same(judged: Sequence[str], also: Sequence[str], coded: Sequence[Participation], base: KnowledgeBase) -> bool:
    """All of the judged parties are there, and nobody but them and ``also``."""
    everyone = all(any(is_party(j, c, base) for c in coded) for j in judged)
    return everyone and all(any(is_party(j, c, base) for j in (*judged, *also)) for c in coded)


def on_date(judged: str | None, when: When | None) -> bool:
    """The coded span of days falls on the judged one; "no later than print" is right for the judged day it ends on."""
    if judged is None:
        return when is None or when.start is None or when.end is None
    if when is None or when.last is None:
        return False
    first, last = bounds(judged)
    return first <= (when.start or when.last) and when.last <= last


def bounds(judged: str) -> tuple[date, date]:
    """First and last day of a judged day, month or ``start/end``."""
    start, _, end = judged.partition("/")
    if end:
        return date.fromisoformat(start), date.fromisoformat(end)
    if len(start) == _MONTH:
        first = date.fromisoformat(start + "-01")
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return date.fromisoformat(start), date.fromisoformat(start)


def agreement(judged: Mapping[str, Any], event: Event, base: KnowledgeBase) -> int:
    """0 for no match, else the number of levels reached."""
    if event.type not in {judged["type"], *judged.get("type_also", ())}:
        return 0
    named = (*judged["actors"], *judged["recipients"])
    if not any(is_party(j, c, base) for j, c in product(named, event.parties)):
        return 0
    actors = _same(judged["actors"], (), event.actors, base)
    if not (actors and _same(judged["recipients"], judged.get("recipients_also", ()), event.recipients, base)):
        return 1
    auxiliary = event.auxiliary.value in {judged["auxiliary"], *judged.get("auxiliary_also", ())}
    mode = event.mode in {judged["mode"], *judged.get("mode_also", ())} or event.type != judged["type"]
    return 3 if auxiliary and mode and on_date(judged["date"], event.when) else 2


def paired(
    judged: Sequence[Mapping[str, Any]], events: Sequence[Event], base: KnowledgeBase
) -> dict[tuple[int, int], int]:
    """(Judged index, coded index) → level reached; best pairs first, required before optional, each used once."""
    scored = [(agreement(j, e, base), not j.get("optional"), -a, -b) for (a, j), (b, e) in _pairs(judged, events)]
    reached: dict[tuple[int, int], int] = {}
    for level, _, first, second in sorted(scored, reverse=True):
        if level and not any(-first == a or -second == b for a, b in reached):
            reached[-first, -second] = level
    return reached


def _pairs(judged: Sequence[Mapping[str, Any]], events: Sequence[Event]) -> Iterator[tuple[Any, Any]]:
    yield from product(enumerate(judged), enumerate(events))


def outcome(row: Mapping[str, Any], events: Sequence[Event], base: KnowledgeBase, level: int) -> Outcome:
    """What one passage counts at a level (1 type, 2 parties, 3 full)."""
    reached = [pair for pair, got in paired(row["events"], events, base).items() if got >= level]
    required = [n for n, event in enumerate(row["events"]) if not event.get("optional")]
    found = {first for first, _ in reached}
    return Outcome(len(required), len(found & set(required)), len(events), len(reached))


def recall(outcomes: Sequence[Outcome]) -> float | None:
    """Required events found, of all required; ``None`` where there are none."""
    wanted = sum(one.required for one in outcomes)
    return sum(one.found for one in outcomes) / wanted if wanted else None


def precision(outcomes: Sequence[Outcome]) -> float | None:
    """Coded events that are right, of all coded; ``None`` where nothing was coded."""
    coded = sum(one.coded for one in outcomes)
    return sum(one.right for one in outcomes) / coded if coded else None


def coded_events(rows: Sequence[Mapping[str, Any]], stages: Stages) -> list[list[Event]]:
    """The events that the coder reads in each passage, the whole text before it."""
    stored = _texts(rows)
    found = []
    for row in rows:
        body, title = stored[row["url"]]
        text = as_text(body, title=title, published=date.fromisoformat(row["published"]))
        found.append(_inside(row, text, stages))
    return found


def _inside(row: Mapping[str, Any], text: Text, stages: Stages) -> list[Event]:
    events = []
    for document in stages.documents([text], {text.source_id: HOMES.get(row["folder"])}):
        for item in () if isinstance(document, Problem) else stages.coder.code(document):
            if isinstance(item, Reading) and isinstance(item.content, Event):
                last = item.passage.end - 1  # a passage over several sentences ends with the one that tells
                events += [item.content] if row["start"] <= last < row["end"] else []
    return events


def _texts(rows: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    """Address → body and title, from the corpus folders named in the rows."""
    folders = need(data_root() / "corpus" / name for name in sorted({row["folder"] for row in rows}))
    wanted = {row["url"] for row in rows}
    files = [path for folder in folders for path in sorted(folder.glob("*.jsonl"))]
    return {r["url"]: (r["text"], r["title"]) for path in files for r in read_lines(path) if r["url"] in wanted}


def shown(row: Mapping[str, Any], events: Sequence[Event], base: KnowledgeBase) -> dict[str, Any]:
    """One passage's coded events with the level that each reached; no words of the text."""
    levels = {second: got for (_, second), got in paired(row["events"], events, base).items()}
    return {"id": row["id"], "coded": [_plain(e) | {"level": levels.get(n, 0)} for n, e in enumerate(events)]}


def _plain(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "auxiliary": event.auxiliary.value,
        "actors": [p.name for p in event.actors],
        "recipients": [p.name for p in event.recipients],
        "date": event.when.to_iso() if event.when else None,
    }


def measure(rows: Sequence[Mapping[str, Any]], coded: Sequence[Sequence[Event]], base: KnowledgeBase) -> dict[str, Any]:
    """Recall and precision at each level with 95 % intervals over passages, and the counts behind them."""
    figures: dict[str, Any] = {}
    for number, level in enumerate(LEVELS, start=1):
        outcomes = [outcome(row, events, base, number) for row, events in zip(rows, coded, strict=True)]
        for name, figure in (("recall", recall), ("precision", precision)):
            value = figure(outcomes)
            figures[f"{level}_{name}"] = value if value is None else round(value, 4)
            figures[f"{level}_{name}_95"] = bootstrap(outcomes, figure)
    empty = [events for row, events in zip(rows, coded, strict=True) if not row["events"]]
    counts = {"passages": len(rows), "required": sum(one.required for one in outcomes)}
    counts |= {"coded": sum(map(len, coded)), "passages_without_events": len(empty)}
    return figures | counts | {"coded_in_passages_without_events": sum(map(len, empty))}


def main() -> None:
    """Measure and print; exits 3 where the corpus is not there."""
    wanted: argparse.Namespace = options(__doc__).parse_args()
    judged: Path = wanted.data or ROOT / "evals" / "judged" / "passages.jsonl"
    rows = list(read_lines(need([judged])[0], wanted.limit))
    stages = Stages()
    coded = coded_events(rows, stages)
    figures = measure(rows, coded, stages.base)
    write_lines(wanted.predictions, [shown(r, e, stages.base) for r, e in zip(rows, coded, strict=True)])
    lines = [[v, figures[f"{v}_recall"], figures[f"{v}_precision"]] for v in LEVELS]
    finish(figures, table(("level", "recall", "precision"), lines), json_only=wanted.json)


if __name__ == "__main__":
    main()
