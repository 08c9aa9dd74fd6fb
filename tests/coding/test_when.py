"""Which day an act takes: of the gathering it is part of, of the journey it falls into, of what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Event, Problem, Reading
from communique.wiring import Stages, as_text

DAY = date(2021, 6, 17)
MINISTER = "Norwegian Foreign Minister Ine Eriksen Søreide"


def told(stages: Stages, body: str, title: str = "", day: date = DAY) -> list[Event]:
    """Events of a text, in order."""
    found = []
    for item in stages.documents([as_text(body, published=day, title=title)], {}):
        assert not isinstance(item, Problem)
        readings = [one for one in stages.coder.code(item) if isinstance(one, Reading)]
        found += [one.content for one in readings if isinstance(one.content, Event)]
    return found


def day_of(one: Event) -> str:
    assert one.when is not None
    return one.when.to_iso()


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (f"{MINISTER} participated in a meeting of NATO ministers from June 9 to June 10.", "2021-06-09/2021-06-10"),
        (f"{MINISTER} took part in the NATO summit of 14 June.", "2021-06-14"),
        (f"{MINISTER} attended the meeting of NATO ministers that was held in Brussels on 14 June.", "2021-06-14"),
        (f"{MINISTER} attended the NATO summit, and praised the treaty of 3 May 2021.", "../2021-06-17"),
    ],
)
def test_a_gathering_lends_its_days(stages: Stages, body: str, day: str) -> None:
    assert day_of(told(stages, body)[0]) == day


def test_a_time_after_what_the_act_came_before_is_that_ones(stages: Stages) -> None:
    ahead = told(stages, f"{MINISTER} will meet Latvian officials ahead of the summit in Riga in November 2021.")
    plain = told(stages, f"{MINISTER} will meet Latvian officials at the summit in Riga in November 2021.")
    assert day_of(ahead[0]) == "2021-06-17/.."
    assert day_of(plain[0]) == "2021-11"


def test_since_runs_up_to_print(stages: Stages) -> None:
    body = "Since the visit yesterday evening, {} has spoken with Latvian Foreign Minister Edgars Rinkēvičs."
    assert day_of(told(stages, body.format(MINISTER))[-1]) == "2021-06-16/2021-06-17"
    past = f"Yesterday evening, {MINISTER} spoke with Latvian Foreign Minister Edgars Rinkēvičs."
    assert day_of(told(stages, past)[-1]) == "2021-06-16"


def test_just_done_is_done_on_the_day_of_print(stages: Stages) -> None:
    assert day_of(told(stages, "Serbia and Albania just signed an agreement on customs.")[0]) == "2021-06-17"
    assert day_of(told(stages, "Serbia and Albania signed an agreement on customs.")[0]) == "../2021-06-17"


def test_during_the_visit_means_its_days_not_those_of_the_last_meeting(stages: Stages) -> None:
    visit = f"{MINISTER} will visit Riga from 18 to 20 June. She will meet President Egils Levits on 19 June. "
    during = told(stages, visit + "During her visit, the minister will also call on Prime Minister Krišjānis Kariņš.")
    assert day_of(during[-1]) == "2021-06-18/2021-06-20"


def test_a_visit_told_again_keeps_its_days(stages: Stages) -> None:
    body = (
        f"{MINISTER} visited Latvia from 14 to 16 June. She met Latvian President Egils Levits on 15 June. "
        "Minister Søreide’s visit to Latvia was her first."
    )
    visits = [day_of(one) for one in told(stages, body) if one.mode == "visit"]
    assert set(visits) == {"2021-06-14/2021-06-16"}


def test_what_was_promised_on_a_visit_is_no_part_of_it(stages: Stages) -> None:
    body = "Latvia also agreed to host Norwegian officials."
    found = told(stages, body, "Visit of the Norwegian Foreign Minister, 17 to 19 June 2021")
    assert [day_of(one) for one in found] == ["2021-06-17/.."]


def test_a_visit_and_a_meeting_in_one_sentence_share_the_day(stages: Stages) -> None:
    body = f"On 15 June, Latvian President Egils Levits met {MINISTER}, who was in Latvia on a working visit."
    assert {day_of(one) for one in told(stages, body)} == {"2021-06-15"}


def test_what_only_places_another_act_is_history_and_dates_nothing_later(stages: Stages) -> None:
    body = (
        f"Latvian President Egils Levits met {MINISTER}, following the Minister’s visit to Latvia on 11 May. "
        "They agreed to deepen trade."
    )
    found = told(stages, body)
    assert {one.auxiliary.value for one in found if one.mode == "visit"} == {"historical"}
    assert {day_of(one) for one in found if one.mode != "visit"} == {"../2021-06-17"}


def test_the_same_parties_sign_on_one_day(stages: Stages) -> None:
    body = "Serbia and Albania signed a treaty on trade on 15 June. {} also signed a memorandum on customs."
    assert day_of(told(stages, body.format("Serbia and Albania"))[-1]) == "2021-06-15"
    assert day_of(told(stages, body.format("Serbia and Kosovo"))[-1]) == "../2021-06-17"


@pytest.mark.parametrize(
    ("title", "body", "day"),
    [
        ("On June 18, the Minister will hold talks", f"{MINISTER} will meet Latvian officials.", "2021-06-18"),
        ("Ten years after June 18", f"{MINISTER} will meet Latvian officials.", "2021-06-17/.."),
        (
            "Statement at the round table",
            f"{MINISTER} took part in a NATO round table.\n\nOSLO\n\n17 JUNE 2021\n\n"
            "STATEMENT OF THE MINISTER AT THE ROUND TABLE IN RIGA ON 16 JUNE 2021\n\nI thank our hosts.",
            "2021-06-16",
        ),
    ],
)  # fmt: skip
def test_headings_that_date_the_occasion(stages: Stages, title: str, body: str, day: str) -> None:
    assert day_of(told(stages, body, title)[0]) == day


LEGS = f"{MINISTER} will travel to Chile from 18 to 19 June, to Peru on 20 June, and to Cuba on 21 June."


def test_a_journey_in_legs_is_a_visit_for_each(stages: Stages) -> None:
    found = {(one.recipients[0].country, day_of(one)) for one in told(stages, LEGS)}
    assert found == {("CHL", "2021-06-18/2021-06-19"), ("PER", "2021-06-20"), ("CUB", "2021-06-21")}
    whole = told(stages, f"{MINISTER} will travel to Chile, Peru and Cuba from 18 to 21 June.")
    assert {day_of(one) for one in whole} == {"2021-06-18/2021-06-21"}


def test_who_is_met_on_a_leg_is_met_on_its_days_and_serves_there(stages: Stages) -> None:
    body = f"{LEGS} In Peru, the Minister will meet Deputy Foreign Minister Aran Abar. She will also meet {{}}."
    met = told(stages, body.format("Chilean officials"))
    assert [(one.actors[1].country, day_of(one)) for one in met[-2:]] == [
        ("PER", "2021-06-20"),
        ("CHL", "2021-06-18/2021-06-19"),
    ]


def test_what_was_done_this_week_was_done_by_print(stages: Stages) -> None:
    assert day_of(told(stages, f"This week, {MINISTER} visited Latvia.")[0]) == "2021-06-14/2021-06-17"
    assert day_of(told(stages, f"Last week, {MINISTER} visited Latvia.")[0]) == "2021-06-07/2021-06-13"
