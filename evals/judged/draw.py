"""Draws the 50 passages of `passages.jsonl`: windows of three sentences from the first 1,200 characters of texts.

Two corpus folders, half from each, stratified over the length of the texts; everything the seed draws is taken and
nothing is rejected for what it says. Prints one JSON object a line with folder, address, day and offsets, never the
text: `python -m evals.judged.draw > draw.jsonl`. The sentence rule is a plain regular expression on purpose, so that
the draw does not depend on the product that is measured with it.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections.abc import Iterator
from pathlib import Path

SEED = 20260724
FOLDERS = ("state", "singapore")
PER_FOLDER = 25
HEAD = 1200  # characters of a text from which a window may start
MIN_WORDS = 8  # of each sentence in a window
STRATA = 5  # by length of text
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Amb))\.\s*$")  # no end of a sentence
_SENTENCE = re.compile(r"[^\s][^\n]*?(?:[.!?][”\"’)]?(?=\s)|(?=\n)|$)")


def data_root() -> Path:
    """The shared data folder: ``COMMUNIQUE_DATA``, else ``../shared`` beside the repository."""
    return Path(os.environ.get("COMMUNIQUE_DATA", Path(__file__).resolve().parents[3] / "shared"))


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of at least ``MIN_WORDS`` words that start in the head of a text."""
    spans = [match.span() for match in _SENTENCE.finditer(text[: HEAD * 2])]
    return [(a, b) for a, b in spans if a < HEAD and len(text[a:b].split()) >= MIN_WORDS]


def windows(text: str) -> list[tuple[int, int]]:
    """Windows of up to three following sentences; a text with fewer gives one window, one without any none."""
    found = sentences(text)
    return [(found[i][0], found[min(i + 2, len(found) - 1)][1]) for i in range(max(len(found) - 2, min(len(found), 1)))]


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A window widened where the sentence rule stopped at an initial or a title ("Antony J. | Blinken")."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    starts = [match.start() for match in _SENTENCE.finditer(text)]
    while _ABBREVIATED.search(text[:start]):
        start = max(value for value in starts if value < start)
    while _ABBREVIATED.search(text[:end]) and end < ends[-1]:
        end = min(value for value in ends if value > end)
    return start, end


def read(folder: str) -> list[dict[str, str]]:
    """All rows of a corpus folder, by address."""
    rows: list[dict[str, str]] = []
    for path in sorted((data_root() / "corpus" / folder).glob("*.jsonl")):
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return sorted(rows, key=lambda row: (row["url"], row["published"]))


def draw(seed: int = SEED) -> Iterator[dict[str, object]]:
    """The drawn passages, folder by folder, stratum by stratum."""
    chance = random.Random(seed)
    for folder in FOLDERS:
        rows = sorted((row for row in read(folder) if windows(row["text"])), key=lambda row: len(row["text"]))
        for stratum in range(STRATA):
            part = rows[stratum * len(rows) // STRATA : (stratum + 1) * len(rows) // STRATA]
            for row in chance.sample(part, PER_FOLDER // STRATA):
                start, end = whole(row["text"], *chance.choice(windows(row["text"])))
                yield {"folder": folder, "url": row["url"], "published": row["published"], "start": start, "end": end}


if __name__ == "__main__":
    for number, passage in enumerate(draw(), start=1):
        print(json.dumps({"id": f"p{number:02d}", **passage}, ensure_ascii=False))
