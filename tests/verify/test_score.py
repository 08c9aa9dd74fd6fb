"""The score: weights are data, grounds only ever speak against, vetoes hold, the threshold is a choice."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Outcome, Passage
from communique.verify import Checker, CheckerOptions
from communique.verify.score import Weights, weights
from communique.verify.thesaurus import thesaurus

from .wiring import StageReader, make_text

BODY = "Chile's Foreign Minister Ana Rojas met her Peruvian counterpart, Luis Vega, in Lima on Tuesday."
SENTENCE = "Ana Rojas met Luis Vega in Lima."


def test_no_ground_speaks_for_a_sentence() -> None:
    shipped = weights()
    assert [n for n, w in shipped.weights.items() if w > 0] == ["bias"]
    assert shipped.vetoes and 0 < shipped.threshold < 1


def test_a_ground_never_seen_weighs_like_the_rare_ones() -> None:
    some = Weights(weights={"bias": 1.0, "ground:other": -3.0})
    assert some.probability({"bias": 1.0, "ground:unheard_of": 1.0}) < 0.2 < some.probability({"bias": 1.0})


@pytest.mark.parametrize(("threshold", "outcome"), [(0.0, Outcome.SUPPORTED), (1.0, Outcome.UNCHECKED)])
def test_the_threshold_decides(threshold: float, outcome: Outcome) -> None:
    reader = StageReader()
    checker = Checker(reader, reader.base, CheckerOptions(coder_veto=False, threshold=threshold))
    text = make_text(BODY, published=date(2021, 3, 3))
    finding = checker.check(SENTENCE, [Passage.cut(text.id, BODY, 0, len(BODY))], {text.id: text})
    assert finding.outcome is outcome
    assert 0 < finding.score < 1


def test_a_veto_holds_whatever_the_threshold() -> None:
    reader = StageReader()
    checker = Checker(reader, reader.base, CheckerOptions(coder_veto=False, threshold=0.0))
    text = make_text(BODY, published=date(2021, 3, 3))
    passage = [Passage.cut(text.id, BODY, 0, len(BODY))]
    finding = checker.check("Ana Rojas said that the talks had been “very warm”.", passage, {text.id: text})
    assert finding.outcome is Outcome.UNSUPPORTED


@pytest.mark.parametrize(
    ("passage", "sentence", "relation"),
    [
        (("purchase", "VERB"), ("buy", "VERB"), "same"),
        (("deteriorate", "VERB"), ("deterioration", "NOUN"), "derived"),
        (("sail", "VERB"), ("travel", "VERB"), "wider"),
        (("travel", "VERB"), ("sail", "VERB"), ""),
    ],
)
def test_word_relations_go_one_way_where_one_is_wider(
    passage: tuple[str, str], sentence: tuple[str, str], relation: str
) -> None:
    assert thesaurus().relation(passage, sentence) == relation


def test_general_words_and_contraries() -> None:
    assert thesaurus().general("way", "NOUN") and not thesaurus().general("ceasefire", "NOUN")
    assert thesaurus().contrary(("remember", "VERB"), ("forget", "VERB"))
