"""The build on small tables of our own: deterministic, ids stable, doubles joined, orders of names kept."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNTRY = ["ZZA", "ZA1", "1", "2", "ZZA", "", "Q900001", "Freedonia", "Republic of Freedonia", "Fredonia", "Marxtown", "Freedonian", "Freedonian",
           "Фридония", "", "", "", "", "state", "1990", "", "own"]  # fmt: skip
HOLDERS = [
    ["ZZA", "Minister of Foreign Affairs", "", "Rufus Firefly", "Q900010", "2010-01-01", "", "foreign_minister", "own", "2020-01-01", "", ""],
    ["ZZA", "Minister of Foreign Affairs", "", "Rufus Fireflay", "p:ZZA:rufus-fireflay", "2001", "2002", "foreign_minister", "hand", "2020", "", "to verify"],
    ["ZZA", "Minister of Culture", "", "Rufus  Firefly", "p:ZZA:rufus-firefly", "2008", "2009", "minister", "own", "2020", "", ""],
    ["ZZA", "Minister of Finance", "", "Ambrose Wolfe Bly", "Q900012", "2011-03-01", "2012-03-01", "minister", "own", "2020", "", ""],
    ["ZZA", "Minister of Finance", "", "Ambrose Bly", "p:ZZA:ambrose-bly", "2011", "", "minister", "hand", "2020", "", "to verify"],
    ["ZZA", "Minister of Finance", "", "Ambrose Egon Bly", "Q900013", "2011", "2011", "minister", "own", "2020", "", ""],
    ["ZZA", "Minister of Health", "", "Ambrose Otto Bly", "p:ZZA:ambrose-otto-bly", "2011", "", "minister", "own", "2020", "", ""],
    ["ZZA", "President", "", "Otis Driftwood", "Q900020", "1989-01-20", "1993-01-20", "head_of_state", "own", "2020", "", "qid by name"],
    ["ZZA", "Governor of Westland", "", "Otis Driftwood", "Q900020", "1995", "2000", "official", "own", "2020", "", ""],
    ["ZZA", "President", "", "Otis Driftwood", "Q900020", "2001-01-20", "2009-01-20", "head_of_state", "own", "2020", "", ""],
    ["ZZA", "King", "", "Ravelli Al-Marx", "Q900021", "2006-01-29", "2020-09-29", "head_of_state", "own", "2020", "", ""],
    ["ZZA", "King", "", "Ravelli Al-Marx", "Q900021", "2023-12-16", "", "head_of_state", "own", "2024", "", "qid by name"],
    ["ZZA", "King", "", "Pinkie Al-Marx", "", "2023-12-16", "", "head_of_state", "hand", "2025", "", "to verify"],
    ["ZZA", "Prime Minister", "", "Wolf Flywheel", "Q900022", "2011-04-02", "", "head_of_government", "own", "2020", "", ""],
    ["ZZA", "Prime Minister", "", "Walf Flywheal", "p:ZZA:walf-flywheal", "2011-04-03", "", "head_of_government", "hand", "2025", "", "to verify"],
    ["ZZA", "Premier of Westland", "", "Bob Roland", "Q900011", "2008", "2009", "official", "own", "2020", "", ""],
]  # fmt: skip


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_knowledge", ROOT / "tools" / "build_knowledge.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.path.insert(0, str(ROOT / "tools"))
    sys.modules["build_knowledge"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder, out = tmp_path / "tables", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    heads = {
        "countries": "iso3 iso2 cow gw cameo fips qid name_en official_name other_names_en capital demonym_adj demonym_noun name_ru name_be name_uk name_fr name_de kind valid_from valid_to source_ids",
        "holders": "country_iso3 office office_qid person person_qid start end rank_guess source_id as_of org_key note",
        "organisations": "key qid name acronyms other_names kind seat country_iso3 source_ids",
        "memberships": "org_key iso3 status from to source",
        "aliases": "id name lang kind source_id",
    }
    rows = {
        "countries": [COUNTRY],
        "holders": HOLDERS,
        "organisations": [["ORG", "", "Sylvanian Union", "SU", "", "IGO", "", "", "own"]],
        "memberships": [["ORG", "ZZA", "withdrawn", "2001", "2009-05", "own"]],
        "aliases": [["Q900010", "Hail Firefly", "en", "alias", "own"]],
    }
    for name, head in heads.items():
        lines = ["\t".join(head.split()), *("\t".join(r) for r in rows[name])]
        (folder / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("holders_recent_states", "holders_recent_orgs"):
        (folder / f"{name}.tsv").write_text("\t".join(heads["holders"].split()) + "\n", encoding="utf-8")
    for name in ("institutions.yaml", "metonyms.tsv"):
        shutil.copy(ROOT / "src/communique/resolve/data" / name, out / name)
    return tmp_path


def run(tool: ModuleType, folder: Path) -> dict[str, bytes]:
    tool.build(folder / "tables", folder / "out", folder / "ledger.tsv")
    return {p.name: p.read_bytes() for p in (*(folder / "out").glob("*.tsv"), folder / "ledger.tsv")}


def names_of(built: dict[str, bytes], actor: str) -> str:
    rows = [line.split("\t") for line in built["names.tsv"].decode().splitlines()[1:]]
    return "; ".join(row[1] for row in rows if row[0] == actor)


def test_twice_the_same_bytes_and_the_same_ids(tool: ModuleType, tables: Path) -> None:
    assert run(tool, tables) == run(tool, tables)


def test_a_new_row_never_changes_an_old_id(tool: ModuleType, tables: Path) -> None:
    before = dict(line.split("\t") for line in run(tool, tables)["ledger.tsv"].decode().splitlines())
    path = tables / "tables" / "holders.tsv"
    row = "\t".join(
        ["ZZA", "King", "", "Aaron Aardvark", "p:ZZA:aaron", "1999", "2000", "head_of_state", "own", "2020", "", ""]
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], row, *lines[1:]]) + "\n", encoding="utf-8")
    after = dict(line.split("\t") for line in run(tool, tables)["ledger.tsv"].decode().splitlines())
    assert before.items() <= after.items() and len(after) == len(before) + 1


def test_a_person_under_two_keys_is_one(tool: ModuleType, tables: Path) -> None:
    terms = [line.split("\t") for line in run(tool, tables)["terms.tsv"].decode().splitlines()[1:]]
    held = {t[1] for t in terms if t[0] == "Q900010"}
    assert held == {"Minister of Foreign Affairs", "Minister of Culture"}
    assert (
        len({t[0] for t in terms if "Bly" not in names_of(run(tool, tables), t[0])}) == 7
    )  # another spelling stays one


def test_rows_from_memory_are_marked_and_regional_heads_lead_no_state(tool: ModuleType, tables: Path) -> None:
    terms = [line.split("\t") for line in run(tool, tables)["terms.tsv"].decode().splitlines()[1:]]
    assert {t[11] for t in terms if t[10] == "hand"} == {"0"}
    assert [t[3] for t in terms if t[1] == "Premier of Westland"] == ["regional_head"]


def test_no_id_follows_from_a_name(tool: ModuleType, tables: Path) -> None:
    ids = {line.split("\t")[0] for line in run(tool, tables)["actors.tsv"].decode().splitlines()[1:]}
    assert all(i.startswith(("Q", "cq-")) for i in ids)


def test_the_shipped_artefact_is_small() -> None:
    folder = ROOT / "src/communique/resolve/data"
    assert sum(p.stat().st_size for p in folder.iterdir()) < 15_000_000


def test_two_spellings_of_one_holder_are_joined_and_the_old_id_leads_to_the_kept_one(
    tool: ModuleType, tables: Path
) -> None:
    built = run(tool, tables)
    actors = {line.split("\t")[0]: line.split("\t") for line in built["actors.tsv"].decode().splitlines()[1:]}
    minted = dict(line.split("\t") for line in built["ledger.tsv"].decode().splitlines()[1:])["p:ZZA:ambrose-bly"]
    assert minted not in actors
    keeper = next(row for row in actors.values() if f"was={minted}" in row[5].split("|"))
    assert keeper[0] in {"Q900012", "Q900013"} and "Ambrose Bly" in names_of(built, keeper[0])
    assert {"Q900012", "Q900013"} <= set(actors)  # two Wikidata ids stay two
    assert "Ambrose Otto Bly" in {row[2] for row in actors.values()}  # another office: another person


def test_who_left_was_a_member_before(tool: ModuleType, tables: Path) -> None:
    rows = [line.split("\t")[1:5] for line in run(tool, tables)["members.tsv"].decode().splitlines()[1:]]
    assert rows == [["Q900001", "member", "2001", "2009-05"], ["Q900001", "withdrawn", "2009-05", ""]]


def test_the_report_counts_and_says_why_a_gap_stays(tool: ModuleType, tables: Path) -> None:
    report = tool.build(tables / "tables", tables / "out", tables / "ledger.tsv").report
    assert any(line.startswith("actors by kind") for line in report)
    gap = next(line for line in report if line.startswith("  ZZA: "))
    assert gap == "  ZZA: 2005-2009; 2 dated rows in all"


def test_terms_of_a_relative_are_left_out_and_told(tool: ModuleType, tables: Path, tmp_path: Path) -> None:
    base = tool.build(tables / "tables", tmp_path / "out", tmp_path / "ledger.tsv")
    heads = {(base.actors[t[0]][2], t[7]) for t in base.terms if t[3] == "head_of_state"}
    assert ("Otis Driftwood", "2001-01-20") in heads and ("Otis Driftwood", "1989-01-20") not in heads
    assert ("Pinkie Al-Marx", "2023-12-16") in heads and ("Ravelli Al-Marx", "2023-12-16") not in heads
    assert any(
        line.startswith("rows joined to an id by name only and contradicted, left out: 2") for line in base.report
    )


def test_one_seat_from_one_day_under_two_spellings_is_one_person(
    tool: ModuleType, tables: Path, tmp_path: Path
) -> None:
    base = tool.build(tables / "tables", tmp_path / "out", tmp_path / "ledger.tsv")
    heads = {t[0] for t in base.terms if t[3] == "head_of_government"}
    assert heads == {"Q900022"}
    assert "was=" in base.actors["Q900022"][5]
