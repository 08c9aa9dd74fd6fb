"""The draft: choices told in order of their days, comparisons beside them, and a front in miniature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from communique.digest.comparisons import biggest_move, meetings_claim, ordinal_claim, score_claim
from communique.digest.data import selection
from communique.digest.group import grouped, tell_group
from communique.digest.heads import with_heads
from communique.digest.interface import Choice, DigestOptions, Draft, Material, OutlineSection
from communique.digest.outline import outline
from communique.digest.people import Naming
from communique.digest.readings import reading_claim
from communique.digest.repeats import says_the_same, without_repeats
from communique.digest.select import choose
from communique.digest.tell import Refused, Told, as_claim, tell
from communique.digest.words import word_count
from communique.model import Claim, Happening, Role, Score, Statement, content_id

_PARAGRAPH = 3
_FRONT = 3
_SEVERAL = 4  # a section longer than this gives the front two sentences
_STANDING = 120  # words of front, comparisons and readings that the budget leaves room for


@dataclass(frozen=True, kw_only=True)
class _Bench:
    """What every step of a draft looks at."""

    by_id: Mapping[str, Happening]
    material: Material
    options: DigestOptions
    refused: Refused

    def tell(self, happening_id: str, naming: Naming, *, position: int = 0, role: Role = Role.BODY) -> Told | None:
        """One happening in words."""
        return tell(
            self.by_id[happening_id],
            self.material,
            self.options,
            naming,
            position=position,
            refused=self.refused,
            role=role,
        )

    def bare(self, happening: Happening) -> Told | None:
        """The same without offices, to see how much there is to tell."""
        return self.tell(happening.id, Naming(names=self.material.names, bare=True))


def draft(material: Material, options: DigestOptions, refused: Refused | None = None) -> Draft:
    """An issue before the checker has seen it. ``refused`` maps slots to how often the checker refused them."""
    by_id = {h.id: h for h in material.happenings}
    bench = _Bench(by_id=by_id, material=material, options=options, refused=refused or {})
    choices = without_repeats(_tellable(choose(material)[: options.considered], bench), by_id)
    kept = _worth_telling(choices)
    sections = _fitting(outline(material, kept, options), bench)
    claims, slots = _write(sections, bench)
    used = {c.happening_id for s in sections for c in s.choices}
    unused = tuple(c for c in choose(material) if c.happening_id not in used)
    return with_heads(
        Draft(claims=claims, sections=(), outline=sections, slots=slots, unused=unused), material, frozenset()
    )


def _worth_telling(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What weighs enough; where that is little, the next best too, but never mere courtesies."""
    weights = selection()
    enough = sum(c.salience >= weights.least for c in choices)
    most = max(enough, weights.thin)
    return tuple(c for c in choices[:most] if c.salience >= (weights.least if enough >= most else weights.floor))


def _tellable(choices: Sequence[Choice], bench: _Bench) -> tuple[Choice, ...]:
    """Choices that give a sentence, and one that no better choice has given in nearly the same words."""
    naming = Naming(names=bench.material.names, bare=True)
    kept: list[Choice] = []
    told: list[Told] = []
    for choice in choices:
        one = bench.tell(choice.happening_id, naming)
        if one is not None and not any(says_the_same(one, other) for other in told):
            kept.append(choice)
            told.append(one)
    return tuple(kept)


def _fitting(
    sections: tuple[OutlineSection, ...],
    bench: _Bench,
) -> tuple[OutlineSection, ...]:
    """Sections cut to the word budget: the least salient choices go first, two stay in each section."""
    naming = Naming(names=bench.material.names)
    ranked = sorted(
        ((c.salience, s.number, i, c) for s in sections for i, c in enumerate(s.choices)),
        key=lambda row: (row[2] >= 2, -row[0], row[1], row[2]),
    )
    words, kept = _STANDING + 45 * len(sections), set()
    for _, _, _, choice in ranked:
        told = bench.tell(choice.happening_id, naming)
        words += word_count(told.text) if told else 0
        if words <= bench.options.words:
            kept.add(choice.happening_id)
    cut = [
        OutlineSection(
            number=s.number,
            subject=s.subject,
            name=s.name,
            choices=tuple(c for c in s.choices if c.happening_id in kept),
        )
        for s in sections
    ]
    return tuple(s for s in cut if s.choices)


def _write(
    sections: tuple[OutlineSection, ...],
    bench: _Bench,
) -> tuple[tuple[Claim, ...], tuple[tuple[str, str], ...]]:
    claims: list[Claim] = []
    slots: list[tuple[str, str]] = []
    for item, slot in _front(sections, bench):
        claims.append(item)
        slots.append((item.id, slot))
    naming = Naming(names=bench.material.names)
    moved = biggest_move(bench.material, [s.subject for s in sections])
    for section in sections:
        body, naming = _body(section, bench, naming)
        body += _closing(section, bench, body[-1][0].paragraph + 1 if body else 1, moved)
        claims += [item for item, _ in body]
        slots += [(item.id, slot) for item, slot in body]
    return tuple(claims), tuple(slots)


def _computed(item: Claim | None, refused: Refused) -> Iterator[tuple[Claim, str]]:
    """A computed claim with its slot, unless the checker has refused it before."""
    if item is None or item.computation is None:
        return
    slot = content_id("s", item.role.value, item.computation.id)
    if refused.get(slot, 0) == 0:
        yield item, slot


def _front(
    sections: tuple[OutlineSection, ...],
    bench: _Bench,
) -> Iterator[tuple[Claim, str]]:
    """Each of the first sections in one sentence, then the period's movement."""
    naming, paragraph = Naming(names=bench.material.names), 0
    for section in sections[:_FRONT]:
        several, count = len(section.choices) > _SEVERAL, 0
        paragraph += 1
        for choice in section.choices:
            told = bench.tell(choice.happening_id, naming, position=2, role=Role.STANDFIRST)
            if told is not None:
                count += 1
                naming = naming.after(told.parties)
                yield as_claim(told, role=Role.STANDFIRST, section=0, paragraph=paragraph), told.slot
            if count > several:
                break
    moved = biggest_move(bench.material, [s.subject for s in sections])
    if moved is not None:
        item = score_claim(moved, bench.material, role=Role.STANDFIRST, section=0, paragraph=paragraph + 1)
        yield from _computed(item, bench.refused)


def _body(
    section: OutlineSection,
    bench: _Bench,
    naming: Naming,
) -> tuple[list[tuple[Claim, str]], Naming]:
    out = list(_computed(meetings_claim(bench.material, section.subject, section.number, 1), bench.refused))
    offset = 1 if out else 0
    units = grouped(_in_order(section, bench), bench.material, bench.bare, bench.refused)
    paragraphs = _paragraphs([unit[0] for unit in units])
    position = 0
    for number, unit in zip(paragraphs, units, strict=True):
        for told in _tell_unit(unit, bench, naming, position):
            position += 1
            naming = naming.after(told.parties)
            where = {"section": section.number, "paragraph": number + offset}
            out.append((as_claim(told, unit, role=Role.BODY, **where), told.slot))
            out += _computed(ordinal_claim(told, bench.material, naming, **where), bench.refused)
    return out, naming


def _tell_unit(unit: tuple[Happening, ...], bench: _Bench, naming: Naming, position: int) -> Iterator[Told]:
    """A group in one sentence, or each of its happenings by itself."""
    together = tell_group(unit, bench.material, naming, bench.refused) if len(unit) > 1 else None
    if together is not None:
        yield together
        return
    for offset, happening in enumerate(unit):
        told = bench.tell(happening.id, naming, position=position + offset)
        if told is not None:
            naming = naming.after(told.parties)
            yield told


def _closing(section: OutlineSection, bench: _Bench, paragraph: int, moved: Score | None) -> list[tuple[Claim, str]]:
    """The section's figure against the period before, unless the front has it already."""
    score = next((s for s in bench.material.scores if s.partner == section.subject), None)
    item = None
    if score is not None and score.previous is not None and score != moved:
        item = score_claim(score, bench.material, role=Role.BODY, section=section.number, paragraph=paragraph)
    read = reading_claim(score, bench.material, section=section.number, paragraph=paragraph) if score else None
    return [*_computed(read, bench.refused), *_computed(item, bench.refused)]


def _in_order(section: OutlineSection, bench: _Bench) -> list[Happening]:
    """By day; what happened before what was said of it; then as the text has it."""
    chosen = [bench.by_id[c.happening_id] for c in section.choices]
    return sorted(chosen, key=lambda h: (_day_key(h), isinstance(h.content, Statement), *_place_key(h, bench.material)))


def _day_key(happening: Happening) -> str:
    when = happening.content.when
    return str(when.anchor) if when else ""


def _place_key(happening: Happening, material: Material) -> tuple[str, int, tuple[str, ...]]:
    passage = next((material.readings[r].passage for r in happening.readings if r in material.readings), None)
    return (passage.text_id, passage.start, happening.readings) if passage else ("", 0, happening.readings)


def _paragraphs(ordered: Sequence[Happening]) -> list[int]:
    """Paragraph numbers: a new one when neither day nor people go on, and after a few sentences at the latest."""
    numbers, length = [1], 1
    for before, now in pairwise(ordered):
        length += 1
        if length > _PARAGRAPH or not _goes_on(before, now):
            numbers.append(numbers[-1] + 1)
            length = 1
        else:
            numbers.append(numbers[-1])
    return numbers


def _goes_on(before: Happening, now: Happening) -> bool:
    same_day = before.content.when == now.content.when
    shared = {p.key for p in before.content.parties} & {p.key for p in now.content.parties}
    return same_day or bool(shared)
