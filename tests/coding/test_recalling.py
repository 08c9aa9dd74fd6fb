"""Contacts told again: at news conferences, in interviews and asides they are no contact of that day. Own sentences."""

from __future__ import annotations

import pytest
from tests.coding.test_narrator import events

from communique.model import Event
from communique.wiring import Stages

SPEAKER = "PRESIDENT EMMANUEL MACRON:\n\n"


def contacts(stages: Stages, body: str, *, title: str = "", home: str = "FRA") -> list[Event]:
    """Meetings, visits and calls that took place."""
    return [e for e in events(stages, body, title=title, home=home) if e.type == "CONSULT"]


@pytest.mark.parametrize(
    "told",
    [
        "I have had two conversations with President Sandu of Moldova.",
        "I met Prime Minister Modi of India when he came to Paris.",
        "As you know, I have spoken to President Sandu of Moldova.",
        "We have discussed this with the Government of India before.",
        "When I met Prime Minister Modi of India, I told him so.",
        "Our minister, Jean-Yves Le Drian, has been speaking with the Government of India.",
    ],
)
def test_a_talk_told_again_makes_no_contact(stages: Stages, told: str) -> None:
    body = f"QUESTION: Mr President, what comes next?\n\n{SPEAKER}Thank you. {told}"
    assert contacts(stages, body, title="News conference in Lyon") == []


@pytest.mark.parametrize(
    ("told", "title", "day"),
    [
        ("I met Prime Minister Modi of India this morning.", "News conference in Lyon", "2021-06-17"),
        ("I met Prime Minister Modi of India on 20 May 2021.", "News conference in Lyon", "2021-05-20"),
        ("I met Prime Minister Modi of India and we discussed trade.", "News conference following talks with India",
         "../2021-06-17"),
    ],
)  # fmt: skip
def test_a_day_or_a_partner_on_the_stage_makes_it_one(stages: Stages, told: str, title: str, day: str) -> None:
    found = contacts(stages, f"QUESTION: What comes next?\n\n{SPEAKER}Thank you. {told}", title=title)
    assert [e.when.to_iso() for e in found if e.when] == [day]


def test_a_call_recalled_face_to_face_is_none(stages: Stages) -> None:
    body = (
        f"{SPEAKER}Welcome. We discussed this by telephone.\n\n"
        "PRESIDENT MAIA SANDU:\n\nThank you. Today we discussed trade."
    )
    assert {e.mode for e in contacts(stages, body, title="Meeting with President Maia Sandu of Moldova")} <= {None}


@pytest.mark.parametrize(
    ("body", "many"),
    [
        ("French President Emmanuel Macron has met President Sandu of Moldova over thirty years.", 0),
        ("There is momentum in exchanges, including visits by President Macron to India.", 0),
        ("There is momentum in exchanges, including visits by President Macron to India on 2 and 3 June 2021.", 1),
        ("The two spoke of President Macron's recent visit to India.", 0),
        ("The two spoke of President Macron's visit to India on 20 May 2021.", 1),
        ("French President Emmanuel Macron is discussing a loan with Moldovan President Maia Sandu.", 0),
        ("French President Emmanuel Macron discussed a loan with Moldovan President Maia Sandu.", 1),
    ],
)
def test_prose(stages: Stages, body: str, many: int) -> None:
    assert len(contacts(stages, body)) == many


def test_an_office_of_long_ago_is_not_its_holder_of_today(stages: Stages) -> None:
    body = "In 1987, the French President visited India. In 2018, President Emmanuel Macron visited India."
    told = contacts(stages, body)
    assert [[p.name for p in e.actors] for e in told] == [["France"], ["Emmanuel Macron"]]


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("French President Emmanuel Macron met today with Moldovan President Maia Sandu, and underscored our "
         "commitment to reform.", {"FRA", "MDA"}),
        ("French President Emmanuel Macron met and briefed Moldovan President Maia Sandu.", {"FRA", "MDA"}),
        ("French President Emmanuel Macron led a delegation of officials to Moldova.", {"FRA", "MDA"}),
    ],
)  # fmt: skip
def test_who_is_met_beside_another_verb(stages: Stages, body: str, parties: set[str]) -> None:
    (found,) = contacts(stages, body)
    assert {p.country for p in found.parties} == parties


def test_what_is_returned_travels_not_he_who_returns_it(stages: Stages) -> None:
    assert (
        contacts(stages, "Moldovan President Maia Sandu will help us find the bodies and returned them to India.") == []
    )
    assert len(contacts(stages, "Moldovan President Maia Sandu travelled to India.")) == 1


def test_a_plan_that_is_only_weighed_is_none(stages: Stages) -> None:
    found = events(stages, "French officials and Maia Sandu discussed the readiness of India to hold talks with China.")
    assert [e for e in found if e.type == "AGREE"] == []
