"""Sentences checked a second against a bare parse of the same words, by one process and by two.

Over the pairs of self-written texts: ``first`` has each passage new, as in a desk's first issue; ``again`` checks the
same sentences once more, as ``verify`` does after ``digest`` in one run. Seconds are those of the processor, so that
other work on the machine does not count; of two processes the slower counts.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import Any

import spacy
from evals.verifier.pairs import Row, load
from evals.verifier.run import TOGETHER, cited, product, shared
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import ROOT
from benchmarks.test_whole import MODEL

PAIRS = ROOT / "tests/data/pairs_written_b.jsonl"
TAKEN = 400


def rows() -> list[Row]:
    """Pairs of as many articles as give some hundreds."""
    return sorted(load([PAIRS], TAKEN)[0], key=lambda row: row["id"])


def checked(taken: list[Row]) -> dict[str, float]:
    """Seconds for a first and a second time over the same pairs, models loaded before."""
    checker = product(taken)
    warm = {**taken[0], "text": "The weather in Oslo was warm.", "start": 0, "end": 29}
    checker.check("It was warm in Oslo.", *cited(warm))
    return {name: _once(checker, taken) for name in ("first", "again")}


def _once(checker: Any, taken: list[Row]) -> float:
    began = time.process_time()
    for start in range(0, len(taken), TOGETHER):
        group = [(row["sentence"], *cited(row)) for row in taken[start : start + TOGETHER]]
        checker.ahead((sentence, passages) for sentence, passages, _ in group)
        for sentence, passages, texts in group:
            checker.check(sentence, passages, texts)
    return time.process_time() - began


def parsed(taken: list[Row]) -> dict[str, float]:
    """Seconds of the bare language model over the same sentences and passages, in batches."""
    nlp = spacy.load(MODEL)
    words = [part for row in taken for part in (row["sentence"], row["text"][row["start"] : row["end"]])]
    list(nlp.pipe(words[:20]))
    began = time.process_time()
    for _ in nlp.pipe(words, batch_size=128):
        pass
    return {"first": time.process_time() - began}


def start(way: str, share: int, shares: int) -> subprocess.Popen[str]:
    """One measurement in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.test_verify", way, str(share), str(shares)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def measured(way: str, shares: int) -> dict[str, float]:
    """Seconds of the slowest of several processes that share the pairs by article."""
    running = [start(way, share, shares) for share in range(shares)]
    found = [json.loads(one.communicate()[0].splitlines()[-1]) for one in running]
    return {name: max(one[name] for one in found) for name in found[0]}


def test_verify(benchmark: BenchmarkFixture) -> None:
    count = len(rows())
    bare, one = measured("parsed", 1), measured("checked", 1)
    two = benchmark.pedantic(measured, args=("checked", 2), rounds=1)
    benchmark.extra_info.update({"pairs": count, "bare": bare, "one": one, "two": two})
    assert count == TAKEN
    assert all(seconds > 0 for way in (bare, one, two) for seconds in way.values())
    print(f"\n{count} sentences with their passages")
    for name, seconds in (
        ("bare parse, one process", bare["first"]),
        ("checked, one process, first time", one["first"]),
        ("checked, one process, again", one["again"]),
        ("checked, two processes, first time", two["first"]),
        ("checked, two processes, again", two["again"]),
    ):
        print(f"{name:36} {seconds:7.2f} s {count / seconds:7.1f} a second {seconds / bare['first']:6.2f} × bare")


if __name__ == "__main__":
    way, share, shares = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    print(json.dumps({"checked": checked, "parsed": parsed}[way](shared(rows(), shares)[share])))
