"""Told at a microphone: an act or a contact that a transcript mentions without a day may be of any time."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.digest.interface import Material
from communique.digest.passages import readings_of
from communique.model import Auxiliary, Basis, Encounter, Event, Happening, Reading, Status, Text

_LABEL = re.compile(  # "MR PRICE:", "QUESTION:", "Prime Minister of Estmark Tamo Brek (retranslated):"
    r"(?:\A|[\n.!?”\"])\s*(?:[A-Z][\w.’'-]*)(?: (?:of|the|and|for|[A-Z][\w.’'-]*)){0,9}"
    r"\s?(?:\([^)\n]{0,30}\))?:\s+(?=[A-Z])"
)
_LEAST = 2  # labels that make a text a transcript


def is_recalled(happening: Happening, material: Material) -> bool:
    """True for what is only mentioned by people who speak, in the past and without a day of its own.

    It stays on record and in the index, but is no contact of the period, and heads and opens nothing.
    """
    content = happening.content
    past = isinstance(content, Event) and content.auxiliary in (Auxiliary.NONE, Auxiliary.HISTORICAL)
    held = isinstance(content, Encounter) and content.status is Status.HELD
    undated = content.when is None or content.when.basis is Basis.PRINT
    readings = readings_of(happening, material) if (past or held) and undated else ()
    return bool(readings) and all(_is_spoken(r, material) for r in readings)


def _is_spoken(reading: Reading, material: Material) -> bool:
    begins = _speech(material.texts[reading.passage.text_id])
    return begins is not None and reading.passage.start >= begins


@lru_cache(maxsize=4096)
def _speech(text: Text) -> int | None:
    """Where the first speaker of a transcript begins; ``None`` for other texts."""
    labels = [found.end() for found in _LABEL.finditer(text.body)]
    return labels[0] if len(labels) >= _LEAST else None
