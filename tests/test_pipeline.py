"""The run as a whole: what it leaves out, and that one odd text stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

from communique.pipeline import Desk, make_desk, run
from communique.sources import Declaration, declare

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
