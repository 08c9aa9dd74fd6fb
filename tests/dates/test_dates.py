"""Own sentences; the day of print is Monday 24 November 2014 unless said otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.dates import read_expressions
from communique.model import (
    Annotation,
    Basis,
    Precision,
    PublishedBasis,
    Section,
    Sentence,
    Span,
    Text,
    TimeMention,
)

Read = Callable[..., tuple[TimeMention, ...]]


def make(body: str, published: date | None, sections: tuple[tuple[str, str], ...] = ()) -> tuple[Text, Annotation]:
    text = Text(
        id="t-1", article_id="a", source_id="s", address="file:x", title="", body=body, language="en",
        published=published, published_basis=PublishedBasis.DECLARED, sha256="", bytes_sha256="", extractor="none",
        extractor_version="1", first_seen=datetime(2021, 6, 2, tzinfo=UTC),
    )  # fmt: skip
    sentences = tuple(Sentence(start=m.start(), end=m.end()) for m in re.finditer(r"\S.*?(?:\.(?=\s+[A-Z])|$)", body))
    marked = tuple(
        Section(kind=kind, span=Span(start=body.index(words), end=body.index(words) + len(words)))
        for kind, words in sections
    )
    return text, Annotation(
        text_id="t-1", annotator="x", version="1", transcript=False, sentences=sentences, sections=marked
    )


@pytest.fixture
def read() -> Read:
    """Reads a text and keeps what can date an event."""

    def reader(
        body: str, published: str | None = "2014-11-24", sections: tuple[tuple[str, str], ...] = ()
    ) -> tuple[TimeMention, ...]:
        found = read_expressions(*make(body, date.fromisoformat(published) if published else None, sections))
        return tuple(one for one in found if one.dates)

    return reader


def iso(found: tuple[TimeMention, ...]) -> list[str | None]:
    return [one.when.to_iso() for one in found]


EXPLICIT = [
    ("The group met on 5 November 2014 in Brussels.", ["2014-11-05"]),
    ("They met on November 18, 2014.", ["2014-11-18"]),
    ("They met on Nov. 18.", ["2014-11-18"]),
    ("They met on Tuesday, 18 November.", ["2014-11-18"]),
    ("The visit took place on 18 and 19 November.", ["2014-11-18/2014-11-19"]),
    ("The visit took place on November 18-19, 2014.", ["2014-11-18/2014-11-19"]),
    ("He stayed from 5 to 7 May 2014.", ["2014-05-05/2014-05-07"]),
    ("He stayed 5–7 May.", ["2014-05-05/2014-05-07"]),
    ("Rounds were held on 5 and 9 May 2014.", ["2014-05-05", "2014-05-09"]),
    ("Rounds were held on 5, 6 and 7 May 2014.", ["2014-05-05/2014-05-07"]),
    ("The forum ran from 30 April to 2 May 2014.", ["2014-04-30/2014-05-02"]),
    ("The forum ran from December 30, 2013 to January 2, 2014.", ["2013-12-30/2014-01-02"]),
    ("The forum ran April 30 – May 2, 2014.", ["2014-04-30/2014-05-02"]),
    ("Signed on 18.11.2014 in Minsk.", ["2014-11-18"]),
    ("Signed 2014-11-18.", ["2014-11-18"]),
    ("Signed on the 18th of November.", ["2014-11-18"]),
    ("The talks of 24 June 2022which followed.", ["2022-06-24"]),
    ("It began in November 2014.", ["2014-11"]),
    ("It began in late 2013.", ["2013-09-01/2013-12-31"]),
    ("It fell in the second half of June.", ["2014-06-16/2014-06-30"]),
    ("It began in the spring of 2014.", ["2014-03-01/2014-05-31"]),
    ("It grew in the first quarter of 2014.", ["2014-01-01/2014-03-31"]),
    ("The treaty was signed in 2010.", ["2010"]),
    ("It lasted from 2010 to 2012.", ["2010-01-01/2012-12-31"]),
    ("It lasted in 2010-2012.", ["2010-01-01/2012-12-31"]),
    ("They met in March.", ["2014-03"]),
    ("It has been frozen since 2011.", ["2011-01-01/.."]),
    ("They must decide by 1 December.", ["../2014-12-01"]),
    ("Relations cooled in the 1990s.", ["1990-01-01/1999-12-31"]),
    ("Before the 2015 Riga summit they met.", ["2015"]),
]


@pytest.mark.parametrize(("body", "days"), EXPLICIT)
def test_explicit(read: Read, body: str, days: list[str]) -> None:
    found = read(body)
    assert iso(found) == days
    assert all(one.when.basis is Basis.SAID for one in found)


RELATIVE = [
    ("The envoy arrived yesterday.", ["2014-11-23"]),
    ("The envoy arrives tomorrow.", ["2014-11-25"]),
    ("They met earlier today.", ["2014-11-24"]),
    ("They met this morning.", ["2014-11-24"]),
    ("They met on Tuesday.", ["2014-11-18"]),
    ("They will meet on Tuesday.", ["2014-11-25"]),
    ("The minister said Monday that it was over.", ["2014-11-24"]),
    ("They met last Monday.", ["2014-11-17"]),
    ("They meet next Friday.", ["2014-11-28"]),
    ("They met last week.", ["2014-11-17/2014-11-23"]),
    ("They meet next week.", ["2014-12-01/2014-12-07"]),
    ("They met earlier this month.", ["2014-11-01/2014-11-24"]),
    ("They met this month.", ["2014-11"]),
    ("They met last month.", ["2014-10"]),
    ("They met last year.", ["2013"]),
    ("It starts early next year.", ["2015-01-01/2015-04-30"]),
    ("It will end later this year.", ["2014-11-24/2014-12-31"]),
    ("They met three days ago.", ["2014-11-21"]),
    ("They met two months ago.", ["2014-09"]),
    ("They met two years ago.", ["2012"]),
    ("They met three weeks ago.", ["2014-10-31/2014-11-06"]),
    ("It rose over the past two weeks.", ["2014-11-10/2014-11-24"]),
    ("They met last November.", ["2013-11"]),
    ("They met last summer.", ["2014-06-01/2014-08-31"]),
    ("They met on 18 November. The next day he left.", ["2014-11-18", "2014-11-19"]),
    ("They met on 18 November. The same day he left.", ["2014-11-18", "2014-11-18"]),
    ("They met on 18 November. Three weeks earlier he denied it.", ["2014-11-18", "2014-10-25/2014-10-31"]),
    ("The visit is on 18 November. A day prior to the visit he spoke.", ["2014-11-18", "2014-11-17"]),
    ("It began on 18 and 19 November. The day after, he left.", ["2014-11-18/2014-11-19", "2014-11-20"]),
    ("He spoke recently.", ["../2014-11-24"]),
]


@pytest.mark.parametrize(("body", "days"), RELATIVE)
def test_relative(read: Read, body: str, days: list[str]) -> None:
    assert iso(read(body)) == days
    assert read(body)[-1].when.basis is Basis.ANCHORED


@pytest.mark.parametrize(
    ("body", "published", "days"),
    [
        ("They met on 28 December.", "2022-01-04", ["2021-12-28"]),
        ("They will meet on 14 January.", "2021-12-20", ["2022-01-14"]),
        ("The President met her on 18 March.", "2014-11-24", ["2014-03-18"]),
        ("Elections go forward in December, that is our hope.", "2021-06-23", ["2021-12"]),
        ("In July last year the port opened.", "2022-10-14", ["2021-07"]),
        ("The summit will be held on 3 March.", "2014-11-24", ["2015-03-03"]),
        ("The minister will visit on 21 June.", "2022-06-22", ["2022-06-21"]),
        ("The summit in December will be held in Riga.", "2014-11-24", ["2014-12"]),
        ("They met in December.", "2014-01-24", ["2013-12"]),
        ("The President is leaving for Europe on Thursday.", "2021-10-26", ["2021-10-28"]),
    ],
)
def test_the_year_is_near_and_on_the_verbs_side(read: Read, body: str, published: str, days: list[str]) -> None:
    assert iso(read(body, published)) == days


NOT_DATES = [
    "The talks lasted three weeks.",
    "The 20-year-old man may march in may.",
    "Resolution 2014 names 2014 troops and 1,999 tons.",
    "A three-day visit costs 18 million.",
    "They adopted the 2030 Agenda.",
    "He called at 10:30 a.m. about Article 5.",
    "Call 2014-555-1234 or see page 18 of 1900.5 reports.",
    "The next day of talks was hard, on the same day.",
    "She said May I help you.",
]


@pytest.mark.parametrize("body", NOT_DATES)
def test_what_is_no_date(read: Read, body: str) -> None:
    assert read(body) == ()


def test_without_a_day_of_print_only_full_dates_are_read(read: Read) -> None:
    assert iso(read("He met her yesterday, last week and on Tuesday.", None)) == []
    assert iso(read("He met her on 5 May.", None)) == []
    assert iso(read("He met her on 5 May 2014 and on 7 May.", None)) == ["2014-05-05", "2014-05-07"]


def test_today_is_the_day_the_dateline_bears(read: Read) -> None:
    body = "(November 15, 2021) Today they met."
    found = read(body, "2021-11-16", (("dateline", "(November 15, 2021)"),))
    assert iso(found) == ["2021-11-15", "2021-11-15"]


def test_a_signature_is_no_event_and_sets_today(read: Read) -> None:
    body = "They met today. MINISTRY 26 SEPTEMBER 2021"
    assert iso(read(body, "2021-09-27", (("signature", "26 SEPTEMBER 2021"),))) == ["2021-09-26"]


def test_a_far_signature_does_not_set_today(read: Read) -> None:
    body = "They met today. MINISTRY 26 SEPTEMBER 2020"
    assert iso(read(body, "2021-09-27", (("signature", "26 SEPTEMBER 2020"),))) == ["2021-09-27"]


def test_a_history_keeps_its_own_clock(read: Read) -> None:
    body = (
        "War was here in 1939. On 17 September troops crossed. In 1940 it spread. By 1941, 1942 and 1943 it raged. "
        "On 4 June 1944 Rome fell. On 25 August Paris was free."
    )
    days = iso(read(body, "2010-01-01"))
    assert "1939-09-17" in days
    assert days[-1] == "1944-08-25"


ANY = st.lists(
    st.sampled_from(
        ["5", "18th", " and ", "-", " to ", "November", "Feb.", " ", "2014", "30 ", "31 ", "February", ", ",
         "last ", "next week", "the next day",
         "three weeks earlier", "Monday", "late ", "mid-",
         "in 0001", "9999", "999 years ago", "the 2090s", "on the ", "Q4 2014", "the same day", ". ",
         "yesterday", "2999 decades ago", "since ",
         "the end of ", "1000", "490 BC", "the night of ", "10 a.m. ", "daily", "a few weeks later", "half a century", "every ", "age ", "over the past 900 decades", "29.02.2013", "between "]
    ),
    max_size=10,
)  # fmt: skip


@settings(max_examples=400)
@given(pieces=ANY, published=st.one_of(st.none(), st.dates(), st.just(date.min), st.just(date.max)))
def test_any_words_give_sound_spans_or_none(pieces: list[str], published: date | None) -> None:
    body = "".join(pieces)
    last = 0
    for one in read_expressions(*make(body, published)):
        when = one.when
        assert last <= one.span.start < one.span.end <= len(body)
        last = one.span.end
        assert when.expression == body[one.span.start : one.span.end]
        assert when.basis is not Basis.PRINT
        assert all(one.span.start <= t.span.start < t.span.end <= one.span.end for t in one.timexes)
        if not one.dates:
            assert when.start is None
            assert when.end is None
            continue
        if when.start is None or when.end is None:
            assert when.precision is Precision.RANGE
            assert when.start or when.end
            continue
        length = when.end - when.start
        assert length > timedelta(0)
        assert (when.precision is Precision.DAY) == (length == timedelta(days=1)) or when.precision is Precision.RANGE
        if when.precision is Precision.WEEK:
            assert length == timedelta(days=7)
        if when.precision is Precision.MONTH:
            assert when.start.day == when.end.day == 1


@given(st.text(max_size=60), st.dates())
def test_nothing_raises(body: str, published: date) -> None:
    assert all(body[t.span.start : t.span.end].strip() for t in read_expressions(*make(body, published)))


YEARS = "It was in 1990, in 1991, in 1992, in 1993 and in 1994 that they were few. "


@pytest.mark.parametrize(
    ("body", "day"),
    [
        (YEARS + "They had met by then. On 5 May they met again.", "1994-05-05"),
        (YEARS + "We will meet you today, and I thank you. On 5 May we met again.", "2014-05-05"),
        (
            YEARS + "On 5 May they met again, officials said Monday, a day after they met last week and yesterday.",
            "2014-05-05",
        ),
        ("It was in 2013. It was in 2014, in 2014, in 2014 and in 2014. On 5 May they had met.", "2014-05-05"),
    ],
)
def test_a_history_is_told_in_the_past_and_far_from_print(read: Read, body: str, day: str) -> None:
    assert day in iso(read(body))
