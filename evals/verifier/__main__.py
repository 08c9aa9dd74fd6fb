"""Does the checker publish false sentences, does it refuse true ones?

``python -m evals.verifier --data FILE.jsonl [--part dev|held|all]``. Rows: ``{"id","text","published","title",
"publisher","quote","start","end","sentence","label","kind"}``; instead of ``text`` a row may hold ``file`` (a report of
``samples/belarus-2014``) or ``corpus`` and ``url`` (a text of the shared corpora). Refused = not found supported.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

from communique.model import Outcome, Passage, Text
from communique.verify import Checker, CheckerOptions, Finding
from communique.wiring import HouseReader, Stages
from evals import common
from evals.verifier.pairs import Row, article_of, default_files, load, sources, stored

TOGETHER = 64
"""Sentences that are read together."""


def product(rows: Sequence[Row], threshold: float | None = None, *, head: bool = True) -> Checker:
    """The checker as a user gets it for sentences that anybody wrote, who has declared the publishers as sources.

    Without ``head`` the rules' score decides alone.
    """
    stages = Stages()
    options = CheckerOptions(threshold=threshold)
    encoder = stages.encoder if head else None
    return Checker(HouseReader(stages, sources(rows, stages.base)), stages.base, options, encoder=encoder)


def predict(rows: Sequence[Row], threshold: float | None = None, *, head: bool = True) -> tuple[list[Row], float]:
    """Outcome and reasons of every row, and seconds taken without the loading of models."""
    checker = product(rows, threshold, head=head)
    checker.check("Warm.", *cited({**rows[0], "text": "The weather was warm.", "start": 0, "end": 21}))
    out = []
    began = time.perf_counter()
    for first in range(0, len(rows), TOGETHER):
        group = [(row, *cited(row)) for row in rows[first : first + TOGETHER]]
        checker.ahead((row["sentence"], passages) for row, passages, _ in group)
        out += [_told(row, checker.check(row["sentence"], passages, texts)) for row, passages, texts in group]
    return out, time.perf_counter() - began


def predict_all(
    rows: Sequence[Row], threshold: float | None = None, *, head: bool = True, jobs: int = 1
) -> tuple[list[Row], float]:
    """The same by several processes, each with the rows of some articles; seconds are those of the slowest."""
    shares = shared(rows, jobs)
    if len(shares) < 2:
        return predict(rows, threshold, head=head) if rows else ([], 0.0)
    with ProcessPoolExecutor(len(shares), mp_context=get_context("spawn")) as pool:
        found = list(pool.map(partial(predict, threshold=threshold, head=head), shares))
    by_id = {row["id"]: row for told, _ in found for row in told}
    return [by_id[row["id"]] for row in rows], max(seconds for _, seconds in found)


def shared(rows: Sequence[Row], jobs: int) -> list[list[Row]]:
    """Rows in that many shares of like size, all rows of an article in one; in the order they came."""
    shares: list[list[Row]] = [[] for _ in range(max(1, jobs))]
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_article[article_of(row)].append(row)
    for group in sorted(by_article.values(), key=lambda group: (-len(group), group[0]["id"])):
        min(shares, key=len).extend(group)
    return [share for share in shares if share]


def cited(row: Row) -> tuple[list[Passage], dict[str, Text]]:
    """What the checker is handed with a row's sentence: its passage, and the text it stands in."""
    text = stored(row)
    return [Passage.cut(text.id, text.body, row["start"], row["end"])], {text.id: text}


def _told(row: Row, finding: Finding) -> Row:
    reasons = [{"feature": r.feature, "value": r.value, "detail": r.detail} for r in finding.reasons]
    kept = {k: row[k] for k in ("id", "label", "kind", "sentence")}
    return {**kept, "outcome": str(finding.outcome), "score": round(finding.score, 4), "reasons": reasons}


def share(rows: Sequence[Row], label: str, wanted: Callable[[Row], bool]) -> float | None:
    """Share of the rows of one label for which something is true."""
    mine = [row for row in rows if row["label"] == label]
    return round(sum(map(wanted, mine)) / len(mine), 4) if mine else None


def published(rows: Sequence[Row]) -> float | None:
    """Share of the false sentences that were found supported."""
    return share(rows, "unsupported", lambda row: row["outcome"] == Outcome.SUPPORTED)


def refused(rows: Sequence[Row]) -> float | None:
    """Share of the true sentences that were not found supported."""
    return share(rows, "supported", lambda row: row["outcome"] != Outcome.SUPPORTED)


def figures(rows: Sequence[Row], seconds: float) -> dict[str, Any]:
    """What the last line holds."""
    unchecked = sum(row["outcome"] == Outcome.UNCHECKED for row in rows)
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[f"{row['label']}: {row['kind']}"].append(row)
    return {
        "n": len(rows),
        "published_unsupported_share": published(rows),
        "published_unsupported_interval": common.bootstrap(rows, published),
        "refused_supported_share": refused(rows),
        "refused_supported_interval": common.bootstrap(rows, refused),
        "could_not_check_share": round(unchecked / len(rows), 4) if rows else None,
        "sentences_per_s": round(len(rows) / seconds, 1) if seconds else None,
        "by_kind": {kind: _kind(mine) for kind, mine in sorted(by_kind.items())},
    }


def _kind(rows: Sequence[Row]) -> dict[str, int]:
    count = {str(o): sum(row["outcome"] == o for row in rows) for o in Outcome}
    return {"n": len(rows), **count}


def as_table(found: Mapping[str, Any]) -> str:
    """The figures by kind and in all, readable."""
    head = ("kind", "n", *(str(o) for o in Outcome))
    body = common.table(head, ([kind, *row.values()] for kind, row in found["by_kind"].items()))
    total = {k: v for k, v in found.items() if k != "by_kind"}
    return body + "\n\n" + "\n".join(f"{k}: {v}" for k, v in total.items())


def curve(rows: Sequence[Row]) -> list[Row]:
    """The trade-off: what each threshold publishes and refuses. ``rows`` were judged with threshold 0."""
    out = []
    for step in range(10, 20):
        least = step / 20
        told = [{**r, "outcome": r["outcome"] if r["score"] >= least else Outcome.UNCHECKED} for r in rows]
        out.append({"threshold": least, "false_published": published(told), "true_refused": refused(told)})
    return out


def main() -> None:
    """Print the table by kind and, last, one JSON object."""
    parser = common.options(__doc__)
    parser.add_argument(
        "--part", choices=("dev", "held", "all"), default="all", help="one side of the split by article"
    )
    parser.add_argument("--curve", action="store_true", help="print what each threshold publishes and refuses")
    parser.add_argument("--rules", action="store_true", help="without the trained head: the rules' score alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (default: one a core)")
    asked = parser.parse_args()
    rows, absent = load(common.need([asked.data] if asked.data else default_files()), asked.limit, asked.part)
    predictions, seconds = predict_all(rows, 0.0 if asked.curve else None, head=not asked.rules, jobs=asked.jobs)
    common.write_lines(asked.predictions, predictions)
    if asked.curve:
        points = curve(predictions)
        body = common.table(tuple(points[0]), (point.values() for point in points))
        common.finish({"n": len(rows), "curve": points}, body, json_only=asked.json)
        return
    found = {**figures(predictions, seconds), "texts_not_here": absent}
    common.finish(found, as_table(found), json_only=asked.json)


if __name__ == "__main__":
    main()
