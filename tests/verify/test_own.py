"""The checker over self-written passages: every doctored sentence is caught, true ones pass."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.model import Outcome

from .wiring import check

ROWS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "own.yaml").read_text(encoding="utf-8"))
TRUE = [(row, sentence) for row in ROWS for sentence in row["holds"]]
FALSE = [(row, kind, sentence) for row in ROWS for kind, sentence in row["fails"]]


@pytest.mark.parametrize(("row", "kind", "sentence"), FALSE, ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_a_doctored_sentence_is_not_published(row: dict[str, Any], kind: str, sentence: str) -> None:
    finding = check(sentence, row["text"], published=row["published"], title=row["title"])
    assert finding.outcome is not Outcome.SUPPORTED
    assert finding.reasons and all(reason.detail for reason in finding.reasons)


@pytest.mark.parametrize(("row", "sentence"), TRUE, ids=lambda v: v[:60] if isinstance(v, str) else "")
def test_a_true_sentence_is_supported(row: dict[str, Any], sentence: str) -> None:
    finding = check(sentence, row["text"], published=row["published"], title=row["title"])
    assert finding.outcome is Outcome.SUPPORTED, finding.reasons


def test_every_kind_of_error_is_there() -> None:
    kinds = Counter(kind for _, kind, _ in FALSE)
    assert {kind for kind, n in kinds.items() if n < 7} <= {"attribution"}
    assert len(kinds) >= 18
