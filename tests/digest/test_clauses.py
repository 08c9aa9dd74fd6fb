"""Clauses of a passage that are kept: whole, verbatim but for house names, and only where they stand alone."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.digest.world import BREK, HALVE, HouseNames, on, state

from communique.digest.clauses import cut, is_relative, predicate, without_time
from communique.digest.kept import kept_sentences
from communique.digest.people import Naming
from communique.digest.sentences import Manner
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
    Basis,
    Content,
    Encounter,
    Event,
    Format,
    Participation,
    Passage,
    Reading,
    Span,
    Statement,
    Status,
    When,
)

NAMING = Naming(names=HouseNames())


def at(party: Participation, body: str, words: str) -> Participation:
    start = body.index(words)
    return msgspec.structs.replace(party, span=Span(start=start, end=start + len(words)))


def kept(body: str, content: Content, offset: int = 0) -> list[str]:
    passage = Passage.cut("t", body, offset, len(body))
    reading = Reading.make(
        passage=passage, content=content, coder="h", coder_version="1", base_version="1", confidence=1.0
    )
    return list(kept_sentences(reading, NAMING, Manner(year=2031)))


def event(body: str, actor: tuple[Participation, str], **fields: object) -> Event:
    defaults: dict[str, object] = {"type": "AGREE", "when": on(5, 12)}
    return Event(actors=(at(actor[0], body, actor[1]),), **(defaults | fields))


def test_the_actors_own_clause_is_kept_with_the_day_in_front() -> None:
    body = "Norvia offered Estmark two ferries for the summer, according to the port."
    assert kept(body, event(body, (state("NOV"), "Norvia"))) == [
        "On 12 May, Norvia offered Estmark two ferries for the summer."
    ]


def test_people_get_house_names_and_offices_once() -> None:
    body = "Last week I. Halve received Minister Brek, in Talin on 12 May."
    content = Encounter(
        format=Format.MEETING,
        participants=(at(HALVE, body, "I. Halve"), at(BREK, body, "Minister Brek")),
        when=When.day(date(2031, 5, 12), Basis.SAID, "12 May"),
    )
    assert kept(body, content) == [
        "On 12 May, Norvian Foreign Minister Ilva Halve received Estmarkian Foreign Minister Tamo Brek, in Talin."
    ]


def test_a_performative_present_is_told_in_the_past() -> None:
    body = "Norvia welcomes the vote and the count."
    assert kept(body, event(body, (state("NOV"), "Norvia"), type="SUPPORT", when=None)) == [
        "Norvia welcomed the vote and the count."
    ]


@pytest.mark.parametrize(
    "body",
    [
        "Norvia, which offered Estmark two ferries, is small.",
        "Ferries were offered by Norvia to Estmark.",
        "Norvia offered them two ferries.",
        "Norvia offered Estmark a ferry tomorrow.",
        "Norvia might offer Estmark two ferries.",
        "Norvia stressed that in the view of the port.",
        "Norvia offered to",
    ],
)
def test_what_cannot_stand_alone_is_not_kept(body: str) -> None:
    assert kept(body, event(body, (state("NOV"), "Norvia"))) == []


def test_plans_and_refusals_keep_their_own_words() -> None:
    plan = "Norvia will open a school in Estmark on 2 June."
    assert kept(plan, event(plan, (state("NOV"), "Norvia"), auxiliary=Auxiliary.FUTURE)) == [
        "Norvia will open a school in Estmark on 2 June."
    ]
    refusal = "Norvia did not sign the protocol on fish, nor did it say why."
    assert kept(refusal, event(refusal, (state("NOV"), "Norvia"), auxiliary=Auxiliary.NEGATED)) == [
        "On 12 May, Norvia did not sign the protocol on fish."
    ]
    assert kept(plan, event(plan, (state("NOV"), "Norvia"))) == []


def test_a_meeting_told_as_the_subject_is_kept() -> None:
    body = "The fourth round of talks on customs took place in Talin."
    content = Encounter(format=Format.TALKS, participants=(state("NOV"), state("EST")), when=on(5, 6))
    assert kept(body, content) == ["On 6 May, the fourth round of talks on customs took place in Talin."]


def test_people_who_met_must_both_be_in_the_clause() -> None:
    body = "Ilva Halve held talks until midnight, and she later called Tamo Brek."
    parties = (at(HALVE, body, "Ilva Halve"), at(BREK, body, "Tamo Brek"))
    assert kept(body, Encounter(format=Format.TALKS, participants=parties, when=on(5, 6))) == []


def test_a_broken_off_encounter_keeps_no_clause() -> None:
    body = "Ilva Halve met Tamo Brek."
    parties = (at(HALVE, body, "Ilva Halve"), at(BREK, body, "Tamo Brek"))
    assert kept(body, Encounter(format=Format.MEETING, status=Status.CANCELLED, participants=parties)) == []


def test_a_statement_must_reach_its_content() -> None:
    body = "Ilva Halve noted in her letter, as before, that the quota was fair to all fishermen."
    begins = body.index("that the quota")
    said = Statement(
        speaker=at(HALVE, body, "Ilva Halve"),
        act=Act.INFORM,
        content=(Span(start=begins, end=len(body)),),
        words=body[begins:],
        verbatim=False,
        cue="note",
    )
    assert kept(body, said) == []
    plain = body.replace(" in her letter, as before,", "")
    moved = plain.index("that the quota")
    told = msgspec.structs.replace(said, content=(Span(start=moved, end=len(plain)),))
    assert kept(plain, told) == ["Norvian Foreign Minister Ilva Halve noted that the quota was fair to all fishermen."]


def test_groups_keep_the_passages_own_name() -> None:
    body = "On 5 May Norvian border guards attended the working group on passes in Sool."
    guards = Participation(name="Border Guard of Norvia", kind=ActorKind.INSTITUTION, actor_id="Q1", country="NOV")
    content = Encounter(format=Format.FORUM, participants=(at(guards, body, "Norvian border guards"),), when=on(5, 5))
    assert kept(body, content) == ["On 5 May, Norvian border guards attended the working group on passes in Sool."]


def test_abbreviations_do_not_end_a_clause() -> None:
    assert cut("reiterated U.S. support for the treaty. It said so.", 30) == "reiterated U.S. support for the treaty"


def test_a_clause_is_cut_before_what_leans_on_another() -> None:
    assert cut("signed the pact, and he left", 30) == "signed the pact"
    assert cut("asked for money with which they built", 30) == "asked for money"
    assert cut("asked for money with which to build", 30) == "asked for money with which to build"
    assert cut('called it "a thing of the future" at home', 30) == ""
    assert (
        cut('called the plan "a thing of the future" at home', 30) == "called the plan “a thing of the future” at home"
    )


@given(st.text(alphabet='abcdeI, .;"“”\nthat who', max_size=120), st.integers(2, 20))
def test_a_cut_is_always_a_short_beginning_of_its_text(text: str, most: int) -> None:
    words = cut(text, most)
    assert len(words.split()) <= most
    plain = words.replace("“", '"').replace("”", '"')
    assert plain in text.replace("“", '"').replace("”", '"')


def test_times() -> None:
    when = When.day(date(2031, 5, 12), Basis.SAID, "12 May")
    assert without_time("met Brek on 12 May in Talin", when) == "met Brek in Talin"
    assert is_relative("met Brek last week")
    assert not is_relative("met Brek in Talin")


@given(st.integers(0, 40))
def test_offsets_hold_wherever_the_passage_stands(shift: int) -> None:
    body = "x" * shift + " Norvia offered Tamo Brek two ferries."
    start = shift + 1
    content = Event(
        type="AGREE",
        actors=(at(state("NOV"), body, "Norvia"),),
        recipients=(at(BREK, body, "Tamo Brek"),),
        when=on(5, 12),
    )
    assert kept(body, content, offset=start) == [
        "On 12 May, Norvia offered Estmarkian Foreign Minister Tamo Brek two ferries."
    ]
    passage = Passage.cut("t", body, start, len(body))
    clause = predicate(passage, content.actors, Auxiliary.NONE)
    assert clause is not None
    assert body[clause.start :].startswith(clause.words)


def test_who_is_there_on_a_visit_was_there() -> None:
    body = "Tamo Brek is in Talin on an Official Visit at the invitation of Norvia."
    visit = Encounter(
        format=Format.VISIT,
        participants=(at(BREK, body, "Tamo Brek"), at(state("NOV"), body, "Norvia")),
        when=on(5, 12),
    )
    assert kept(body, visit)[0].startswith(
        "On 12 May, Estmarkian Foreign Minister Tamo Brek was in Talin on an Official Visit"
    )
    other = "Tamo Brek is in good health after the visit."
    assert (
        kept(other, Encounter(format=Format.VISIT, participants=(at(BREK, other, "Tamo Brek"),), when=on(5, 12))) == []
    )
