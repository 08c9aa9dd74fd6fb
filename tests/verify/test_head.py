"""The trained head: what it sees, what it may not do, and what it decides on examples of our own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

import numpy as np
import pytest
from tests.verify.wiring import StageReader, make_text

from communique.encode import MiniLM
from communique.model import Outcome, Passage, Span
from communique.verify import Checker, CheckerOptions
from communique.verify.checker import measured
from communique.verify.head import Head, Node, head
from communique.verify.soft import Near, soft_features, weakest

BODY = (
    "LIMA, March 3 – Peru's foreign minister, Ana Rojas, received her Chilean counterpart in Lima on Wednesday. "
    "The two agreed to resume work on the border road, which had been shelved in 2018. "
    "Rojas said that no date had been set for the opening."
)


@cache
def encoder() -> MiniLM:
    return MiniLM()


@cache
def checker() -> Checker:
    reader = StageReader()
    return Checker(reader, reader.base, CheckerOptions(coder_veto=False), encoder=encoder())


def finding(sentence: str, body: str = BODY):
    text = make_text(body, published=date(2021, 3, 3))
    return checker().check(sentence, [Passage.cut(text.id, body, 0, len(body))], {text.id: text})


def features(sentence: str, body: str = BODY) -> dict[str, float]:
    text = make_text(body, published=date(2021, 3, 3))
    case = checker().case(sentence, [Passage.cut(text.id, body, 0, len(body))], {text.id: text})
    assert case is not None
    measured(case)
    return soft_features(Near(case, encoder()))


def test_a_copy_is_as_near_as_can_be() -> None:
    copy, told = features(BODY), features("In Lima Chile's minister was told of a road that is to be built again.")
    assert copy["soft:mean.0"] == pytest.approx(1, abs=0.001)
    assert copy["soft:pair_least.1"] > 0.9
    assert copy["soft:mean.0"] > told["soft:mean.0"] + 0.1


def test_a_word_from_elsewhere_is_seen() -> None:
    near, far = (
        features("They agreed to restart work on the road."),
        features("They agreed to restart work on the satellite."),
    )
    assert near["soft:least_noun.0"] > far["soft:least_noun.0"] + 0.1
    assert near["soft:pair_least.0"] > far["soft:pair_least.0"]


def test_every_figure_is_finite_and_the_same_each_time() -> None:
    for sentence in ("Rojas met him.", "Yes.", "2018", "On 3 March 2021 Peru and Chile agreed."):
        once = features(sentence)
        assert all(np.isfinite(v) for v in once.values())
        assert once == features(sentence)


def test_figures_stand_for_the_cited_words_only() -> None:
    text = make_text(BODY, published=date(2021, 3, 3))
    first = Passage.cut(text.id, BODY, 0, 107)
    case = checker().case("No date had been set for the opening.", [first], {text.id: text})
    assert case is not None
    measured(case)
    assert (
        soft_features(Near(case, encoder()))["soft:mean.0"]
        < features("No date had been set for the opening.")["soft:mean.0"]
    )


def test_the_weakest_word_is_named() -> None:
    text = make_text(BODY, published=date(2021, 3, 3))
    case = checker().case(
        "They agreed to resume work on the satellite.", [Passage.cut(text.id, BODY, 0, len(BODY))], {text.id: text}
    )
    assert case is not None
    assert weakest(Near(case, encoder())) == "satellite"


def test_trees_ask_and_answer() -> None:
    tree = (Node(feature=0, most=0.5, left=1, right=2), Node(value=-2.0), Node(value=2.0))
    made = Head(features=("x",), base=0.0, trees=(tree, tree), least=0.5)
    assert made.probability({"x": 0.9}, 0.5) == pytest.approx(0.881, abs=0.001)
    assert made.probability({}, 0.5) == pytest.approx(0.119, abs=0.001)
    assert made.probability({"x": 0.9}, 0.1) < made.probability({"x": 0.9}, 0.9)


def test_no_ground_speaks_for_a_sentence() -> None:
    shipped = head()
    found = features("They agreed to resume work on the border road.")
    free = shipped.probability(found, 0.5)
    for name in shipped.features:
        if name.startswith("ground:"):
            assert shipped.probability({**found, name: 1.0}, 0.5) <= free, name


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Rojas, Peru's foreign minister, received her Chilean counterpart in Lima on 3 March 2021.",
        "The two agreed to resume work on the border road.",
    ],
)
def test_what_the_passage_says_is_let_through(sentence: str) -> None:
    assert finding(sentence).outcome is Outcome.SUPPORTED


@pytest.mark.parametrize(
    "sentence",
    [
        "Ana Rojas, Peru's foreign minister, received her Chilean counterpart in Santiago on 3 March 2021.",
        "The two refused to resume work on the border road.",
        "The two agreed to resume work on the border road, which had been shelved in 2008.",
        "Rojas said that a date had been set for the opening.",
    ],
)
def test_what_was_doctored_is_not(sentence: str) -> None:
    assert finding(sentence).outcome is not Outcome.SUPPORTED


class Refusing:
    """An encoder that must not be asked."""

    def words(self, text: str, spans: Sequence[Span]) -> object:
        raise AssertionError(f"asked for {text!r} {spans}")


def test_a_veto_leaves_the_encoder_unasked() -> None:
    reader = StageReader()
    strict = Checker(reader, reader.base, CheckerOptions(coder_veto=False), encoder=Refusing())  # type: ignore[arg-type]
    text = make_text("Peru signed 3 agreements with Chile in Lima.", published=date(2021, 3, 3))
    passage = Passage.cut(text.id, text.body, 0, len(text.body))
    found = strict.check("Peru signed 7 agreements with Chile in Lima.", [passage], {text.id: text})
    assert found.outcome is Outcome.UNSUPPORTED
    assert any(r.value == "7" for r in found.reasons)


def test_what_is_read_ahead_is_each_sentence_and_each_passage_once() -> None:
    class Listening(StageReader):
        def ahead(self, passages: Iterable[str]) -> None:
            self.asked = list(passages)

    reader = Listening()
    text = make_text("Peru met Chile. Chile met Peru.", published=date(2021, 3, 3))
    first, both = Passage.cut(text.id, text.body, 0, 15), Passage.cut(text.id, text.body, 0, 31)
    checker_ = Checker(reader, reader.base)
    checker_.ahead([("They met.", [first]), ("They met.", [both]), ("Peru met Chile.", [first])])
    assert reader.asked == ["They met.", "Peru met Chile.", "Peru met Chile. Chile met Peru."]
