"""The small pieces: names, stems, figures, the lexicon's relations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Outcome, Reason, Verdict, from_json, to_json
from communique.verify import Finding, lexicon
from communique.verify.case import Ground
from communique.verify.fold import fold, same_name, stem
from communique.verify.quotes import quoted


@pytest.mark.parametrize(
    ("left", "right"),
    [("Makei", "Makey"), ("Lukashenka", "Lukashenko"), ("Dzmitry", "Dmitri"), ("Erdogan", "Erdoğan"), ("J", "Joseph")],
)
def test_transliterations_are_one_name(left: str, right: str) -> None:
    assert same_name(left, right) and same_name(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("Makei", "Masiei"), ("Iran", "Iraq"), ("Austria", "Australia"), ("Li", "Lu")]
)
def test_other_names_are_not(left: str, right: str) -> None:
    assert not same_name(left, right)


def test_stems_join_derivations() -> None:
    assert stem("discussion") == stem("discuss") == stem("discussed")
    assert stem("visiting") == stem("visit") == stem("visits")
    assert stem("agree") != stem("agenda")


def test_entailment_goes_one_way() -> None:
    words = lexicon()
    assert words.supports("condemn", "say") and not words.supports("say", "condemn")
    assert not words.supports("call on", "demand")
    assert not words.supports("discuss", "agree") and not words.supports("agree", "sign")
    assert words.stronger("call on", "demand") and words.opposite("condemn", "praise")


def test_every_relation_names_a_group() -> None:
    groups = lexicon().groups
    named = {other for g in groups.values() for other in (*g.entails, *g.opposes)}
    assert named <= set(groups), named - set(groups)
    assert lexicon().lists["symmetric"] <= set(groups)


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_all_marks_of_quotation_are_one() -> None:
    assert quoted('He said “a b” and «c d» and "e".') == ("a b", "c d", "e")


def test_a_verdict_is_stored_with_plain_reasons() -> None:
    ground = Ground(feature="detail added", value="secret", detail="not in the passage", code="detail.adj")
    verdict = Finding(outcome=Outcome.UNSUPPORTED, reasons=(ground,)).verdict("c-1")
    assert from_json(Verdict, to_json(verdict)) == verdict
    assert verdict.reasons == (Reason(feature="detail added", value="secret", detail="not in the passage"),)
