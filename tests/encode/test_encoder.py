"""Spans are the tokens, vectors are the same every time, a text is encoded once."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from communique.encode import MiniLM
from communique.encode.encoder import OVERLAP, WIDTH, WINDOW

TEXT = "On 3 May Côte d’Ivoire’s envoy met Łukasz in Kraków – “a first”, he said: 12,5 % fewer troops 🙂 remain."


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    return MiniLM.load()


def test_spans_are_slices_in_order(encoder: MiniLM) -> None:
    encoded = encoder.tokens([TEXT])[0]
    pieces = [TEXT[s.start : s.end] for s in encoded.spans]
    assert pieces[:5] == ["On", "3", "May", "Côte", "d"]
    assert "".join(pieces) == "".join(TEXT.split())
    assert all(a.end <= b.start for a, b in zip(encoded.spans, encoded.spans[1:], strict=False))


def test_vectors_are_of_unit_length(encoder: MiniLM) -> None:
    encoded = encoder.tokens([TEXT])[0]
    assert encoded.vectors.shape == (len(encoded.spans), WIDTH)
    assert encoded.vectors.dtype == np.float32
    assert np.linalg.norm(encoded.vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(encoded.whole) == pytest.approx(1, abs=1e-5)


def test_equal_texts_give_equal_bytes_whatever_stands_beside_them(encoder: MiniLM) -> None:
    alone = encoder.tokens([TEXT])[0]
    beside = MiniLM().tokens(["Short.", TEXT, "A rather longer text about nothing that matters here. " * 9])[1]
    assert alone.vectors.tobytes() == beside.vectors.tobytes()
    assert alone.spans == beside.spans


def test_a_text_is_encoded_once_and_cannot_be_written_to() -> None:
    encoder = MiniLM(cache=2)
    first = encoder.tokens(["one"])[0]
    assert encoder.tokens(["one"])[0] is first
    encoder.tokens(["two", "three"])
    assert encoder.tokens(["one"])[0] is not first
    with pytest.raises(ValueError, match="read-only"):
        first.vectors[0, 0] = 1


def test_meaning_is_nearer_than_chance(encoder: MiniLM) -> None:
    told, same, other = encoder.tokens(
        [
            "The two ministers held talks on fishing rights.",
            "Fisheries were discussed by both ministers.",
            "The airport was closed by snow.",
        ]
    )
    assert float(told.whole @ same.whole) > float(told.whole @ other.whole) + 0.3


def test_at_takes_the_tokens_under_the_characters(encoder: MiniLM) -> None:
    text = "The ministry praised the decision; the minister condemned it."
    encoded = encoder.tokens([text])[0]
    start = text.index("condemned")
    assert [text[encoded.spans[k].start : encoded.spans[k].end] for k in encoded.tokens(start, start + 9)] == [
        "condemned"
    ]
    assert np.linalg.norm(encoded.at(start, start + 9)) == pytest.approx(1, abs=1e-5)
    assert not encoded.at(len(text), len(text) + 5).any()


def test_a_text_longer_than_the_window_loses_no_token(encoder: MiniLM) -> None:
    text = " ".join(f"Item {k}: the committee took note of report number {k}." for k in range(3 * WINDOW // 10))
    encoded = encoder.tokens([text])[0]
    assert len(encoded.spans) > 2 * WINDOW - OVERLAP
    assert "".join(text[s.start : s.end] for s in encoded.spans) == "".join(text.split())
    assert len(encoded.vectors) == len(encoded.spans)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_text_without_tokens(encoder: MiniLM, text: str) -> None:
    encoded = encoder.tokens([text])[0]
    assert encoded.vectors.shape == (0, WIDTH)
    assert encoded.spans == ()
    assert not encoded.whole.any()


def test_nothing_is_loaded_before_the_first_text() -> None:
    code = "import sys; from communique.encode import MiniLM; MiniLM(); assert 'onnxruntime' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
