"""The desk's own file is changed where it must be, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import UsageError
from communique.resolve import KnowledgeBase, deskfile
from communique.resolve.withholding import HIDDEN, Withholding, name_digest

BLOCK = """\
# people we follow
actors:
  # first
  - id: my-1
    name: Jane Roe
    country: BLR
  - {id: my-2, name: John Doe}   # second

offices:
  - actor: my-1
    title: Foreign Minister
    start: "2020"
  - {actor: my-2, title: Spokesperson}
aliases: {my-1: [J. Roe], my-2: [Johnny]}
house:
  my-1: Jana Roe
"""


def write(tmp_path: Path, text: str, name: str = "actors.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_forgetting_takes_the_lines_and_leaves_the_rest(tmp_path: Path) -> None:
    change = deskfile.forget(write(tmp_path, BLOCK), "my-1")
    assert dict(change.removed) == {"actors": 1, "offices": 1, "aliases": 1, "house": 1}
    for gone in ("Roe", "J. Roe", "Jana", '"2020"'):
        assert gone not in change.after
    for kept in ("# people we follow", "{id: my-2, name: John Doe}   # second", "{my-2: [Johnny]}"):
        assert kept in change.after
    sheet = yaml.safe_load(change.after)
    assert set(sheet["forget"]["my-1"]) == {name_digest(n) for n in ("Jane Roe", "J. Roe", "Jana Roe")}


def test_the_name_is_known_again_from_its_digest_only(tmp_path: Path) -> None:
    path = write(tmp_path, BLOCK)
    path.write_text(deskfile.forget(path, "my-1").after, encoding="utf-8")
    base, problems = KnowledgeBase.load(path)
    assert problems == () and base.actor("my-1") is None
    assert base.withheld(None, "Jane Roe") and not base.withheld(None, "Jane Row-Smith")
    assert base.mask("Then Jane Roe, who met John Doe, left.") == f"Then {HIDDEN}, who met John Doe, left."


def test_twice_is_once_and_undo_takes_the_mark_off(tmp_path: Path) -> None:
    path = write(tmp_path, BLOCK)
    path.write_text(deskfile.forget(path, "my-2").after, encoding="utf-8")
    again = deskfile.forget(path, "my-2")
    assert again.before == again.after
    undone = deskfile.remember(path, "my-2").after
    assert "forget" not in undone and "John" not in undone and "Jane Roe" in undone


@pytest.mark.parametrize("text", ["", "house: {}\n", "actors: [{id: my-1, name: A B}]", "- 1", "{"])
def test_any_file_is_changed_or_refused_whole(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    if text in ("- 1", "{"):
        with pytest.raises(UsageError):
            deskfile.forget(path, "my-1")
    else:
        assert "my-1" in yaml.safe_load(deskfile.forget(path, "my-1").after)["forget"]


def test_toml_is_not_rewritten(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="TOML"):
        deskfile.forget(write(tmp_path, "", "actors.toml"), "my-1")


@pytest.mark.parametrize("text", ["", BLOCK, "offices: [{actor: my-2, title: X}]\n", "actors:\noffices:\n"])
def test_a_row_is_added_under_the_others(tmp_path: Path, text: str) -> None:
    person, office = {"id": "my-9", "name": "Ann: Bee"}, {"actor": "my-9", "title": "Envoy", "start": "2014-11-04"}
    path = write(tmp_path, text)
    path.write_text(deskfile.extend(path, person, office).after, encoding="utf-8")
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert sheet["actors"][-1] == person and sheet["offices"][-1] == office
    assert ("# people we follow" in path.read_text(encoding="utf-8")) == (text == BLOCK)
    once = deskfile.extend(path, person, office)
    assert once.before == once.after


def test_last_names_are_hidden_where_they_stand_alone_but_not_inside_words() -> None:
    hide = Withholding(["Vera Malin", "Вера Малин"]).mask
    assert hide("Malin's plan; MALIN said. Вера Малин.") == f"{HIDDEN}'s plan; {HIDDEN} said. {HIDDEN}."
    assert hide("The Maling ship, Vera Stone") == "The Maling ship, Vera Stone"


@given(st.text(max_size=80))
def test_nothing_is_hidden_where_nobody_was_forgotten(text: str) -> None:
    assert Withholding().mask(text) == text
