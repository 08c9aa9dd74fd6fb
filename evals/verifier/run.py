"""Rows through the checker as a user gets it, by one process or several."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from communique.model import Passage, Text
from communique.verify import Checker, CheckerOptions, Finding
from communique.wiring import HouseReader, Stages
from evals.verifier.pairs import Row, article_of, sources, stored

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
    place = {id(row): number for number, row in enumerate(rows)}
    told = zip((row for one in shares for row in one), (row for one, _ in found for row in one), strict=True)
    in_order = sorted(((place[id(row)], answer) for row, answer in told), key=lambda pair: pair[0])
    return [answer for _, answer in in_order], max(seconds for _, seconds in found)


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
