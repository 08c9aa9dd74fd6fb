"""The style of names changes what is printed, in every output, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from communique.desks import Desk
from communique.model import Claim, NameForm, Place, PlacePrecision, Window
from communique.publish import publish
from communique.wiring import HouseNames, RecordNames, Stages, names_of

WINDOW = {"start": "2014-11-03", "end": "2014-11-24"}


def printed(desk: Path, style: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, tuple[Claim, ...]]:
    monkeypatch.setenv("COMMUNIQUE_DIGEST__NAMES", style)
    with Desk(desk) as opened:
        window = Window(start=_day(WINDOW["start"]), end=_day(WINDOW["end"]))
        made = publish(opened, window, out=desk / style, formats=("md",))
        return made.paths[0].read_text(encoding="utf-8"), made.issue.claims


def _day(words: str):  # type: ignore[no-untyped-def]
    from datetime import date

    return date.fromisoformat(words)


def test_a_digest_in_another_style_is_checked_and_tells_the_same(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house, told = printed(desk, "house", monkeypatch)
    other, retold = printed(desk, "english", monkeypatch)
    front = other.partition("## Notes")[0]
    assert "Aliaksandr Lukashenka" in house and "Aliaksandr Lukashenka" not in front
    assert "Alexander Lukashenko" in front
    assert {h for c in told for h in c.happenings} == {h for c in retold for h in c.happenings}


def test_tables_follow_the_style_with_the_same_ids(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desk(desk) as opened:
        met = opened.store.happenings()
        parties = [p for h in met for p in h.content.parties if p.actor_id == "Q2866"]
        shown = {style: names_of(opened.stages, style).person(parties[0]) for style in NameForm}
    assert shown[NameForm.LOCAL] == "Alyaksandr Lukashenka" and shown[NameForm.RUSSIAN] == "Aleksandr Lukashenko"
    assert json.loads(json.dumps(shown))["house"] == parties[0].name


def test_a_place_keeps_its_spelling_where_the_style_has_none(stages: Stages) -> None:
    names = HouseNames(stages.base, NameForm.RUSSIAN)
    kyiv = Place(name="Kyiv", country="UKR", precision=PlacePrecision.CITY, gazetteer_id="geonames:703448")
    oslo = Place(name="Oslo", country="NOR", precision=PlacePrecision.CITY, gazetteer_id="geonames:3143244")
    assert (names.place(kyiv), names.place(oslo)) == ("Kiev", "Oslo")
    assert HouseNames(stages.base).place(kyiv) == "Kyiv"
    assert isinstance(names_of(Stages(), NameForm.HOUSE), RecordNames)
