"""Sentences of our own with what the coder must read in them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Encounter, Event, Participation, Problem, Reading, Statement
from communique.wiring import Stages, as_text

DAY = date(2021, 6, 17)  # a Thursday


def read(stages: Stages, body: str, home: str | None = None) -> list[Reading]:
    """All readings of a text published on ``DAY``."""
    text = as_text(body, published=DAY)
    found: list[Reading] = []
    for item in stages.documents([text], {text.source_id: home}):
        assert not isinstance(item, Problem)
        found.extend(one for one in stages.coder.code(item) if isinstance(one, Reading))
    return found


def names(parties: tuple[Participation, ...]) -> set[str]:
    """Countries where known, else names."""
    return {party.country or party.name for party in parties}


EVENTS = [
    # sentence, type, mode, auxiliary, actors, recipients, day
    ("On 15 June, Norway condemned Russia over the raid.", "ACCUSE", "disapprove", "none", {"NOR"}, {"RUS"}, "2021-06-15"),
    ("Russia was condemned by Norway on 15 June.", "ACCUSE", "disapprove", "none", {"NOR"}, {"RUS"}, "2021-06-15"),
    ("Poland expelled two Belarusian diplomats on Monday.", "SANCTION", "expel", "none", {"POL"}, {"BLR"}, "2021-06-14"),
    ("Japan donated one million doses of vaccine to Vietnam on Wednesday.", "AID", None, "none", {"JPN"}, {"VNM"}, "2021-06-16"),
    ("Canada imposed sanctions on Belarus yesterday.", "COERCE", "restrict", "none", {"CAN"}, {"BLR"}, "2021-06-16"),
    ("Serbia and Albania signed an agreement on customs on 10 June 2021.", "SUPPORT", None, "none", {"SRB", "ALB"}, set(), "2021-06-10"),
    ("Kenya urged Somalia to hold talks on Tuesday.", "REQUEST", "change", "none", {"KEN"}, {"SOM"}, "2021-06-15"),
    ("In 1991, Iceland recognised Lithuania as a state.", "SUPPORT", None, "historical", {"ISL"}, {"LTU"}, "1991"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "mode", "auxiliary", "actors", "recipients", "day"), EVENTS)
def test_events(
    stages: Stages,
    body: str,
    kind: str,
    mode: str | None,
    auxiliary: str,
    actors: set[str],
    recipients: set[str],
    day: str,
) -> None:
    events = [r.content for r in read(stages, body) if isinstance(r.content, Event) and r.content.type == kind]
    assert events, "no such event"
    event = events[0]
    assert (event.mode, event.auxiliary.value) == (mode, auxiliary)
    assert (names(event.actors), names(event.recipients)) == (actors, recipients)
    assert event.when is not None
    assert event.when.to_iso() == day


def test_a_visitor_acts_and_the_host_receives(stages: Stages) -> None:
    body = "On 14 June, German Chancellor Angela Merkel received Ukrainian President Volodymyr Zelenskyy in Berlin."
    event = next(r.content for r in read(stages, body) if isinstance(r.content, Event))
    assert (event.type, event.mode) == ("CONSULT", "visit")
    assert (names(event.actors), names(event.recipients)) == ({"UKR"}, {"DEU"})


def test_a_meeting_has_all_parties_as_actors_and_an_encounter(stages: Stages) -> None:
    body = "Chinese Foreign Minister Wang Yi met Russian Foreign Minister Sergey Lavrov on Wednesday."
    readings = read(stages, body)
    event = next(r.content for r in readings if isinstance(r.content, Event))
    met = next(r.content for r in readings if isinstance(r.content, Encounter))
    assert names(event.actors) == names(met.participants) == {"CHN", "RUS"}
    assert {party.rank for party in met.participants} == {3}
    assert met.status.value == "held"


def test_a_planned_visit_is_agree_future_and_no_encounter_held(stages: Stages) -> None:
    body = "Russian Foreign Minister Sergey Lavrov will visit Serbia next week."
    readings = read(stages, body)
    event = next(r.content for r in readings if isinstance(r.content, Event))
    met = next(r.content for r in readings if isinstance(r.content, Encounter))
    assert (event.type, event.auxiliary.value, met.status.value) == ("AGREE", "future", "planned")


def test_what_did_not_happen_is_negated(stages: Stages) -> None:
    events = [r.content for r in read(stages, "Norway did not condemn Russia.") if isinstance(r.content, Event)]
    assert [event.auxiliary.value for event in events] == ["negated"]


@pytest.mark.parametrize(
    "body",
    [
        "Relations between Norway and Sweden are excellent.",
        "The President of Finland congratulated the President of Estonia on the national day.",
        "The treaty between France and Germany matters to Poland.",
    ],
)
def test_courtesies_and_standing_facts_are_no_events(stages: Stages, body: str) -> None:
    assert [r.content for r in read(stages, body) if isinstance(r.content, Event)] == []


def test_a_refusal_to_speak_is_decline(stages: Stages) -> None:
    body = "Asked about the votes, Hungarian Foreign Minister Péter Szijjártó declined to comment."
    said = next(r.content for r in read(stages, body) if isinstance(r.content, Statement))
    assert (said.act.value, said.speaker.country) == ("decline", "HUN")


def test_a_quotation_is_verbatim_and_a_slice_of_the_text(stages: Stages) -> None:
    body = 'Iranian Foreign Minister Mohammad Javad Zarif said: "We will not wait for ever."'
    said = next(r.content for r in read(stages, body) if isinstance(r.content, Statement))
    assert said.verbatim
    assert [body[span.start : span.end] for span in said.content] == ['"We will not wait for ever."']


def test_without_a_day_the_day_of_print_is_only_a_bound(stages: Stages) -> None:
    event = next(r.content for r in read(stages, "Norway condemned Russia.") if isinstance(r.content, Event))
    assert event.when is not None
    assert (event.when.start, event.when.last, event.when.basis.value) == (None, DAY, "print")


def test_every_passage_is_a_slice_and_every_reading_has_reasons(stages: Stages) -> None:
    body = "On 15 June, Norway condemned Russia. Poland expelled two Belarusian diplomats on Monday."
    readings = read(stages, body)
    assert readings
    for reading in readings:
        assert body[reading.passage.start : reading.passage.end] == reading.passage.quote
        assert {reason.feature for reason in reading.reasons} & {"frame", "cue"}


def test_a_title_that_says_call_makes_speaking_a_call(stages: Stages) -> None:
    body = "President Joseph Biden spoke today with German Chancellor Angela Merkel."
    for title, mode in (("Readout of President Biden’s Call with Chancellor Merkel", "phone"), ("Remarks", None)):
        text = as_text(body, published=DAY, title=title)
        document = next(iter(stages.documents([text], {text.source_id: "USA"})))
        assert not isinstance(document, Problem)
        found = [one.content for one in stages.coder.code(document) if isinstance(one, Reading)]
        assert [event.mode for event in found if isinstance(event, Event)] == [mode]


def test_a_journey_in_progress_lies_ahead(stages: Stages) -> None:
    body = "Australian Foreign Minister Marise Payne is going to Japan."
    events = [r.content for r in read(stages, body) if isinstance(r.content, Event)]
    assert [(event.type, event.auxiliary.value) for event in events] == [("AGREE", "future")]


def test_an_envoy_for_a_place_is_not_the_place(stages: Stages) -> None:
    body = "Singapore commends the efforts by the Personal Envoy of the Secretary-General for Western Sahara."
    events = [r.content for r in read(stages, body) if isinstance(r.content, Event)]
    assert [names(event.recipients) for event in events if "ESH" in names(event.recipients)] == []


def test_the_two_countries_are_the_states_and_not_those_who_met(stages: Stages) -> None:
    body = (
        "Russian President Vladimir Putin held talks with Indian Prime Minister Narendra Modi on Monday. "
        "The two countries signed an agreement on trade."
    )
    signed = [r.content for r in read(stages, body) if isinstance(r.content, Event) and r.content.type == "SUPPORT"]
    assert [{party.kind.value for party in event.actors} for event in signed] == [{"state"}]
    assert [names(event.actors) for event in signed] == [{"RUS", "IND"}]
