"""Names that look like an actor's and are not: sentences in ``lookalikes.yaml``, pairs of names in ``variants.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from communique.model import Mention
from communique.resolve import KnowledgeBase

Read = Callable[..., tuple[Mention, ...]]
CASES: list[dict[str, str]] = yaml.safe_load(Path(__file__).with_name("lookalikes.yaml").read_text(encoding="utf-8"))


def _ids(base: KnowledgeBase, name: str) -> set[str]:
    state = base.country(name)
    return {state.id} if state else {a.id for a in base.find(name)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_a_look_alike_is_not_linked(read: Read, base: KnowledgeBase, case: dict[str, str]) -> None:
    found = read(case["text"], case.get("day", "2021-07-01"), case.get("home"))
    linked = {m.actor_id for m in found if case["word"] in m.surface and m.actor_id}
    if case["not"] == "*":
        assert not linked
        return
    wrong = _ids(base, case["not"])
    assert wrong and not linked & wrong


def test_there_are_enough_of_them() -> None:
    pairs = yaml.safe_load(Path(__file__).with_name("variants.yaml").read_text(encoding="utf-8"))["apart"]
    assert len(CASES) + len(pairs) >= 80
