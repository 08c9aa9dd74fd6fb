"""The run as a whole: what it leaves out, and that one odd text stops nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.desks import Desk, add_source, make_desk
from communique.model import Check, CheckOutcome, Source, last_looks
from communique.pipeline import is_due, run
from communique.sources import Declaration, declare

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
ROWS = [
    {"url": "x:1", "title": "На русском", "published": "2021-06-17", "publisher": "P", "language": "ru",
     "text": "Министр иностранных дел Норвегии встретился с министром иностранных дел Швеции в Осло."},
    {"url": "x:2", "title": "In English", "published": "2021-06-17", "publisher": "P", "language": "en",
     "text": "On 15 June, Norway condemned Russia over the raid."},
]  # fmt: skip


def test_a_text_in_another_language_is_skipped_with_a_reason_and_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    make_desk(tmp_path / "desk", country="NOR")
    with Desk(tmp_path / "desk") as desk:
        desk.store.add_source(declare(str(file), Declaration(publisher="P")))
        counts = run(desk)
        assert (counts["read"], counts["coded"], counts["skipped: language ru"]) == (2, 1, 1)
        assert len(desk.store.readings()) > 0
        assert "language ru" in desk.store.skipped_by_reason()
        assert run(desk)["skipped: language ru"] == 0


@pytest.mark.parametrize(
    ("cadence", "outcome", "days", "due"),
    [
        (None, CheckOutcome.OK, 0, True),
        (7, None, 0, True),
        (7, CheckOutcome.OK, 6, False),
        (7, CheckOutcome.EMPTY, 6, False),
        (7, CheckOutcome.OK, 7, True),
        (7, CheckOutcome.ERROR, 0, True),
        (7, CheckOutcome.TRIED, 0, True),
    ],
)
def test_a_source_is_read_when_its_cadence_says_so(
    cadence: int | None, outcome: CheckOutcome | None, days: int, due: bool
) -> None:
    source = Source(id="s", name="S", cadence_days=cadence)
    look = Check(source_id="s", at=NOON, day=NOON.date(), outcome=outcome) if outcome else None
    assert is_due(source, look, NOON.date() + timedelta(days=days)) is due


def test_what_is_not_due_leaves_a_check_and_is_no_look(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", country="NOR")
    with Desk(tmp_path / "desk", clock=lambda: NOON) as desk:
        page = declare("http://127.0.0.1:9/", Declaration(publisher="P", cadence_days=7))
        desk.store.add_source(page)
        look = Check(source_id=page.id, at=NOON, day=NOON.date(), outcome=CheckOutcome.OK)
        desk.store.add_check(look)
        assert run(desk, ("fetch",)) == {"skipped: not due": 1}
        assert desk.store.checks()[-1].outcome is CheckOutcome.NOT_DUE
        assert last_looks(desk.store.checks()) == {page.id: look}
        assert run(desk, ("fetch",), even_if_not_due=True)["skipped: not due"] == 0
        assert last_looks(desk.store.checks())[page.id].outcome is CheckOutcome.ERROR


def test_two_folders_of_one_name_are_two_sources_and_a_moved_folder_is_one(tmp_path: Path) -> None:
    make_desk(tmp_path / "desk", country="NOR")
    for name in ("a", "b"):
        (tmp_path / name / "mfa" / "2020").mkdir(parents=True)
    with Desk(tmp_path / "desk") as desk:
        first, _ = add_source(desk, declare(str(tmp_path / "a" / "mfa" / "2020")))
        again, new = add_source(desk, declare(str(tmp_path / "a" / "mfa" / "2020")))
        other, _ = add_source(desk, declare(str(tmp_path / "b" / "mfa" / "2020")))
        assert (again.id, new) == (first.id, False)
        assert other.id != first.id
        (tmp_path / "a").rename(tmp_path / "c")
        moved, _ = add_source(desk, declare(str(tmp_path / "c" / "mfa" / "2020")))
        assert moved.id == first.id
        assert {source.id for source in desk.store.sources()} == {first.id, other.id}
