"""What the benchmarks share: texts to read, and a child process whose peak memory is its own."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from communique.model import Source, Text
from communique.wiring import as_text

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "belarus-2014"
CORPUS = Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared")) / "corpus"
SEED = 20141124
DRAWN = 60


def sample_texts() -> list[Text]:
    """The bundled reports, without their heads."""
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[-1] for path in sorted(SAMPLE.glob("20*.md"))]
    return [as_text(body, published=None, source_id="sample") for body in bodies]


def corpus_texts() -> list[Text]:
    """English corpus texts by a seeded draw; none where the corpus is absent."""
    rows = []
    for path in sorted(CORPUS.glob("*/*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows += [row for row in map(json.loads, lines) if row.get("text") and row.get("language", "en") == "en"]
    drawn = random.Random(SEED).sample(rows, min(DRAWN, len(rows)))
    return [as_text(row["text"], published=None, source_id="corpus", address=row["url"]) for row in drawn]


@pytest.fixture(scope="session")
def source() -> Source:
    """An invented publisher."""
    return Source(id="gazette", name="The Gazette", owner="Gazette Group")
