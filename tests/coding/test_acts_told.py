"""Acts of statements and transcripts: restrictions, pledges, appeals, agreements, claims. Sentences of our own."""

from __future__ import annotations

import pytest
from tests.coding.test_coder import names
from tests.coding.test_narrator import events

from communique.wiring import Stages

ACTS = [
    # body, title, home, type, mode, auxiliary, actors, recipients
    ("Canada is sanctioning five officials of the regime in Belarus under the special order.", "", "CAN",
     "COERCE", "restrict", "none", {"CAN"}, {"BLR"}),
    ("Canada is alarmed. We are imposing sanctions on Borovik Bank. Belarus must change course.",
     "Statement on sanctions against Belarus", "CAN", "COERCE", "restrict", "none", {"CAN"}, {"BLR"}),
    ("Norway is alarmed by events in Belarus. Both banks were designated today pursuant to the order.",
     "Statement on sanctions against Belarus", "NOR", "COERCE", "restrict", "none", {"NOR"}, {"BLR"}),
    ("Poland revoked the visas of three officials from Belarus.", "", None,
     "COERCE", "restrict", "none", {"POL"}, {"BLR"}),
    ("Japan introduced a policy that bans visas for officials of Myanmar.", "", None,
     "COERCE", "restrict", "none", {"JPN"}, {"MMR"}),
    ("The Government of Norway will contribute NOK 4 million in relief to help families in Haiti.", "", "NOR",
     "AGREE", None, "future", {"NOR"}, {"HTI"}),
    ("Sweden contributed $2 million to feed families in Yemen.", "", "SWE", "AID", None, "none", {"SWE"}, {"YEM"}),
    ("Finland urges an immediate ceasefire in Ethiopia.", "", "FIN", "REQUEST", "change", "none", {"FIN"}, {"ETH"}),
    ("Finland calls on Russia to de-escalate.", "", "FIN", "REQUEST", "change", "none", {"FIN"}, {"RUS"}),
    ("Kenya and Uganda decided to open a second bridge.", "", "KEN",
     "AGREE", None, "none", {"KEN", "UGA"}, set()),
    ("Chile and Peru renewed the memorandum on fisheries.", "", "CHL", "SUPPORT", None, "none", {"CHL", "PER"}, set()),
    ("In Japan, we signed an agreement on trade.", "A message from the Prime Minister", "AUS",
     "SUPPORT", None, "none", {"AUS", "JPN"}, set()),
    ("Norway condemns the attack on a school.", "", "NOR", "ACCUSE", "disapprove", "none", {"NOR"}, set()),
    ("Kenya is providing the people of Sudan one million additional COVID-19 vaccine doses.", "", "KEN",
     "AID", None, "none", {"KEN"}, {"SDN"}),
    ("Malta and Cyprus concluded a joint statement on fisheries.", "", "MLT",
     "SUPPORT", None, "none", {"MLT", "CYP"}, set()),
    ("Chilean President Sebastián Piñera welcomed the invitation to visit Peru.", "", "CHL",
     "AGREE", None, "future", {"CHL"}, {"PER"}),
    ("India has arranged for shipments of oxygen to Nepal.", "", "IND", "AID", None, "none", {"IND"}, {"NPL"}),
    ("Russian Foreign Minister Sergey Lavrov said that Ukraine had arrested two Moldovan journalists.", "", "RUS",
     "ACCUSE", "allege", "none", {"RUS"}, {"UKR"}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "title", "home", "kind", "mode", "auxiliary", "actors", "recipients"), ACTS)
def test_acts(
    stages: Stages, body: str, title: str, home: str | None, kind: str, mode: str | None, auxiliary: str,
    actors: set[str], recipients: set[str],
) -> None:  # fmt: skip
    found = [e for e in events(stages, body, title=title, home=home) if e.type == kind]
    assert [(e.mode, e.auxiliary.value) for e in found] == [(mode, auxiliary)]
    assert [(names(e.actors), names(e.recipients)) for e in found] == [(actors, recipients)]


@pytest.mark.parametrize(
    ("body", "home"),
    [
        ("Prime Minister Lee Hsien Loong met Minister for Foreign Affairs Dr Vivian Balakrishnan.", "SGP"),
        ("MS SMITH: I apologize to those of you who did not get a question.\n\nQUESTION: Thank you.", "USA"),
        ("International students contributed $39 billion to the economy of the United States.", "USA"),
        ("Prime Minister Tony Abbott met young people and veterans in Brisbane.", "AUS"),
        ("Norway is committed to supporting the people of Mali.", "NOR"),
        ("The ministers of Kenya and Uganda want no land from being used to threaten Somalia.", "KEN"),
        ("MS SMITH: I invite President Macron to say a few words.\n\nQUESTION: Thank you.", "USA"),
        ("Malaysia recognises the movement of investors as a key to growth.", "MYS"),
        ("Norway will provide $3 million in funding for the Bergen Kenya Institute.", "NOR"),
        ("This was the first meeting of Chilean President Gabriel Boric with a foreign leader.", "CHL"),
        ("Norway will give blankets to other countries.", "NOR"),
        ("Chile has supported the plans of Peru.", "CHL"),
        ("Kenya and Uganda are close to signing the agreement.", "KEN"),
        ("Norway deplores any attack on a school.", "NOR"),
        ("German Chancellor Olaf Scholz travelled to Kiel, Germany.", "SGP"),
        ("Thailand and Vietnam offered their perspectives.", "USA"),
        ("This operation contributed to the flight of many families in Syria.", "USA"),
        ("Norway named the third of May as a holiday for Oslo and designated a tree.", "NOR"),
    ],
)
def test_home_affairs_and_courtesies_are_no_events(stages: Stages, body: str, home: str) -> None:
    assert events(stages, body, home=home) == []


def test_what_a_spokesman_says_of_others_is_his_accusation(stages: Stages) -> None:
    body = "MR PRICE: Russia has massed troops near Ukraine.\n\nQUESTION: Since when?\n\nMR PRICE: Since May."
    found = events(stages, body, title="Department Press Briefing by Ned Price", home="USA")
    assert [(e.type, names(e.actors), names(e.recipients)) for e in found] == [("ACCUSE", {"USA"}, {"RUS"})]


def test_we_of_a_guest_are_he_and_his_host(stages: Stages) -> None:
    body = (
        "VLADIMIR PUTIN: I welcome Prime Minister of Hungary Viktor Orbán.\n\n"
        "PRIME MINISTER OF HUNGARY VIKTOR ORBÁN: We have discussed all issues.\n\nQUESTION: Which?"
    )
    found = events(stages, body, title="Press statements with Prime Minister of Hungary Viktor Orbán", home="RUS")
    assert [names(e.actors) for e in found if e.type == "CONSULT"] == [{"HUN", "RUS"}]


def test_a_border_with_others_brings_nobody_to_the_telephone(stages: Stages) -> None:
    body = (
        "Vladimir Putin had a telephone conversation with President of Finland Sauli Niinistö. "
        "The leaders discussed the situation on the border with Latvia."
    )
    found = events(stages, body, title="Telephone conversation with Sauli Niinistö", home="RUS")
    assert {frozenset(names(e.actors)) for e in found if e.mode == "phone"} == {frozenset({"RUS", "FIN"})}


def test_a_dated_list_dates_its_lines(stages: Stages) -> None:
    body = "5 June: Norwegian Foreign Minister Anniken Huitfeldt’s call with Polish Foreign Minister Zbigniew Rau"
    found = events(stages, body, home="NOR")
    assert [(e.mode, names(e.actors), e.when and e.when.to_iso()) for e in found] == [
        ("phone", {"NOR", "POL"}, "2021-06-05")
    ]


def test_sanctions_hit_the_land_of_the_title_before_one_named_in_passing(stages: Stages) -> None:
    body = (
        "Today, Canada is designating a network of traders under a special order, which they used to send funds to "
        "rebels with help from officials in Iran. The people of Yemen deserve better."
    )
    found = [e for e in events(stages, body, title="Sanctions on a network in Yemen", home="CAN") if e.type == "COERCE"]
    assert [names(e.recipients) for e in found] == [{"YEM"}]
