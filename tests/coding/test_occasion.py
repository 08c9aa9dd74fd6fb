"""The day at the head of a text, and which day an act takes over from another."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Event, Problem, Reading
from communique.wiring import Stages, as_text

DAY = date(2021, 6, 17)
MEETING = "Norwegian Foreign Minister Ine Eriksen Søreide met Latvian Foreign Minister Edgars Rinkēvičs"


def days(stages: Stages, body: str, kind: str, title: str = "") -> set[tuple[str, str]]:
    """Days and bases of the events of one kind in a text of 17 June 2021."""
    found = set()
    for item in stages.documents([as_text(body, published=DAY, title=title)], {}):
        assert not isinstance(item, Problem)
        for one in stages.coder.code(item):
            if isinstance(one, Reading) and isinstance(one.content, Event) and one.content.type == kind:
                when = one.content.when
                assert when is not None
                found.add((when.to_iso(), when.basis.value))
    return found


TITLES = [
    ("Visit of the Latvian Foreign Minister, 15 June 2021", "2021-06-15"),
    ("Meeting with the Latvian Foreign Minister (June 15, 2021)", "2021-06-15"),
    ("Visit of the Latvian Foreign Minister, 14 to 16 June 2021", "2021-06-14/2021-06-16"),
    ("Visit of the Latvian Foreign Minister, 16-19 June 2021", "2021-06-16/2021-06-17"),
]


@pytest.mark.parametrize(("title", "day"), TITLES)
def test_the_heading_dates_what_is_told_of_its_occasion(stages: Stages, title: str, day: str) -> None:
    assert days(stages, f"{MEETING} in Oslo.", "CONSULT", title) == {(day, "anchored")}


@pytest.mark.parametrize("title", ["Remembering 3 May 1999", "Between 1 May 2021 and 12 June 2021", "A good week"])
def test_a_heading_without_one_day_near_print_dates_nothing(stages: Stages, title: str) -> None:
    assert {basis for _, basis in days(stages, f"{MEETING} in Oslo.", "CONSULT", title)} == {"print"}


def test_a_day_that_is_said_goes_before_the_heading(stages: Stages) -> None:
    found = days(stages, f"{MEETING} in Oslo on 10 June.", "CONSULT", "Diary for 15 June 2021")
    assert found == {("2021-06-10", "said")}


def test_what_was_just_done_is_not_of_an_earlier_day_of_its_sentence(stages: Stages) -> None:
    found = days(stages, "Serbia and Albania just signed an agreement on customs drafted in March.", "SUPPORT")
    assert found
    assert not {day for day, _ in found if day.startswith("2021-03")}


@pytest.mark.parametrize("second", ["and met Finnish President Sauli Niinistö", "and visited Finland"])
def test_the_day_at_the_end_of_one_subject_is_of_both_its_acts(stages: Stages, second: str) -> None:
    found = days(stages, f"{MEETING} {second} on 10 June.", "CONSULT")
    assert {day for day, _ in found} == {"2021-06-10"}


@pytest.mark.parametrize("start", ["I should say that", "May I add that", "I must say that"])
def test_what_is_politely_said_is_said(stages: Stages, start: str) -> None:
    for item in stages.documents([as_text(f"{start} Norway condemns Russia.", published=DAY)], {}):
        assert not isinstance(item, Problem)
        acts = [one.content for one in stages.coder.code(item) if isinstance(one, Reading)]
        assert "hypothetical" not in {one.auxiliary.value for one in acts if isinstance(one, Event)}
