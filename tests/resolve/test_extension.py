from datetime import date
from pathlib import Path

import pytest

from communique.resolve import KnowledgeBase

GOOD = """
actors:
  - {id: my-1, kind: person, name: Jane Roe, country: BLR}
offices:
  - {actor: my-1, title: Foreign Minister, country: BLR, start: "2024-06", end: ""}
aliases: {Q2026222: [Wladzimir Makiej]}
house: {Q58217: Sergei Lavrov}
"""


def load(tmp_path: Path, text: str, name: str = "people.yaml"):  # type: ignore[no-untyped-def]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return KnowledgeBase.load(path)


def test_a_user_adds_actors_offices_aliases_and_house_names(tmp_path: Path) -> None:
    base, problems = load(tmp_path, GOOD)
    assert problems == ()
    assert [o.title for o in base.offices("my-1", date(2025, 1, 1))] == ["Foreign Minister"]
    assert "Q2026222" in {a.id for a in base.find("Wladzimir Makiej")}
    assert base.name_of("Q58217") == "Sergei Lavrov"
    shipped, _ = KnowledgeBase.load()
    assert shipped.version != base.version and shipped.find("Jane Roe") == ()


def test_toml_is_read_too(tmp_path: Path) -> None:
    base, problems = load(tmp_path, '[[actors]]\nid = "my-2"\nkind = "group"\nname = "The Friends"\n', "people.toml")
    assert problems == () and base.actor("my-2") is not None


@pytest.mark.parametrize(
    "wrong",
    ["actors: [{id: my-1, kind: wizard, name: X}]", "actors: [{name: X}]", "offices: [{actor: Q0, title: King}]", "aliases: {Q0: [X]}",
     "offices: [{actor: Q2866, title: King, start: yesterday}]", "house: {Q2866: 7}", "aliases: [x]", "colours: {a: b}", "actors: [3]", "{", "- 1"],
)  # fmt: skip
def test_a_wrong_line_is_a_problem_and_the_rest_is_used(tmp_path: Path, wrong: str) -> None:
    base, problems = load(tmp_path, wrong)
    assert len(problems) == 1 and problems[0].cause == "bad-extension" and problems[0].advice
    assert base.actor("Q2866") is not None


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert KnowledgeBase.load(tmp_path / "none.yaml")[1] == ()
