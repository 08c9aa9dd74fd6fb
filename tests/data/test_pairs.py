"""The pairs for the checker are data: here only their offsets, ids and labels are tested."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLES = ROOT / "samples" / "belarus-2014"
DOCTORED = frozenset(
    {
        "number",
        "date",
        "event_vs_print_date",
        "name",
        "office",
        "place",
        "quote_altered",
        "quote_misattributed",
        "negation",
        "direction",
        "modality",
        "polarity",
        "strength",
        "detail_added",
        "cause_invented",
        "group",
        "scope",
        "wrong_citation",
    }
)


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def _body(stem: str) -> str:
    return (SAMPLES / f"{stem}.md").read_text(encoding="utf-8").split("---\n", 2)[2].strip("\n")


def _shared() -> Path:
    return Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared")) / "corpus"


@cache
def _corpus(folder: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in sorted((_shared() / folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts.setdefault(row["url"], row["text"])
    return texts


@pytest.mark.parametrize(
    "name", ["pairs_sample.jsonl", "pairs_written.jsonl", "pairs_corpus.jsonl", "pairs_corpus_b.jsonl"]
)
def test_ids_are_unique_and_labels_known(name: str) -> None:
    rows = _rows(name)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["label"] for row in rows} == {"supported", "unsupported"}
    assert {row["kind"] for row in rows if row["label"] == "unsupported"} <= DOCTORED
    assert not {row["kind"] for row in rows if row["label"] == "supported"} & DOCTORED
    assert len({(row["sentence"], row["start"], row["end"], row.get("file")) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("name", "least"), [("pairs_sample.jsonl", 10), ("pairs_written.jsonl", 10), ("pairs_corpus_b.jsonl", 25)]
)
def test_every_kind_of_error_has_enough_pairs(name: str, least: int) -> None:
    counts = Counter(row["kind"] for row in _rows(name) if row["label"] == "unsupported")
    assert set(counts) == DOCTORED
    assert min(counts.values()) >= least


def test_sample_quotes_stand_in_the_reports() -> None:
    for row in _rows("pairs_sample.jsonl"):
        assert _body(row["file"])[row["start"] : row["end"]] == row["quote"], row["id"]


def test_written_quotes_stand_in_the_passages() -> None:
    for row in _rows("pairs_written.jsonl"):
        assert row["text"][row["start"] : row["end"]] == row["quote"], row["id"]


@pytest.mark.parametrize("name", ["pairs_corpus.jsonl", "pairs_corpus_b.jsonl"])
def test_corpus_offsets_point_into_the_texts(name: str) -> None:
    rows = _rows(name)
    assert not any("text" in row or "quote" in row for row in rows)
    if not _shared().is_dir():
        pytest.skip(f"{len(rows)} corpus pairs not opened: no shared data")
    for row in rows:
        assert 0 <= row["start"] < row["end"] <= len(_corpus(row["folder"])[row["url"]]), row["id"]


_WORDS = re.compile(r"\w+")
_QUOTED = re.compile('["“][^"“”]*["”]')


def _runs(words: str, length: int) -> set[tuple[str, ...]]:
    plain = [word.casefold() for word in _WORDS.findall(words)]
    return {tuple(plain[at : at + length]) for at in range(len(plain) - length + 1)}


@pytest.mark.skipif(not _shared().is_dir(), reason="the corpora are not here: all corpus pairs unchecked")
@pytest.mark.parametrize("name", ["pairs_corpus.jsonl", "pairs_corpus_b.jsonl"])
def test_sentences_on_corpus_texts_are_our_own_words(name: str) -> None:
    """Nine words in a row of the source stand in none, nor twelve inside quotation marks."""
    for row in _rows(name):
        source = _corpus(row["folder"])[row["url"]]
        own = _QUOTED.sub(" | ", row["sentence"]).split("|")
        assert not any(_runs(part, 9) & _runs(source, 9) for part in own), row["id"]
        quoted = _QUOTED.findall(row["sentence"])
        assert not any(_runs(part, 12) & _runs(source, 12) for part in quoted), row["id"]
