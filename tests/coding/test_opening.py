"""What the first words before cameras show: who met, who is abroad. Sentences of our own."""

from __future__ import annotations

import pytest
from tests.coding.test_coder import names
from tests.coding.test_narrator import events

from communique.wiring import Stages

TITLE = "Secretary Blinken and Minister Jaishankar before their meeting"
HOST = "SECRETARY ANTONY BLINKEN: Good morning. {}\n\nMINISTER SUBRAHMANYAM JAISHANKAR: Trade with India grows."
GUEST = "SECRETARY ANTONY BLINKEN: Good morning.\n\nMINISTER SUBRAHMANYAM JAISHANKAR: {} Trade with India grows."


@pytest.mark.parametrize(
    ("body", "mode", "actors", "recipients"),
    [
        (HOST.format("It is a real pleasure to welcome you to Washington."), "visit",
         {"Subrahmanyam Jaishankar"}, {"Antony Blinken"}),
        (GUEST.format("Thank you very much for having me."), "visit", {"Subrahmanyam Jaishankar"}, {"Antony Blinken"}),
        (HOST.format("It’s good to see you again."), None, {"Antony Blinken", "Subrahmanyam Jaishankar"}, set()),
    ],
)  # fmt: skip
def test_a_greeting_is_a_meeting(
    stages: Stages, body: str, mode: str | None, actors: set[str], recipients: set[str]
) -> None:
    (met,) = [e for e in events(stages, body, title=TITLE, home="USA") if e.type == "CONSULT"]
    assert (met.mode, {p.name for p in met.actors}, {p.name for p in met.recipients}) == (mode, actors, recipients)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("It will be good to see you again in May.", TITLE),
        ("I look forward to being able to welcome you.", TITLE),
        ("As you see, much is to be done.", TITLE),
        ("Thank you for joining us.", "Department press briefing"),
    ],
)
def test_words_that_greet_nobody(stages: Stages, words: str, title: str) -> None:
    assert [e for e in events(stages, HOST.format(words), title=title, home="USA") if e.type == "CONSULT"] == []


@pytest.mark.parametrize(
    ("words", "hosts"),
    [
        ("It’s great to be here in Oslo, and I thank Norway.", {"NOR"}),
        ("I am in Tokyo to meet Prime Minister Kishida.", {"JPN"}),
        ("Americans are here in Oslo, and we thank Norway.", set()),
        ("I was in Oslo in spring, and I thank Norway.", set()),
        ("In Vienna, we are focused on the talks with Norway.", set()),
    ],
)
def test_who_says_that_he_is_there_is_there(stages: Stages, words: str, hosts: set[str]) -> None:
    found = events(stages, f"SECRETARY ANTONY BLINKEN: {words}", title="Remarks", home="USA")
    visits = [e for e in found if e.mode == "visit"]
    assert {code for e in visits for code in names(e.recipients)} == hosts
