"""Draws 200 sentence–passage pairs to be judged a second time, blind: ``python -m evals.judged.pairs_draw OUT.jsonl``.

Half true and half doctored by the first label, from all files of pairs whose texts are here, each file by its share;
nothing is rejected for what it says. ``OUT.jsonl`` holds for the judge ``{"id","sentence","passage","published",
"title","publisher"}`` under ids that do not tell the kind: it holds text and is never committed. The judge's answers
go to ``pairs_twice.jsonl``: ``{"id","label"}`` with ``supported`` or ``unsupported``; ``python -m
evals.verifier.agreement`` compares them.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

from evals.verifier.pairs import Row, default_files, load

from communique.model import sha256

SEED = 20260725
DRAWN = 200
LABELS = ("supported", "unsupported")


def blind_id(row: Row) -> str:
    """An id that tells neither label nor kind."""
    return "twice-" + sha256(f"twice {row['id']}")[:10]


def drawn() -> list[Row]:
    """The drawn pairs with their texts, in an order that tells nothing."""
    rows = [row for row in load(default_files())[0] if row["label"] in LABELS]
    dice = random.Random(SEED)
    chosen: list[Row] = []
    for label in LABELS:
        chosen += dice.sample(sorted((r for r in rows if r["label"] == label), key=lambda r: r["id"]), DRAWN // 2)
    return sorted(chosen, key=blind_id)


def for_a_judge(row: Row) -> Row:
    """What a judge is shown."""
    told = {"id": blind_id(row), "sentence": row["sentence"], "passage": row["text"][row["start"] : row["end"]]}
    return {**told, **{key: str(row.get(key) or "") for key in ("published", "title", "publisher")}}


def main() -> None:
    """Write what a judge is shown."""
    Path(sys.argv[1]).write_text(
        "".join(json.dumps(for_a_judge(row), ensure_ascii=False) + "\n" for row in drawn()), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
