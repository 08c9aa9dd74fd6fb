"""How far two blind judges agree on sentence–passage pairs: ``python -m evals.verifier.agreement [--data FILE]``.

Reads ``evals/judged/pairs_twice.jsonl``: ``{"id","label"}`` by a judge who saw sentence and passage only
(``evals.judged.pairs_draw``). Prints agreement with the first label, Cohen's kappa and its interval; by kind, how many
the second judge called otherwise.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals import common
from evals.judged.pairs_draw import blind_id
from evals.verifier.pairs import Row, default_files

Judged = tuple[str, str, str]
"""First label, second label, kind."""


def paired(rows: Iterable[Row], second: Mapping[str, str]) -> list[Judged]:
    """Pairs that were judged twice."""
    return [(row["label"], second[key], row["kind"]) for row in rows if (key := blind_id(row)) in second]


def same(pairs: Sequence[Judged]) -> float | None:
    """Share on which both agree."""
    return round(sum(a == b for a, b, _ in pairs) / len(pairs), 4) if pairs else None


def kappa(pairs: Sequence[Judged]) -> float | None:
    """Agreement beyond chance (Cohen); ``None`` where both always say the same one thing."""
    if not pairs:
        return None
    first, second = Counter(a for a, _, _ in pairs), Counter(b for _, b, _ in pairs)
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    seen = sum(a == b for a, b, _ in pairs) / len(pairs)
    return round((seen - chance) / (1 - chance), 4) if chance < 1 else None


def figures(pairs: Sequence[Judged]) -> dict[str, Any]:
    """What the last line holds."""
    otherwise = Counter(f"{a}: {kind}" for a, b, kind in pairs if a != b)
    return {
        "judged_twice": len(pairs),
        "same": same(pairs),
        "same_interval": common.bootstrap(pairs, same),
        "kappa": kappa(pairs),
        "kappa_interval": common.bootstrap(pairs, kappa),
        "otherwise": dict(sorted(otherwise.items())),
    }


def main() -> None:
    """Print the figures and, last, one JSON object."""
    parser = common.options(__doc__)
    asked = parser.parse_args()
    (path,) = common.need([asked.data or common.ROOT / "evals/judged/pairs_twice.jsonl"])
    second = {row["id"]: row["label"] for row in common.read_lines(path)}
    rows = [row for file in default_files() for row in common.read_lines(file)]
    found = figures(paired(rows, second))
    common.finish(found, "\n".join(f"{k}: {v}" for k, v in found.items()), json_only=asked.json)


if __name__ == "__main__":
    main()
