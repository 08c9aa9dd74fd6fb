"""Problems of this stage, in words that can always be stored."""

from __future__ import annotations

import re
from functools import cache

from communique import shipped
from communique.ingest.interface import STAGE
from communique.model import Problem, Source

_BROKEN = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` with NUL characters and lone surrogates replaced one for one (U+FFFD), so that offsets hold."""
    return _BROKEN.sub("\ufffd", text)


def problem(cause: str, place: str, source: Source, detail: str = "", advice: str = "") -> Problem:
    """What went wrong with one item of ``source``, where, and what to do: ``advice``, else that of the cause."""
    return Problem(
        stage=STAGE,
        place=clean(place),
        cause=cause,
        detail=clean(detail),
        advice=advice or advices().get(cause, ""),
        source_id=source.id,
    )


@cache
def advices() -> dict[str, str]:
    """What to do by cause, where the place of a problem says nothing better."""
    return dict(shipped.read_yaml("communique.ingest", "advice.yaml"))
