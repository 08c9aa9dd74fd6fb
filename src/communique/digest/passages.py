"""Which passages a sentence cites: the best reading first, then independent ones."""

from __future__ import annotations

from communique.digest.interface import Material
from communique.model import Event, Happening, Passage, Reading, Statement


def readings_of(happening: Happening, material: Material) -> tuple[Reading, ...]:
    """The happening's readings whose text was published by the cut-off, best first (a stable order)."""
    found = [material.readings[r] for r in happening.readings if r in material.readings]
    open_ = [r for r in found if _published(r, material)]
    return tuple(sorted(open_, key=lambda r: _order(r, happening, material)))


def _published(reading: Reading, material: Material) -> bool:
    text = material.texts.get(reading.passage.text_id)
    return text is not None and (text.published is None or text.published <= material.cutoff)


def _order(reading: Reading, happening: Happening, material: Material) -> tuple[object, ...]:
    text = material.texts[reading.passage.text_id]
    same = reading.content == happening.content
    return (not same, -_fullness(reading), -reading.confidence, str(text.published), reading.id)


def _fullness(reading: Reading) -> int:
    content = reading.content
    extra = len(content.words) > 0 if isinstance(content, Statement) else len(content.topics)
    mode = bool(isinstance(content, Event) and content.mode)
    return len(content.parties) * 2 + bool(content.place) + min(int(extra), 3) + mode


def cited(readings: tuple[Reading, ...], material: Material, most: int) -> tuple[Passage, ...]:
    """The first reading's passage, then one for each further origin, up to ``most``."""
    out: list[Passage] = []
    origins: set[str] = set()
    for reading in readings:
        text = material.texts[reading.passage.text_id]
        source = material.sources.get(text.source_id)
        origin = text.credited_agency or (source.origin if source else text.source_id)
        if origin not in origins and len(out) < most:
            origins.add(origin)
            out.append(reading.passage)
    return tuple(out)
