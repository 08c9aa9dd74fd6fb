"""What is announced, signed and said together; what several are led by. Sentences of our own."""

from __future__ import annotations

import pytest
from tests.coding.test_coder import names
from tests.coding.test_narrator import events

from communique.wiring import Stages

JOINT = "Joint Statement by Kenya and Uganda"


@pytest.mark.parametrize(
    ("body", "kind", "auxiliary"),
    [
        ("Kenyan President William Ruto's visit to Norway is an opportunity to deepen ties.", "AGREE", "future"),
        ("Kenyan President William Ruto's visit to Norway was an opportunity to deepen ties.", "CONSULT", "none"),
        ("Ahead of the visit of Kenyan President William Ruto to Norway, flags were put up.", "AGREE", "future"),
        ("Kenyan President William Ruto would be visiting Norway on 20 June.", "AGREE", "future"),
        ("Kenyan President William Ruto visited Norway on 10 June.", "CONSULT", "none"),
    ],
)
def test_announced_is_not_held(stages: Stages, body: str, kind: str, auxiliary: str) -> None:
    assert [(e.type, e.auxiliary.value) for e in events(stages, body, home="NOR")] == [(kind, auxiliary)]


def test_a_planned_visit_named_again_is_not_held(stages: Stages) -> None:
    plan = "Kenyan President William Ruto will pay a visit to Norway."
    again = "President William Ruto's visit to Norway shows the depth of our ties."
    assert [e.auxiliary.value for e in events(stages, f"{plan} {again}", home="NOR")] == ["future"]
    assert [e.auxiliary.value for e in events(stages, again, home="NOR")] == ["none"]


def test_a_courtesy_call_is_paid_in_person(stages: Stages) -> None:
    (call,) = events(
        stages, "Kenyan President William Ruto paid a courtesy call on Norwegian King Harald V.", home="NOR"
    )
    assert (call.mode, names(call.actors), names(call.recipients)) == ("visit", {"KEN"}, {"NOR"})
    (rang,) = events(stages, "Kenyan President William Ruto had a phone call with Norwegian King Harald V.", home="NOR")
    assert rang.mode == "phone"


@pytest.mark.parametrize(
    ("body", "title", "many"),
    [
        ("We agree to work more closely on fisheries.", JOINT, 1),
        ("Both sides agreed to open a bridge.", JOINT, 1),
        ("We agree to work more closely on fisheries.", "Remarks on Kenya", 0),
        ("Both sides agreed to open a bridge.", "Remarks on Kenya", 0),
    ],
)
def test_we_of_several_states(stages: Stages, body: str, title: str, many: int) -> None:
    found = [e for e in events(stages, body, title=title, home="KEN") if e.type == "AGREE"]
    assert [names(e.actors) for e in found] == [{"KEN", "UGA"}] * many


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("The signing of the agreement on fisheries between Kenya and Uganda took place in Nairobi.", {"KEN", "UGA"}),
        ("Kenyan President William Ruto and Ugandan President Yoweri Museveni witnessed the signing of a memorandum.",
         {"KEN", "UGA"}),
        ("A memorandum has also been signed between the Skills Corporation of India and the Kenyan Department of "
         "Industry.", {"IND", "KEN"}),
        ("Ministers discussed the signing of an agreement on fisheries between Kenya and Uganda.", set()),
        ("This paves the way for the signing of an agreement between Kenya and Uganda.", set()),
    ],
)  # fmt: skip
def test_signings(stages: Stages, body: str, parties: set[str]) -> None:
    found = [e for e in events(stages, body) if e.type == "SUPPORT"]
    assert {code for e in found for code in names(e.parties)} == parties


@pytest.mark.parametrize("verb", ["held talks on", "discussed"])
def test_a_conflict_between_others_is_no_talk_of_theirs(stages: Stages, verb: str) -> None:
    body = (
        f"Kenyan President William Ruto and Ugandan President Yoweri Museveni {verb} the war between Israel and Iran."
    )
    assert [names(e.parties) for e in events(stages, body) if e.type == "CONSULT"] == [{"KEN", "UGA"}]


@pytest.mark.parametrize(
    ("body", "kind", "many"),
    [
        ("This week the Administration is implementing a further tranche of sanctions on Russia.", "COERCE", 1),
        ("This week the Administration is implementing a further tranche of reforms in Russia.", "COERCE", 0),
        ("The United States is holding Russia accountable for the raid.", "ACCUSE", 1),
        ("The United States is holding Russia’s assets.", "ACCUSE", 0),
    ],
)
def test_measures(stages: Stages, body: str, kind: str, many: int) -> None:
    found = [e for e in events(stages, body, title="Statement on Russia", home="USA") if e.type == kind]
    assert [(names(e.actors), names(e.recipients)) for e in found] == [({"USA"}, {"RUS"})] * many


def test_who_leads_a_delegation_meets(stages: Stages) -> None:
    body = (
        "A delegation led by Speaker of the US House of Representatives Nancy Pelosi met Kenyan President William Ruto."
    )
    (met,) = events(stages, body)
    assert {p.name for p in met.parties} == {"Nancy Pelosi", "William Ruto"}


def test_they_whom_a_speaker_tells_of_are_others(stages: Stages) -> None:
    talk = (
        "PRESIDENT WILLIAM RUTO: It is good to see you.\n\nPRESIDENT YOWERI MUSEVENI: Thank you. "
        "Kenya is near. They send weapons to Somalia."
    )
    found = events(stages, talk, title="President William Ruto and President Yoweri Museveni", home="KEN")
    assert [e for e in found if e.type == "AID"] == []


@pytest.mark.parametrize(
    ("body", "parties"),
    [
        ("Today, the United States of America and Republic of Ghana signed a memorandum on energy.", {"USA", "GHA"}),
        ("The Republic of Singapore and the Kingdom of Bhutan established diplomatic relations.", {"SGP", "BTN"}),
        ("The union of farmers and Ghana signed a memorandum on energy.", set()),
    ],
)
def test_states_by_their_full_style(stages: Stages, body: str, parties: set[str]) -> None:
    assert {code for e in events(stages, body) for code in names(e.parties)} == parties


def test_who_is_still_to_come_is_left_out(stages: Stages) -> None:
    told = "Trade negotiations have been concluded with Japan and Chile, with China yet to come."
    (deal,) = events(stages, told, home="AUS")
    assert (deal.type, names(deal.actors)) == ("AGREE", {"AUS", "JPN", "CHL"})
    (deal,) = events(stages, "Trade negotiations have been concluded with Japan, Chile and China.", home="AUS")
    assert names(deal.actors) == {"AUS", "JPN", "CHL", "CHN"}
