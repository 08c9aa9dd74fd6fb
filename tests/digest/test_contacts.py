"""A visit with its meetings is one contact; computations give the same again, and another figure never."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
import pytest
from tests.digest.world import BREK, HALVE, LUND, ORST, PREVIOUS, WINDOW, material, on, state

from communique.digest.computations import absence, earlier, explicit, gap_words, meetings, recompute, tally
from communique.digest.contacts import contacts, spread
from communique.digest.interface import Material
from communique.model import Computation, Content, Encounter, Format, Outcome, Participation, Reading, Window
from communique.verify import recompute as check


def met(form: Format, month: int, day: int, *people: Participation) -> Content:
    return Encounter(format=form, participants=people or (HALVE, BREK), when=on(month, day))


def told(*rows: tuple[str, Content]) -> Material:
    return material(tuple(("Talin Post", body, c.when.start, c) for body, c in rows))  # type: ignore[union-attr,misc]


MADE = told(
    ("Brek visited Talin.", met(Format.VISIT, 5, 12)),
    ("Brek met Orst in Talin.", met(Format.MEETING, 5, 12, ORST, BREK)),
    ("Halve spoke with Brek by telephone.", met(Format.CALL, 5, 12)),
    ("Halve met Lund.", met(Format.MEETING, 5, 16, HALVE, LUND)),
    ("Halve met Brek.", met(Format.MEETING, 4, 25)),
)


def forms(made: Material, partner: str, window: Window) -> list[str]:
    return [c.form for c in contacts([h.readings for h in made.happenings], made.readings, "NOV", partner, window)]


def test_a_visit_is_one_contact_with_the_meetings_in_it_and_a_call_is_another() -> None:
    assert sorted(forms(MADE, "EST", WINDOW)) == ["call", "visit"]
    assert forms(MADE, "EST", PREVIOUS) == ["meeting"]
    assert forms(MADE, "SUN", WINDOW) == []


def test_days_of_one_visit_are_counted_once() -> None:
    days = [date(2031, 5, d) for d in (1, 2, 3, 9)]
    assert spread(days) == [days[0], days[3]]


def computations() -> list[Computation]:
    happenings, readings = MADE.happenings, MADE.readings
    windows = (WINDOW, PREVIOUS)
    return [
        meetings("NOV", "EST", windows, happenings, readings),
        tally("NOV", windows, happenings, readings),
        absence(
            "NOV",
            "EST",
            (Window(start=date(2031, 6, 1), end=date(2031, 6, 14)), *windows),
            ("s",),
            happenings,
            readings,
        ),
        earlier(happenings[0], happenings[3], readings),
    ]


@pytest.mark.parametrize("computation", computations(), ids=lambda c: f"{c.kind}-{dict(c.arguments).get('what', '')}")
def test_each_gives_the_same_again_and_not_without_its_records(computation: Computation) -> None:
    again = recompute(computation, MADE.readings)
    assert again is not None
    assert {k: again[k] for k, _ in computation.result} == dict(computation.result)
    assert computation.result
    assert recompute(computation, {}) != again


class Arithmetic:
    def recompute(self, computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
        return recompute(computation, readings)


def judged(computation: Computation) -> Outcome:
    found = dict.fromkeys(computation.readings, Outcome.SUPPORTED)
    return check(
        computation, readings=MADE.readings, arithmetic=Arithmetic(), readings_found=found, claims_found={}
    ).outcome


@pytest.mark.parametrize("computation", computations(), ids=lambda c: f"{c.kind}-{dict(c.arguments).get('what', '')}")
def test_a_doctored_figure_or_day_fails_the_checker(computation: Computation) -> None:
    assert judged(computation) is Outcome.SUPPORTED
    for key, _ in computation.result:
        result = tuple((k, "99" if k == key else v) for k, v in computation.result)
        assert judged(msgspec.structs.replace(computation, result=result)) is Outcome.UNSUPPORTED


def test_the_figures() -> None:
    count, partners, absent, gap = (dict(c.result) for c in computations())
    assert count == {"period": "2", "before": "1", "visit": "1", "meeting": "0", "call": "1"}
    assert partners == {"partners": "2", "most": "2", "top": "EST", "before": "1"}
    assert absent == {"period": "0", "with": "2", "of": "2"}
    assert gap == {"days": "4", "phrase": "four days later", "day": "2031-05-16"}


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "the same day"), (1, "the next day"), (7, "a week later"), (-21, "three weeks earlier"), (3, "three days later"),
     (-23, "some three weeks earlier"), (-1, "a day earlier")],
)  # fmt: skip
def test_distances_in_words(days: int, words: str) -> None:
    assert gap_words(days) == words


def test_a_distance_stands_for_one_day_only() -> None:
    gap = earlier(MADE.happenings[0], MADE.happenings[3], MADE.readings)
    assert explicit("Four days later, Halve met Lund.", gap) == "On 16 May 2031, Halve met Lund."
    assert explicit("Only four days later, Halve met Lund.", gap) == "On 16 May 2031, Halve met Lund."
    assert explicit("Two days later, Halve met Lund.", gap) is None
    assert explicit("Halve met Lund.", gap) is None


def test_states_that_met_count_as_well() -> None:
    made = told(("They met.", met(Format.TALKS, 5, 6, state("NOV"), state("SUN"))))
    assert len(forms(made, "SUN", WINDOW)) == 1
