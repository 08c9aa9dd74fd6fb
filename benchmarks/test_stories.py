"""Adding one article to many: the growth curve of story clustering."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import SEED
from communique.merge import Stories

WORDS = 4_000
LENGTH = 150
PER_DAY = 30
FIRST = date(2000, 1, 1)


def article(draw: random.Random) -> str:
    """A report of invented words, their frequencies as in language (Zipf)."""
    return " ".join(f"w{int(WORDS ** draw.random())}ord" for _ in range(LENGTH))


@pytest.mark.parametrize("held", [1_000, 10_000, 100_000])
def test_one_more_article(benchmark: BenchmarkFixture, held: int) -> None:
    draw = random.Random(SEED)
    stories = Stories()
    for number in range(held):
        stories.add(f"a{number}", article(draw), FIRST + timedelta(days=number // PER_DAY))
    day = FIRST + timedelta(days=held // PER_DAY)
    new = ((f"n{number}", article(draw), day) for number in range(1_000_000))
    began = time.perf_counter()
    benchmark.pedantic(lambda: stories.add(*next(new)), rounds=50)
    print(f"\n{held} articles held: 50 more in {time.perf_counter() - began:.2f} s")
