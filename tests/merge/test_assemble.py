from __future__ import annotations

from datetime import timedelta

import pytest
from build import DAY, event, person, state, text_of, told
from hypothesis import given
from hypothesis import strategies as st

from communique.merge import assemble, origins
from communique.model import Auxiliary, Basis, Encounter, Format, Place, PlacePrecision, Precision, Span, When

ANN = person("Ann Alder", "FRE", id_="Q1", office="Foreign Minister")
CITY = Place(name="Port Sylvan", country="SYL", precision=PlacePrecision.CITY, span=Span(start=0, end=4))
COUNTRY = Place(name="Sylvania", country="SYL", precision=PlacePrecision.COUNTRY)


def test_a_said_day_wins_over_the_day_of_print_and_says_why() -> None:
    a = told(event(when=When.day(DAY, Basis.SAID)), "one")
    b = told(event(when=When.day(DAY + timedelta(days=1), Basis.PRINT)), "two", outlet="Herald")
    c = told(event(when=When.day(DAY + timedelta(days=1), Basis.PRINT)), "three", outlet="Times")
    found = assemble("h1", [a, b, c])
    assert found.content.when == a.reading.content.when
    (other,) = found.alternatives
    assert (other.field, other.value) == ("when", "2020-06-11 (print)")
    assert other.readings == tuple(sorted((b.reading.id, c.reading.id)))
    reasons = {reason.feature: reason for reason in found.reasons}
    assert reasons["when"].value == "2020-06-10 (said)"
    assert reasons["lead"].value == a.reading.id


def test_an_open_span_only_bounds_and_the_tighter_bound_wins() -> None:
    printed = When(start=None, end=DAY, precision=Precision.RANGE, basis=Basis.PRINT)
    recently = When(start=None, end=DAY + timedelta(days=20), precision=Precision.RANGE, basis=Basis.ANCHORED)
    members = [told(event(when=printed), "one", outlet="A"), told(event(when=recently), "two", outlet="B")]
    assert assemble("h1", members).content.when == printed
    day = When.day(DAY + timedelta(days=1), Basis.PRINT)
    assert assemble("h1", [*members, told(event(when=day), "three", outlet="C")]).content.when == day


def test_a_day_wins_over_a_span_and_more_reports_over_fewer() -> None:
    span = When(start=DAY, end=DAY + timedelta(days=30), precision=Precision.MONTH, basis=Basis.SAID)
    day, next_day = When.day(DAY, Basis.SAID), When.day(DAY + timedelta(days=1), Basis.SAID)
    members = [
        told(event(when=span), "one", outlet="A"),
        told(event(when=day), "two", outlet="B"),
        told(event(when=next_day), "three", outlet="C"),
        told(event(when=next_day), "four", outlet="D"),
    ]
    found = assemble("h1", members)
    assert found.content.when == next_day
    assert [one.value for one in found.alternatives if one.field == "when"] == ["2020-06-10 (said)", "2020-06 (said)"]


def test_parties_come_from_the_fullest_report() -> None:
    a = told(event(), "one", confidence=0.9)
    b = told(event(actors=(ANN,), recipients=(state("SYL"),)), "two", outlet="Herald", confidence=0.4)
    found = assemble("h1", [a, b])
    assert found.content.parties == (ANN, state("SYL"))
    assert [(one.field, one.value) for one in found.alternatives] == [("parties", "Freedonia; Sylvania")]


def test_a_place_of_another_reading_keeps_no_offsets() -> None:
    a = told(event(actors=(ANN,), place=COUNTRY), "one")
    b = told(event(place=CITY), "two", outlet="Herald")
    place = assemble("h1", [a, b]).content.place
    assert place is not None
    assert (place.name, place.span) == ("Port Sylvan", None)


def test_done_wins_over_told_afterwards() -> None:
    a = told(event(auxiliary=Auxiliary.HISTORICAL), "one")
    b = told(event(), "two", outlet="Herald")
    content = assemble("h1", [a, b]).content
    assert content.auxiliary is Auxiliary.NONE  # type: ignore[union-attr]


def test_a_form_wins_over_plain_talks() -> None:
    def met(format_: Format) -> Encounter:
        return Encounter(format=format_, participants=(ANN, state("SYL")), when=When.day(DAY, Basis.SAID))

    members = [
        told(met(Format.TALKS), "a"),
        told(met(Format.TALKS), "b", outlet="Herald"),
        told(met(Format.CALL), "c", outlet="T"),
    ]
    found = assemble("h1", members)
    assert found.content.format is Format.CALL  # type: ignore[union-attr]
    assert [(one.field, one.value) for one in found.alternatives] == [("format", "talks")]


def test_own_account_only_if_nobody_else_tells_it() -> None:
    a = told(event(), "one", own_account=True)
    b = told(event(), "two", outlet="Herald")
    assert assemble("h1", [a]).own_account
    assert not assemble("h1", [a, b]).own_account


def test_no_happening_without_a_reading() -> None:
    with pytest.raises(ValueError, match="needs a reading"):
        assemble("h1", [])


@given(st.permutations(range(5)))
def test_order_of_members_plays_no_part(order: list[int]) -> None:
    days = [When.day(DAY + timedelta(days=n % 2), Basis.SAID) for n in range(5)]
    members = [
        told(event(when=days[n], place=(CITY, COUNTRY, None)[n % 3]), f"words {n}", outlet=f"O{n % 3}")
        for n in range(5)
    ]
    assert assemble("h1", [members[n] for n in order]) == assemble("h1", members)


def test_owner_agency_and_copy_count_once() -> None:
    first = told(event(), "agency words", outlet="Gazette", owner="Gazette Group")
    sister = told(event(), "own words", outlet="Evening", owner="Gazette Group")
    credited = told(event(), "wire", text=text_of("wire", outlet="Herald", agency="WireCo"))
    credited_too = told(event(), "wire 2", text=text_of("wire 2", outlet="Times", agency="wireco "))
    copy = told(event(), "copied", outlet="Post", copied_from=(first.text.id,))
    assert origins([first, sister]) == ("Gazette Group",)
    assert origins([credited, credited_too]) == ("WireCo",)
    assert origins([first, sister, credited, credited_too, copy]) == ("Gazette Group", "WireCo")


def test_a_copy_of_something_not_told_is_one_origin_with_its_sister_copies() -> None:
    a = told(event(), "copy", outlet="Post", copied_from=("t-0",))
    b = told(event(), "copy", outlet="Sun", copied_from=("t-0",))
    assert origins([a, b]) == ("copy of t-0",)


def test_based_on_leads_to_the_publisher_of_the_original() -> None:
    original = told(event(), "release", text=text_of("release", outlet="Ministry", address="https://mfa.example/1"))
    rewrite = told(event(), "news", text=text_of("news", outlet="Herald", based_on="https://mfa.example/1"))
    elsewhere = told(event(), "more", text=text_of("more", outlet="Sun", based_on="https://other.example/x"))
    assert origins([original, rewrite]) == ("Ministry",)
    assert origins([rewrite]) == ("mfa.example",)
    assert origins([original, rewrite, elsewhere]) == ("Ministry", "other.example")


def test_copies_of_each_other_end_somewhere() -> None:
    a = told(event(), "a", outlet="Post")
    b = told(event(), "b", outlet="Sun", copied_from=(a.text.id,))
    a = told(event(), "a", outlet="Post", copied_from=(b.text.id,))
    assert len(origins([a, b])) == 1


def test_news_leads_before_a_fuller_look_back() -> None:
    ben = person("Ben Birch", "SYL", id_="Q2", office="President")
    today = told(event(actors=(ANN,), when=When.day(DAY, Basis.ANCHORED)), "They met today.")
    later = text_of("They met on 10 June.", published=DAY + timedelta(days=10))
    back = told(event(actors=(ANN, ben), when=When.day(DAY, Basis.SAID)), "They met on 10 June.", text=later)
    assert assemble("h1", [today, back]).reasons[0].value == today.reading.id
    soon = text_of("They met on 10 June.", published=DAY + timedelta(days=2))
    fuller = told(event(actors=(ANN, ben), when=When.day(DAY, Basis.SAID)), "They met on 10 June.", text=soon)
    assert assemble("h1", [today, fuller]).reasons[0].value == fuller.reading.id
