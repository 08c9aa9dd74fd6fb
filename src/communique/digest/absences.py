"""Silence as news: a partner met in most periods before and not found in this one, only by sources held in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from communique.digest.computations import absence
from communique.digest.contacts import is_meeting
from communique.digest.interface import Material
from communique.digest.subjects import partner_name, partners_of
from communique.digest.tell import claim
from communique.digest.words import number, with_article
from communique.model import Claim, Completeness, Happening, Role, Score, Voice, Window

_PERIODS, _REGULAR = 4, 3  # periods looked back on, and in how many a partner must have been met
_MOST = 2


def periods(window: Window) -> tuple[Window, ...]:
    """The window, then the equal ones before it, latest first."""
    length = window.end - window.start + timedelta(days=1)
    return tuple(Window(start=window.start - n * length, end=window.end - n * length) for n in range(_PERIODS + 1))


def full_sources(material: Material) -> frozenset[str]:
    """Sources held in full that published in the period and in each one before: only their silence counts."""
    full = frozenset(s.id for s in material.sources.values() if s.completeness is Completeness.FULL)
    return full.intersection(*(material.sources_in(window) for window in periods(material.window)))


def absences(material: Material, section: int, paragraph: int) -> Iterator[Claim]:
    """ "No contact with Sundria was found in the period, after contacts in three of the four before": the weightiest
    partners first; nothing where no source is held in full.
    """
    sources = full_sources(material)
    told = [h for h in material.happenings if _by(h, sources, material)] if sources else []
    everyone = sorted({p for h in told for p in partners_of(h, material.focus)})
    ranked = sorted(everyone, key=lambda partner: _scored(partner, material))
    found = (_claim(p, told, sources, material, section, paragraph) for p in ranked)
    yield from islice((item for item in found if item is not None), _MOST)


def _by(happening: Happening, sources: frozenset[str], material: Material) -> bool:
    return any(material.texts[t].source_id in sources for t in happening.texts if t in material.texts)


def _scored(partner: str, material: Material) -> tuple[float, str]:
    score: Score | None = next((s for s in material.scores if s.partner == partner), None)
    return (-abs(score.previous or 0.0) if score else 0.0, partner)


def _claim(
    partner: str, told: list[Happening], sources: frozenset[str], material: Material, section: int, paragraph: int
) -> Claim | None:
    windows = periods(material.window)
    anywhere = [h for h in material.happenings if is_meeting(h.content, material.focus, partner, windows[0])]
    met = [h for h in told if any(is_meeting(h.content, material.focus, partner, w) for w in windows)]
    name = partner_name(partner, material)
    if anywhere or not met or not name:
        return None
    computation = absence(material.focus, partner, windows, sources, met, material.readings)
    result = {key: int(value) for key, value in computation.result}
    if result["period"] or result["with"] < _REGULAR:
        return None
    span = f"{number(result['with'])} of the {number(result['of'])} periods of this length before"
    return claim(
        f"No contact with {with_article(name)} was found in the texts of this period, after contacts in {span}.",
        voice=Voice.OUR_READING,
        role=Role.BODY,
        section=section,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(h.id for h in met),
    )
