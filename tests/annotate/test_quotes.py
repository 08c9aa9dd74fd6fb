from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.folding import fold
from communique.annotate.layout import paragraphs
from communique.annotate.quotes import find_quotes


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in find_quotes(text, paragraphs(fold(text)))]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “we agree fully to this plan”.", ["we agree fully to this plan"]),
        ('She said: "No." Then "Yes," she said.', ["No.", "Yes,"]),
        ("He spoke of ‘a new page’ in ties.", ["a new page"]),
        ("The leaders’ talks and the ministers’ plan.", []),
        ("It isn't the minister's plan, nor '90s stuff; rock 'n' roll aside.", ["n"]),
        ("They called it «a grave error».", ["a grave error"]),
        ("„Nie“ he said.", ["Nie"]),
        ("“He told me ‘go home’ twice,” she said.", ["He told me ‘go home’ twice,", "go home"]),
        ("‘We’re not the states’ friends,’ he said.", ["We’re not the states’ friends,"]),
        ('It reads, in part:"Dear friends, welcome."', ["Dear friends, welcome."]),
        ('A 6" pipe and a 9" pipe.', []),
        ("'We will not go,' he said.", ["We will not go,"]),
    ],
)
def test_marks_are_paired(text: str, quotes: list[str]) -> None:
    assert inner(text) == quotes


def test_an_unclosed_quote_runs_to_its_paragraph_and_is_reopened() -> None:
    text = "He said: “First thing.\n\n“Second thing.”\n\nThe end."
    first, second = find_quotes(text, paragraphs(fold(text)))
    assert (text[first.span.start : first.span.end], first.closed) == ("“First thing.", False)
    assert (text[second.span.start : second.span.end], second.closed) == ("“Second thing.”", True)


def test_an_unclosed_quote_does_not_swallow_a_long_text() -> None:
    text = "He said “yes and left. " + "More was said. " * 300
    (quote,) = find_quotes(text, paragraphs(fold(text)))
    assert quote.span.end < 30


def test_few_words_are_scare_quotes() -> None:
    text = "The “liberation war” began. He said “we will meet again.”"
    assert [quote.scare for quote in find_quotes(text, paragraphs(fold(text)))] == [True, False]


@given(st.text(alphabet=st.sampled_from("ab s.\n\"'“”‘’«»„(1"), max_size=120))
def test_spans_hold_for_any_text(text: str) -> None:
    for quote in find_quotes(text, paragraphs(fold(text))):
        assert 0 <= quote.span.start < quote.inner.start < quote.inner.end <= quote.span.end <= len(text)
        assert quote.closed == (quote.inner.end == quote.span.end - 1)
