"""Who said what: the act, what it is about, and the words, for one way of saying each."""

from __future__ import annotations

from datetime import date

import pytest

from communique.model import Document, Reading, Statement
from communique.wiring import Stages, as_text


def said(stages: Stages, body: str) -> list[Statement]:
    text = as_text(body, published=date(2014, 11, 24))
    (document,) = stages.documents([text], {text.source_id: "BLR"})
    assert isinstance(document, Document)
    found = [one.content for one in stages.coder.code(document) if isinstance(one, Reading)]
    return [one for one in found if isinstance(one, Statement)]


@pytest.mark.parametrize(
    ("body", "act", "words", "target"),
    [
        (
            "The Belarusian Foreign Ministry has again avoided saying whether Minsk recognises the vote.",
            "evade", "saying whether Minsk recognises the vote", "",
        ),
        (
            "Foreign Ministry spokesman Dzmitry Mironchyk refrained from commenting on the report.",
            "decline", "from commenting on the report", "",
        ),
        (
            "Foreign Minister Vladimir Makei argued for Russia's involvement in the programme.",
            "endorse", "for Russia's involvement in the programme", "Russia",
        ),
        (
            "Foreign Minister Vladimir Makei insisted on Ukraine's participation in the round.",
            "demand", "on Ukraine's participation in the round", "Ukraine",
        ),
        ("On Ukraine, Foreign Minister Vladimir Makei voiced concern.", "express_concern", "concern", "Ukraine"),
        (
            "President Alexander Lukashenko told Sergey Lavrov of his worry about Ukraine.",
            "express_concern", "of his worry about Ukraine", "Sergey Lavrov",
        ),
        (
            "Foreign Minister Sergei Lavrov raised the case of the pilots in his talks with Vladimir Makei.",
            "inform", "the case of the pilots in his talks with Vladimir Makei", "Vladimir Makei",
        ),
    ],
)  # fmt: skip
def test_ways_of_saying(stages: Stages, body: str, act: str, words: str, target: str) -> None:
    (found,) = said(stages, body)
    assert (found.act.value, found.words, found.target) == (act, words, target)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('French President François Hollande described the plan as "a step backwards".', '"a step backwards"'),
        ('Foreign Minister Sergei Lavrov counted these people as part of the "Russian World".', '"Russian World"'),
        ('Foreign Minister Vladimir Makei called the plan "viable and a thing of the future".',
         '"viable and a thing of the future"'),
    ],
)  # fmt: skip
def test_what_gives_a_thing_a_name_keeps_the_name(stages: Stages, body: str, words: str) -> None:
    (found,) = said(stages, body)
    assert (found.act.value, found.words, found.verbatim) == ("inform", words, True)
    assert '"' not in found.target


def test_a_call_by_telephone_is_no_demand(stages: Stages) -> None:
    assert said(stages, "Foreign Minister Vladimir Makei called Sergey Lavrov on Monday.") == []
