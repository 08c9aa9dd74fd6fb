from __future__ import annotations

from datetime import date, timedelta

import pytest
from build import DAY, event, person, state, text_of, told

from communique.merge import Told, partition
from communique.model import (
    Act,
    Auxiliary,
    Basis,
    Content,
    Encounter,
    Format,
    Participation,
    Precision,
    Statement,
    Status,
    When,
)

FRE, SYL, OTH = state("FRE"), state("SYL"), state("OTH")
ANN, BOB = person("Ann Alder", "FRE", id_="Q1"), person("Bob Birch", "SYL", id_="Q2")
EVE = person("Eve Elm", "FRE", id_="Q3")


def one(*members: Told) -> bool:
    return len(partition(members)) == 1


def said(day: date) -> When:
    return When.day(day, Basis.SAID)


def printed(day: date) -> When:
    return When.day(day, Basis.PRINT)


def test_two_outlets_on_one_meeting() -> None:
    a = told(event(actors=(ANN,), recipients=(BOB,)), "Ann Alder received Bob Birch.", outlet="Gazette")
    b = told(event(actors=(BOB,), recipients=(ANN,)), "Mr Birch was in town for talks.", outlet="Herald")
    assert one(a, b)


def test_a_state_may_stand_for_its_person_but_not_for_two() -> None:
    a = told(event(actors=(ANN,), recipients=(SYL,)), "Alder met the Sylvanians.")
    b = told(event(), "Freedonia and Sylvania held talks.", outlet="Herald")
    c = told(event(actors=(EVE,), recipients=(SYL,)), "Elm met the Sylvanians.", outlet="Times")
    assert one(a, b)
    groups = partition([a, b, c])
    assert len(groups) == 2, "the vague report does not bridge two meetings"
    assert not one(a, c)


def test_an_unresolved_name_is_the_person_of_that_last_name() -> None:
    a = told(event(actors=(ANN,)), "Alder called.")
    b = told(event(actors=(person("Minister Alder", "FRE"),)), "The minister called.", outlet="Herald")
    c = told(event(actors=(person("Minister Elm", "FRE"),)), "The minister called again.", outlet="Times")
    assert one(a, b)
    assert not one(a, c)


@pytest.mark.parametrize(
    "other",
    [
        event("REJECT"),
        event("CONSULT", auxiliary=Auxiliary.FUTURE),
        event("CONSULT", auxiliary=Auxiliary.NEGATED),
        event("CONSULT", auxiliary=Auxiliary.HYPOTHETICAL),
        event("CONSULT", recipients=(OTH,)),
        event("CONSULT", when=said(DAY + timedelta(days=5))),
        Encounter(format=Format.TALKS, participants=(FRE, SYL), when=said(DAY)),
    ],
    ids=["opposite", "planned", "denied", "possible", "other partner", "other day", "other kind"],
)
def test_what_never_merges_whatever_the_words(other: Content) -> None:
    assert not one(told(event("CONSULT"), "Same words in both."), told(other, "Same words in both.", outlet="Herald"))


def test_what_is_told_afterwards_is_the_same_event() -> None:
    assert one(
        told(event(), "They talked."),
        told(event(auxiliary=Auxiliary.HISTORICAL), "Earlier they had talked.", outlet="Herald"),
    )


def test_a_title_alone_is_any_holder_of_it() -> None:
    a = told(event(actors=(ANN,), recipients=(BOB,)), "Alder received Birch.")
    title = person("Prime Minister of Sylvania", "SYL")
    assert one(a, told(event(actors=(ANN,), recipients=(title,)), "Alder met the Prime Minister.", outlet="Herald"))
    surname = person("President Birch", "SYL")
    assert one(a, told(event(actors=(ANN,), recipients=(surname,)), "Alder met the President.", outlet="Herald"))


def test_direction_matters_where_one_acts_on_the_other() -> None:
    words = "The ministry condemned the border closure as unlawful."
    a = told(event("ACCUSE"), words)
    b = told(event("ACCUSE", actors=(SYL,), recipients=(FRE,)), words, outlet="Herald")
    assert not one(a, b)


def test_two_reproaches_on_one_day_are_two_unless_worded_alike() -> None:
    a = told(event("ACCUSE"), "Freedonia condemned the closure of the northern border crossing.")
    b = told(event("ACCUSE"), "Freedonia condemned the arrest of its consul in the port.", outlet="Herald")
    c = told(event("ACCUSE"), "The closure of the northern border crossing was condemned.", outlet="Times")
    assert not one(a, b)
    assert one(a, c)


def test_a_print_day_joins_a_said_day_shortly_before_when_worded_alike() -> None:
    a = told(event(when=said(DAY)), "The envoys discussed grain transit.")
    b = told(event(when=printed(DAY + timedelta(days=2))), "Envoys discussed transit of grain.", outlet="Herald")
    c = told(event(when=printed(DAY + timedelta(days=2))), "Quite other matters arose.", outlet="Times")
    d = told(event(when=printed(DAY - timedelta(days=1))), "The envoys discussed grain transit.", outlet="Post")
    late = told(event(when=printed(DAY + timedelta(days=9))), "The envoys discussed grain transit.", outlet="Sun")
    assert one(a, b)
    assert not one(a, c)
    assert not one(a, d), "a report cannot be printed before the day it tells of"
    assert not one(a, late)


def test_overlapping_spans_and_the_neighbouring_day() -> None:
    span = When(start=DAY, end=DAY + timedelta(days=2), precision=Precision.DAYS, basis=Basis.SAID)
    words = "The commission discussed dairy exports."
    assert one(told(event(when=span), words), told(event(), words, outlet="Herald"))
    next_day = event(when=said(DAY + timedelta(days=1)))
    assert one(told(event(), words), told(next_day, words, outlet="Herald"))
    assert not one(told(event(), words), told(next_day, "Elsewhere they swam.", outlet="Herald"))


def test_a_call_and_a_visit_are_two() -> None:
    assert not one(told(event(mode="phone")), told(event(mode="visit"), outlet="Herald"))
    assert one(told(event(mode="phone")), told(event(), outlet="Herald"))


def test_encounters_by_format_and_status() -> None:
    def met(format_: Format, status: Status = Status.HELD, *more: Participation) -> Content:
        return Encounter(format=format_, status=status, participants=(ANN, BOB, *more), when=said(DAY))

    assert one(told(met(Format.TALKS)), told(met(Format.MEETING), outlet="Herald"))
    assert one(told(met(Format.TALKS)), told(met(Format.CALL), outlet="Herald"))
    assert not one(told(met(Format.MEETING)), told(met(Format.CALL), outlet="Herald"))
    assert len(partition([told(met(f), outlet=f.value) for f in (Format.TALKS, Format.CALL, Format.MEETING)])) == 2
    for inside in (Format.MEETING, Format.TALKS):
        assert not one(told(met(Format.VISIT)), told(met(inside), outlet="Herald"))
    assert not one(told(met(Format.TALKS)), told(met(Format.TALKS, Status.PLANNED), outlet="Herald"))
    assert not one(told(met(Format.TALKS)), told(met(Format.TALKS, Status.CANCELLED), outlet="Herald"))


def test_statements_need_speaker_act_and_words() -> None:
    def spoke(who: Participation, words: str, polarity: int = 0, act: Act = Act.OPPOSE) -> Statement:
        return Statement(
            speaker=who, act=act, content=(), words=words, verbatim=True, polarity=polarity, when=said(DAY)
        )

    words = "we will never accept a closed border"
    assert one(told(spoke(ANN, words), "x1"), told(spoke(ANN, words + " again"), "x2", outlet="Herald"))
    assert not one(told(spoke(ANN, words), "x1"), told(spoke(EVE, words), "x2", outlet="Herald"))
    assert not one(told(spoke(ANN, words), "x1"), told(spoke(ANN, "grain is dear"), "x2", outlet="Herald"))
    assert not one(told(spoke(ANN, words, 1), "x1"), told(spoke(ANN, words, -1), "x2", outlet="Herald"))
    other_act = spoke(ANN, words, act=Act.ENDORSE)
    assert not one(told(spoke(ANN, words), "x1"), told(other_act, "x2", outlet="Herald"))


def test_one_text_that_tells_a_meeting_twice() -> None:
    text = text_of("Alder met Birch. Later in the piece: the meeting lasted an hour.")
    a = told(event(actors=(ANN,), recipients=(BOB,), when=printed(DAY)), "Alder met Birch.", text=text)
    b = told(event(actors=(ANN,), recipients=(BOB,), when=printed(DAY)), "the meeting lasted an hour.", text=text)
    assert one(a, b)


def test_a_gathering_told_with_different_lists() -> None:
    def forum(*parties: Participation) -> Content:
        return Encounter(format=Format.SUMMIT, participants=parties, when=said(DAY))

    third, fourth = state("THI"), state("FOU")
    words = "Leaders opened the annual summit on river trade."
    assert one(told(forum(FRE, SYL, third), words), told(forum(FRE, SYL, fourth), words, outlet="Herald"))
    assert not one(told(forum(FRE, third), words), told(forum(FRE, fourth), words, outlet="Herald"))


def test_nobody_with_nobody() -> None:
    a, b = told(event(actors=(), recipients=())), told(event(actors=(), recipients=()), outlet="Herald")
    assert not one(a, b)
