from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.merge.words import rarity, stem, terms, vector


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said", "says"), ("met", "meeting"), ("Agreement", "agreed"), ("withdrew", "withdrawal"), ("visits", "visited"),
        ("sold", "sale"), ("condemned", "condemns"), ("fought", "fighting"),
    ],
)  # fmt: skip
def test_forms_of_one_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("met", "mete"), ("praised", "pressed"), ("signed", "sighed")])
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_capital_counts_as_a_name_only_inside_a_sentence() -> None:
    found = terms("Talks began in Oslo. Norway's minister met 12 envoys in Oslo.")
    assert found["N:oslo"] == 2
    assert "N:talks" not in found
    assert "N:norway's" not in found
    assert found["#12"] == 1


@given(st.text(max_size=300))
def test_a_vector_has_length_one_or_is_empty(text: str) -> None:
    length = sum(weight * weight for weight in vector(text).values())
    assert not length or math.isclose(length, 1.0, rel_tol=1e-6)


def test_rare_terms_tell_more() -> None:
    assert rarity("meeting") < rarity("trawler") <= rarity("no-such-word")
