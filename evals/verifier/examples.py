"""What the head learns from: features of the pairs of one part, and of examples that keep the pairs' making out.

``python -m evals.verifier.examples OUT.jsonl [--part dev|held] [--share K/N] [--texts]``. False pairs were made by
changing a word of a true telling, true ones by telling anew: a model that saw only them would learn that a near copy
is false. So every second passage also gives a sentence of its own (``copy``, supported), and every fourth true
sentence is held against another passage of its article (``elsewhere``, unsupported).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from communique.model import Passage, sha256
from communique.verify import Checker, CheckerOptions
from communique.verify.case import Case
from communique.verify.checker import measured
from communique.verify.soft import Near, soft_features
from communique.wiring import HouseReader, Stages
from evals.verifier.pairs import Row, article_of, default_files, load, sources, stored


def copies(rows: Sequence[Row], checker: Checker) -> Iterator[Row]:
    """One sentence of every second passage, as its own citation."""
    seen: set[tuple[str, int, int]] = set()
    for row in rows:
        key = (article_of(row), row["start"], row["end"])
        number = int(sha256(str(key))[:8], 16)
        if key in seen or number % 2:
            continue
        seen.add(key)
        case = _case(row, checker)
        words = case.passage.words if case else ()
        numbers = sorted({w.sent for w in words})
        if not numbers:
            continue
        chosen = numbers[number // 2 % len(numbers)]
        inside = [w for w in words if w.sent == chosen]
        if len(inside) >= 6:
            sentence = row["text"][max(row["start"], inside[0].start) : min(row["end"], inside[-1].end)]
            yield {**row, "id": f"copy-{row['id']}", "kind": "copy", "label": "supported", "sentence": sentence}


def elsewhere(rows: Sequence[Row]) -> Iterator[Row]:
    """Every fourth true sentence, with a passage of the same article that shares nothing with its own."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[article_of(row)].append(row)
    for row in rows:
        number = int(sha256(f"elsewhere {row['id']}")[:8], 16)
        others = [o for o in by_article[article_of(row)] if o["end"] <= row["start"] or o["start"] >= row["end"]]
        if row["label"] == "supported" and others and number % 4 == 0:
            other = others[number // 4 % len(others)]
            place = {"start": other["start"], "end": other["end"], "label": "unsupported", "kind": "elsewhere"}
            yield {**row, **place, "id": f"elsewhere-{row['id']}"}


def measure(rows: Iterable[Row], checker: Checker, stages: Stages) -> Iterator[Row]:
    """Each row's features, with what the fit needs to know of it."""
    for row in rows:
        case = _case(row, checker)
        if case is not None:
            found = measured(case)[1] | soft_features(Near(case, stages.encoder))
            kept = {k: row[k] for k in ("id", "label", "kind")}
            yield {**kept, "article": sha256(article_of(row))[:12], "features": found}


def _texts(row: Row) -> Row:
    """Sentence and passage, for the pair model."""
    kept = {k: row[k] for k in ("id", "label", "kind")}
    weight = 0.5 if row["kind"] in {"copy", "elsewhere"} else 1.0
    told = {"s": row["sentence"], "p": row["text"][row["start"] : row["end"]], "weight": weight}
    return {**kept, "article": sha256(article_of(row))[:12], **told}


def _case(row: Row, checker: Checker) -> Case | None:
    text = stored(row)
    return checker.case(row["sentence"], [Passage.cut(text.id, text.body, row["start"], row["end"])], {text.id: text})


def main() -> None:
    """Write one JSON object a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--part", choices=("dev", "held"), default="dev")
    parser.add_argument("--share", default="1/1", help="K/N: only the K-th of N shares of the articles")
    parser.add_argument("--texts", action="store_true", help="write sentence and passage instead of features")
    asked = parser.parse_args()
    share, shares = map(int, asked.share.split("/"))
    rows = [
        r
        for r in load(default_files(), None, asked.part)[0]
        if int(sha256(article_of(r))[8:14], 16) % shares == share - 1
    ]
    stages = Stages()
    checker = Checker(HouseReader(stages, sources(rows, stages.base)), stages.base, CheckerOptions())
    with asked.out.open("w", encoding="utf-8") as out:
        for _, group in groupby(sorted(rows, key=article_of), key=article_of):
            mine = list(group)
            examples = (*mine, *copies(mine, checker), *elsewhere(mine))
            for row in map(_texts, examples) if asked.texts else measure(examples, checker, stages):
                out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
