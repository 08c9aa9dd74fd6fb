"""Who "we" and "I" are in prose, and repairs of broken parses, in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from tests.coding.test_coder import names

from communique.model import Event, Problem, Reading
from communique.wiring import Stages, as_text

DAY = date(2021, 6, 17)


def events(stages: Stages, body: str, *, title: str = "", home: str | None = None) -> list[Event]:
    """The events of a text published on ``DAY``."""
    text = as_text(body, title=title, published=DAY)
    found: list[Event] = []
    for item in stages.documents([text], {text.source_id: home}):
        assert not isinstance(item, Problem)
        read = [one.content for one in stages.coder.code(item) if isinstance(one, Reading)]
        found.extend(one for one in read if isinstance(one, Event))
    return found


OWN_VOICE = [
    # body, title, home, type, recipients
    ("Norway is alarmed by the raid. We condemn Russia for it.", "", "NOR", "ACCUSE", {"RUS"}),
    ("We urge Belarus to free the prisoners.", "Statement on the prisoners", "CAN", "REQUEST", {"BLR"}),
    (
        "Kenya mourns with all of its neighbours on this day. Our government urges Somalia to hold talks.",
        "",
        "KEN",
        "REQUEST",
        {"SOM"},
    ),
    ("I condemn Russia for the attack.", "A message from the Prime Minister", "AUS", "ACCUSE", {"RUS"}),
]


@pytest.mark.parametrize(("body", "title", "home", "kind", "recipients"), OWN_VOICE)
def test_we_and_i_are_the_publishers_state(
    stages: Stages, body: str, title: str, home: str, kind: str, recipients: set[str]
) -> None:
    found = [e for e in events(stages, body, title=title, home=home) if e.type == kind]
    assert [(names(e.actors), names(e.recipients)) for e in found] == [({home}, recipients)]


def test_we_in_a_joint_statement_are_its_states(stages: Stages) -> None:
    body = "The Governments of Japan and Canada issued the following text. We condemn Russia for the raid."
    found = events(stages, body, title="Joint Statement on the raid", home="CAN")
    assert [names(e.actors) for e in found if e.type == "ACCUSE"] == [{"JPN", "CAN"}]


def test_we_in_a_newspaper_and_in_a_quotation_are_nobody(stages: Stages) -> None:
    assert events(stages, "We condemn Russia for the raid.", title="Opinion: enough", home="POL") == []
    quoted = "Poland heard him. “We condemn Russia for the raid,” he said."
    assert [names(e.actors) for e in events(stages, quoted, title="Statement", home="POL")] == []


def test_a_call_after_an_aside_is_a_call(stages: Stages) -> None:
    body = (
        "Minister of Foreign Affairs of the Republic of Korea (ROK) Park Jin, who is in Singapore for an official "
        "visit, called on Prime Minister Lee Hsien Loong on 15 June."
    )
    found = [e for e in events(stages, body, home="SGP") if e.type == "CONSULT" and "SGP" in names(e.recipients)]
    assert {(e.mode, e.auxiliary.value) for e in found} == {("visit", "none")}
    assert "Lee Hsien Loong" in {party.name for e in found for party in e.recipients}


def test_a_long_title_is_one_phrase(stages: Stages) -> None:
    body = (
        "Coordinating Minister for Economic Affairs of the Republic of Indonesia Airlangga Hartarto will be making a "
        "working visit to Singapore from 20 to 22 June 2021."
    )
    found = events(stages, body, home="SGP")
    assert [(e.type, names(e.actors), names(e.recipients)) for e in found] == [("AGREE", {"IDN"}, {"SGP"})]


def test_an_office_before_a_bare_name_belongs_to_it(stages: Stages) -> None:
    body = "Vladimir Putin had a telephone conversation with President of the Central African Republic Faustin-Archange Touadera."
    found = events(stages, body, home="RUS")
    assert [(e.mode, names(e.actors)) for e in found] == [("phone", {"RUS", "CAF"})]


def test_an_adviser_to_a_president_is_not_the_president(stages: Stages) -> None:
    body = "Jake Sullivan met on 15 June with Ibrahim Kalin, Spokesperson and Chief Advisor to the President of Turkey."
    found = [e for e in events(stages, body, home="USA") if e.type == "CONSULT"]
    assert [party.name for e in found for party in e.actors if party.office == "President"] == []


def test_what_was_discussed_by_telephone_was_not_discussed_in_a_meeting(stages: Stages) -> None:
    call = "Norwegian Foreign Minister Anniken Huitfeldt spoke by phone with Russian Foreign Minister Sergey Lavrov. "
    more = "The two ministers discussed fishing."
    assert {e.mode for e in events(stages, call + more, home="NOR")} == {"phone"}
    met = call.replace("spoke by phone with", "met")
    assert {e.mode for e in events(stages, met + more, home="NOR")} == {None}


def test_whom_one_spoke_with_to_reaffirm_something_is_not_the_subject_of_it(stages: Stages) -> None:
    body = "President Joe Biden spoke today with Prime Minister Naftali Bennett of Israel to reaffirm the partnership."
    found = events(stages, body, home="USA", title="Readout of the Call with Bennett")
    assert [(e.type, e.mode, names(e.actors)) for e in found] == [("CONSULT", "phone", {"USA", "ISR"})]


def test_talks_with_someone_behind_day_and_means(stages: Stages) -> None:
    body = "Vladimir Putin will hold talks on 30 June via videoconference with President of Vietnam Nguyen Xuan Phuc."
    found = events(stages, body, home="RUS")
    assert {(e.type, frozenset(names(e.actors))) for e in found} == {("AGREE", frozenset({"RUS", "VNM"}))}


@pytest.mark.parametrize(
    "body",
    [
        "Pakistani Foreign Minister Shah Mahmood Qureshi is on a working visit to Oslo, Norway.",
        "Pakistani Foreign Minister Shah Mahmood Qureshi is in Norway for an official visit.",
    ],
)
def test_who_is_on_a_visit_visits(stages: Stages, body: str) -> None:
    found = events(stages, body, home="PAK")
    assert [(e.mode, names(e.actors), names(e.recipients)) for e in found] == [("visit", {"PAK"}, {"NOR"})]


def test_the_secretary_is_whom_the_text_named_so(stages: Stages) -> None:
    body = (
        "Secretary of State Antony Blinken met Colombian President Iván Duque on 15 June. "
        "The Secretary praised Colombia for the truce."
    )
    found = [e for e in events(stages, body, home="USA") if e.type == "SUPPORT"]
    assert [(names(e.actors), names(e.recipients)) for e in found] == [({"USA"}, {"COL"})]
