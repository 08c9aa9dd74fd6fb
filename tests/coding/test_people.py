"""Persons named in more than one way, and officials whose state the text gives elsewhere."""

from __future__ import annotations

import pytest

from communique.coding.persons import name_words
from communique.model import Encounter, Event, Format, Side
from communique.wiring import Stages

from .test_coder import read

PLACED = [
    (
        "Kenyan Deputy Transport Minister Wanjiru Mwangi-Otieno met Polish Foreign Minister Zbigniew Rau on 14 June. "
        "Minister Mwangi-Otieno also met Czech Foreign Minister Jakub Kulhánek.",
        {"KEN", "CZE"},
    ),
    (
        "Norwegian Foreign Minister Ine Eriksen Søreide met Latvian Prime Minister Krišjānis Kariņš and Minister of "
        "Fisheries Ilze Kalve in Riga on 14 June.",
        {"NOR", "LVA"},
    ),
    (
        "Finnish Foreign Minister Pekka Haavisto visited Ghana on 14 June. He met Minister of Fisheries Abena Kuffour.",
        {"FIN", "GHA"},
    ),
]


@pytest.mark.parametrize(("body", "sides"), PLACED)
def test_an_unknown_official_is_of_the_state_the_text_gives(stages: Stages, body: str, sides: set[str]) -> None:
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants} == sides


def test_two_of_one_surname_are_not_confused(stages: Stages) -> None:
    body = (
        "Kenyan Trade Minister Amina Njoroge and Ugandan Trade Minister Paul Njoroge met on 14 June. Mr Njoroge then met "
        "Polish Foreign Minister Zbigniew Rau."
    )
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants if "Njoroge" in p.name} <= {None}


def test_name_words_leave_titles_and_accents_out() -> None:
    assert name_words("Dato’ Seri Ismaïl bin Al-Amin") == {"ismail", "bin", "al", "amin"}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        (
            "Polish Foreign Minister Zbigniew Rau had meetings with Minister of Foreign Affairs of Canada Marc Garneau, High "
            "Representative of the European Union for Foreign Affairs and Security Policy Josep Borrell, and Minister of "
            "Foreign Affairs of Indonesia Retno Marsudi on 14 June.",
            {"POL", "CAN", "EUE", "IDN"},
        ),
        (
            "On 14 June, Finnish Foreign Minister Pekka Haavisto met Latvian Foreign Minister Edgars Rinkēvičs and "
            "Lithuanian Foreign Minister Gabrielius Landsbergis.",
            {"FIN", "LVA", "LTU"},
        ),
    ],
)
def test_a_list_goes_on_over_the_words_of_an_office(stages: Stages, body: str, who: set[str]) -> None:
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.country for p in met.participants} == who


def test_an_adviser_to_somebody_is_no_list(stages: Stages) -> None:
    body = "Kenyan President Uhuru Kenyatta met Ibrahim Kalin, chief adviser to the President of Turkey, on 14 June."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert "Recep Tayyip Erdoğan" not in {p.name for p in met.participants}


@pytest.mark.parametrize(
    "body",
    [
        "On 14 June, Norwegian Foreign Minister Ine Eriksen Søreide held a meeting with heads of fishing enterprises.",
        "On 14 June, Norwegian Foreign Minister Ine Eriksen Søreide hosted a reception.",
        "Norwegian Prime Minister Erna Solberg met Danish Prime Minister Mette Frederiksen on many occasions.",
    ],
)
def test_own_affairs_one_sided_dinners_and_old_habits_are_no_encounters(stages: Stages, body: str) -> None:
    assert [r.content for r in read(stages, body, home="NOR") if isinstance(r.content, Encounter)] == []


def test_a_group_met_abroad_is_an_encounter(stages: Stages) -> None:
    body = "On 14 June, Norwegian Foreign Minister Ine Eriksen Søreide held a meeting with business leaders in Nairobi."
    assert [r.content for r in read(stages, body, home="NOR") if isinstance(r.content, Encounter)]


def test_a_review_of_engagements_with_a_state_is_not_held_with_it(stages: Stages) -> None:
    body = "On 14 June, Latvian President Egils Levits and Estonian President Alar Karis reviewed their recent engagement with Belarus."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.country for p in met.participants} == {"LVA", "EST"}


def test_a_surname_is_the_person_the_text_names_in_full(stages: Stages) -> None:
    body = (
        "Finnish Deputy Minister Aino Landsbergis met Latvian Foreign Minister Edgars Rinkēvičs on 14 June. "
        "Minister Landsbergis also met Polish Foreign Minister Zbigniew Rau."
    )
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants} == {"FIN", "POL"}


def test_an_office_of_an_international_body_is_of_no_state(stages: Stages) -> None:
    body = (
        "Norwegian Foreign Minister Ine Eriksen Søreide visited Kenya on 14 June. She met Executive Director Amina "
        "Waweru-Holt of the Lakes Fund."
    )
    people = [p for r in read(stages, body, home="NOR") for p in r.content.parties if "Waweru" in p.name]
    assert {p.country for p in people} <= {None}


def test_an_adjective_places_an_unknown_official(stages: Stages) -> None:
    body = "On 14 June, Finnish Foreign Minister Pekka Haavisto met the Belgian scholar Thomas Claes."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.country for p in met.participants} == {"FIN", "BEL"}


def test_who_is_included_in_a_group_took_part(stages: Stages) -> None:
    body = "On 14 June, Norwegian Prime Minister Erna Solberg met with leaders in Berlin, including German Chancellor Angela Merkel."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.country for p in met.participants} == {"NOR", "DEU"}


def test_a_journey_to_several_places_has_all_their_states(stages: Stages) -> None:
    body = (
        "Danish Foreign Minister Jeppe Kofod will travel to Asunción, Paraguay; Lima, Peru; and San Salvador, El Salvador, "
        "on 20 June."
    )
    trip = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.country for p in trip.participants} == {"DNK", "PRY", "PER", "SLV"}


def test_they_who_travel_are_not_those_whom_they_met(stages: Stages) -> None:
    body = (
        "On 14 June, Danish Foreign Minister Jeppe Kofod and Danish Defence Minister Trine Bramsen met Kenyan President "
        "Uhuru Kenyatta in Nairobi. They also met with Ugandan Foreign Minister Sam Kutesa."
    )
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants} == {"DNK", "UGA"}


def test_talks_during_a_telephone_conversation_are_a_call(stages: Stages) -> None:
    body = "During the telephone conversation, Finnish President Sauli Niinistö and Estonian President Alar Karis discussed ferry traffic."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert met.format.value == "call"


def test_the_members_of_a_body_are_the_body(stages: Stages) -> None:
    body = "On 14 June, Norway donated vaccines to ASEAN members."
    given = next(r.content for r in read(stages, body) if isinstance(r.content, Event))
    assert {p.name for p in given.recipients} == {"Association of Southeast Asian Nations"}


def test_a_stay_is_not_in_the_guest_s_own_country(stages: Stages) -> None:
    body = "During Foreign Minister Sergey Lavrov's stay in Minsk on 14 June, Belarus and Russia discussed trade."
    stay = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter) and r.content.host)
    assert {p.country for p in stay.participants if p.side is Side.HOST} == {"BLR"}


def test_groups_of_several_states_keep_a_name(stages: Stages) -> None:
    body = "Leaders of France, Germany and Italy met in Rome on 14 June."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert {p.name for p in met.participants} == {"leaders (FRA)", "leaders (DEU)", "leaders (ITA)"}


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("Senior diplomats from Kenya and Chad met on 14 June in Oslo.", "senior diplomats"),
        ("The Foreign Ministers from Kenya and Chad met on 14 June in Oslo.", "foreign ministers"),
        ("The Experts of Kenya and Chad met on 14 June in Oslo.", "experts"),
        ("The Kenyan and Chadian Leaders held talks on 14 June in Oslo.", "leaders"),
    ],
)
def test_groups_of_several_states_are_called_by_what_they_are(stages: Stages, body: str, what: str) -> None:
    met = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)]
    assert {p.name for m in met for p in m.participants} == {f"{what} (KEN)", f"{what} (TCD)"}


@pytest.mark.parametrize(
    ("body", "who"),
    [
        (
            "Norwegian Foreign Minister Ine Eriksen Søreide was in Riga and met with the following: Krišjānis Kariņš (Prime "
            "Minister of Latvia) Jakub Kulhánek (Czech Foreign Minister) Also present: Pekka Haavisto",
            {"NOR", "LVA", "CZE"},
        ),
        (
            "On 14 June, Kenyan President Uhuru Kenyatta met the following visiting ministers: Jakub Kulhánek (Czech Foreign "
            "Minister), and Zbigniew Rau (Polish Foreign Minister).",
            {"KEN", "CZE", "POL"},
        ),
        (
            "Czech Foreign Minister Jakub Kulhánek met Latvian Prime Minister Krišjānis Kariņš and said the following: the "
            "talks with Zbigniew Rau, the Polish Foreign Minister, are still to come.",
            {"CZE", "LVA"},
        ),
    ],
)
def test_a_list_after_a_colon_is_of_what_announces_it(stages: Stages, body: str, who: set[str]) -> None:
    met = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)]
    assert {p.country for m in met for p in m.participants} == who


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("Kenyan President Uhuru Kenyatta was in Oslo and met Czech Foreign Minister Jakub Kulhánek.", "Oslo"),
        (
            "Polish Foreign Minister Zbigniew Rau travelled to Kenya, Mombasa and met President Uhuru Kenyatta.",
            "Mombasa",
        ),
        (
            "Polish Foreign Minister Zbigniew Rau was in Oslo, and Czech Foreign Minister Jakub Kulhánek met Uhuru Kenyatta.",
            "",
        ),
    ],
)
def test_who_was_somewhere_and_met_others_met_them_there(stages: Stages, body: str, where: str) -> None:
    met = [
        r.content for r in read(stages, body) if isinstance(r.content, Encounter) and r.content.format is Format.MEETING
    ]
    assert {m.place.name if m.place else "" for m in met} == {where}
