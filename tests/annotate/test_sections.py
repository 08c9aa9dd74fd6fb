from __future__ import annotations

import pytest

from communique.annotate.folding import fold
from communique.annotate.layout import paragraphs
from communique.annotate.sections import find_sections


def sections(text: str, title: str = "") -> list[tuple[str, str]]:
    folded = fold(text)
    found = find_sections(folded, paragraphs(folded), title)
    return [(one.kind, text[one.span.start : one.span.end]) for one in found]


def test_the_foot_of_a_release() -> None:
    text = (
        "The ministers met today.\n\nMINISTRY OF FOREIGN AFFAIRS\n\nLANDIA\n\n11 JANUARY 2021\n\n"
        "The ministers at the door\n\nPhoto Credit: Ministry of Foreign Affairs, Landia"
    )
    kinds = [kind for kind, _ in sections(text) if kind != "heading"]
    assert kinds == ["signature", "signature", "signature", "caption", "caption"]


def test_a_signature_inside_a_paragraph() -> None:
    text = "The letter is appended. MINISTRY OF FOREIGN AFFAIRS LANDIA 20 MAY 2022 20 May 2022 His Excellency Jo Ro"
    assert ("signature", "MINISTRY OF FOREIGN AFFAIRS LANDIA 20 MAY 2022") in sections(text)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("MINSK, 18 November (BelTA) - The ministers met.", "MINSK, 18 November (BelTA) - "),
        ("BRUSSELS (Reuters) – The union agreed.", "BRUSSELS (Reuters) – "),
        ("TASHKENT, Nov 5 - Talks began.", "TASHKENT, Nov 5 - "),
        ("Minsk, 5 November 2014 – The group met.", "Minsk, 5 November 2014 – "),
    ],
)
def test_datelines(text: str, dateline: str) -> None:
    assert sections(text)[0] == ("dateline", dateline)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides - Ruria and Boria - met in May.",
        "President Ash met the envoy - a first - on Monday.",
        "The ministers met in the city hall, and they agreed.",
    ],
)
def test_prose_has_no_sections(text: str) -> None:
    assert sections(text) == []


def test_the_head_of_a_transcript() -> None:
    text = "Jane A. Roe, Secretary of State\n\nRome, Italy\n\n10:15 A.M. CEST\n\nThank you all for coming."
    assert [kind for kind, _ in sections(text)] == ["byline", "dateline", "dateline"]


def test_letters_from_the_address_to_the_name() -> None:
    text = (
        "The letter follows.\n\nDear President Ash,\n\nI congratulate you.\n\nYours sincerely,\n\nJO ROE\n\nMore prose."
    )
    letters = [words for kind, words in sections(text) if kind == "letter"]
    assert letters == ["Dear President Ash,\n\nI congratulate you.\n\nYours sincerely,\n\nJO ROE"]


def test_stage_directions_and_headlines() -> None:
    text = "Leaders meet\n\nThank you. (Applause.) We [inaudible] go on."
    assert sections(text, "Leaders Meet") == [
        ("headline", "Leaders meet"), ("stage", "(Applause.)"), ("stage", "[inaudible]"),
    ]  # fmt: skip
