"""How sentences follow on each other, what is left out as home affairs, and what a section is read as."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from tests.digest.test_issue import supported
from tests.digest.test_names import at
from tests.digest.world import BREK, HALVE, ORST, SPOKE, STORY, WINDOW, material, on, state

from communique.digest import DigestOptions, recompute, write
from communique.digest.abroad import is_home_affair
from communique.digest.interface import Material
from communique.digest.names import edited
from communique.model import (
    Act,
    Auxiliary,
    Claim,
    Content,
    Encounter,
    Event,
    Format,
    Happening,
    Role,
    Span,
    Statement,
    Voice,
)

Row = tuple[str, str, date, Content]


def claims(*rows: Row, story: tuple[Row, ...] = STORY) -> tuple[Claim, ...]:
    return write(material((*story, *rows)), DigestOptions(), supported).issue.claims


def spoke(body: str, when: date, words: str, *, act: Act, polarity: int) -> Row:
    start = body.index(words)
    said = Statement(
        speaker=at(HALVE, body, "Ilva Halve"), act=act, content=(Span(start=start, end=start + len(words)),), words=words,
        verbatim=False, cue="say", target="Estmark", target_parties=(state("EST"),), polarity=polarity,
        when=on(when.month, when.day),
    )  # fmt: skip
    return ("Talin Post", body, when, said)


def test_a_distance_replaces_the_day_and_is_worked_out_again() -> None:
    made = material()
    found = [c for c in write(made, DigestOptions(), supported).issue.claims if c.passages and c.computation]
    assert any(c.text.startswith("The same day, Norvia and Estmark signed") for c in found)
    assert all(recompute(c.computation, made.readings) == dict(c.computation.result) for c in found if c.computation)


def test_what_the_same_speaker_said_before_stands_beside_it() -> None:
    before = spoke("On 21 April Ilva Halve said that the quota with Estmark will end soon.", date(2031, 4, 21),
                   "that the quota with Estmark will end soon", act=Act.OPPOSE, polarity=-1)  # fmt: skip
    now = spoke("On 12 May Ilva Halve said that the quota with Estmark remains in force.", date(2031, 5, 12),
                "that the quota with Estmark remains in force", act=Act.ENDORSE, polarity=1)  # fmt: skip
    told = [c for c in claims(before, now, story=STORY[:1]) if c.text.startswith("Only three weeks earlier, ")]
    assert [c.text for c in told] == ["Only three weeks earlier, Halve said that the quota with Estmark will end soon."]
    assert told[0].passages[0].quote == before[1]


def test_the_opening_is_no_sentence_of_the_sections() -> None:
    found = claims()
    bodies = {c.text for c in found if c.role is Role.BODY}
    front = [c.text for c in found if c.role is Role.STANDFIRST]
    assert front
    assert not bodies & set(front)


def test_no_reading_stands_twice() -> None:
    read = [c.hedge and c.text.split(" with ")[0] for c in claims() if c.voice is Voice.OUR_READING and c.hedge]
    assert read
    assert len(set(read)) == len(read)


def test_a_meeting_that_did_not_take_place_is_told_and_read() -> None:
    body = "Tamo Brek did not meet Deno Orst on 13 May."
    row: Row = ("Talin Post", body, date(2031, 5, 13), Event(
        type="CONSULT", auxiliary=Auxiliary.NEGATED, actors=(at(BREK, body, "Tamo Brek"),),
        recipients=(at(ORST, body, "Deno Orst"),), when=on(5, 13)))  # fmt: skip
    texts = [c.text for c in claims(row)]
    assert any("did not meet" in t for t in texts)
    assert any("may be a signal" in t for t in texts)


def happening(content: Content) -> tuple[Happening, Material]:
    made = edited(material((*STORY, ("Talin Post", "So it was.", WINDOW.start, content))))
    return made.happenings[-1], made


def test_home_affairs_are_left_out_and_silence_is_not() -> None:
    home = Encounter(format=Format.MEETING, participants=(HALVE, ORST), when=on(5, 6))
    assert is_home_affair(happening(home)[0], "Ilva Halve met Deno Orst.", happening(home)[1])
    assert not is_home_affair(happening(home)[0], "Ilva Halve met Deno Orst on Estmark.", happening(home)[1])
    group = msgspec.structs.replace(home, format=Format.WORKING_GROUP)
    assert not is_home_affair(happening(group)[0], "They met.", happening(group)[1])
    for act, expected in ((Act.INFORM, True), (Act.DECLINE, False)):
        speaker = msgspec.structs.replace(SPOKE, office="spokesman")
        said = Statement(speaker=speaker, act=act, content=(), words="", verbatim=False, when=on(5, 6))
        found, made = happening(said)
        assert is_home_affair(found, "Pim Adar would not say.", made) is expected


def test_a_plan_whose_day_has_passed_is_told_as_what_a_report_said() -> None:
    body = "Deno Orst will visit United Sundria on 9 May."
    day = WINDOW.start + timedelta(days=4)
    row: Row = ("Talin Post", body, WINDOW.start, Event(
        type="AGREE", auxiliary=Auxiliary.FUTURE, actors=(at(ORST, body, "Deno Orst"),),
        recipients=(at(state("SUN"), body, "United Sundria"),), when=on(day.month, day.day)))  # fmt: skip
    texts = " ".join(c.text for c in claims(row, story=()))
    assert "According to a report of 5 May, Norvian Prime Minister Deno Orst will visit" in texts


def test_a_journey_that_lies_ahead_is_not_told_as_a_visit() -> None:
    body = "And yes, Tamo Brek is going to Norvia this week."
    row: Row = ("Talin Post", body, WINDOW.start, Encounter(
        format=Format.VISIT, participants=(at(BREK, body, "Tamo Brek"), at(state("NOV"), body, "Norvia")),
        when=on(5, 6)))  # fmt: skip
    assert not [c for c in claims(row, story=()) if "Brek" in c.text and c.passages]
