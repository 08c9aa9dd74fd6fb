"""How long the command line takes before it answers, and what the base and the gazetteer take to load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import ROOT
from communique.desks import make_desk
from communique.places import Gazetteer
from communique.resolve import KnowledgeBase

ROUNDS = 5
MAIN = "from communique.cli import main; main()"
SAID = {
    "communique --help": (("--help",), 0),
    "communique digest --help": (("digest", "--help"), 0),
    "communique nosuchverb": (("nosuchverb",), 2),
    "communique digest --from yesterday …": (("digest", "--from", "yesterday", "--to", "2014-11-24"), 2),
    "communique --version": (("--version",), 0),
    "communique who Makei": (("who", "Makei"), 0),
    "communique events": (("events", "--desk", "DESK"), 0),
}
"""What is said, with the exit code that answers it."""


def say(words: tuple[str, ...]) -> tuple[float, float, int]:
    """Seconds by the clock and of processor time that a command takes in a process of its own, and its exit code."""
    began, before = time.perf_counter(), os.times()
    done = subprocess.run([sys.executable, "-c", MAIN, *words], cwd=ROOT, capture_output=True, check=False)
    after = os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, busy, done.returncode


@pytest.mark.parametrize("shown", SAID)
def test_startup(shown: str, tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    desk = tmp_path / "desk"
    said, code = SAID[shown]
    if "DESK" in said:
        make_desk(desk, country="BLR")
    words = tuple(word.replace("DESK", str(desk)) for word in said)
    taken: list[tuple[float, float, int]] = []
    benchmark.pedantic(lambda: taken.append(say(words)), rounds=ROUNDS, warmup_rounds=1)
    clock, busy, _ = (min(column) for column in zip(*taken, strict=True))
    assert {answer for *_, answer in taken} == {code}
    print(f"\n{shown:40} {clock:5.2f} s by the clock, {busy:5.2f} s of processor time, best of {ROUNDS}")


def base() -> object:
    """Load the base with all that it holds."""
    found, _ = KnowledgeBase.load()
    return found.find("Belarus") and list(found.all_terms())


LOADED: dict[str, Callable[[], object]] = {"base": base, "gazetteer": lambda: Gazetteer.load().spots("Minsk")}


def resident() -> float:
    """Memory of this process in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def load(name: str) -> dict[str, Any]:
    """Seconds and memory that one of the tables takes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.test_startup", name], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("name", LOADED)
def test_tables(name: str, benchmark: BenchmarkFixture) -> None:
    found: list[dict[str, Any]] = []
    benchmark.pedantic(lambda: found.append(load(name)), rounds=ROUNDS)
    assert all(row["held"] for row in found)
    seconds, busy = (min(row[key] for row in found) for key in ("seconds", "busy"))
    print(f"\n{name}: {seconds:.2f} s by the clock, {busy:.2f} s of processor time, {found[0]['mb']:.0f} MB")


if __name__ == "__main__":
    before, began, worked = resident(), time.perf_counter(), time.process_time()
    held = bool(LOADED[sys.argv[1]]())
    took = {"held": held, "seconds": time.perf_counter() - began, "busy": time.process_time() - worked}
    print(json.dumps({**took, "mb": resident() - before}))
