"""The commands that measure: they run as documented, and what they write keeps to the agreed schema."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from evals.verifier.run import shared

from communique.model import Act, Auxiliary, Basis, Format, Side, Status
from communique.ontology import plover
from communique.resolve import KnowledgeBase
from communique.wiring import Stages

ROOT = Path(__file__).parents[2]
BODY = (
    "Vilnius, 3 May – Foreign Minister Arvo Tamm of Estonia met the Foreign Minister of Latvia, Ilze Berzina, in Riga "
    "on 2 May 2019. The ministers discussed trade.\n\n“We support the opening of the bridge,” Tamm said.\n\n"
    "Poland condemned the attack of Belarus on 1 May 2019. 🕊 Poland’s prime minister will visit Belarus on 9 May 2019."
)
ARTICLES = [
    {"url": "https://a.example/1", "title": "Talks in Riga", "published": "2019-05-03", "text": BODY,
     "publisher": "Ministry of Foreign Affairs of Estonia", "language": "en"},
    {"id": "own", "url": "https://a.example/2", "title": "", "published": None, "text": "", "publisher": "Nobody"},
    {"url": "https://a.example/3", "title": "Odd", "published": "some day", "text": "\x00 %%% \u0301", "publisher": ""},
]  # fmt: skip
EVENT = {"type", "mode", "contexts", "auxiliary", "actors", "recipients", "date", "date_basis", "place", "passages",
         "confidence"}  # fmt: skip
ENCOUNTER = {"format", "status", "participants", "date", "place", "topics", "series", "ordinal", "passages"}
STATEMENT = {"speaker", "act", "target", "polarity", "verbatim", "content", "passages"}
PARTY = {"name", "actor_id", "country", "office", "rank", "side", "span"}
ONE_DAY = r"\d{4}(-\d{2}(-\d{2})?)?"
DATE = re.compile(rf"{ONE_DAY}(/{ONE_DAY})?\Z")


def evaluate(module: str, *arguments: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", f"evals.{module}", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Figures and predictions for the articles above."""
    folder = tmp_path_factory.mktemp("extract")
    data, out = folder / "articles.jsonl", folder / "out.jsonl"
    data.write_text("\n".join(json.dumps(one) for one in ARTICLES), encoding="utf-8")
    figures = json.loads(evaluate("extract", "--data", str(data), "--predictions", str(out))[-1])
    return figures, [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def check_spans(spans: list[list[int]], body: str) -> None:
    for start, end in spans:
        assert 0 <= start < end <= len(body)


def check_party(one: dict[str, Any], body: str) -> None:
    assert set(one) == PARTY
    assert one["name"]
    assert one["side"] is None or one["side"] in set(Side)
    assert one["country"] is None or re.fullmatch(r"[A-Z][A-Z0-9_]+", one["country"])
    check_spans([one["span"]] if one["span"] else [], body)


def check_when_where(row: dict[str, Any]) -> None:
    assert row["date"] is None or DATE.match(row["date"]), row["date"]
    assert row["place"] is None or set(row["place"]) == {"country", "name", "lat", "lon"}


def test_one_line_an_article_under_its_id(extracted: tuple[dict[str, Any], list[dict[str, Any]]]) -> None:
    figures, lines = extracted
    assert [line["id"] for line in lines] == ["https://a.example/1", "own", "https://a.example/3"]
    assert all(set(line) == {"id", "events", "encounters", "statements"} for line in lines)
    assert figures["articles"] == 3
    assert figures["articles_per_s"] > 0
    for kind in ("events", "encounters", "statements"):
        assert figures[kind] == sum(len(line[kind]) for line in lines)


def test_events_keep_to_the_schema(extracted: tuple[dict[str, Any], list[dict[str, Any]]]) -> None:
    events = extracted[1][0]["events"]
    assert events
    for row in events:
        assert set(row) == EVENT
        assert row["type"] in plover().types
        assert row["auxiliary"] in set(Auxiliary)
        assert row["date_basis"] is None or row["date_basis"] in set(Basis)
        assert 0 <= row["confidence"] <= 1
        check_when_where(row)
        check_spans(row["passages"], BODY)
        for one in (*row["actors"], *row["recipients"]):
            check_party(one, BODY)


def test_encounters_keep_to_the_schema(extracted: tuple[dict[str, Any], list[dict[str, Any]]]) -> None:
    encounters = extracted[1][0]["encounters"]
    assert encounters
    for row in encounters:
        assert set(row) == ENCOUNTER
        assert row["format"] in set(Format)
        assert row["status"] in set(Status)
        check_when_where(row)
        check_spans(row["passages"], BODY)
        for one in row["participants"]:
            check_party(one, BODY)


def test_statements_keep_to_the_schema(extracted: tuple[dict[str, Any], list[dict[str, Any]]]) -> None:
    statements = extracted[1][0]["statements"]
    assert statements
    for row in statements:
        assert set(row) == STATEMENT
        assert row["act"] in set(Act)
        assert -2 <= row["polarity"] <= 2
        assert isinstance(row["verbatim"], bool)
        check_party(row["speaker"], BODY)
        check_spans(row["content"] + row["passages"], BODY)
    assert "We support the opening of the bridge" in " ".join(BODY[b:e] for s in statements for b, e in s["content"])


def test_extract_without_data_exits_3(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "evals.extract", "--data", str(tmp_path / "none.jsonl")]
    assert subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 3


@pytest.mark.parametrize(
    ("publisher", "home"),
    [
        ("Ministry of Foreign Affairs of Estonia", "EST"),
        ("Australia's Foreign Minister", "AUS"),
        ("Government of Papua New Guinea", "PNG"),
        ("Turkey and Greece Weekly", None),
        ("The Daily Post", None),
        ("", None),
    ],
)
def test_home_is_the_one_country_in_the_publishers_name(stages: Stages, publisher: str, home: str | None) -> None:
    from evals.extract import home_of

    assert home_of(stages.base, publisher) == home


def test_desk_measures_the_sample() -> None:
    figures = json.loads(evaluate("desk", "--json")[-1])
    assert set(figures) == {"seconds_by_stage", "peak_mb", "counts", "refused", "could_not_check"}
    assert set(figures["seconds_by_stage"]) == {"ingest", "code", "merge", "digest"}
    assert all(seconds > 0 for seconds in figures["seconds_by_stage"].values())
    assert figures["counts"]["coded"] == len(list((ROOT / "samples" / "belarus-2014").glob("20*.md")))
    assert figures["counts"]["sentences"] > 0
    assert figures["peak_mb"] > 0


def test_two_judges_of_actors_agree_by_kind_person_and_office() -> None:
    from evals.actors import agreement

    base = KnowledgeBase.load()[0]
    one = {"kind": "person", "who": "Sergei Lavrov", "office": "Foreign Minister", "country": "RUS"}
    two = one | {"who": "Sergey Lavrov", "office": "Minister of Foreign Affairs"}
    first = [{"id": "a", "actors": [one]}, {"id": "b", "actors": [{"kind": "organisation", "who": "OSCE"}]}]
    second = [{"id": "a", "actors": [two]}, {"id": "b", "actors": []}, {"id": "c", "actors": []}]
    told = agreement(base, first, second)
    assert told["judged_twice"] == 3 and told["same_kind"] == 0.6667
    assert (told["same_who"], told["same_office"]) == (1.0, 1.0)


def test_shares_of_pairs_keep_an_article_together() -> None:
    rows = [{"id": f"{article}-{k}", "text": f"text {article}"} for article in range(7) for k in range(article + 1)]
    shares = shared(rows, 2)
    assert sorted(row["id"] for share in shares for row in share) == sorted(row["id"] for row in rows)
    assert not {row["text"] for row in shares[0]} & {row["text"] for row in shares[1]}
    assert abs(len(shares[0]) - len(shares[1])) <= 2
    assert shared(rows[:1], 4) == [rows[:1]]
