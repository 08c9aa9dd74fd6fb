"""Fit the checker's head and write it.

``python -m evals.verifier.examples DEV.jsonl`` measures the examples; then ``PYTHONPATH=. python tools/build_head.py
DEV.jsonl… [--held HELD.jsonl…] [--mixes] [--write]`` in an environment with ``scikit-learn`` (a build-time tool only).
Printed: the trade-off by cross-validation over articles, and on the held-back part when it is given. ``--mixes``: on
dev only, each way of mixing trees, rules' score and (``--pairs``, log-odds by id) a pair model, none of which has seen
the article; ``OMP_NUM_THREADS=1`` on a busy machine.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-not-found]

OUT = Path(__file__).parents[1] / "src/communique/verify/data/head.json"
LEFT_OUT = {
    "bias", "words", "passage", "quoted", "unanswered_words", "far_pairs", "stretched", "one_sentence",
    "soft:bare_sum.0", "soft:bare_sum.1",
}  # fmt: skip
"""Lengths and counts that grow with length: they tell how pairs were made."""
AGAINST = ("ground:", "unanswered", "far", "distance", "most_stretched", "soft:apart")
LEAST_SEEN = 12
FOLDS = 5
ADDED = 0.5
"""Weight of an example that is no pair."""
MIXES = (0.0, 0.25, 0.5, 0.75, 1.0)
SHARES = (0.03, 0.05, 0.1, 0.2)
Row = dict[str, Any]


def read(paths: Sequence[Path]) -> list[Row]:
    """Measured examples."""
    return sorted((json.loads(line) for path in paths for line in path.open(encoding="utf-8")), key=lambda r: r["id"])


def columns(rows: Sequence[Row]) -> list[str]:
    """Features seen often enough to learn from."""
    count = Counter(name for row in rows for name in row["features"])
    return sorted(name for name, n in count.items() if n >= LEAST_SEEN and name not in LEFT_OUT)


def matrix(rows: Sequence[Row], names: Sequence[str]) -> Any:
    """Rows × features."""
    return np.array([[row["features"].get(name, 0.0) for name in names] for row in rows])


def fit(rows: Sequence[Row], names: Sequence[str]) -> Any:
    """Trees in which no ground can speak for a sentence; both labels of the pairs weigh the same."""
    y = labels(rows)
    weight = np.where(extra(rows), ADDED, 1.0) * np.where(y == 1, (y == 0).sum() / (y == 1).sum(), 1.0)
    bound = [-1 if name.startswith(AGAINST) else 0 for name in names]
    model = HistGradientBoostingClassifier(
        max_iter=140, learning_rate=0.06, max_leaf_nodes=12, min_samples_leaf=25, l2_regularization=5.0,
        monotonic_cst=bound, early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(matrix(rows, names), y, sample_weight=weight)


def labels(rows: Sequence[Row]) -> Any:
    """1 for true sentences."""
    return np.array([int(row["label"] == "supported") for row in rows])


def extra(rows: Sequence[Row]) -> Any:
    """True for what is no pair."""
    return np.array([row["kind"] in {"copy", "elsewhere"} for row in rows])


def cross_validated(rows: Sequence[Row]) -> Any:
    """Each row's score under trees that have not seen its article."""
    fold = np.array([int(row["article"], 16) % FOLDS for row in rows])
    out = np.zeros(len(rows))
    for k in range(FOLDS):
        seen = [row for row, f in zip(rows, fold, strict=True) if f != k]
        names = columns(seen)
        out[fold == k] = fit(seen, names).predict_proba(
            matrix([r for r, f in zip(rows, fold, strict=True) if f == k], names)
        )[:, 1]
    return out


def rules_cross_validated(rows: Sequence[Row]) -> Any:
    """Each row's log-odds under rules' weights that have not seen its article; far below zero where a veto forbids."""
    from evals.verifier import train  # noqa: PLC0415 - the product's packages, needed for this only

    fold = np.array([int(row["article"], 16) % FOLDS for row in rows])
    measured = [{k: v for k, v in row["features"].items() if not k.startswith("soft:")} for row in rows]
    y, pairs, out = labels(rows).astype(float), ~extra(rows), np.zeros(len(rows))
    for k in range(FOLDS):
        seen = (fold != k) & pairs
        names, w = train.fit_signed([m for m, s in zip(measured, seen, strict=True) if s], y[seen])
        out[fold == k] = train.matrix([m for m, f in zip(measured, fold, strict=True) if f == k], names) @ w
    return np.where(train.vetoed(measured) > 0, -99.0, np.clip(out, -9.2, 9.2))


def mixes(rows: Sequence[Row], p: Any, given: Sequence[Path]) -> None:
    """Print what each way of mixing refuses of the true pairs, at several shares of the false published."""
    rules, trees = rules_cross_validated(rows), np.log(np.clip(p, 1e-4, 1 - 1e-4) / np.clip(1 - p, 1e-4, 1 - 1e-4))
    by_id = {one["id"]: one["logit"] for path in given for one in map(json.loads, path.open(encoding="utf-8"))}
    pair = np.array([by_id.get(row["id"], 0.0) for row in rows])
    kept = ~extra(rows) & np.array([row["id"] in by_id or not by_id for row in rows])
    ways = {f"{share:.2f} trees, {1 - share:.2f} rules": share * trees + (1 - share) * rules for share in MIXES}
    if by_id:
        ways |= {"pair model alone": pair, **{f"half and half + {w} pair model": (trees + rules) / 2 + w * pair
                                              for w in (0.25, 0.5, 1.0)}}  # fmt: skip
    print(f"dev, cross-validated, {kept.sum()} pairs: true refused at " + ", ".join(f"{s:.0%}" for s in SHARES))
    y = labels(rows)[kept]
    for name, told in ways.items():
        z = np.where(rules < -90, -99.0, told)[kept]
        at = [(z[y == 1] < threshold(y, z, share)).mean() for share in SHARES]
        print(f"{name:32}" + "".join(f"{value:8.3f}" for value in at), flush=True)


def threshold(y: Any, p: Any, share: float) -> float:
    """The least score above which at most a share of the false stands."""
    false = np.sort(p[y == 0])[::-1]
    return float(false[min(int(share * len(false)), len(false) - 1)]) + 1e-4


def tell(title: str, rows: Sequence[Row], p: Any, least: Sequence[float] | None = None) -> list[float]:
    """Print the trade-off over the pairs, and how the other examples fare at each threshold; returns the thresholds."""
    more, y = extra(rows), labels(rows)
    used = list(least or [threshold(y[~more], p[~more], share) for share in SHARES])
    print(f"{title}: {(~more).sum()} pairs, {more.sum()} other examples")
    print("threshold  false published  true refused  copies refused  elsewhere published")
    kinds = np.array([row["kind"] for row in rows])
    for t in used:
        parts = [(y == 0) & ~more, (y == 1) & ~more, kinds == "copy", kinds == "elsewhere"]
        at = [(p[part] >= t).mean() if part.any() else float("nan") for part in parts]
        print(f"{t:9.3f}  {at[0]:15.3f}  {1 - at[1]:12.3f}  {1 - at[2]:14.3f}  {at[3]:19.3f}")
    return used


def as_json(model: Any, names: Sequence[str], least: float, hopeless: float) -> dict[str, Any]:
    """The trees as plain numbers: a question is [feature, most, left, right], an answer [value]."""
    trees = []
    for (tree,) in model._predictors:
        trees.append([
            [round(float(n["value"]), 5)] if n["is_leaf"]
            else [int(n["feature_idx"]), round(float(n["num_threshold"]), 5), int(n["left"]), int(n["right"])]
            for n in tree.nodes
        ])  # fmt: skip
    base = round(float(np.ravel(model._baseline_prediction)[0]), 5)
    return {"features": list(names), "base": base, "least": round(least, 3), "hopeless": hopeless, "trees": trees}


def main() -> None:
    """Cross-validate, print, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path, nargs="+")
    parser.add_argument("--held", type=Path, nargs="*", default=[])
    parser.add_argument("--least", type=float, default=0.742, help="score (trees and rules) from which to publish")
    parser.add_argument("--hopeless", type=float, default=0.05, help="rules' score below which the head is not asked")
    parser.add_argument("--mixes", action="store_true", help="print what each way of mixing refuses on dev, and stop")
    parser.add_argument("--pairs", type=Path, nargs="*", default=[], help="log-odds of a pair model: id, logit")
    parser.add_argument("--write", action="store_true", help=f"replace {OUT.name}")
    asked = parser.parse_args()
    rows = read(asked.dev)
    p = cross_validated(rows)
    if asked.mixes:
        mixes(rows, p, asked.pairs)
        return
    used = tell("dev, cross-validated", rows, p)
    names = columns(rows)
    model = fit(rows, names)
    if asked.held:
        held = read(asked.held)
        tell("held back", held, model.predict_proba(matrix(held, names))[:, 1], used)
    if asked.write:
        OUT.write_text(json.dumps(as_json(model, names, asked.least, asked.hopeless), separators=(",", ":")) + "\n")
    print(json.dumps({"features": len(names), "written": asked.write}))


if __name__ == "__main__":
    main()
