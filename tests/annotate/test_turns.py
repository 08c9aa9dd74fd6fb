from __future__ import annotations

import pytest

from communique.annotate.folding import fold
from communique.annotate.layout import paragraphs
from communique.annotate.turns import find_turns


def turns(text: str) -> list[tuple[str, str, bool]]:
    folded = fold(text)
    return [
        (turn.label, text[turn.span.start : turn.span.end], turn.question)
        for turn in find_turns(text, folded, paragraphs(folded))
    ]


def test_labels_before_the_words() -> None:
    text = "Briefing Room\n\nMR REED: Good day.\n\nWe begin.\n\nQUESTION: Why?\n\nMR REED: Because.\n\n[ends]"
    assert turns(text) == [
        ("MR REED", "Good day.\n\nWe begin.", False),
        ("QUESTION", "Why?", True),
        ("MR REED", "Because.", False),
    ]


def test_labels_on_their_own_line() -> None:
    text = (
        "PRIME MINISTER ORO:\n\nWelcome.\n\nJANE LIM:\n\nIs it so?\n\nPRIME MINISTER ORO:\n\nYes.\n\nJANE LIM:\n\nOh?"
    )
    found = turns(text)
    assert [label for label, _, _ in found] == ["PRIME MINISTER ORO", "JANE LIM", "PRIME MINISTER ORO", "JANE LIM"]
    assert [question for _, _, question in found] == [False, True, False, True]


def test_labels_inside_a_body_without_paragraphs() -> None:
    text = (
        "The leaders met. President of Ruria Ivan Petrov: Colleagues, welcome. I have one point: trade. "
        "President of Boria Olga Marek: Thank you. Ivan Petrov: Good. <…>"
    )
    assert [(label, words) for label, words, _ in turns(text)] == [
        ("President of Ruria Ivan Petrov", "Colleagues, welcome. I have one point: trade."),
        ("President of Boria Olga Marek", "Thank you."),
        ("Ivan Petrov", "Good."),
    ]


def test_the_q_of_a_press_room() -> None:
    text = "MS. ORR: Hi, everyone.\n\nQ    Thanks. What about Minsk?\n\nMS. ORR: Next.\n\nQ Follow-up?"
    assert [(label, question) for label, _, question in turns(text)] == [
        ("MS. ORR", False), ("Q", True), ("MS. ORR", False), ("Q", True),
    ]  # fmt: skip


def test_asides_belong_to_the_label() -> None:
    text = "PRESIDENT MOR (via interpreter): Thank you.\n\nPRESIDENT ASH: We agree."
    assert [label for label, _, _ in turns(text)] == ["PRESIDENT MOR (via interpreter)", "PRESIDENT ASH"]


def test_question_and_reply_in_parliament() -> None:
    text = "QUESTION\n\nMr Foo Bar: To ask the Minister about the talks.\n\nREPLY\n\nThe talks went well."
    assert turns(text) == [
        ("Mr Foo Bar", "To ask the Minister about the talks.", False),
        ("REPLY", "The talks went well.", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The minister said: we agree. He added: Never again.",
        "The ministers met.\n\nPhoto Credit: Ministry of Foreign Affairs\n\nPhoto Credit: Ministry of Foreign Affairs",
        "Dear Madam Speaker:\n\nI send this report.\n\nTO THE CONGRESS OF THE UNION:\n\nI send it.",
        "Members of the Delegation:\n\nThe Honorable Ann Roe\n\nFACT SHEET:\n\nA list.",
        "The message reads, in part: We wish you well. It has three points: Peace, Trade, Grain.",
        "Contact: Jane Doe\n\nEmail: jane@example.org\n\nTel: 5551234",
    ],
)
def test_prose_is_no_transcript(text: str) -> None:
    assert turns(text) == []


def test_a_short_answer_is_no_part_of_the_next_label() -> None:
    text = "President Ivan Petrov: Well? Olga Marek: No. Ivan Petrov: Good. Olga Marek: Yes."
    assert [label for label, _, _ in turns(text)] == [
        "President Ivan Petrov",
        "Olga Marek",
        "Ivan Petrov",
        "Olga Marek",
    ]
