"""Silence is told only where a source is held in full and the partner was met in most periods before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import msgspec
import pytest
from tests.digest.world import HALVE, WINDOW, material, state

from communique.digest import recompute
from communique.digest.absences import absences, periods
from communique.digest.interface import Material
from communique.model import Basis, Completeness, Encounter, Format, When, Window


def met(day: date) -> Encounter:
    return Encounter(format=Format.MEETING, participants=(HALVE, state("SUN")), when=When.day(day, Basis.SAID))


def made(days: list[date], *, full: bool = True) -> Material:
    quiet = [w.start for w in periods(WINDOW)]
    rows = [("Talin Post", f"Halve met Sundria, {d}.", d, met(d)) for d in days]
    rows += [("Talin Post", f"Nothing, {d}.", d, msgspec.structs.replace(met(d), participants=(HALVE,))) for d in quiet]
    found = material(tuple(rows))
    how = Completeness.FULL if full else Completeness.SELECTED
    return replace(found, sources={k: msgspec.structs.replace(s, completeness=how) for k, s in found.sources.items()})


BEFORE = [w.start for w in periods(WINDOW)[1:]]


def test_a_regular_partner_who_was_not_met_is_missed() -> None:
    told = list(absences(made(BEFORE[:3]), 1, 1))
    assert [c.text for c in told] == [
        "No contact with the United Sundria was found in the texts of this period, after contacts in three of the four "
        "periods of this length before."
    ]


@pytest.mark.parametrize(
    ("days", "full"),
    [(BEFORE[:2], True), ([*BEFORE, WINDOW.start], True), (BEFORE, False)],
    ids=["rare", "met", "partial"],
)
def test_nothing_is_read_into_other_silences(days: list[date], full: bool) -> None:
    assert not list(absences(made(days, full=full), 1, 1))


def test_a_doctored_absence_does_not_come_out_again() -> None:
    story = made(BEFORE[:3])
    item = next(absences(story, 1, 1))
    assert item.computation is not None
    good = dict(item.computation.result)
    assert recompute(item.computation, story.readings) == good
    arguments = tuple((k, f"{BEFORE[0]}/{WINDOW.end}" if k == "period" else v) for k, v in item.computation.arguments)
    doctored = msgspec.structs.replace(item.computation, arguments=arguments)
    assert recompute(doctored, story.readings) != good
    fewer = dict(list(story.readings.items())[1:])
    assert recompute(item.computation, fewer) != good


def test_periods_are_equal_and_touch() -> None:
    found = periods(Window(start=date(2031, 5, 5), end=date(2031, 5, 18)))
    assert len(found) == 5
    assert found[1] == Window(start=date(2031, 4, 21), end=date(2031, 5, 4))
