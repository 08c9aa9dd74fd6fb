"""Sentences from single records: each says what its record says and no more."""

from __future__ import annotations

from datetime import date

import pytest
from tests.digest.world import BREK, HALVE, LUND, SPOKE, TALIN, HouseNames, on, person, state

from communique.digest.compose_encounters import encounter_sentence
from communique.digest.compose_events import event_sentence
from communique.digest.compose_statements import shortened, statement_sentence
from communique.digest.people import Naming, tidy
from communique.digest.sentences import Manner
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
    Basis,
    Encounter,
    Event,
    Format,
    Participation,
    Passage,
    Place,
    PlacePrecision,
    Rank,
    Side,
    Span,
    Statement,
    Status,
)

NAMING = Naming(names=HouseNames())
MANNER = Manner(year=2031)


def met(passage: str = "", **changes: object) -> str | None:
    fields: dict[str, object] = {"format": Format.MEETING, "participants": (HALVE, BREK), "when": on(5, 12)}
    return encounter_sentence(Encounter(**(fields | changes)), passage, "NOV", NAMING, MANNER)


def done(passage: str = "", **changes: object) -> str | None:
    fields: dict[str, object] = {"actors": (state("NOV"),), "recipients": (state("EST"),), "when": on(5, 12)}
    return event_sentence(Event(**(fields | changes)), passage, NAMING, MANNER)


def said(body: str, naming: Naming = NAMING, **changes: object) -> str | None:
    fields: dict[str, object] = {
        "speaker": HALVE,
        "act": Act.INFORM,
        "content": (Span(start=0, end=1),),
        "words": body,
        "verbatim": False,
        "cue": "said",
        "when": on(5, 12),
    }
    passage = Passage.cut("t", f"Halve said {body}", 0, len(body) + 11)
    return statement_sentence(Statement(**(fields | changes)), passage, naming, MANNER, 30)


def test_a_meeting_names_offices_and_day() -> None:
    assert met() == "On 12 May, Norvian Foreign Minister Ilva Halve met Estmarkian Foreign Minister Tamo Brek."


def test_offices_are_given_at_first_mention_only() -> None:
    known = NAMING.after((HALVE, BREK))
    again = encounter_sentence(
        Encounter(format=Format.CALL, participants=(HALVE, BREK), when=on(5, 13)), "by telephone", "NOV", known, MANNER
    )
    assert again == "On 13 May, Ilva Halve spoke by telephone with Tamo Brek."


def test_a_long_office_stands_behind_the_name() -> None:
    words = met(
        "They held talks.", participants=(LUND, HALVE), format=Format.TALKS, topics=("customs reform",), place=TALIN
    )
    assert words == (
        "On 12 May, Sera Lund, Director for Neighbours at the Harbour Commission, held talks with Norvian Foreign "
        "Minister Ilva Halve in Talin on customs reform."
    )


@pytest.mark.parametrize(
    ("status", "verb"),
    [
        (Status.PLANNED, "is to meet"),
        (Status.REFUSED, "refused to meet"),
        (Status.POSTPONED, "was to meet"),
        (Status.CANCELLED, "was to meet"),
    ],
)
def test_what_did_not_happen_is_told_as_such(status: Status, verb: str) -> None:
    words = met(status=status)
    assert words is not None
    assert verb in words
    assert " met " not in words
    if status in (Status.POSTPONED, Status.CANCELLED):
        assert f"but the meeting was {status.value}" in words


def test_a_visit_is_to_a_place_and_people_are_met_during_it() -> None:
    guest = person("Tamo Brek", "EST", "Foreign Minister", Rank.MINISTER, Side.GUEST)
    host = person("Ilva Halve", "NOV", "Foreign Minister", Rank.MINISTER, Side.HOST)
    both = met(format=Format.VISIT, participants=(host, guest), place=TALIN)
    assert both is not None
    assert both.endswith("Tamo Brek met Norvian Foreign Minister Ilva Halve during a visit to Talin.")
    land = met(format=Format.VISIT, participants=(guest, state("NOV", Side.HOST)))
    assert land is not None
    assert land.endswith("visited Norvia.")


def test_the_passages_own_ordinal_is_kept_and_none_is_made_up() -> None:
    assert ", the fourth round." in str(met("It was the fourth round.", ordinal=4))
    assert "fourth" not in str(met("They met again.", ordinal=4))


def test_a_place_is_told_once_and_a_country_is_no_place_of_meeting() -> None:
    country = Place(name="Norvia", country="NOV", precision=PlacePrecision.COUNTRY)
    assert "in Norvia" not in str(met(place=country))


def test_the_day_of_print_is_never_the_day_of_the_event() -> None:
    assert met(when=on(5, 12, Basis.PRINT)) == (
        "Norvian Foreign Minister Ilva Halve met Estmarkian Foreign Minister Tamo Brek."
    )


def test_the_passages_own_verb_is_kept() -> None:
    words = done("Norvia condemned Estmark over the toll.", type="ACCUSE", topics=("the toll",))
    assert words == "On 12 May, Norvia condemned Estmark over the toll."
    assert done("Norvia criticizes Estmark.", type="ACCUSE") == "On 12 May, Norvia criticised Estmark."


def test_no_stronger_verb_is_put_in_the_place_of_the_passages() -> None:
    assert done("Norvia voiced regret over Estmark.", type="ACCUSE") is None
    talks = met("The two ministers spoke.", format=Format.TALKS)
    assert talks is not None
    assert "talks" not in talks


@pytest.mark.parametrize(
    ("auxiliary", "verb"),
    [
        (Auxiliary.FUTURE, "is to agree with"),
        (Auxiliary.NEGATED, "did not agree with"),
        (Auxiliary.HYPOTHETICAL, "may agree with"),
    ],
)
def test_auxiliaries_of_events(auxiliary: Auxiliary, verb: str) -> None:
    words = done("to agree", type="AGREE", topics=("a customs timetable",), auxiliary=auxiliary)
    assert words is not None
    assert f"{verb} Estmark on a customs timetable" in words


def test_an_event_that_the_record_cannot_tell_is_not_told() -> None:
    assert done(type="RETREAT") is None
    assert done(type="AGREE", actors=()) is None


def test_topics_that_do_not_read_well_are_left_out() -> None:
    words = met(topics=("that we must act", 'the "toll"', "trade", "trade"))
    assert words is not None
    assert words.endswith("and discussed trade.")


def test_a_quotation_is_verbatim_and_attributed() -> None:
    words = said("The crossing will stay open whatever happens.", verbatim=True)
    assert words == (
        "On 12 May, Norvian Foreign Minister Ilva Halve said: “The crossing will stay open whatever happens.”"
    )


def test_a_long_quotation_is_cut_to_a_whole_sentence() -> None:
    long = "That is so. " + "The border crossing at Sool will stay open. " + "We go on and on. " * 9
    assert shortened(long, 30) == "The border crossing at Sool will stay open."
    assert shortened("It goes on " * 12, 30) is None
    assert shortened("viable and a thing of the future", 30) is None


def test_reported_speech_keeps_the_sources_cue_and_words() -> None:
    assert said("that the quota stays as it is", cue="stressed") == (
        "On 12 May, Norvian Foreign Minister Ilva Halve stressed that the quota stays as it is."
    )


def test_a_cue_in_its_base_form_and_a_noun_for_what_was_said() -> None:
    start = "On 12 May, Norvian Foreign Minister Ilva Halve"
    assert said("that the quota stays", cue="stress") == f"{start} stressed that the quota stays."
    body = "the importance of ensuring that the quota is kept"
    assert said(body, cue="note") == f"{start} noted {body}."
    assert said("the Sool plan (SP", cue="announce") == f"{start} announced the Sool plan."
    assert said("all this was planned", cue="say") is None
    assert said("that such rules will come", cue="promise") is None
    assert said("the importance of ensuring that it is kept", cue="note") is None
    assert said("to work together", cue="welcome") is None


@pytest.mark.parametrize("body", ["that we stay", "that it stays as it was", "that “all” is well", "that today it is"])
def test_words_that_lean_on_their_context_are_not_reported(body: str) -> None:
    assert said(body) is None


def test_a_refusal_to_speak_is_told_only_with_the_sources_cue() -> None:
    told = said("on the toll", speaker=SPOKE, act=Act.DECLINE, cue="declined to comment")
    assert told == "On 12 May, Norvian Foreign Ministry spokesman Pim Adar declined to comment on the toll."
    assert said("on the toll", speaker=SPOKE, act=Act.DECLINE, cue="shrugged") is None


def test_groups_stay_unnamed_and_states_give_way_to_their_people() -> None:
    group = Participation(name="relatives of prisoners", kind=ActorKind.GROUP, country="NOV")
    words = met(participants=(BREK, state("EST"), group))
    assert words == "On 12 May, Estmarkian Foreign Minister Tamo Brek met relatives of prisoners."


def test_tidy_leaves_no_comma_before_a_stop() -> None:
    assert tidy("Lund, the envoy,. ") == "Lund, the envoy."


def test_a_modest_manner_leaves_details_out() -> None:
    full = Encounter(
        format=Format.MEETING,
        participants=(HALVE, BREK),
        when=on(5, 12, Basis.ANCHORED),
        place=TALIN,
        topics=("trade",),
    )
    modest = encounter_sentence(full, "", "NOV", NAMING, Manner(level=2, year=date(2031, 1, 1).year))
    assert modest == "Norvian Foreign Minister Ilva Halve met Estmarkian Foreign Minister Tamo Brek."
