"""Roles read in self-written sentences: what is said is read, what is not said is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.resolve import KnowledgeBase, Named, NameFinder, Piece, read_roles

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
_MARK = re.compile(r"\[(.+?)\]|\{(.+?)\}|<(.+?)>|~(.+?)~")


def unmarked(finder: NameFinder, marked: str) -> tuple[str, list[Named], list[Piece]]:
    body, people, pieces, last = "", [], [], 0
    for match in _MARK.finditer(marked):
        body += marked[last : match.start()]
        name = next(g for g in match.groups() if g)
        start, body, last = len(body), body + name, match.end()
        if match[1]:
            people.append(Named(start=start, end=len(body), key=name, name=name))
        elif match[3]:
            (known,) = [p for p in finder.find(name) if p.end == len(name)]
            pieces.append(Piece(start=start, end=len(body), role=known.role, actors=known.actors))
        else:
            pieces.append(Piece(start=start, end=len(body), role="body" if match[2] else "place", actors=()))
    return body + marked[last:], people, pieces


@pytest.fixture(scope="module")
def finder(base: KnowledgeBase) -> NameFinder:
    return NameFinder(base)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_roles(base: KnowledgeBase, finder: NameFinder, case: dict[str, Any]) -> None:
    body, people, pieces = unmarked(finder, case["text"])
    roles = read_roles(base, body, people, pieces)
    found = {f"{r.person}|{x.value}|{body[r.whom.start : r.whom.end]}" for r in roles if r.whom for x in r.relations}
    assert found == set(case["want"])


def test_a_role_holds_the_span_that_says_it(base: KnowledgeBase, finder: NameFinder) -> None:
    body, people, pieces = unmarked(finder, "Yesterday [Mira Sund], a spokeswoman for the {Harbour Union}, agreed.")
    (role,) = read_roles(base, body, people, pieces)
    assert body[role.start : role.end] == "Mira Sund, a spokeswoman for the Harbour Union"
    assert role.title == "spokeswoman" and not role.former and role.basis == "said"


def test_former_is_former(base: KnowledgeBase, finder: NameFinder) -> None:
    body, people, pieces = unmarked(finder, "Former <Swedish> Foreign Minister [Nils Berg] spoke.")
    (role,) = read_roles(base, body, people, pieces)
    assert role.former and role.country == "SWE"
