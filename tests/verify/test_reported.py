"""The clause that tells the day of print is about the citation, and must be right."""

from __future__ import annotations

from datetime import date

import pytest

from communique.verify.reported import without_report
from communique.wiring import as_text

TEXT = as_text("Norway's and Sweden's prime ministers spoke by telephone.", published=date(2021, 5, 6))


@pytest.mark.parametrize("said", ["According to a report of 6 May, ", "According to a report of 6 May 2021, "])
def test_the_right_day_is_taken_off(said: str) -> None:
    assert without_report(f"{said}the two spoke.", [TEXT]) == ("The two spoke.", ())


@pytest.mark.parametrize("said", ["According to a report of 7 May, ", "According to a report of 6 May 2020, "])
def test_another_day_is_a_ground(said: str) -> None:
    rest, wrong = without_report(f"{said}the two spoke.", [TEXT])
    assert rest == "The two spoke."
    assert [one.feature for one in wrong] == ["date"]


def test_other_sentences_are_left_as_they_are() -> None:
    sentence = "On 6 May, according to the ministry, the two spoke."
    assert without_report(sentence, [TEXT]) == (sentence, ())
