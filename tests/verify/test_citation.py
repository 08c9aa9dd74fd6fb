"""The citation must be the one meant: text version, hash, offsets, quote."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import Outcome, Passage
from communique.verify import check_citation

from .wiring import checker, make_text

TEXT = make_text("Peru recalled its envoy on Monday. Chile protested.", published=date(2012, 5, 8))
PASSAGE = Passage.cut(TEXT.id, TEXT.body, 0, 34)


def test_an_exact_passage_has_no_fault() -> None:
    assert check_citation(PASSAGE, {TEXT.id: TEXT}) == ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"quote": "Peru recalled its envoys on Monday"}, "does not read"),
        ({"end": 33}, "does not read"),
        ({"start": 60, "end": 70}, "outside"),
        ({"prefix": "Then "}, "around"),
        ({"text_id": "t-other"}, "not in the store"),
    ],
)
def test_a_changed_citation_is_found(change: dict[str, object], word: str) -> None:
    (reason,) = check_citation(msgspec.structs.replace(PASSAGE, **change), {TEXT.id: TEXT})
    assert reason.feature == "citation" and word in reason.detail


def test_a_text_that_was_tampered_with_is_found() -> None:
    bad = msgspec.structs.replace(TEXT, sha256="0" * 64)
    (reason,) = check_citation(PASSAGE, {TEXT.id: bad})
    assert "hash" in reason.detail


@given(st.integers(-5, 80), st.integers(-5, 80))
def test_only_the_cut_span_passes(start: int, end: int) -> None:
    moved = msgspec.structs.replace(PASSAGE, start=start, end=end)
    same = 0 <= start < end <= len(TEXT.body) and TEXT.body[start:end] == PASSAGE.quote
    assert (check_citation(moved, {TEXT.id: TEXT}) == ()) is same


def test_without_passage_or_in_another_language_nothing_is_published() -> None:
    assert checker().check("Peru recalled its envoy.", [], {}).outcome is Outcome.UNCHECKED
    other = make_text("Перу отозвало посла.", published=None, language="ru")
    passage = Passage.cut(other.id, other.body, 0, 10)
    assert checker().check("Peru recalled its envoy.", [passage], {other.id: other}).outcome is Outcome.UNCHECKED


def test_a_wrong_citation_is_unsupported_before_anything_is_read() -> None:
    wrong = msgspec.structs.replace(PASSAGE, quote="Chile protested.")
    finding = checker().check("Peru recalled its envoy.", [wrong], {TEXT.id: TEXT})
    assert finding.outcome is Outcome.UNSUPPORTED and finding.reasons[0].feature == "citation"
