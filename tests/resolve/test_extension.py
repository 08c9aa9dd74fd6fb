from datetime import date
from pathlib import Path

import pytest

from communique.resolve import KnowledgeBase
from communique.resolve.tables import redirects

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
     "offices: [{actor: Q2866, title: King, start: yesterday}]", "house: {Q2866: 7}", "aliases: [x]", "colours: {a: b}", "actors: [3]", "{", "- 1",
     "actors: [{id: my-1, name: [A, B]}]", "actors: [{id: my-1, name: X, country: Freedonia}]", "actors: [{id: my-1, nmae: X}]",
     "actors: [{id: my-1, name: X, valid_from: 1991-13}]", "actors: [{id: '', name: X}]", "offices: [{actor: Q2866}]",
     "offices: [{actor: Q2866, title: King, rank: 9}]", "offices: [{actor: Q2866, title: King, rank: high}]",
     "offices: [{actor: Q2866, title: King, start: '2014', end: '2013'}]", "offices: [{actor: Q2866, title: King, start: 2014-02-30}]",
     "offices: [{actor: Q2866, title: King, organisation: Q0}]", "offices: [{actor: Q2866, title: King, ended: '2014'}]",
     "offices: [{actor: Q2866, title: King, as_of: today}]", "offices: King", "aliases: {Q2866: [7]}", "house: {Q2866: ''}",
     "forget: [Q2866]", "forget: {Q2866: yes}"],
)  # fmt: skip
def test_a_wrong_line_is_a_problem_and_the_rest_is_used(tmp_path: Path, wrong: str) -> None:
    base, problems = load(tmp_path, wrong)
    assert len(problems) == 1 and problems[0].cause == "bad-extension" and problems[0].advice
    assert "people.yaml" in problems[0].place and len(problems[0].detail) > 5 and "Error(" not in problems[0].detail
    assert base.actor("Q2866") is not None


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert KnowledgeBase.load(tmp_path / "none.yaml")[1] == ()


def test_a_shipped_actor_is_corrected_cell_by_cell(tmp_path: Path) -> None:
    base, problems = load(tmp_path, "actors: [{id: Q184, valid_from: '1990-07-27'}]\n")
    shipped = KnowledgeBase.load()[0].actor("Q184")
    state = base.actor("Q184")
    assert problems == () and state and shipped and base.country("BLR") == state
    assert (state.valid_from, state.name, state.codes) == ("1990-07-27", shipped.name, shipped.codes)


def test_a_row_that_replaces_stands_for_the_shipped_ones(tmp_path: Path) -> None:
    row = "{actor: Q2026222, title: Foreign Minister, country: BLR, start: '2012-09', end: '2022-11'"
    day = date(2012, 8, 25)
    added, _ = load(tmp_path, f"offices: [{row}}}]\n")
    replaced, _ = load(tmp_path, f"offices: [{row}, replaces: true}}]\n")
    assert [o.title for o in added.offices("Q2026222", day)] == ["Minister of Foreign Affairs"]
    assert replaced.offices("Q2026222", day) == ()
    assert replaced.offices("Q2026222", date(2010, 1, 1))  # other offices stay


def test_unquoted_days_are_days(tmp_path: Path) -> None:
    base, problems = load(tmp_path, "offices: [{actor: Q2866, title: King, start: 2031-01-02, end: 2031-02-03}]\n")
    assert problems == () and [o.end for o in base.offices("Q2866", date(2031, 1, 5)) if o.title == "King"] == [
        "2031-02-03"
    ]


def test_a_file_that_uses_an_id_joined_since_means_the_kept_actor(tmp_path: Path) -> None:
    old, kept = min(redirects().items())
    text = f"offices: [{{actor: {old}, title: Envoy, start: '2031'}}]\naliases: {{{old}: [Ann Bee]}}\nactors: [{{id: {old}, name: Ann Beemore}}]\n"
    base, problems = load(tmp_path, text)
    actor = base.actor(kept)
    assert problems == () and actor and actor.name == "Ann Beemore"
    assert "Envoy" in [o.title for o in base.offices(kept, date(2031, 5, 5))]
    assert kept in {a.id for a in base.find("Ann Bee")}
    hidden, _ = load(tmp_path, f"forget: {{{old}: []}}\n")
    assert hidden.withheld(kept) and hidden.withheld(old)
