"""Places in sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import ActorKind, Annotation, Mention, Span
from communique.places import Gazetteer, read_places
from communique.wiring import as_text

DAY = date(2021, 6, 17)


def mention(body: str, words: str, country: str, kind: ActorKind = ActorKind.STATE, name: str = "") -> Mention:
    start = body.index(words)
    span = Span(start=start, end=start + len(words))
    return Mention(span=span, head=span, surface=words, kind=kind, name=name or words, country=country)


def places(body: str, mentions: tuple[Mention, ...] = (), home: str | None = None) -> list[tuple[str, str | None, str]]:
    text = as_text(body, published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    found = read_places(text, none, mentions, home, Gazetteer.load())
    return [(place.name, place.country, place.precision.value) for place in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("They met in Minsk on Tuesday.", [("Minsk", "BLR", "city")]),
        ("The talks were held in Brussels and Vilnius.", [("Brussels", "BEL", "city"), ("Vilnius", "LTU", "city")]),
        ("He flew from New York to Geneva.", [("New York", "USA", "city"), ("Geneva", "CHE", "city")]),
        ("Minsk denied the report.", []),
        ("They met in private.", []),
    ],
)
def test_cities_after_a_preposition(body: str, expected: list[tuple[str, str, str]]) -> None:
    assert places(body) == expected


def test_a_country_named_after_it_decides() -> None:
    body = "They met in Tripoli, Lebanon."
    assert places(body, (mention(body, "Lebanon", "LBN"),))[0] == ("Tripoli", "LBN", "city")


def test_a_metonym_that_says_where_is_the_city_and_a_state_is_a_country() -> None:
    body = "He was received in Minsk and left to Russia."
    known = (mention(body, "Minsk", "BLR", name="Belarus"), mention(body, "Russia", "RUS"))
    assert places(body, known) == [("Minsk", "BLR", "city"), ("Russia", "RUS", "country")]


def test_a_name_inside_a_body_is_no_place() -> None:
    body = "She spoke to Paris Club officials."
    assert places(body, (mention(body, "Paris Club", "FRA", ActorKind.ORGANISATION),)) == []


@given(body=st.text(max_size=120))
def test_spans_are_slices_and_nothing_raises(body: str) -> None:
    text = as_text("in " + body, published=DAY)
    none = Annotation(text_id=text.id, annotator="x", version="1", transcript=False, sentences=())
    for place in read_places(text, none, (), None, Gazetteer.load()):
        assert place.span is not None
        assert text.body[place.span.start : place.span.end] == place.name
