"""all-MiniLM-L6-v2 under onnxruntime, with int8 weights."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from communique.encode.interface import Encoded, Vectors, unit
from communique.errors import ModelError
from communique.model import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WINDOW = 256
"""Tokens the model sees at once, with one before and one after the text; a longer text is read in windows."""
OVERLAP = 64
WIDTH = 384
_DATA = files("communique.encode") / "data"


class MiniLM:
    """The shipped encoder. Made at once; the model is loaded (0.2 s, 45 MB) with the first text.

    Each text is run by itself: the int8 model scales its activations over all it is given, so in a batch a text's
    vectors would hang on its neighbours. One thread: on short texts a second one costs more than it brings.
    """

    version = "all-MiniLM-L6-v2 int8 2"

    def __init__(self, *, cache: int = 256) -> None:
        """``cache``: how many texts are kept (a passage of 100 tokens takes 150 kB)."""
        self._cached: Callable[[str], Encoded] = lru_cache(maxsize=cache)(self._encode)

    @classmethod
    def load(cls, *, cache: int = 256) -> MiniLM:
        """The encoder with its model already read; raises ``ModelError`` when the installation lacks it."""
        made = cls(cache=cache)
        _ = made._session, made._tokenizer
        return made

    def tokens(self, texts: Iterable[str]) -> Sequence[Encoded]:
        """Each text encoded, in order; empty texts have no tokens."""
        return [self._cached(text) for text in texts]

    def words(self, text: str, spans: Sequence[Span]) -> Vectors:
        """Layers (middle, last) × spans × width: the unit mean of the tokens that overlap each span; zero for none."""
        encoded = self._cached(text)
        starts, ends = [one.start for one in encoded.spans], [one.end for one in encoded.spans]
        out = np.zeros((2, len(spans), WIDTH), np.float32)
        for k, span in enumerate(spans):  # tokens follow one another, so those of a span are a slice
            first, after = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if first < after:
                out[0, k] = encoded.middle[first:after].sum(axis=0)
                out[1, k] = encoded.vectors[first:after].sum(axis=0)
        return unit(out)

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - 0.1 s that most runs never need

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return InferenceSession(_read("model.onnx"), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - likewise

        tokenizer = Tokenizer.from_str(_read("tokenizer.json").decode("utf-8"))
        tokenizer.enable_truncation(WINDOW, stride=OVERLAP)
        return tokenizer

    def _encode(self, text: str) -> Encoded:
        first = self._tokenizer.encode(text)
        parts = [self._window(window) for window in (first, *first.overflowing)]
        hidden, spans = parts[0]
        for more, where in parts[1:]:
            seam = OVERLAP // 2  # a token seen twice is taken from the window in which it stands further from the edge
            hidden = np.concatenate([hidden[:, : len(spans) - seam], more[:, OVERLAP - seam :]], axis=1)
            spans = [*spans[: len(spans) - seam], *where[OVERLAP - seam :]]
        middle, vectors = unit(hidden)
        whole = unit(hidden[1].mean(axis=0)) if spans else np.zeros(WIDTH, np.float32)
        for array in (middle, vectors, whole):
            array.flags.writeable = False
        places = tuple(Span(start=s, end=e) for s, e in spans)
        return Encoded(vectors=vectors, middle=middle, spans=places, whole=whole)

    def _window(self, window: Any) -> tuple[Vectors, list[tuple[int, int]]]:
        """Hidden states (two layers × tokens × width) and offsets of the tokens between the two special ones."""
        ids = np.array([window.ids], np.int64)
        states = cast(Any, self._session.run(["middle", "hidden"], {"ids": ids, "mask": np.ones_like(ids)}))
        return np.stack([layer[0, 1:-1] for layer in states]), window.offsets[1:-1]


def _read(name: str) -> bytes:
    path = _DATA / name
    if not path.is_file():
        raise ModelError(f"the encoder's {name} is missing", advice="install the package again")
    return path.read_bytes()
