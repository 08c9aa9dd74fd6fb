"""The whole way on the bundled sample: time of each stage, peak memory, counts, what the checker refused.

``python -m evals.desk [--json]``
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from communique.cli.desk import sample_folder
from communique.desks import Desk, make_desk
from communique.model import Outcome, Window
from communique.pipeline import run
from communique.publish import publish
from communique.sources import Declaration, declare


def measure(start: str, end: str) -> dict[str, object]:
    """Run every stage by itself on the sample; times in seconds, memory in MB."""
    seconds: dict[str, float] = {}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "desk"
        make_desk(folder, country="BLR")
        with Desk(folder) as desk:
            desk.store.add_source(declare(str(sample_folder()), Declaration(publisher="Communiqué sample")))
            counts: dict[str, int] = {}
            for step in ("ingest", "code", "merge"):
                began = time.perf_counter()
                counts |= run(desk, (step,))
                seconds[step] = round(time.perf_counter() - began, 3)
            began = time.perf_counter()
            window = Window(start=date.fromisoformat(start), end=date.fromisoformat(end))
            issue = publish(desk, window, out=Path(temporary) / "out").issue
            seconds["digest"] = round(time.perf_counter() - began, 3)
    outcomes = [verdict.outcome for verdict in issue.verdicts]
    counts |= {"sentences": len(issue.claims), "sections": len(issue.sections)}
    return {
        "seconds_by_stage": seconds,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "counts": counts,
        "refused": outcomes.count(Outcome.UNSUPPORTED),
        "could_not_check": outcomes.count(Outcome.UNCHECKED),
    }


def main() -> None:
    """Print a table and, as the last line, one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="start", default="2014-11-03")
    parser.add_argument("--to", dest="end", default="2014-11-24")
    parser.add_argument("--json", action="store_true", help="JSON only")
    wanted = parser.parse_args()
    found = measure(wanted.start, wanted.end)
    if not wanted.json:
        for name, value in found.items():
            print(f"{name:18} {value}")
    print(json.dumps(found, sort_keys=True))


if __name__ == "__main__":
    main()
