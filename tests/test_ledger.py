"""The ledger as data and as a calendar: levels by side, days as exactly as they are known, nothing planned as held."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from communique.ics import calendar
from communique.ledger import Entry, LinkRow, SourceRow, day_words, level_words, passage_url, sides
from communique.model import ActorKind, Encounter, Format, Participation, Rank, Side, Status
from communique.wiring import RecordNames

DAY = date(2020, 6, 10)


def person(name: str, code: str, rank: Rank | None = None, side: Side | None = None, office: str = "") -> Participation:
    return Participation(name=name, kind=ActorKind.PERSON, country=code, rank=rank, side=side, office=office)


def entry(id_: str = "h1", *, status: Status = Status.HELD, first: date | None = DAY, last: date | None = DAY,
          precision: str = "day", basis: str = "said", links: tuple[LinkRow, ...] = ()) -> Entry:  # fmt: skip
    return Entry(
        id=id_, kind="encounter", type="meeting", standing=status.value, day=None, first=first, last=last,
        precision=precision, basis=basis, words="meeting: Ann Alder – Bob Birch", sides=(), place="Port", latitude=1.5,
        longitude=2.5, place_country="FRE", series="", ordinal=None, topics=(), origins=1, readings=("r-1",),
        sources=(
            SourceRow(publisher="Gazette", published=DAY, address="https://g.example/1", url="https://g.example/1#:~:text=x",
                      passage="p-1"),
        ),
        links=links,
    )  # fmt: skip


def test_levels_stand_by_side_where_a_host_is_known() -> None:
    met = Encounter(
        format=Format.TALKS,
        host="FRE",
        participants=(
            person("Bob Birch", "SYL", Rank.MINISTER, Side.GUEST),
            person("Cid Cedar", "SYL", Rank.SENIOR_OFFICIAL),
            person("Ann Alder", "FRE", Rank.HEAD_OF_STATE),
        ),
    )
    guest, host = sides(met, RecordNames())
    assert (guest.role, guest.highest, guest.lowest) == ("guest", "minister", "senior official")
    assert level_words(guest) == "senior official–minister"
    assert (host.role, level_words(host)) == ("host", "head of state")


def test_without_a_host_each_country_is_a_side_and_an_unknown_rank_is_none() -> None:
    met = Encounter(
        format=Format.MEETING,
        participants=(person("Ann Alder", "FRE"), person("Bob Birch", "SYL", Rank.MINISTER), person("Eve Elm", "FRE")),
    )
    one, other = sides(met, RecordNames())
    assert ([party.name for party in one.parties], one.role, one.highest) == (["Ann Alder", "Eve Elm"], "", None)
    assert (level_words(one), level_words(other)) == ("", "minister")


@pytest.mark.parametrize(
    ("first", "last", "precision", "basis", "said"),
    [
        (DAY, DAY, "day", "said", "2020-06-10"),
        (DAY, DAY + timedelta(days=1), "days", "said", "2020-06-10 to 06-11"),
        (date(2020, 6, 1), date(2020, 6, 30), "month", "said", "2020-06-01 to 06-30 (some day)"),
        (None, DAY, "range", "print", "by 2020-06-10"),
        (DAY, DAY, "day", "print", "2020-06-10 (day of print)"),
        (DAY, None, "range", "said", "from 2020-06-10"),
        (None, None, None, None, "no day"),
    ],
)
def test_days_are_said_as_exactly_as_they_are_known(
    first: date | None, last: date | None, precision: str | None, basis: str | None, said: str
) -> None:
    assert day_words(first, last, precision, basis) == said


def test_a_web_address_leads_to_the_passage_and_others_stay() -> None:
    assert passage_url("https://g.example/1", "They met.") == "https://g.example/1#:~:text=They%20met."
    long = " ".join(f"w{n}" for n in range(20))
    assert passage_url("https://g.example/1", long).endswith(
        "w0%20w1%20w2%20w3%20w4%20w5,w14%20w15%20w16%20w17%20w18%20w19"
    )
    assert passage_url("https://g.example/1", "") == "https://g.example/1"
    assert passage_url("reports/1.md", "They met.") == "reports/1.md"


def events(*made: Entry) -> dict[str, object]:
    data, _ = calendar(made, "Digest", "fre.desk")
    return {str(event["uid"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def test_all_day_with_the_span_and_the_place_it_is_told() -> None:
    (event,) = events(entry(last=DAY + timedelta(days=1), precision="days")).values()
    assert event["uid"] == "h1@fre.desk"  # type: ignore[index]
    assert (event["dtstart"].dt, event["dtend"].dt) == (DAY, DAY + timedelta(days=2))  # type: ignore[index]
    assert event["url"] == "https://g.example/1#:~:text=x"  # type: ignore[index]
    assert event["location"] == "Port"  # type: ignore[index]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.HELD, "CONFIRMED"),
        (Status.PLANNED, "TENTATIVE"),
        (Status.POSTPONED, "TENTATIVE"),
        (Status.CANCELLED, "CANCELLED"),
        (Status.REFUSED, "CANCELLED"),
    ],
)
def test_only_what_was_held_is_confirmed(status: Status, said: str) -> None:
    (event,) = events(entry(status=status)).values()
    assert event["status"] == said  # type: ignore[index]
    assert str(event["summary"]).startswith(f"[{status.value}] ") == (status is not Status.HELD)  # type: ignore[index]


def test_what_has_no_day_is_left_out_and_named() -> None:
    year = entry("h2", first=date(2020, 1, 1), last=date(2020, 12, 31), precision="year")
    none = entry("h3", first=None, last=None)
    by = entry("h4", first=None, precision="range", basis="print")
    data, left_out = calendar([year, none, by], "Digest", "fre.desk")
    assert [one.id for one in left_out] == ["h2", "h3"]
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert "(by 2020-06-10)" in event["summary"]


def test_a_meeting_names_its_visit_and_the_clock_plays_no_part() -> None:
    inside = entry("h2", links=(LinkRow(kind="contains", of="h1", to="h2"),))
    assert events(entry(), inside)["h2@fre.desk"]["related-to"] == "h1@fre.desk"  # type: ignore[index]
    assert calendar([entry(), inside], "Digest", "x") == calendar([entry(), inside], "Digest", "x")
