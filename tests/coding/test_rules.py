"""The decision rules of the codebook, one sentence of our own each."""

from __future__ import annotations

import pytest

from communique.coding import triggers
from communique.coding.acts import judge
from communique.model import Encounter, Event
from communique.ontology import plover
from communique.wiring import Stages

from .test_coder import names, read

RULES = [
    # sentence, type, mode, auxiliary
    ("Sweden will not send troops to Mali.", "MOBILIZE", "troops", "negated"),
    ("Hungary will not provide weapons to Ukraine.", "REJECT", "assist", "none"),
    ("Serbia refused to meet Kosovo.", "REJECT", "meet", "none"),
    ("Hungarian Foreign Minister Péter Szijjártó refused to sign the agreement with Ukraine.", "REJECT", "change", "none"),
    ("Germany pledged 200 million euros to Afghanistan on Monday.", "AGREE", None, "none"),
    ("Germany gave 200 million euros to Afghanistan on Monday.", "AID", None, "none"),
    ("Norway and Sweden committed to closing the border gap.", "AGREE", None, "none"),
    ("Canada plans to expel two Russian diplomats.", "THREATEN", "expel", "future"),
    ("Latvia recalled its ambassador from Belarus on Tuesday.", "SANCTION", "discontinue", "none"),
    ("France welcomed Turkey's decision.", "SUPPORT", None, "none"),
    ("Ukraine released three Russian soldiers on Tuesday.", "RETREAT", "release", "none"),
    ("Poland summoned the Belarusian ambassador on Tuesday.", "ACCUSE", "disapprove", "none"),
    ("Greece and Israel held a joint exercise on Tuesday.", "COOPERATE", None, "none"),
    ("Iran has stopped supplying gas to Armenia.", "SANCTION", "discontinue", "none"),
    ("Egypt mediated between Israel and Hamas on Tuesday.", "CONSULT", "third-party", "none"),
    ("Japan deported five Chinese citizens on Tuesday.", "COERCE", "deport", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "kind", "mode", "auxiliary"), RULES)
def test_rules(stages: Stages, body: str, kind: str, mode: str | None, auxiliary: str) -> None:
    found = [
        (e.type, e.mode, e.auxiliary.value) for e in (r.content for r in read(stages, body)) if isinstance(e, Event)
    ]
    assert found == [(kind, mode, auxiliary)]


@pytest.mark.parametrize(
    "body",
    [
        "Russia must withdraw its troops from Ukraine.",
        "If Russia attacks Ukraine, Europe will suffer.",
        "Did Norway condemn Russia?",
        "Norway's help in releasing the Chinese sailors was noted in Beijing.",
        "Norway supports Ukraine.",
        "The Norwegian-Swedish Forum is an old institution.",
    ],
)
def test_norms_conditions_questions_and_names_are_no_acts(stages: Stages, body: str) -> None:
    scored = [
        e for e in (r.content for r in read(stages, body)) if isinstance(e, Event) and e.auxiliary.value == "none"
    ]
    assert scored == []


def test_a_meeting_of_a_series_keeps_its_number_and_name(stages: Stages) -> None:
    body = "Norway and Finland held the fourth Arctic Fisheries Commission session in Oslo on 10 June."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert (met.ordinal, met.series) == (4, "Arctic Fisheries Commission session")
    assert names(met.participants) == {"NOR", "FIN"}


def test_groups_of_two_countries_are_two_parties(stages: Stages) -> None:
    body = "Senior diplomats from Poland and Lithuania met in Warsaw on 10 June."
    met = next(r.content for r in read(stages, body) if isinstance(r.content, Encounter))
    assert names(met.participants) == {"POL", "LTU"}


WORDS = [
    # cue, content, act
    ("said", "he had no comment on the report", "decline"),
    ("declined", "to comment", "decline"),
    ("avoided", "a reporter's question about the fence", "evade"),
    ("denied", "any possibility of a vote", "deny"),
    ("said", "Oslo would reopen the talks only if the fleet left", "condition"),
    ("urged", "Baku to free the crew", "demand"),
    ("emphasised", "that both sides must respect the truce", "demand"),
    ("condemned", "the raid", "oppose"),
    ("reaffirmed", "Norway's commitment to helping Moldova", "promise"),
    ("expressed", "concern about the fence", "express_concern"),
    ("apologised", "for the delay at the border", "concede"),
    ("congratulated", "the new mayor", "other"),
    ("announced", "a new embassy", "announce"),
    ("welcomed", "the truce", "endorse"),
    ("said", "the ferry runs twice a day", "inform"),
]


@pytest.mark.parametrize(("cue", "content", "act"), WORDS)
def test_words_to_acts(cue: str, content: str, act: str) -> None:
    assert judge(cue, content)[0].value == act


def test_the_gate_knows_the_forms_of_the_triggers() -> None:
    assert {"met", "visits", "visiting", "condemned", "supplied", "denies", "signing", "talks"} <= triggers()


def test_every_frame_is_of_the_codebook() -> None:
    from communique.coding.lexicon import lexicon

    types = plover().types
    for frames in (*lexicon().verbs.values(), *lexicon().nouns.values()):
        for frame in frames:
            assert frame.mode is None or frame.mode in types[frame.type].modes
            assert frame.actor or frame.both
            assert set(frame.contexts) <= set(plover().contexts)
            assert 0 < frame.conf <= 1
