"""A run that is killed at any moment is simply run again: the same logical export as an uninterrupted one."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.desks import Desk, make_desk
from communique.errors import BusyError
from communique.pipeline import run
from communique.sources import Declaration, declare

RUN = [sys.executable, "-c", "from communique.cli import main; main()", "run", "--desk"]


def a_desk(folder: Path, reports: Path) -> Path:
    make_desk(folder, country="BLR")
    with Desk(folder) as desk:
        desk.store.add_source(declare(str(reports), Declaration(publisher="Communiqué sample")))
    return folder


def exported(folder: Path) -> list[str]:
    with Desk(folder) as desk:
        return list(desk.store.logical_export())


def killed_after(folder: Path, seconds: float) -> bool:
    """Start a real run and kill -9 it; false when it was done before."""
    process = subprocess.Popen([*RUN, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
def test_killed_runs_end_where_an_uninterrupted_one_does(made: Path, reports: Path, tmp_path: Path) -> None:
    draw = random.Random(20141124)
    folder = a_desk(tmp_path / "killed", reports)
    kills = sum(killed_after(folder, draw.uniform(0.8, 6.0)) for _ in range(8))
    assert kills > 0
    done = subprocess.run([*RUN, str(folder)], capture_output=True, check=False)
    assert done.returncode in {0, 4}
    assert exported(folder) == exported(made)


def test_the_same_input_twice_changes_nothing(desk: Path) -> None:
    before = exported(desk)
    with Desk(desk) as opened:
        counts = run(opened)
    assert (counts["new"], counts["coded"]) == (0, 0)
    assert exported(desk) == before


def test_a_second_run_on_a_busy_desk_is_refused(desk: Path) -> None:
    with Desk(desk) as first, first.store.lock(), Desk(desk) as second, pytest.raises(BusyError) as refused:
        run(second)
    assert refused.value.exit_code == 5
