"""Our own labelled sentences as a floor: types on the marked pair, and no event where the pair has none."""

from __future__ import annotations

import json
import os
import random
from datetime import date
from pathlib import Path

import pytest

from communique.annotate import Annotator
from communique.model import ActorKind, Annotation, Document, Event, Mention, Reading, Span, Text
from communique.wiring import Stages, as_text

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared"))
FILE = DATA / "data" / "own" / "events.jsonl"
SAMPLE = 240


def _mention(text: Text, span: list[int], number: int) -> Mention:
    at = Span(start=span[0], end=span[1])
    words = text.body[at.start : at.end]
    return Mention(
        span=at,
        head=at,
        surface=words,
        name=words,
        kind=ActorKind.INSTITUTION,
        actor_id=f"X{number}",
        country=f"X{number}",
    )


def _events(stages: Stages, text: Text, annotation: Annotation, row: dict[str, list[int]]) -> list[Event]:
    pair = (_mention(text, row["source"], 1), _mention(text, row["target"], 2))
    document = Document(text=text, annotation=annotation, mentions=pair)
    items = stages.coder.code(document)
    events = [i.content for i in items if isinstance(i, Reading) and isinstance(i.content, Event)]
    return [e for e in events if {"X1", "X2"} <= {p.actor_id for p in e.parties}]


@pytest.mark.skipif(not FILE.exists(), reason="own sentences not here: 240 sentences unchecked")
def test_types_on_marked_pairs_are_mostly_right_and_nothing_is_read_where_nothing_is(stages: Stages) -> None:
    rows = random.Random(20).sample([json.loads(line) for line in FILE.open(encoding="utf-8")], SAMPLE)
    texts = [as_text(row["sentence"], published=date(2021, 6, 17), address=row["id"]) for row in rows]
    notes = [a for a in Annotator(None).annotate(texts) if isinstance(a, Annotation)]
    found = [
        (row["root"], _events(stages, text, note, row)) for row, text, note in zip(rows, texts, notes, strict=True)
    ]
    coded = [(root, {e.type for e in events}) for root, events in found if events]
    right = sum(root in types for root, types in coded)
    assert right / len(coded) >= 0.8
    assert right / sum(root != "NONE" for root, _ in found) >= 0.2
    assert not [root for root, _ in coded if root == "NONE"]
