"""What leans on something said before: last names, pronouns, descriptions. The cases are in ``anaphora.yaml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import Mention
from communique.resolve import KnowledgeBase

DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("anaphora.yaml").read_text(encoding="utf-8"))
Read = Callable[..., tuple[Mention, ...]]


def filled() -> Iterator[dict[str, Any]]:
    for holder in DATA["holders"]:
        words = holder | {"lower": holder["title"].lower(), "He": holder["he"].capitalize()}
        for template in DATA["templates"]:
            text = re.sub(r"%(\w+)", lambda m: words[m[1]], template)  # noqa: B023
            body, at = text.split(" => ")
            yield {"text": body, "at": at, "who": holder["full"]}


CASES = [*filled(), *(c for c in DATA["cases"] if not c.get("skip"))]


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:70])
def test_anaphora(read: Read, base: KnowledgeBase, case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("day", DATA["day"]), case.get("home"), case.get("title", ""))
    meant = [m for m in found if m.surface == case["at"]]
    if case.get("none"):
        assert not [m.name for m in meant if m.actor_id]
        return
    assert meant, [(m.surface, m.name) for m in found]
    last = meant[-1]
    if "name" in case:
        assert last.name == case["name"] and last.actor_id is None
    elif "group" in case:
        known = {c.actor_id for c in last.candidates}
        assert known == {base.find(name)[0].id for name in case["group"]}
    else:
        assert last.actor_id in {a.id for a in base.find(case["who"])}, last.name
        assert last.anaphor or case.get("firm")
