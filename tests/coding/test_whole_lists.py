"""Who takes part: whole lists, hosts, those named short or by office, and nobody twice."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Encounter, Event, Problem, Reading
from communique.wiring import Stages, as_text

DAY = date(2021, 6, 17)
NORWAY = "Norwegian Foreign Minister Ine Eriksen Søreide"


def acts(stages: Stages, body: str, *, title: str = "", home: str | None = None) -> list[Event]:
    """Events of a text of 17 June 2021, in order."""
    text = as_text(body, published=DAY, title=title)
    found = []
    for item in stages.documents([text], {text.source_id: home} if home else {}):
        assert not isinstance(item, Problem)
        readings = [one for one in stages.coder.code(item) if isinstance(one, Reading)]
        found += [one.content for one in readings if isinstance(one.content, Event)]
    return found


def names(one: Event | Encounter) -> set[str]:
    """The last words of the parties' names."""
    return {p.name.split()[-1] for p in one.parties}


def test_an_office_of_several_parts_does_not_end_the_list(stages: Stages) -> None:
    body = (
        "Latvian President Egils Levits met Minister for Trade Gan Kim Yong and Minister in the Prime Minister’s "
        "Office, Second Minister for Education and Foreign Affairs, Dr Mohamad Maliki Osman."
    )
    found = acts(stages, body, home="SGP")[0]
    assert names(found) == {"Levits", "Yong", "Osman"}
    assert {p.country for p in found.parties} == {"LVA", "SGP"}


def test_a_title_in_apposition_is_no_second_person(stages: Stages) -> None:
    beside = acts(stages, f"{NORWAY} met Sultan Haitham bin Tarik, the Guardian Aran Abar of Oman, on 15 June.")
    assert len(beside[0].parties) == 2
    listed = acts(stages, f"{NORWAY} met Egils Levits and the Latvian envoy Aran Abar on 15 June.")
    assert len(listed[0].parties) == 3


def test_two_offices_of_one_man_are_one_party_two_men_are_two(stages: Stages) -> None:
    one = acts(stages, f"{NORWAY} met Dutch DPM and Foreign Minister Wopke Hoekstra and Egils Levits.")
    assert names(one[0]) == {"Søreide", "Hoekstra", "Levits"}
    two = acts(stages, f"{NORWAY} met the Dutch ambassador and Foreign Minister Edgars Rinkēvičs.")
    assert len(two[0].parties) == 3


@pytest.mark.parametrize("short", ["Minister Aran", "GEN Al Abar", "President Abar"])
def test_who_was_named_in_full_is_meant_by_a_title_and_part_of_the_name(stages: Stages, short: str) -> None:
    body = f"Omani General Aran Khalid Al Abar met {NORWAY} on 15 June. {short} met President Egils Levits on 16 June."
    assert acts(stages, body)[-1].parties[0].country == "OMN"


def test_another_surname_is_another_person(stages: Stages) -> None:
    body = f"Omani General Aran Khalid Al Abar met {NORWAY} on 15 June. GEN Tarbol met President Egils Levits."
    assert "OMN" not in {p.country for one in acts(stages, body)[1:] for p in one.parties}


def test_an_office_is_of_the_land_whose_body_it_names(stages: Stages) -> None:
    body = "Chairwoman of the Communist Party of Vietnam Organisation Commission Aran Thi Abar called on {}."
    found = acts(stages, body.format("President Halimah Yacob"), home="SGP")
    assert [p.country for p in found[0].actors] == ["VNM"]
    envoy = acts(stages, "Special Envoy for Vietnam Aran Abar called on President Halimah Yacob.", home="SGP")
    assert "VNM" not in {p.country for one in envoy for p in one.actors}


def test_a_delegation_acts_through_its_leader_and_is_of_his_country(stages: Stages) -> None:
    body = (
        "A parliamentary delegation led by Speaker of the US House of Representatives Nancy Pelosi made a courtesy call "
        "on President Egils Levits on 15 June. The delegation comprises Chairman Aran Abar and Congressman Tarn Bolder."
    )
    found = acts(stages, body)
    assert (names(found[0]), found[0].mode) == ({"Pelosi", "Levits"}, "visit")
    assert {p.country for p in found[-1].actors} == {"USA"}


def test_our_counterparts_are_those_named_after_them(stages: Stages) -> None:
    body = f"{NORWAY} met her counterparts, including Latvian Foreign Minister Edgars Rinkēvičs."
    assert names(acts(stages, body)[0]) == {"Søreide", "Rinkēvičs"}


def test_the_leaders_are_all_whom_the_guest_met(stages: Stages) -> None:
    told = (
        "Latvian President Egils Levits called on Prime Minister Erna Solberg on 15 June. He also met {}.\n\n"
        "{} discussed trade."
    )
    every = acts(stages, told.format(NORWAY, "The leaders"))
    two = acts(stages, told.format(NORWAY, "The two leaders"))
    assert names(every[-1]) == {"Levits", "Solberg", "Søreide"}
    assert len(two[-1].parties) == 2


def test_who_gives_a_gathering_is_its_host(stages: Stages) -> None:
    body = f"{NORWAY} participated in a round table on corruption, hosted by the foreign ministers of Canada and Chile."
    found = acts(stages, body)[0]
    assert {p.country for p in found.recipients} == {"CAN", "CHL"}
    assert acts(stages, f"{NORWAY} participated in a round table of NATO on corruption.")[0].recipients == ()


def test_a_dinner_on_a_journey_is_given_by_the_state_visited(stages: Stages) -> None:
    body = f"{NORWAY} will make an official visit to Chile on 20 June. The Minister will attend a state banquet{{}}."
    assert [p.country for p in acts(stages, body.format(""))[-1].recipients] == ["CHL"]
    summit = f"{NORWAY} will make an official visit to Chile on 20 June. The Minister will attend the APEC summit."
    assert acts(stages, summit)[-1].recipients == ()


def test_a_site_seen_on_a_journey_is_in_the_state_visited(stages: Stages) -> None:
    body = f"{NORWAY} visited Chile from 14 to 16 June. The Minister also visited the Tarbol Widget Works."
    assert [p.country for p in acts(stages, body)[-1].recipients] == ["CHL"]


def test_the_governor_general_is_no_visiting_president(stages: Stages) -> None:
    body = (
        "The President of Latvia, Egils Levits, will visit Canada. President Levits will call on the Governor-General."
    )
    assert {p.name for p in acts(stages, body)[-1].recipients} != {"Egils Levits"}
    assert [p.country for p in acts(stages, body)[-1].recipients] == ["CAN"]


def test_a_journey_of_whoever_is_thanked_for_telling_of_it(stages: Stages) -> None:
    body = f"{NORWAY} thanked Prime Minister Krišjānis Kariņš for the briefing on his visit to Peru on 3 June."
    assert [p.name for p in acts(stages, body)[0].actors] == ["Krišjānis Kariņš"]
    met = f"{NORWAY} met Prime Minister Krišjānis Kariņš during her visit to Latvia on 3 June."
    assert "Søreide" in {n for one in acts(stages, met) if one.mode == "visit" for n in names(one)}


def test_what_is_carried_somewhere_is_no_visit(stages: Stages) -> None:
    body = "Latvian President Egils Levits will return the paintings to {}."
    assert not [
        one for one in acts(stages, body.format("Peru")) if one.actors and one.recipients and one.mode == "visit"
    ]


def test_a_state_receives_nothing_of_its_own_support(stages: Stages) -> None:
    assert acts(stages, "Latvia expressed its support for Latvia.") == []
    assert [p.country for p in acts(stages, "Latvia expressed its support for Chad.")[0].recipients] == ["TCD"]


def test_who_says_that_a_body_is_something_makes_the_call(stages: Stages) -> None:
    body = "{} reiterates that no other body is so wide as the UN and calls on Russia to withdraw."
    assert [p.country for p in acts(stages, body.format("Norway"))[0].actors] == ["NOR"]
    assert not [one for one in acts(stages, body.format("The 7Q")) if one.type == "REQUEST"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Heads of Delegation", "Heads of Delegation"),
        ("his counterparts from Asia on the sidelines of the summit", "his counterparts from Asia"),
        ("members of the Peruvian community in Seoul", "members of the Peruvian community"),
        ("the following foreign Heads of Mission", "foreign Heads of Mission"),
    ],
)
def test_groups_keep_their_name_and_no_more(stages: Stages, words: str, name: str) -> None:
    assert name in {p.name for p in acts(stages, f"Latvian President Egils Levits met {words} on 15 June.")[0].parties}


def test_who_speaks_where_others_are_hosts_is_there(stages: Stages) -> None:
    body = f"{NORWAY} will deliver remarks at a session hosted by the foreign ministers of Canada and Chile."
    assert {p.country for p in acts(stages, body)[0].parties} == {"NOR", "CAN", "CHL"}


def test_who_is_attacked_is_not_blamed(stages: Stages) -> None:
    assert acts(stages, "Norway condemns the attack against a town in Chad.")[0].recipients == ()
    by_whom = acts(stages, "Norway condemns the attack by Chad.")[0]
    assert [p.country for p in by_whom.recipients] == ["TCD"]


def test_a_shared_name_means_the_state_that_the_text_lets_it_mean(stages: Stages) -> None:
    told = "Norway signed a trade agreement with Korea."
    assert [p.country for p in acts(stages, told)[0].parties] == ["NOR", "KOR"]
    open_ = acts(stages, f"North Korea fired a missile. {told}")
    assert "KOR" not in {p.country for one in open_ for p in one.parties}


def test_who_chairs_a_meeting_of_states_is_at_it(stages: Stages) -> None:
    body = (
        "Norway and Latvia hosted the third working group meeting on 15 June, co-chaired by Norwegian State Secretary "
        "Aran Abar and Latvian State Secretary Tarn Bolder."
    )
    assert names(acts(stages, body)[0]) == {"Abar", "Bolder"}


def test_an_abbreviated_title_means_who_was_introduced_with_it(stages: Stages) -> None:
    body = (
        "Senior Minister (SM) and Coordinating Minister for National Security Teo Chee Hean visited France. {} met {}."
    )
    assert names(acts(stages, body.format("SM", NORWAY))[-1]) == {"Hean", "Søreide"}
    assert "Hean" not in {n for one in acts(stages, body.format("QX", NORWAY))[1:] for n in names(one)}


def test_a_meeting_called_after_leaders_is_of_those_named(stages: Stages) -> None:
    body = "Prime Minister Lee Hsien Loong will attend the Singapore-Chile Leaders’ Retreat hosted by Chilean President {}."
    assert names(acts(stages, body.format("Sebastián Piñera"))[0]) == {"Loong", "Piñera"}


def test_in_a_voice_that_is_nobodys_others_did_not_meet_each_other(stages: Stages) -> None:
    talks = "held talks with Canadian Prime Minister Justin Trudeau and US President Joe Biden."
    assert acts(stages, f"I {talks}") == []
    assert len(acts(stages, f"{NORWAY} {talks}")[0].parties) == 3
