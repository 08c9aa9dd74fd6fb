"""A store made by earlier code is brought up to date with all that it held."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from make import assembled, coding_of, opening, reading_of, save, text_of

from communique.model import Decision, DecisionAction, Link, LinkKind, to_json
from communique.store import Store, migrate


def former(path: Path) -> None:
    """A store of revision 0001 with a text, two readings and two happenings in it."""
    with Store.open(path, create=True) as store:
        text = text_of("They met. They met again.")
        save(store, text)
        readings = [reading_of(text, end=9), reading_of(text)]
        store.save_coding(coding_of(text, *readings))
        told = {one.reading.id: one for one in store.told()}
        steps = [opening(f"h{n}", one) for n, one in enumerate(readings)]
        store.apply_steps(steps, [assembled(s.happening_id, [told[s.reading_id or ""]]) for s in steps])
        with store._database.write() as connection:
            config = Config()
            config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
            config.attributes["connection"] = connection
            command.downgrade(config, "0001")


def test_a_store_of_the_first_version_is_upgraded_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    former(path)
    plain = sqlite3.connect(path)
    assert plain.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert not plain.execute("SELECT name FROM sqlite_master WHERE name IN ('decision', 'happening_link')").fetchall()
    held = plain.execute("SELECT id, record FROM happening ORDER BY id").fetchall()
    plain.close()
    with Store.open(path) as store:
        assert sorted((one.id, to_json(one).decode()) for one in store.happenings()) == held
        assert store.decisions() == ()
        assert store.links() == ()
        link = Link(kind=LinkKind.CONTAINS, of="h0", to="h1")
        decision = Decision(id="d1", action=DecisionAction.JOIN, at=datetime(2020, 1, 1, tzinfo=UTC), by="Ed")
        store.apply_steps([], store.happenings(), links=[link], decision=decision)
        assert store.links(["h1"]) == (link,)
        assert store.decisions() == (decision,)
        assert store.next_decision() == "d2"
        assert store.integrity() == ()
