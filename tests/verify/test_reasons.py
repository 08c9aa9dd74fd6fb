"""Reasons name the kind of error and the words at fault."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Outcome

from .wiring import check

BODY = (
    "Norway's Foreign Minister Ine Eriksen Soreide urged Iran on Tuesday to release two detained sailors. She met her "
    'Finnish counterpart Pekka Haavisto in Oslo and said that the talks had been "open and useful". '
    "About 40 companies took part."
)
DAY = date(2020, 2, 6)


@pytest.mark.parametrize(
    ("feature", "word", "sentence"),
    [
        ("strength", "demanded", "Ine Eriksen Soreide demanded that Iran release two detained sailors."),
        ("date", "3 February", "On 3 February, Ine Eriksen Soreide urged Iran to release two detained sailors."),
        (
            "event date against print date",
            "6 February",
            "On 6 February, Ine Eriksen Soreide urged Iran to release two detained sailors.",
        ),
        ("number", "three", "Ine Eriksen Soreide urged Iran to release three detained sailors."),
        ("actor and recipient", "Iran", "Iran urged Ine Eriksen Soreide to release two detained sailors."),
        ("place", "Helsinki", "Ine Eriksen Soreide met Pekka Haavisto in Helsinki."),
        ("office", "Prime Minister", "Norwegian Prime Minister Ine Eriksen Soreide met Pekka Haavisto in Oslo."),
        ("negation", "meet", "Ine Eriksen Soreide did not meet Pekka Haavisto in Oslo."),
        ("modality", "meet", "Ine Eriksen Soreide will meet Pekka Haavisto in Oslo."),
        ("quote altered", "open and frank", "Ine Eriksen Soreide said the talks had been “open and frank”."),
        ("quote given to another", "Haavisto", "Pekka Haavisto said the talks had been “open and useful”."),
        ("detail added", "secret", "Ine Eriksen Soreide met Pekka Haavisto in Oslo for secret talks."),
        ("scope", "40", "More than 40 companies took part."),
        ("name", "Ann Linde", "Ine Eriksen Soreide met Ann Linde in Oslo."),
        ("cause invented", "because", "Ine Eriksen Soreide met Pekka Haavisto in Oslo because of Iran."),
    ],
)
def test_the_reason_is_its_own(feature: str, word: str, sentence: str) -> None:
    finding = check(sentence, BODY, published=DAY)
    assert finding.outcome is Outcome.UNSUPPORTED
    assert any(r.feature == feature and word in r.value for r in finding.reasons), finding.reasons


def test_a_sentence_true_elsewhere_in_the_text_is_a_wrong_citation() -> None:
    finding = check("About 40 companies took part.", BODY, published=DAY, quote=BODY[: BODY.index(" She met")])
    assert finding.outcome is Outcome.UNSUPPORTED


def test_context_tells_who_she_is_but_no_fact() -> None:
    second = BODY[BODY.index("She met") : BODY.index(" About")]
    assert check("Ine Eriksen Soreide met Pekka Haavisto in Oslo.", BODY, published=DAY, quote=second).outcome is (
        Outcome.SUPPORTED
    )
    assert check("Soreide urged Iran to release two sailors.", BODY, published=DAY, quote=second).outcome is not (
        Outcome.SUPPORTED
    )
