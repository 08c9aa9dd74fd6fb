"""Another word in the same place, the nearer of two, other prepositions: each with the words at fault."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Passage
from communique.verify import Checker
from communique.verify.checker import measured

from .wiring import check, checker, make_text

DAY = date(2019, 6, 12)


def codes(sentence: str, body: str) -> set[str]:
    """The codes of the grounds that the checker finds."""
    text = make_text(body, published=DAY)
    judge: Checker = checker()
    case = judge.case(sentence, [Passage.cut(text.id, body, 0, len(body))], {text.id: text})
    assert case is not None
    return {ground.code for ground in measured(case)[0]}


@pytest.mark.parametrize(
    ("code", "body", "sentence"),
    [
        (
            "preposition",
            "The ministers of Togo and Benin said that they would vote against the plan.",
            "The ministers of Togo and Benin said that they would vote for the plan.",
        ),
        (
            "replaced.contrary",
            "The army cleared the last minefield on the river.",
            "The army cleared the first minefield on the river.",
        ),
        (
            "outside.thing.filled",
            "The council adopted a bill on fishing. It deferred a decree on consuls.",
            "The council adopted a decree on consuls.",
        ),
        ("scope.rate", "Norway will give Mali 20 million dollars.", "Norway will give Mali 20 million dollars a year."),
        (
            "detail.listed",
            "A plane with nine doctors and masks landed in Rome.",
            "A plane with nine doctors, masks and ventilators landed in Rome.",
        ),
        (
            "office.described",
            "The interior ministers of Peru and Chile met in Lima.",
            "The foreign ministers of Peru and Chile met in Lima.",
        ),
        (
            "modality.planned.done",
            "Ghana will recall its ambassador in Mali.",
            "Ghana has recalled its ambassador in Mali.",
        ),
    ],
)
def test_the_slot_is_named(code: str, body: str, sentence: str) -> None:
    assert code in codes(sentence, body)
    assert code not in codes(body.split(". ", maxsplit=1)[0].removesuffix(".") + ".", body)


@pytest.mark.parametrize(
    ("body", "sentence", "code"),
    [
        ("The talks in the Belarusian capital ended on Monday.", "The talks in Minsk ended on Monday.", "place"),
        ("The Royal Danish Air Force sent three planes.", "The RDAF sent three planes.", "name"),
        ("Half a million doses were sent to Peru.", "500,000 doses were sent to Peru.", "number"),
        ("Vadim Shipachev met fans in Oslo.", "Vadim Shipachyov met fans in Oslo.", "name"),
        ("They took part in the session in Oslo.", "They took part in the session.", "scope.word"),
    ],
)
def test_other_ways_to_say_it_are_no_fault(body: str, sentence: str, code: str) -> None:
    assert code not in codes(sentence, body)


LISTED = (
    "This morning President Uhuru Kenyatta of Kenya, Chancellor Sebastian Kurz of Austria, Prime Minister Erna Solberg of "
    "Norway, Prime Minister Scott Morrison of Australia, and President Egils Levits of Latvia held a call. They agreed on "
    "a date."
)


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        (
            "On 12 June, Uhuru Kenyatta, Sebastian Kurz, Erna Solberg, Scott Morrison and Egils Levits held a call.",
            "supported",
        ),
        (
            "On 12 June, Uhuru Kenyatta, Sebastian Kurz, Erna Solberg, Scott Morrison and Justin Trudeau held a call.",
            "unsupported",
        ),
    ],
)
def test_all_in_a_list_did_it(sentence: str, outcome: str) -> None:
    assert check(sentence, LISTED, published=DAY, strict=True).outcome == outcome
