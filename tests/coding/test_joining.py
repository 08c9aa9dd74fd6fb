"""People whom a later sentence adds to the meeting or journey told before."""

from __future__ import annotations

import pytest

from communique.model import Encounter, Reading
from communique.wiring import Stages

from .test_coder import names, read


def encounters(readings: list[Reading]) -> list[Encounter]:
    return [r.content for r in readings if isinstance(r.content, Encounter)]


@pytest.mark.parametrize(
    ("body", "people"),
    [
        (
            "The second India-Kenya dialogue took place in Nairobi on 14 June. It was chaired by Indian Foreign Minister "
            "Subrahmanyam Jaishankar and Kenyan Foreign Minister Raychelle Omamo.",
            {"Subrahmanyam Jaishankar", "Raychelle Omamo"},
        ),
        (
            "Political consultations between Norway and Japan were held in Oslo on 14 June. The delegations were headed "
            "by Deputy Foreign Minister Tore Hattrem of Norway and Deputy Foreign Minister Takeo Mori of Japan.",
            {"Tore Hattrem", "Takeo Mori"},
        ),
        (
            "The dialogue between the United States and Latvia took place in Riga on 14 June. It was led by Foreign "
            "Minister Edgars Rinkēvičs of Latvia and on the U.S. side by Assistant Secretary of State Daniel Kritenbrink.",
            {"Edgars Rinkēvičs", "Daniel Kritenbrink"},
        ),
    ],
)  # fmt: skip
def test_who_led_it_took_part(stages: Stages, body: str, people: set[str]) -> None:
    last = encounters(read(stages, body))[-1]
    assert {p.name for p in last.participants} == people
    assert last.when is not None
    assert last.when.to_iso() == "2021-06-14"
    assert last.place is not None


def test_a_meeting_whose_parties_come_in_the_next_sentence(stages: Stages) -> None:
    body = (
        "The meeting took place in Minsk on 14 June. It was led by Belarusian Foreign Minister Vladimir Makei and Russian "
        "Foreign Minister Sergey Lavrov."
    )
    met = encounters(read(stages, body))
    assert [names(m.participants) for m in met] == [{"BLR", "RUS"}]
    assert met[0].when is not None
    assert (met[0].when.to_iso(), met[0].place and met[0].place.name) == ("2021-06-14", "Minsk")


def test_who_came_along_is_a_guest_too(stages: Stages) -> None:
    body = "Hungarian President János Áder visited Croatia on 14 June. He was accompanied by Foreign Minister Péter Szijjártó."
    last = encounters(read(stages, body))[-1]
    assert {p.name: p.side.value if p.side else "" for p in last.participants if p.country == "HUN"} == {
        "János Áder": "guest",
        "Péter Szijjártó": "guest",
    }


def test_another_meeting_adds_nobody(stages: Stages) -> None:
    body = (
        "Finnish Foreign Minister Pekka Haavisto met Estonian Foreign Minister Eva-Maria Liimets on 14 June. Chad's army "
        "was led by General Idriss Youssouf."
    )
    assert {frozenset(names(m.participants)) for m in encounters(read(stages, body))} == {frozenset({"FIN", "EST"})}


def test_a_body_of_two_states_is_both_of_them(stages: Stages) -> None:
    body = "The sixth meeting of the Finnish-Polish commission was held in Helsinki on 15 June."
    met = encounters(read(stages, body))
    assert [(names(m.participants), m.ordinal) for m in met] == [({"FIN", "POL"}, 6)]


@pytest.mark.parametrize(
    ("body", "parties", "place"),
    [
        (
            "Danish Foreign Minister Jeppe Kofod spoke to the press after a joint session of the Danish and Polish foreign "
            "ministries held in Warsaw on 14 June.",
            {"DNK", "POL"},
            "Warsaw",
        ),
        (
            "Kenyan Foreign Minister Raychelle Omamo spoke to reporters after a regular session of senior officials from "
            "the Kenyan and Ugandan defence ministries held in Kampala on 14 June.",
            {"KEN", "UGA"},
            "Kampala",
        ),
    ],
)
def test_a_session_held_somewhere_some_day(stages: Stages, body: str, parties: set[str], place: str) -> None:
    met = next(m for m in encounters(read(stages, body)) if "session" in m.series)
    assert names(met.participants) == parties
    assert met.when is not None
    assert (met.when.to_iso(), met.place and met.place.name) == ("2021-06-14", place)


def test_the_official_named_before_is_meant_by_what_he_is(stages: Stages) -> None:
    body = (
        "On 10 and 11 June, Chinese Foreign Minister Wang Yi visited Norway. The Chinese diplomat and Norwegian Foreign "
        "Minister Ine Eriksen Søreide led the third China-Norway consultation meeting."
    )
    met = next(m for m in encounters(read(stages, body)) if m.ordinal == 3)
    assert {p.name for p in met.participants} == {"Wang Yi", "Ine Marie Eriksen Søreide"}
    assert met.when is not None
    assert (met.when.to_iso(), met.when.basis.value) == ("2021-06-10/2021-06-11", "anchored")


def test_talks_of_the_one_the_sentence_before_was_about(stages: Stages) -> None:
    body = (
        "The Turkish minister Mevlüt Çavuşoğlu met with traders in Tirana. He raised the price of grain in his talks with "
        "Prime Minister Edi Rama and Foreign Minister Olta Xhaçka of Albania."
    )
    talks = next(m for m in encounters(read(stages, body)) if m.format.value == "talks")
    assert names(talks.participants) == {"TUR", "ALB"}


def test_what_was_discussed_on_the_telephone_is_the_call(stages: Stages) -> None:
    body = (
        "Finnish President Sauli Niinistö spoke by phone with Estonian President Alar Karis on 14 June. "
        "They discussed ferry traffic. The presidents also exchanged views on Belarus."
    )
    assert {m.format.value for m in encounters(read(stages, body))} == {"call"}
