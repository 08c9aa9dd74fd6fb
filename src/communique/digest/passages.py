"""Which passages a sentence cites: the best reading first, then independent ones."""

from __future__ import annotations

import re

from communique.digest.data import clause_rules
from communique.digest.interface import Material
from communique.model import ActorKind, Event, Happening, Participation, Passage, Reading, Statement


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
    leads = any(one.feature == "lead" and one.value == reading.id for one in happening.reasons)
    return (
        not leads,
        reading.content != happening.content,
        not _as_real(reading, happening),
        -_fullness(reading),
        -reading.confidence,
        str(text.published),
        reading.id,
    )


def _as_real(reading: Reading, happening: Happening) -> bool:
    """True where a reading tells it as done, planned or denied as the happening has it."""
    one, other = reading.content, happening.content
    keys = ("status", "auxiliary")
    return all(getattr(one, key, None) == getattr(other, key, None) for key in keys)


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


def antecedents(reading: Reading, material: Material, most: int = 2) -> tuple[Passage, ...]:
    """Passages before this one that name those whom it only calls "he" or "the leaders": nearest first."""
    out: list[Passage] = []
    for party in reading.content.parties:
        if party.kind is not ActorKind.PERSON or party.actor_id is None or _named_in(reading.passage, party, material):
            continue
        found = _naming_passage(reading, party, material)
        if found is not None and found not in out:
            out.append(found)
    return tuple(out[:most])


def _naming_passage(reading: Reading, party: Participation, material: Material) -> Passage | None:
    before = [r for r in material.by_text[reading.passage.text_id] if r.passage.start < reading.passage.start]
    for other in reversed(before):
        same = next((p for p in other.content.parties if p.key == party.key), None)
        if same is not None and _named_in(other.passage, same, material):
            return other.passage
    return None


def _named_in(passage: Passage, party: Participation, material: Material) -> bool:
    """True when the passage has some part of the name that the party goes by, not only an office or a pronoun."""
    words = set(re.findall(r"[^\W\d_]{3,}", passage.quote))
    parts = {w for name in (party.name, material.names.person(party)) for w in re.findall(r"[^\W\d_]{3,}", name)}
    return bool(words & parts) or any(w[:4] == p[:4] and w[:1].isupper() for w in words for p in parts)


def introducing(
    reading: Reading, passages: tuple[Passage, ...], known: frozenset[str], material: Material, most: int = 1
) -> tuple[Passage, ...]:
    """Passages of the same text that give the office of somebody who is new, where the cited ones do not."""
    out: list[Passage] = []
    for party in reading.content.parties:
        if party.kind is not ActorKind.PERSON or party.key in known or not party.office:
            continue
        if any(gives_office(party.office, p.quote) for p in (*passages, *out)):
            continue
        beside = (r.passage for r in material.by_text[reading.passage.text_id])
        found = (p for p in beside if gives_office(party.office, p.quote) and _named_in(p, party, material))
        out += [p for p in [next(found, None)] if p is not None]
    return tuple(out[:most])


def gives_office(office: str, words: str) -> bool:
    """True when the words have every part of an office, whatever its order."""
    there = set(re.findall(r"[^\W\d_]+", folded(words)))
    return all(folded(part) in there for part in re.findall(r"[A-Z][a-z]+", office))


def folded(words: str) -> str:
    """Lower case, in one spelling."""
    low = words.casefold()
    for one, other in clause_rules().spellings:
        low = low.replace(one, other)
    return low


def own_words(party: Participation, material: Material, passage: Passage) -> str:
    """The party's words in its text; "" without a span."""
    text = material.texts.get(passage.text_id)
    return text.body[party.span.start : party.span.end] if text is not None and party.span is not None else ""
