"""Persons named in more than one way, and officials whose state the text gives elsewhere."""

from __future__ import annotations

import pytest

from communique.coding.persons import name_words
from communique.model import Encounter
from communique.wiring import Stages

from .test_coder import read

PLACED = [
    (
        "Kenyan Deputy Transport Minister Wanjiru Mwangi-Otieno met Polish Foreign Minister Zbigniew Rau on 14 June. "
        "Minister Mwangi-Otieno also met Czech Foreign Minister Jakub Kulhánek.",
        {"KEN", "CZE"},
    ),
    (
        "Norwegian Foreign Minister Ine Eriksen Søreide met Latvian Prime Minister Krišjānis Kariņš and Minister of "
        "Fisheries Ilze Kalve in Riga on 14 June.",
        {"NOR", "LVA"},
    ),
    (
        "Finnish Foreign Minister Pekka Haavisto visited Ghana on 14 June. He met Minister of Fisheries Abena Kuffour.",
        {"FIN", "GHA"},
    ),
]


@pytest.mark.parametrize(("body", "sides"), PLACED)
def test_an_unknown_official_is_of_the_state_the_text_gives(stages: Stages, body: str, sides: set[str]) -> None:
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants} == sides


def test_two_of_one_surname_are_not_confused(stages: Stages) -> None:
    body = (
        "Kenyan Trade Minister Amina Njoroge and Ugandan Trade Minister Paul Njoroge met on 14 June. Mr Njoroge then met "
        "Polish Foreign Minister Zbigniew Rau."
    )
    last = [r.content for r in read(stages, body) if isinstance(r.content, Encounter)][-1]
    assert {p.country for p in last.participants if "Njoroge" in p.name} <= {None}


def test_name_words_leave_titles_and_accents_out() -> None:
    assert name_words("Dato’ Seri Ismaïl bin Al-Amin") == {"ismail", "bin", "al", "amin"}
