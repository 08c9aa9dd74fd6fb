from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.annotate.folding import fold, fold_for_parser
from communique.annotate.layout import paragraphs
from communique.annotate.sentences import split_sentences


def split(text: str, longest: int = 900) -> list[str]:
    folded = fold(text)
    return [text[a:b] for block in paragraphs(folded) for a, b in split_sentences(folded, block, longest)]


ONE = [
    "Mr. Ree met Dr. Olu and H.E. Ana Paz in St. Orm on Nov. 5.",
    "John T. Marlow of the U.S. State Department spoke at 5 p.m. EST.",
    "They adopted Resolution No. 12 and Art. 5 of the treaty.",
    "Foo Corp. announced that $3.5 million, i.e. a tenth, was paid.",
    "“Why now?” he asked the envoy.",
    "See www.example.org/a.html for the list.",
    "1. The parties agree to meet again.",
    "(a) The ambassador arrived.",
    "The talks … went on.",
    "Gen. J. R. Poe and Lt. Gen. Kim met.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_whole(text: str) -> None:
    assert split(text) == [text]


MANY = [
    ("He met the envoy. She left.", 2),
    ("They live in the U.S. The ministers met there.", 2),
    ("He said: “We agree.” The talks ended.", 2),
    ("It was 5 p.m. The talks ended.", 2),
    ("They met in Minsk.The talks were long.", 2),
    ("Thank you. (Applause.) We go on.", 3),
    ("Really?! Yes. No...", 3),
    ("One.\n\nTwo", 2),
    ("• First item\n• Second item", 2),
    ("So do I. The minister agreed.", 2),
    ("Plan it with Foo Inc. The firm agreed.", 2),
    ("Talks went on.*** Second part began.", 2),
]


@pytest.mark.parametrize(("text", "count"), MANY)
def test_sentences_are_parted(text: str, count: int) -> None:
    assert len(split(text)) == count


def test_bullets_are_not_part_of_the_sentence() -> None:
    assert split("• First item of the list.\n- Second item.") == ["First item of the list.", "Second item."]


def test_hard_wrapped_lines_are_joined() -> None:
    text = (
        "The ministers of the two countries met on the sidelines of the summit to\n"
        "discuss the border, the trade in grain and the return of the children who\n"
        "had been taken across the river in the spring, and they agreed to meet a\n"
        "second time in the autumn. They also signed the plan."
    )
    assert len(split(text)) == 2


def test_lines_of_their_own_are_paragraphs() -> None:
    assert split("MINISTRY OF SOMETHING\nCAPITAL\n5 MAY 2020") == ["MINISTRY OF SOMETHING", "CAPITAL", "5 MAY 2020"]


def test_a_very_long_sentence_is_cut_at_a_clause() -> None:
    text = "The parties recall the treaty; " * 100
    pieces = split(text, longest=300)
    assert len(pieces) > 5
    assert all(len(piece) <= 300 for piece in pieces)
    assert all(piece.endswith(";") for piece in pieces)


@given(st.text(alphabet=st.sampled_from(" .!?\n\"'“”‘’AaBbMr.1(…)-—;,\u00a0"), max_size=200))
def test_any_text_is_covered_and_never_overlaps(text: str) -> None:
    folded = fold(text)
    last = 0
    for block in paragraphs(folded):
        for start, end in split_sentences(folded, block, 40):
            assert last <= start < end <= len(text)
            assert end - start <= 40
            assert text[start:end].strip() == text[start:end]
            last = end


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text) == len(fold_for_parser(text))


def test_folding_makes_marks_plain() -> None:
    assert fold("“a” ‘b’ – c\u00a0d") == "\"a\" 'b' - c d"
