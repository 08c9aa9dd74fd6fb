"""Spellings of one name fold alike, look-alikes do not. The names are in ``variants.yaml``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.resolve import KnowledgeBase
from communique.resolve.folding import name_key

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("variants.yaml").read_text(encoding="utf-8"))
SAME = [(row[0], other) for row in DATA["same"] for other in row[1:]]
ORDER = [tuple(row) for row in DATA["same_order"]]
APART = [tuple(row) for row in DATA["apart"]]


def test_there_are_enough_of_them() -> None:
    assert len(SAME) + len(ORDER) >= 200 and len(APART) >= 40


def _one(base: KnowledgeBase, name: str, other: str) -> bool:
    return name_key(name) == name_key(other) or bool(set(base.persons(name)) & set(base.persons(other)))


@pytest.mark.parametrize(("name", "other"), SAME)
def test_spellings_of_one_name(base: KnowledgeBase, name: str, other: str) -> None:
    assert _one(base, name, other), (name_key(name), name_key(other))


@pytest.mark.parametrize(("name", "other"), ORDER)
def test_word_order(base: KnowledgeBase, name: str, other: str) -> None:
    assert set(base.persons(name)) & set(base.persons(other))


@pytest.mark.parametrize(("name", "other"), APART)
def test_look_alikes(base: KnowledgeBase, name: str, other: str) -> None:
    assert name_key(name) != name_key(other) and not set(base.persons(name)) & set(base.persons(other))


def test_spellings_keep_their_neighbours_apart() -> None:
    keys = [name_key(row[0]) for row in DATA["same"]]
    assert all(a != b for a, b in pairwise(sorted(keys)) if a) or len(set(keys)) > len(keys) - 12
