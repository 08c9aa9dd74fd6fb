"""The judged files are data: here only their shape, their offsets and the draw are tested."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

JUDGED = Path(__file__).resolve().parents[2] / "evals" / "judged"


def _draw() -> Any:
    """The script by its path: `evals` is no installed package."""
    spec = importlib.util.spec_from_file_location("judged_draw", JUDGED / "draw.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _passages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (JUDGED / "passages.jsonl").read_text(encoding="utf-8").splitlines()]


def test_passages_hold_no_text_and_enough_events() -> None:
    rows = _passages()
    assert len({(row["url"], row["start"]) for row in rows}) == len(rows) == 50
    assert not any("text" in row or "quote" in row for row in rows)
    assert sum(not event.get("optional") for row in rows for event in row["events"]) >= 50


def test_passages_are_those_of_the_seeded_draw() -> None:
    rows = _passages()
    draw = _draw()
    if not (draw.data_root() / "corpus").is_dir():
        pytest.skip(f"{len(rows)} drawn passages not compared: no shared data")
    drawn = [(p["url"], p["start"], p["end"]) for p in draw.draw()]
    assert drawn == [(row["url"], row["start"], row["end"]) for row in rows]


def test_happenings_are_ten_a_fortnight_in_few_words() -> None:
    rows = json.loads((JUDGED / "happenings.json").read_text(encoding="utf-8"))
    assert set(Counter((row["desk"], row["from"]) for row in rows).values()) == {10}
    assert len({row["desk"] for row in rows}) == 4
    assert all(len(row["summary"].split()) <= 25 and row["urls"] and row["parties"] for row in rows)
