"""What is read out of articles: events, encounters and statements, in the schema of the evaluation.

``python -m evals.extract --data FILE.jsonl [--limit N] [--predictions OUT.jsonl] [--json]``

Articles are ``{"url","title","published","text","publisher","language"}``; ``id`` defaults to ``url``. Offsets are code
points into ``text``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import (
    ActorKind,
    Encounter,
    Event,
    Participation,
    Place,
    Problem,
    Reading,
    Span,
    Statement,
    Text,
    When,
)
from communique.resolve import KnowledgeBase
from communique.wiring import Stages, as_text

LANDS = frozenset({ActorKind.STATE, ActorKind.TERRITORY})
LONGEST_NAME = 6
"""How many words a country's name may have."""


def articles(path: Path, limit: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, article) of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(line for line in lines if line.strip()):
            if limit is not None and number >= limit:
                return
            row = json.loads(line)
            yield str(row.get("id") or row.get("url") or number), row


def text_of(row: dict[str, Any]) -> Text:
    """The article as a text; a day that cannot be read counts as none."""
    try:
        published = date.fromisoformat(str(row.get("published") or "")[:10])
    except ValueError:
        published = None
    return as_text(
        str(row.get("text") or ""),
        published=published,
        language=str(row.get("language") or "en"),
        title=str(row.get("title") or ""),
        source_id=str(row.get("publisher") or "unknown"),
        address=str(row.get("url") or row.get("id") or ""),
    )


def home_of(base: KnowledgeBase, publisher: str) -> str | None:
    """The one country that a publisher's name holds (its name or adjective); ``None`` for none or for several."""
    words = [word.strip("’'\"().,;:") for word in publisher.replace("’s ", " ").replace("'s ", " ").split()]
    found: set[str] = set()
    at = 0
    while at < len(words):
        taken = 1
        for size in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            countries = _countries(base, " ".join(words[at : at + size]))
            if countries:
                found |= countries
                taken = size
                break
        at += taken
    return found.pop() if len(found) == 1 else None


def _countries(base: KnowledgeBase, name: str) -> set[str]:
    """Codes of the countries that bear exactly this name; lower-case words name none."""
    if not name[:1].isupper():
        return set()
    lands = (actor for actor in base.find(name) if actor.kind in LANDS and not actor.valid_to)
    return {actor.country for actor in lands if actor.country}


def party(one: Participation) -> dict[str, Any]:
    """P of the schema."""
    return {
        "name": one.name,
        "actor_id": one.actor_id,
        "country": one.country,
        "office": one.office or None,
        "rank": int(one.rank) if one.rank else None,
        "side": one.side.value if one.side else None,
        "span": _span(one.span),
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {"country": place.country, "name": place.name, "lat": place.latitude, "lon": place.longitude}


def _date(when: When | None) -> str | None:
    return when.to_iso() if when else None


def _event(reading: Reading, event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "auxiliary": event.auxiliary.value,
        "actors": [party(one) for one in event.actors],
        "recipients": [party(one) for one in event.recipients],
        "date": _date(event.when),
        "date_basis": event.when.basis.value if event.when else None,
        "place": _place(event.place),
        "passages": [[reading.passage.start, reading.passage.end]],
        "confidence": reading.confidence,
    }


def _encounter(reading: Reading, met: Encounter) -> dict[str, Any]:
    return {
        "format": met.format.value,
        "status": met.status.value,
        "participants": [party(one) for one in met.participants],
        "date": _date(met.when),
        "place": _place(met.place),
        "topics": list(met.topics),
        "series": met.series or None,
        "ordinal": met.ordinal,
        "passages": [[reading.passage.start, reading.passage.end]],
    }


def _statement(reading: Reading, said: Statement) -> dict[str, Any]:
    return {
        "speaker": party(said.speaker),
        "act": said.act.value,
        "target": said.target or None,
        "polarity": said.polarity,
        "verbatim": said.verbatim,
        "content": [_span(span) for span in said.content],
        "passages": [[reading.passage.start, reading.passage.end]],
    }


def prediction(name: str, readings: list[Reading]) -> dict[str, Any]:
    """One line of the predictions file."""
    found: dict[str, Any] = {"id": name, "events": [], "encounters": [], "statements": []}
    for reading in readings:
        match reading.content:
            case Event() as event:
                found["events"].append(_event(reading, event))
            case Encounter() as met:
                found["encounters"].append(_encounter(reading, met))
            case Statement() as said:
                found["statements"].append(_statement(reading, said))
    return found


def extract(path: Path, limit: int | None) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Predictions and figures over one file, by the product as it ships."""
    stages = Stages()
    stages.annotator, stages.resolver, stages.gazetteer  # noqa: B018  (models are loaded before the clock starts)
    names: dict[str, str] = {}
    homes: dict[str, str | None] = {}
    lines: dict[str, dict[str, Any]] = {}

    def stream() -> Iterator[Text]:
        for name, row in articles(path, limit):
            text = text_of(row)
            names[text.id] = name
            lines[name] = prediction(name, [])
            if text.source_id not in homes:
                homes[text.source_id] = home_of(stages.base, text.source_id)
            yield text

    began, counts = time.perf_counter(), Counter[str]()
    for item in stages.documents(stream(), homes):
        if isinstance(item, Problem):
            counts["problems"] += 1
            continue
        coded = list(stages.coder.code(item))
        readings = [one for one in coded if isinstance(one, Reading)]
        counts["skipped"] += len(coded) - len(readings)
        lines[names[item.text.id]] = prediction(names[item.text.id], readings)
    seconds = time.perf_counter() - began
    for kind in ("events", "encounters", "statements"):
        counts[kind] = sum(len(line[kind]) for line in lines.values())
    figures = {"articles": len(lines), **counts, "articles_per_s": round(len(lines) / seconds, 2) if seconds else 0.0}
    return list(lines.values()), figures


def main() -> None:
    """Print a table and, as the last line, one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--json", action="store_true", help="JSON only")
    parser.add_argument("--predictions", type=Path)
    wanted = parser.parse_args()
    if not wanted.data.is_file():
        print(f"no data: {wanted.data} is no file", file=sys.stderr)
        sys.exit(3)
    lines, figures = extract(wanted.data, wanted.limit)
    if wanted.predictions:
        rows = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        wanted.predictions.write_text(rows, encoding="utf-8")
    if not wanted.json:
        for name, value in figures.items():
            print(f"{name:16} {value}")
    print(json.dumps(figures, sort_keys=True))


if __name__ == "__main__":
    main()
