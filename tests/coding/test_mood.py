"""Customs, standing facts, plans: what is told without having happened this week."""

from __future__ import annotations

import pytest

from communique.model import Encounter, Event
from communique.wiring import Stages

from .test_coder import read


@pytest.mark.parametrize(
    "body",
    [
        "Norway has long supported Ukraine.",
        "Over the years, Finland has provided medical assistance to Estonia.",
        "Since 2014, Canada has imposed sanctions on Russia.",
        "Canada continues to provide humanitarian assistance to Yemen.",
        "Every year, the foreign ministers of Poland and Germany meet in Warsaw.",
        "Peru and Chile have met many times.",
        "Japan has condemned North Korea on several occasions.",
    ],
)
def test_customs_and_standing_facts_are_no_events(stages: Stages, body: str) -> None:
    assert [r.content for r in read(stages, body) if isinstance(r.content, Event)] == []


@pytest.mark.parametrize(
    "body",
    [
        "Prime Minister Sanna Marin of Finland looks forward to meeting President Emmanuel Macron of France in Paris.",
        "Serbian President Aleksandar Vučić is going to meet Hungarian Prime Minister Viktor Orbán next week.",
        "Polish Foreign Minister Zbigniew Rau is to meet Lithuanian Foreign Minister Gabrielius Landsbergis on 20 June.",
    ],
)
def test_what_is_looked_forward_to_is_a_plan(stages: Stages, body: str) -> None:
    readings = read(stages, body)
    assert {r.content.auxiliary.value for r in readings if isinstance(r.content, Event)} == {"future"}
    assert {r.content.status.value for r in readings if isinstance(r.content, Encounter)} == {"planned"}


def test_a_continued_act_of_the_past_is_told(stages: Stages) -> None:
    body = "On 14 June, Turkey continued to provide medical assistance to Albania."
    assert [r.content.type for r in read(stages, body) if isinstance(r.content, Event)] == ["AID"]


def test_the_agent_of_a_passive_lets_the_day_pass(stages: Stages) -> None:
    body = "Croatian President Zoran Milanović was hosted by Hungarian President János Áder in Budapest on 10 June."
    event = next(r.content for r in read(stages, body) if isinstance(r.content, Event))
    assert event.when is not None
    assert event.when.to_iso() == "2021-06-10"


@pytest.mark.parametrize(
    ("body", "auxiliary"),
    [
        ("Polish Foreign Minister Zbigniew Rau meets Latvian Foreign Minister Edgars Rinkēvičs on 20 June.", {"future"}),
        ("Today Kenyan President Uhuru Kenyatta meets Ugandan President Yoweri Museveni in Mombasa.", {"none"}),
        ("Each summer, Kenyan President Uhuru Kenyatta meets Ugandan President Yoweri Museveni.", set()),
        ("Norwegian Prime Minister Erna Solberg was to meet Danish Prime Minister Mette Frederiksen on 10 June.", {"hypothetical"}),
    ],
)  # fmt: skip
def test_the_present_of_a_programme_and_a_plan_that_is_over(stages: Stages, body: str, auxiliary: set[str]) -> None:
    readings = read(stages, body)
    assert {r.content.auxiliary.value for r in readings if isinstance(r.content, Event)} == auxiliary
