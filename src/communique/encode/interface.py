"""What an encoder gives: for each token of a text a vector and where the token stands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.model import Span

Vectors = npt.NDArray[np.float32]
"""Rows of unit length."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Encoded:
    """One text, encoded.

    ``vectors``: tokens × width, each of unit length, from the last layer; ``middle``: the same from a middle layer,
    where a token is more its own word and less its sentence; ``spans``: for each token its code points in the text, in
    order; ``whole``: the text's own vector (mean of its tokens), of unit length, zero for a text without tokens. The
    arrays are shared between callers and cannot be written to.
    """

    vectors: Vectors
    middle: Vectors
    spans: tuple[Span, ...]
    whole: Vectors

    def tokens(self, start: int, end: int) -> range:
        """Which tokens overlap these code points."""
        touched = [k for k, span in enumerate(self.spans) if span.start < end and span.end > start]
        return range(touched[0], touched[-1] + 1) if touched else range(0)

    def at(self, start: int, end: int) -> Vectors:
        """The unit mean of the tokens that overlap these code points; zero where there are none."""
        return unit(self.vectors[list(self.tokens(start, end))].sum(axis=0))


def unit(vectors: Vectors) -> Vectors:
    """Rows (or one row) divided by their length; zero stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.where(length > 0, length, 1)).astype(np.float32)
