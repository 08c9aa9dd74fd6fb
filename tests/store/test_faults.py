"""What is left when something fails half-way: nothing of it."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from make import assembled, coding_of, opening, reading_of, save, text_of
from sqlalchemy import event as sa_event

from communique.errors import BusyError, StoreError
from communique.model import MergeAction, MergeStep, Problem, Skipped
from communique.store import Coding, Store

FILL = """
import sys
from make import SOURCE, text_of
from communique.errors import StoreError
from communique.store import Store
import resource
path, room = sys.argv[1], int(sys.argv[2])
with Store.open(path, create=True) as store:
    store.add_source(SOURCE)
    import pathlib
    used = max(p.stat().st_size for p in pathlib.Path(path).parent.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (used + room, resource.RLIM_INFINITY))
    for number in range(10_000):
        text = text_of(f"{number} " + "long words " * 500, address=f"https://gazette.example/{number}")
        try:
            store.save_text(text, text.body.encode())
        except StoreError as error:
            print(number, "|", error.message, "|", error.advice)
            break
        print(number, "stored")
"""


def intact(path: Path) -> int:
    """Check the file with SQLite itself; returns the number of texts."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO text_search(text_search) VALUES ('integrity-check')")
        return int(connection.execute("SELECT count(*) FROM text").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="needs file size limits")
def test_no_room_on_the_disk_stops_with_advice_and_an_intact_store(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(["src", str(Path(__file__).parent)])}
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path), "300000"],
        capture_output=True, text=True, env=environment, timeout=120, check=False,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert "intact" in lines[-1], lines[-1]
    assert intact(path) == len(lines) - 1 > 0, "all that was reported as stored is there, and nothing more"
    with Store.open(path) as store:
        text = text_of("There is room again.", address="https://gazette.example/room")
        assert save(store, text), "with room again, work goes on"


def test_a_store_that_may_not_be_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.sqlite", create=True) as store:
        save(store, text_of("One."))
        sa_event.listen(store._database.engine, "checkout", lambda raw, *_: raw.execute("PRAGMA query_only = ON"))
        with pytest.raises(StoreError) as caught:
            save(store, text_of("Two."))
    assert "rights" in caught.value.advice
    assert intact(tmp_path / "desk.sqlite") == 1


def fail_at(store: Store, which: int) -> None:
    """Let the n-th writing statement from now on fail as a full disk does."""
    seen = 0

    def before(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        nonlocal seen
        seen += statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        if seen > which:
            raise sqlite3.OperationalError("database or disk is full")

    sa_event.listen(store._database.engine, "before_cursor_execute", before)


def count_writes(path: Path, action: object) -> int:
    with Store.open(path, create=True) as store:
        seen = 0

        def before(_conn: object, _cursor: object, statement: str, *_: object) -> None:
            nonlocal seen
            seen += statement.lstrip().startswith(("INSERT", "UPDATE", "DELETE"))

        prepare(store)
        sa_event.listen(store._database.engine, "before_cursor_execute", before)
        action(store)  # type: ignore[operator]
        return seen


TEXT = text_of("Freedonia met Sylvania. More was said.")
NEXT = text_of("Freedonia met Sylvania. More was said, and then less.")


def prepare(store: Store) -> None:
    save(store, TEXT)
    reading = reading_of(TEXT)
    store.save_coding(coding_of(TEXT, reading))
    store.apply_steps([opening("h1", reading)], [assembled("h1", list(store.told()))])


def save_version(store: Store) -> None:
    store.save_text(NEXT, NEXT.body.encode())


def save_coding(store: Store) -> None:
    store.save_coding(
        Coding(
            text_id=TEXT.id,
            coder="tester",
            coder_version="2",
            base_version="b1",
            readings=(reading_of(TEXT, version="2", end=9), reading_of(TEXT, version="2", end=12)),
            skipped=(Skipped(stage="coding", subject="x", reason="y"),),
            problems=(Problem(stage="coding", place="x", cause="z"),),
        )
    )


def apply_steps(store: Store) -> None:
    (told,) = store.told()
    store.apply_steps(
        [
            MergeStep(action=MergeAction.SPLIT, happening_id="h1", reading_id=told.reading.id, into="h2"),
            MergeStep(action=MergeAction.MERGE, happening_id="h1", into="h2"),
        ],
        [assembled("h2", [told])],
    )


@pytest.mark.parametrize("action", [save_version, save_coding, apply_steps])
def test_a_failure_between_any_two_statements_leaves_nothing_half_done(tmp_path: Path, action: object) -> None:
    writes = count_writes(tmp_path / "whole.sqlite", action)
    assert writes >= 4
    with Store.open(tmp_path / "whole.sqlite") as store:
        whole = list(store.logical_export())
    for which in range(writes):
        path = tmp_path / f"cut-{which}.sqlite"
        with Store.open(path, create=True) as store:
            prepare(store)
            before = list(store.logical_export()), store.counts(), store.membership()
            fail_at(store, which)
            with pytest.raises((StoreError, sqlite3.OperationalError)):
                action(store)  # type: ignore[operator]
        with Store.open(path) as store:
            assert (list(store.logical_export()), store.counts(), store.membership()) == before
            action(store)  # type: ignore[operator]
            assert list(store.logical_export()) == whole, "done again, it gives what an uninterrupted one gives"


KILLED = """
import os, sys
from pathlib import Path
from make import SOURCE, text_of, coding_of, reading_of
from communique.store import Store
with Store.open(sys.argv[1], create=True) as store, store.lock():
    store.add_source(SOURCE)
    for number in range(100_000):
        text = text_of(f"{number} says little.", address=f"https://gazette.example/{number}")
        store.save_text(text, text.body.encode())
        store.save_coding(coding_of(text, reading_of(text), reading_of(text, end=3)))
        if number == 3:
            print("going", flush=True)
"""


def test_killed_outright_it_leaves_whole_records_and_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(["src", str(Path(__file__).parent)])}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)],
        stdout=subprocess.PIPE, text=True, env=environment, cwd=Path(__file__).parents[2],
    ) as worker:  # fmt: skip
        assert worker.stdout is not None
        assert worker.stdout.readline() == "going\n"
        with Store.open(path) as store:
            with pytest.raises(BusyError) as caught, store.lock():
                pass
            assert str(worker.pid) in caught.value.message
            assert caught.value.exit_code == 5
        worker.send_signal(signal.SIGKILL)
    assert intact(path) >= 4
    with Store.open(path) as store, store.lock():
        counts = store.counts()
        assert counts["text"] - counts["coded"] in (0, 1)
        assert counts["reading"] == 2 * counts["coded"]


def test_the_lock_is_for_one_at_a_time_and_comes_free(store: Store) -> None:
    with store.lock(), pytest.raises(BusyError), store.lock():
        pass
    with store.lock():
        pass
