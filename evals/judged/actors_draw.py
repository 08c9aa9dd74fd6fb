"""Draws the mentions of `actors.jsonl`: runs of capitalised words, one a text, from five corpus folders.

Texts are drawn evenly by a seed, one run evenly from each; a reader takes them in this order and keeps the first
``PER_FOLDER`` runs of a folder that name a person, a state that acts, or an organisation. What a run means is decided
by reading, not here. A second draw (ids ``b…``) goes on in texts that gave the first nothing, and keeps the first
``MORE_PER_FOLDER`` runs of a folder that name a person or an organisation; states were many enough. Prints folder,
address, day and offsets, never the text: `python -m evals.judged.actors_draw`. The rule is a plain regular expression
on purpose, so that the draw does not depend on the product that is measured with it.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from evals.judged.draw import read

SEED = 20260811
FOLDERS = ("australia", "russia", "singapore", "state", "whitehouse")
PER_FOLDER = 60
DRAWN = 170  # runs a folder: enough that 60 of them name actors
MORE_SEED = 20261124
MORE_PER_FOLDER = 30
_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*[\w’'-]|[A-Z]\."
_RUN = re.compile(rf"(?<![\w-])(?:{_CAP})(?:[ \u00a0](?:(?:of|for|the|and|bin|al|de|van|von)[ ]){{0,2}}(?:{_CAP}))*")
_GRAMMAR = (
    "The A An In On At We I It This That These Those They He She You And But So As For If To Of By Our Their "
    "His Her My Your Its There Here What When Where How Why Who Which Today Yesterday Thank Thanks Good Well "
    "Yes No Now Then Also With From All Mr Mrs Ms Dr QUESTION January February March April May June July "
    "August September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday "
)
_ALONE = frozenset(re.findall(r"\w+", _GRAMMAR))


def runs(text: str) -> list[tuple[int, int]]:
    """Offsets of the runs of capitalised words of a text that are more than a word of grammar or the calendar."""
    found = (match.span() for match in _RUN.finditer(text))
    return [(a, b) for a, b in found if text[a:b] not in _ALONE and b - a > 1]


def draw(seed: int = SEED) -> Iterator[dict[str, object]]:
    """The drawn runs, folder by folder, in the order in which they are to be judged."""
    chance = random.Random(seed)
    for folder in FOLDERS:
        rows = [row for row in read(folder) if runs(row["text"])]
        for row in chance.sample(rows, min(DRAWN, len(rows))):
            start, end = chance.choice(runs(row["text"]))
            yield {"folder": folder, "url": row["url"], "published": row["published"], "start": start, "end": end}


def more(kept: frozenset[str], seed: int = MORE_SEED) -> Iterator[dict[str, object]]:
    """The second draw: one run from each text whose address is not among those that the first draw kept."""
    chance = random.Random(seed)
    for folder in FOLDERS:
        rows = [row for row in read(folder) if row["url"] not in kept and runs(row["text"])]
        for row in chance.sample(rows, min(DRAWN, len(rows))):
            start, end = chance.choice(runs(row["text"]))
            yield {"folder": folder, "url": row["url"], "published": row["published"], "start": start, "end": end}


def first_kept() -> frozenset[str]:
    """Addresses of the texts that the first draw kept a run of."""
    lines = Path(__file__).with_name("actors.jsonl").read_text(encoding="utf-8").splitlines()
    return frozenset(row["url"] for row in map(json.loads, lines) if row["id"].startswith("a"))


if __name__ == "__main__":
    for letter, drawn in (("a", draw()), ("b", more(first_kept()))):
        for number, run in enumerate(drawn, start=1):
            print(json.dumps({"id": f"{letter}{number:03d}", **run}, ensure_ascii=False))
