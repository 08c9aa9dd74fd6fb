"""Own sentences, one a line in ``cases/*.tsv``: what each time expression means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.dates.test_dates import make

from communique.dates import read_expressions
from communique.model import TimeMention

HERE = Path(__file__).parent / "cases"
HISTORY_PRINTED = date(2009, 12, 19)
ROUND_IT = " In 1701 it was near. In 1702, in 1703, in 1704 and in 1705 it was nearer, and they were afraid. "
"""Years that make a history of a short text; before it, so that the story has moved on when it begins."""


def rows(name: str) -> list[tuple[str, ...]]:
    """The lines of one file, without comments."""
    lines = (HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def read(body: str, published: date) -> tuple[TimeMention, ...]:
    return read_expressions(*make(body, published))


def values(body: str, published: date) -> list[str]:
    return [
        f"{body[one.span.start : one.span.end]}={one.value}"
        for mention in read(body, published)
        for one in mention.timexes
        if one.value
    ]


def expected(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(";") if one.strip()]


def test_there_are_enough_cases() -> None:
    names = ("coordinated", "anchored", "forward", "newswire", "history")
    assert sum(len(rows(name)) for name in names) >= 250


@pytest.mark.parametrize(("printed", "body", "days"), [*rows("coordinated"), *rows("anchored"), *rows("forward")])
def test_days(printed: str, body: str, days: str) -> None:
    found = [one.when.to_iso() for one in read(body, date.fromisoformat(printed)) if one.dates]
    assert found == expected(days)


@pytest.mark.parametrize(("printed", "body", "meant"), rows("newswire"))
def test_values_in_news(printed: str, body: str, meant: str) -> None:
    assert values(body, date.fromisoformat(printed)) == expected(meant)


@pytest.mark.parametrize(("body", "last"), rows("history"))
def test_values_in_a_history(body: str, last: str) -> None:
    assert values(ROUND_IT + body, HISTORY_PRINTED)[-1] == last
