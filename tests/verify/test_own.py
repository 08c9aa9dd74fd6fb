"""The checker over short self-written passages with several sentences each: what passes, what is caught."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import Outcome
from communique.verify import Finding

from .wiring import check

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "own.yaml").read_text(encoding="utf-8"))
TRUE = [(row, sentence) for row in ROWS for sentence in row["holds"]]
FALSE = [(row, kind, sentence) for row in ROWS for kind, sentence in row["fails"]]
ALWAYS = ("number", "date", "name", "place", "quote altered", "event date", "modality", "direction")
"""Kinds of which these passages let nothing through; the rest is held to a share."""


@cache
def doctored() -> list[tuple[str, str, Finding]]:
    """Kind, sentence and finding of every doctored sentence."""
    return [
        (kind, sentence, check(sentence, row["text"], published=row["published"], title=row["title"]))
        for row, kind, sentence in FALSE
    ]


@pytest.mark.parametrize("kind", ALWAYS)
def test_of_some_kinds_nothing_is_published(kind: str) -> None:
    assert not [s for k, s, finding in doctored() if k == kind and finding.outcome is Outcome.SUPPORTED]


def test_few_doctored_sentences_are_published() -> None:
    passed = [s for _, s, finding in doctored() if finding.outcome is Outcome.SUPPORTED]
    assert len(passed) <= 0.06 * len(FALSE), passed


def test_a_strict_check_as_for_composed_sentences_publishes_no_doctored_one() -> None:
    passed = [
        sentence
        for row, _, sentence in FALSE
        if check(sentence, row["text"], published=row["published"], title=row["title"], strict=True).outcome
        is Outcome.SUPPORTED
    ]
    assert not passed


def test_what_is_refused_says_why() -> None:
    told = [finding for _, _, finding in doctored() if finding.outcome is not Outcome.SUPPORTED]
    assert all(finding.reasons and all(reason.detail for reason in finding.reasons) for finding in told)


def test_most_true_sentences_are_supported() -> None:
    held = [
        (s, finding.reasons)
        for row, s in TRUE
        if (finding := check(s, row["text"], published=row["published"], title=row["title"])).outcome
        is not Outcome.SUPPORTED
    ]
    assert len(held) <= 0.15 * len(TRUE), held


def test_every_kind_of_error_is_there() -> None:
    kinds = Counter(kind for _, kind, _ in FALSE)
    assert {kind for kind, n in kinds.items() if n < 7} <= {"attribution"}
    assert len(kinds) >= 18
