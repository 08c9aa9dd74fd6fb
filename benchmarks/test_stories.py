"""Adding one article to many: the growth curve of story clustering."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import SEED
from communique.merge import Stories
from communique.merge.words import shipped_counts

LENGTH = 250
"""Words of an article."""
PER_DAY = 30
FIRST = date(2000, 1, 1)


def articles() -> Iterator[str]:
    """Articles of terms drawn as often as they stand in the shipped counts; no two are about one thing."""
    _, counts = shipped_counts()
    words, weights = zip(*((term, n) for term, n in counts.items() if term.isalpha()), strict=True)
    draw = random.Random(SEED)
    while True:
        yield " ".join(draw.choices(words, weights, k=LENGTH))


@pytest.mark.parametrize("held", [1_000, 10_000, 100_000])
def test_one_more_article(benchmark: BenchmarkFixture, held: int) -> None:
    stories, texts, numbers = Stories(), articles(), count()
    for number in range(held):
        stories.add(f"a{number}", next(texts), FIRST + timedelta(days=number // PER_DAY))
    day = FIRST + timedelta(days=held // PER_DAY)
    began = time.perf_counter()
    benchmark.pedantic(lambda: stories.add(f"n{next(numbers)}", next(texts), day), rounds=50)
    print(f"\n{held:>7} articles held: one more takes {(time.perf_counter() - began) / 50 * 1000:.1f} ms")
    assert len(stories) == held + 50
