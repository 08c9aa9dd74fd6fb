"""Problems of this stage, in words that can always be stored."""

from __future__ import annotations

import re

from communique.ingest.interface import STAGE
from communique.model import Problem, Source

_BROKEN = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` with NUL characters and lone surrogates replaced one for one (U+FFFD), so that offsets hold."""
    return _BROKEN.sub("\ufffd", text)


def problem(cause: str, place: str, source: Source, detail: str = "", advice: str = "") -> Problem:
    """What went wrong with one item of ``source``, and where."""
    return Problem(
        stage=STAGE, place=clean(place), cause=cause, detail=clean(detail), advice=advice, source_id=source.id
    )
