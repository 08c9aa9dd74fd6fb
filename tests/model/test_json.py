"""Records go to JSON and back without loss."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import model
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
    Basis,
    Encounter,
    Event,
    Format,
    Participation,
    Passage,
    Precision,
    Rank,
    Reading,
    Span,
    Statement,
    Status,
    When,
    from_json,
    partial_bounds,
    to_json,
)

text = st.text(max_size=20)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))
whens = st.builds(
    When,
    start=st.none() | days,
    end=st.none() | days,
    precision=st.sampled_from(Precision),
    basis=st.sampled_from(Basis),
    expression=text,
    zone=st.none() | text,
)
spans = st.builds(Span, start=st.integers(0, 99), end=st.integers(100, 199))
parties = st.builds(
    Participation,
    name=text,
    kind=st.sampled_from(ActorKind),
    actor_id=st.none() | text,
    country=st.none() | text,
    office=text,
    office_basis=st.none(),
    rank=st.none() | st.sampled_from(Rank),
    side=st.none(),
    span=st.none() | spans,
)
many = st.lists(parties, max_size=3).map(tuple)
words = st.lists(text, max_size=3).map(tuple)
events = st.builds(
    Event,
    type=text,
    mode=st.none() | text,
    contexts=words,
    auxiliary=st.sampled_from(Auxiliary),
    actors=many,
    recipients=many,
    when=st.none() | whens,
    place=st.none(),
    topics=words,
)
encounters = st.builds(
    Encounter,
    format=st.sampled_from(Format),
    status=st.sampled_from(Status),
    participants=many,
    when=st.none() | whens,
    place=st.none(),
    topics=words,
    series=text,
    ordinal=st.none() | st.integers(1, 50),
    host=st.none() | text,
)
statements = st.builds(
    Statement,
    speaker=parties,
    act=st.sampled_from(Act),
    content=st.lists(spans, max_size=2).map(tuple),
    words=text,
    verbatim=st.booleans(),
    cue=text,
    target=text,
    target_parties=many,
    polarity=st.integers(-2, 2),
    question=text,
    when=st.none() | whens,
    place=st.none(),
)


@given(content=events | encounters | statements, body=st.text(min_size=5, max_size=80))
def test_reading_survives_json(content: Event | Encounter | Statement, body: str) -> None:
    reading = Reading.make(
        passage=Passage.cut("t-1", body, 0, 3),
        content=content,
        coder="c",
        coder_version="1",
        base_version="b",
        confidence=0.5,
    )
    again = from_json(Reading, to_json(reading))
    assert again == reading
    assert to_json(again) == to_json(reading)


@given(content=events)
def test_reading_id_follows_content(content: Event) -> None:
    passage = Passage.cut("t-1", "some text", 0, 4)
    common = {"passage": passage, "coder": "c", "coder_version": "1", "base_version": "b", "confidence": 0.5}
    first = Reading.make(content=content, **common)
    assert Reading.make(content=content, **common).id == first.id
    assert Reading.make(content=content, **{**common, "coder_version": "2"}).id != first.id


def test_records_are_frozen_keyword_only_and_strict() -> None:
    span = Span(start=1, end=2)
    with pytest.raises(AttributeError):
        span.start = 3  # type: ignore[misc]
    with pytest.raises(TypeError):
        Span(1, 2)  # type: ignore[call-arg]
    with pytest.raises(msgspec.ValidationError):
        from_json(Span, b'{"start": 1, "end": 2, "more": 3}')


def test_every_record_is_frozen() -> None:
    records = [getattr(model, name) for name in model.__all__ if isinstance(getattr(model, name), type)]
    structs = [one for one in records if issubclass(one, model.Record)]
    assert len(structs) > 40
    assert [one.__name__ for one in structs if not one.__struct_config__.frozen] == []


@given(body=st.text(min_size=1, max_size=60), data=st.data())
def test_passage_is_the_slice(body: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    passage = Passage.cut("t", body, start, end)
    assert body[passage.start : passage.end] == passage.quote
    assert body[: passage.start].endswith(passage.prefix)
    assert body[passage.end :].startswith(passage.suffix)


@pytest.mark.parametrize(("start", "end"), [(2, 2), (-1, 2), (3, 1), (0, 99)])
def test_passage_refuses_impossible_spans(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        Passage.cut("t", "a short text", start, end)


@given(day=days)
def test_a_day_is_half_open(day: date) -> None:
    when = When.day(day, Basis.SAID)
    assert (when.anchor, when.last, when.is_one_day) == (day, day, True)
    assert when.to_iso() == day.isoformat()
    assert not when.overlaps(When.day(day + timedelta(days=1), Basis.SAID))


def test_open_spans() -> None:
    before = When(start=None, end=date(2014, 11, 25), precision=Precision.RANGE, basis=Basis.PRINT)
    assert before.anchor == date(2014, 11, 24)
    assert before.to_iso() == "../2014-11-24"
    assert before.overlaps(When.day(date(2014, 11, 3), Basis.SAID))


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2014", "2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-02", "2014-02", date(2014, 2, 1), date(2014, 2, 28)),
        ("2014-12-05", "2014-12", date(2014, 12, 5), date(2014, 12, 31)),
        ("", "", date.min, date.max),
    ],
)
def test_partial_dates(start: str, end: str, first: date, last: date) -> None:
    assert partial_bounds(start, end) == (first, last)
