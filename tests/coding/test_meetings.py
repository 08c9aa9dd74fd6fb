"""Meetings told in the ways of ministries: bodies of two states, chairmanships, stays, what is to come next."""

from __future__ import annotations

import pytest

from communique.model import Encounter, Status
from communique.wiring import Stages

from .test_coder import read
from .test_joining import encounters


def lands(met: Encounter) -> set[str | None]:
    return {p.country for p in met.participants}


@pytest.mark.parametrize(
    ("body", "countries", "place"),
    [
        (
            "On 9 June the annual joint session of the collegiums of the Ministries of Foreign Affairs of Armenia and "
            "Georgia was held in Tbilisi.",
            {"ARM", "GEO"},
            "Tbilisi",
        ),
        (
            "The 12th meeting of the Intergovernmental Commission was held in Baku under the chairmanship of Azerbaijani "
            "Deputy Prime Minister Ali Hasanov and Kazakh Deputy Prime Minister Askar Mamin.",
            {"AZE", "KAZ"},
            "Baku",
        ),
        (
            "On 9 June Norwegian diplomats met Chilean officials in talks held in Lima on 8 June.",
            {"NOR", "CHL"},
            "Lima",
        ),
        (
            "During his stay in Nairobi on 8 and 9 June, Indian Foreign Minister Subrahmanyam Jaishankar was received by "
            "President Uhuru Kenyatta.",
            {"IND", "KEN"},
            "Nairobi",
        ),
    ],
)  # fmt: skip
def test_parties_and_place(stages: Stages, body: str, countries: set[str], place: str) -> None:
    met = encounters(read(stages, body))[-1]
    assert lands(met) == countries
    assert met.place is not None
    assert met.place.name == place


def test_foreign_ministers_of_several_states_written_with_capitals(stages: Stages) -> None:
    body = (
        "Japanese Foreign Minister Toshimitsu Motegi met on 9 June with Foreign Ministers from Peru, Chile and Panama."
    )
    assert lands(encounters(read(stages, body))[-1]) == {"JPN", "PER", "CHL", "PAN"}


def test_a_suffix_does_not_hide_the_name(stages: Stages) -> None:
    body = "President Joseph R. Biden, Jr., met on 9 June with Prime Minister Kaja Kallas of Estonia."
    assert lands(encounters(read(stages, body))[-1]) == {"USA", "EST"}


def test_ministers_who_took_part_are_told_in_the_next_sentence(stages: Stages) -> None:
    body = (
        "On 9 June the joint session of the collegiums of the Ministries of Foreign Affairs of Armenia and Georgia was "
        "held in Tbilisi. Minister of Foreign Affairs of Armenia Ara Petrosyan and Minister of Foreign Affairs of "
        "Georgia Gia Lomidze took part."
    )
    assert {p.name for p in encounters(read(stages, body))[-1].participants} == {"Ara Petrosyan", "Gia Lomidze"}


def test_the_next_meeting_is_of_the_same_sides(stages: Stages) -> None:
    body = (
        "Political consultations between Norway and Japan were held in Oslo on 9 June. The next meeting is to be held in "
        "Tokyo in early 2022."
    )
    first, following = encounters(read(stages, body))
    assert (first.status, following.status) == (Status.HELD, Status.PLANNED)
    assert lands(following) == {"NOR", "JPN"}
    assert following.place is not None
    assert following.place.name == "Tokyo"
    assert following.when is not None
    assert following.when.start is not None
    assert following.when.start.year == 2022


def test_nobody_need_come_under_the_auspices_of_a_body(stages: Stages) -> None:
    body = "Talks between Peru and Chile were held in Lima on 9 June under the auspices of the United Nations."
    assert lands(encounters(read(stages, body))[-1]) == {"PER", "CHL"}


def test_a_country_that_is_talked_about_is_no_place(stages: Stages) -> None:
    body = (
        "Norwegian Foreign Minister Ine Eriksen Søreide met Japanese Foreign Minister Toshimitsu Motegi on 9 June. They "
        "also discussed religious freedom in Chad."
    )
    assert {m.place.name for m in encounters(read(stages, body)) if m.place} == set()
