"""Does the checker publish false sentences, does it refuse true ones?

``python -m evals.verifier --data FILE.jsonl [--part dev|held|all]``. Rows: ``{"id","text","published","title",
"publisher","quote","start","end","sentence","label","kind"}``; instead of ``text`` a row may hold ``file`` (a report of
``samples/belarus-2014``) or ``corpus`` and ``url`` (a text of the shared corpora). Refused = not found supported.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from communique.model import Outcome
from evals import common
from evals.verifier.pairs import Row, default_files, load
from evals.verifier.run import predict_all


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
