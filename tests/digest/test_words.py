"""Lists, articles, dates and numbers in prose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.digest.words import (
    capital,
    day_name,
    interval,
    join,
    number,
    ordinal,
    signed,
    span_name,
    when_words,
    with_article,
    word_count,
)
from communique.model import Basis, Precision, When

ITEMS = st.lists(st.text(alphabet="abcdefg", min_size=1, max_size=6), max_size=7)
DAYS = st.dates(min_value=date(1900, 1, 2), max_value=date(2100, 1, 1))


@given(ITEMS)
def test_a_list_holds_every_item_in_order_and_one_and(items: list[str]) -> None:
    joined = join(items)
    at = 0
    for item in items:
        at = joined.index(item, at) + len(item)
    assert joined.count(" and ") == (1 if len(items) > 1 else 0)


def test_items_with_commas_are_parted_by_semicolons() -> None:
    assert join(["Lund, the envoy", "Halve", "Brek"]) == "Lund, the envoy; Halve; and Brek"
    assert join(["Lund, the envoy", "Halve"]) == "Lund, the envoy, and Halve"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("United States", "the United States"),
        ("EU", "the EU"),
        ("NATO", "NATO"),
        ("ASEAN", "ASEAN"),
        ("Czech Republic", "the Czech Republic"),
        ("Belarus", "Belarus"),
        ("The Gambia", "the Gambia"),
        ("Ministry of Trade of Norvia", "the Ministry of Trade of Norvia"),
        ("Security Council", "the Security Council"),
        ("Marshall Islands", "the Marshall Islands"),
    ],
)
def test_articles(name: str, printed: str) -> None:
    assert with_article(name) == printed


@given(st.text(alphabet=" ABCdefgh", min_size=1, max_size=20))
def test_an_article_is_given_at_most_once(name: str) -> None:
    assert with_article(with_article(name)) == with_article(name)


@given(DAYS, st.integers(0, 400))
def test_a_span_names_both_its_days(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    words = span_name(start, end)
    assert day_name(end) in words
    assert words.startswith(str(start.day))


@pytest.mark.parametrize(
    ("start", "end", "printed"),
    [
        (date(2014, 11, 3), date(2014, 11, 24), "3 to 24 November 2014"),
        (date(2014, 11, 30), date(2014, 12, 2), "30 November to 2 December 2014"),
        (date(2014, 12, 30), date(2015, 1, 2), "30 December 2014 to 2 January 2015"),
    ],
)
def test_spans(start: date, end: date, printed: str) -> None:
    assert span_name(start, end) == printed


def test_two_days_are_joined_and_longer_spans_run_from_to() -> None:
    two = When(start=date(2014, 11, 18), end=date(2014, 11, 20), precision=Precision.DAYS, basis=Basis.SAID)
    more = When(start=date(2014, 11, 18), end=date(2014, 11, 22), precision=Precision.DAYS, basis=Basis.SAID)
    assert when_words(two, 2014) == "on 18 and 19 November"
    assert when_words(more, 2014) == "from 18 to 21 November"


def test_a_range_is_never_printed_as_a_day() -> None:
    somewhere = When(start=date(2014, 11, 1), end=date(2014, 11, 9), precision=Precision.RANGE, basis=Basis.SAID)
    assert when_words(somewhere, 2014) == ""


@given(DAYS)
def test_the_year_is_printed_unless_it_is_the_issues(day: date) -> None:
    when = When.day(day, Basis.SAID)
    assert str(day.year) not in when_words(when, day.year)
    assert str(day.year) in when_words(when, day.year + 1)


def test_numbers() -> None:
    assert [number(0), number(3), number(13)] == ["no", "three", "13"]
    assert [ordinal(4), ordinal(13), ordinal(21), ordinal(112)] == ["fourth", "13th", "21st", "112th"]
    assert [signed(4.0), signed(-2.5), signed(0.0)] == ["+4", "−2.5", "0"]
    assert [interval(21), interval(7), interval(10), interval(0)] == ["three weeks", "a week", "ten days", ""]


def test_capitals_and_counts() -> None:
    assert capital("“we will stay”") == "“We will stay”"
    assert word_count("The fishing quota – again.") == 4
