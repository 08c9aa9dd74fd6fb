"""``who``, ``forget``, ``accept`` as a user says them, in this process."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml

from communique.cli import main

Say = tuple[int, str, str]
PERIOD = ("--from", "2014-11-03", "--to", "2014-11-24")
MAKEI, LUKASHENKA = "Q2026222", "Q2866"


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")

    def run(*words: str) -> Say:
        monkeypatch.setattr(sys, "argv", ["communique", *words])
        capsys.readouterr()
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def found(out: str) -> list[dict]:  # type: ignore[type-arg]
    return json.loads(out)["found"]


def test_the_minister_of_one_day_is_not_that_of_another(say) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = say("who", "Makei", "--on", "2014-11-06", "--json")
    held = [one for one in found(out)[0]["offices"] if one["standing"] == "held"]
    assert code == 0 and found(out)[0]["id"] == MAKEI
    assert [(one["title"], one["rank"]) for one in held] == [("Foreign Minister", 3)] and held[0]["source"]
    later = found(say("who", "Makei", "--on", "2023-03-01", "--json")[1])[0]["offices"]
    assert {one["standing"] for one in later} == {"former"}
    assert any(one["reason"] == "ended 2022-11-26" for one in later)


def test_an_open_term_past_its_last_proof_is_faded_not_held(say) -> None:  # type: ignore[no-untyped-def]
    found_ = found(say("who", "Sergey Lavrov", "--on", "2031-01-01", "--json")[1])[0]
    standings = {one["standing"] for one in found_["offices"]}
    assert "held" not in standings and "faded" in standings
    assert any("not known to have ended" in one["reason"] for one in found_["offices"])


@pytest.mark.parametrize("name", ["Лукашэнка", "Lukaschenko", "Alyaksandr Lukashenka", LUKASHENKA])
def test_any_spelling_finds_him(say, name: str) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = say("who", name, "--on", "2014-11-06", "--json")
    assert code == 0 and found(out)[0]["id"] == LUKASHENKA


def test_a_state_shows_its_posts_and_memberships_of_the_day(say) -> None:  # type: ignore[no-untyped-def]
    _, out, _ = say("who", "HRV", "--on", "2014-11-06", "--json")
    state = found(out)[0]
    assert [p["family"] for p in state["posts"]].count("head_of_state") >= 1
    inside = {b["name"] for b in state["memberships"] if b["standing"] == "held" and b["status"] == "member"}
    before = found(say("who", "HRV", "--on", "2012-11-06", "--json")[1])[0]["memberships"]
    assert "European Union" in inside
    assert [b["standing"] for b in before if b["name"] == "European Union"] == ["later"]
    assert dict(state["codes"])["cow"] == "344"


@pytest.mark.parametrize(
    "code", ["BLR", "BY", "cow:370", "gw:370", "fips:BO", "cameo:BLR", "Q184", "Biélorussie", "Білорусь"]
)
def test_every_code_of_a_state_leads_to_its_one_id(say, code: str) -> None:  # type: ignore[no-untyped-def]
    status, out, _ = say("who", code, "--on", "2014-11-06", "--json")
    assert status == 0 and found(out)[0]["id"] == "Q184"


@pytest.mark.parametrize(("name", "first"), [("EU", "Q458"), ("Georgia", "Q230"), ("Congo", "Q971")])
def test_states_and_organisations_come_before_what_shares_their_name(say, name: str, first: str) -> None:  # type: ignore[no-untyped-def]
    assert found(say("who", name, "--on", "2014-11-06", "--json")[1])[0]["id"] == first


@pytest.mark.parametrize(("day", "first"), [("1985-05-01", "Q83286"), ("1999-05-01", "Q838261")])
def test_of_two_former_states_the_one_of_the_day_comes_first(say, day: str, first: str) -> None:  # type: ignore[no-untyped-def]
    assert found(say("who", "Yugoslavia", "--on", day, "--json")[1])[0]["id"] == first


def test_nobody_is_exit_3_with_near_spellings(say) -> None:  # type: ignore[no-untyped-def]
    code, _, err = say("who", "Lukashunka")
    assert code == 3 and "nobody called Lukashunka" in err and "Lukashenk" in err
    assert say("who", "Zzxqy Qqqyxw")[0] == 3
    assert say("who")[0] == 2 and say("who", "Makei", "--on", "soon")[0] == 2


def test_a_desk_of_ones_own_counts(say, desk: Path) -> None:  # type: ignore[no-untyped-def]
    people = "actors: [{id: my-1, name: Jane Roe, country: BLR}]\noffices: [{actor: my-1, title: Foreign Minister, country: BLR, start: '2031-01'}, 7]\n"
    (desk / "actors.yaml").write_text(people, encoding="utf-8")
    code, out, err = say("who", "Jane Roe", "--on", "2031-06-01", "--desk", str(desk))
    assert code == 0 and "my-1" in out and "held" in out
    assert "offices 2" in err  # the wrong line is said, the rest is used
    assert say("who", "Jane Roe")[0] == 3  # not outside the desk


def test_forget_asks_says_what_it_does_and_is_idempotent(say, desk: Path) -> None:  # type: ignore[no-untyped-def]
    path = desk / "actors.yaml"
    path.write_text(
        f"# ours\nhouse:\n  {MAKEI}: Uladzimir Makiej  # local\n  Q58217: Sergei Lavrov\n", encoding="utf-8"
    )
    before = path.read_bytes()
    code, out, err = say("forget", MAKEI, "--desk", str(desk))
    assert code == 2 and "--yes" in err and path.read_bytes() == before
    assert "1 under house" in out and "store keeps the texts" in out
    assert say("forget", MAKEI, "--desk", str(desk), "--yes")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert "# ours" in text and "Makiej" not in text and "Sergei Lavrov" in text
    again = say("forget", MAKEI, "--desk", str(desk), "--yes")
    assert again[0] == 0 and "already" in again[1] and path.read_text(encoding="utf-8") == text
    shown = found(say("who", MAKEI, "--on", "2014-11-06", "--desk", str(desk), "--json")[1])[0]
    assert shown["withheld"] and not shown["spellings"] and shown["offices"]  # the id stays, with its offices
    assert say("forget", MAKEI, "--desk", str(desk), "--undo", "--yes")[0] == 0
    assert "Makei" in say("who", MAKEI, "--desk", str(desk))[1]


@pytest.mark.parametrize(("actor", "code"), [("Q184", 2), ("Q999999999", 3)])
def test_only_people_are_forgotten(say, desk: Path, actor: str, code: int) -> None:  # type: ignore[no-untyped-def]
    assert say("forget", actor, "--desk", str(desk), "--yes")[0] == code
    assert not (desk / "actors.yaml").exists()


def test_no_output_names_who_was_forgotten(say, desk: Path) -> None:  # type: ignore[no-untyped-def]
    assert "Makei" in say("encounters", "--desk", str(desk), "--json")[1]
    assert say("forget", MAKEI, "--desk", str(desk), "--yes")[0] == 0
    table = say("encounters", "--desk", str(desk), "--json")[1]
    assert "Makei" not in table and "the Belarusian Foreign Minister" in table
    met = next(one for one in json.loads(table) if "the Belarusian Foreign Minister" in str(one["participants"]))
    why = say("why", met["id"], "--desk", str(desk))[1]
    assert "Makei" not in why and "[name withheld]" in why and MAKEI in why
    out = desk / "out"
    code, said, _ = say("digest", *PERIOD, "--desk", str(desk), "--out", str(out))
    pages = "".join(path.read_text(encoding="utf-8") for path in out.iterdir())
    assert code in (0, 4) and len(pages) > 1000
    assert "Makei" not in pages + said
    assert "the Belarusian Foreign Minister" in pages


def test_what_texts_tell_is_listed_and_taken_over(say, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    from communique import known

    told = known.Told(
        id="cand-1", name="Ada Ro", actor_id=None, office="Director for the East", country="POL",
        first=date(2014, 11, 4), last=date(2014, 11, 20), passages=("p-1",), sources=("Own sample",),
    )  # fmt: skip
    monkeypatch.setattr(known, "told_roles", lambda _desk: (told,))
    assert "Ada Ro" in say("who", "--candidates", "--desk", str(desk))[1]
    assert say("accept", "cand-1", "--desk", str(desk))[0] == 0
    assert say("accept", "cand-2", "--desk", str(desk))[0] == 3
    sheet = yaml.safe_load((desk / "actors.yaml").read_text(encoding="utf-8"))
    assert sheet["actors"] == [{"id": "my-1", "kind": "person", "name": "Ada Ro", "country": "POL"}]
    shown = found(say("who", "Ada Ro", "--on", "2014-11-10", "--desk", str(desk), "--json")[1])[0]["offices"][0]
    assert (shown["title"], shown["standing"], shown["source"]) == ("Director for the East", "held", "Own sample")
    late = found(say("who", "Ada Ro", "--on", "2016-11-10", "--desk", str(desk), "--json")[1])[0]["offices"][0]
    assert late["standing"] == "faded"
