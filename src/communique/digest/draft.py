"""The draft: choices told in order of their days, comparisons beside them, and a front in miniature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from communique.digest.abroad import is_home_affair
from communique.digest.closing import closing
from communique.digest.comparisons import biggest_move, ordinal_claim, score_claim
from communique.digest.data import selection
from communique.digest.flow import connected, had_said, joint_slot
from communique.digest.front import front
from communique.digest.group import grouped, tell_group
from communique.digest.heads import with_heads
from communique.digest.interface import Choice, DigestOptions, Draft, Material, OutlineSection
from communique.digest.names import edited
from communique.digest.outline import outline
from communique.digest.passages import readings_of
from communique.digest.people import Naming
from communique.digest.repeats import says_the_same, without_repeats
from communique.digest.select import choose
from communique.digest.tell import Refused, Told, as_claim, tell
from communique.digest.words import word_count
from communique.model import ActorKind, Claim, Encounter, Event, Happening, Role, Statement, content_id

_PARAGRAPH = 3
_STANDING = 120  # words of front, comparisons and readings that the budget leaves room for


@dataclass(frozen=True, kw_only=True)
class _Bench:
    """What every step of a draft looks at."""

    by_id: Mapping[str, Happening]
    material: Material
    options: DigestOptions
    refused: Refused

    def tell(self, happening_id: str, naming: Naming, *, report: bool = False) -> Told | None:
        """One happening in words."""
        return tell(
            self.by_id[happening_id],
            self.material,
            self.options,
            naming,
            position=0,
            refused=self.refused,
            report=report,
        )

    def bare(self, happening: Happening) -> Told | None:
        """The same without offices, to see how much there is to tell."""
        return self.tell(happening.id, Naming(names=self.material.names, bare=True))


def draft(material: Material, options: DigestOptions, refused: Refused | None = None) -> Draft:
    """An issue before the checker has seen it. ``refused`` maps slots to how often the checker refused them."""
    material = edited(material)
    by_id = material.by_id
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
        if one is None or is_home_affair(one.happening, one.text, bench.material):
            continue
        if not any(says_the_same(one, other) for other in told):
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
    pairs: list[tuple[Claim, str]] = []
    naming = Naming(names=bench.material.names)
    used: set[str] = set()
    for section in sections:
        body, naming = _body(section, bench, naming)
        pairs += body
        pairs += closing(
            section, bench.material, [c for c, _ in body], body[-1][0].paragraph + 1 if body else 1, used, bench.refused
        )
    printed = frozenset(item.text for item, _ in pairs)
    opening = list(front(sections, bench.by_id, bench.material, bench.options, bench.refused, printed))
    moved = biggest_move(bench.material, [s.subject for s in sections])
    if moved is not None and moved.previous is not None:
        last = opening[-1][0].paragraph if opening else 0
        item = score_claim(moved, bench.material, role=Role.STANDFIRST, section=0, paragraph=max(last, 1))
        opening += _computed(item, bench.refused)
    both = [*opening, *pairs]
    return tuple(item for item, _ in both), tuple((item.id, slot) for item, slot in both)


def _computed(item: Claim | None, refused: Refused) -> Iterator[tuple[Claim, str]]:
    """A computed claim with its slot, unless the checker has refused it before."""
    if item is None or item.computation is None:
        return
    slot = content_id("s", item.role.value, item.computation.id)
    if refused.get(slot, 0) == 0:
        yield item, slot


def _body(
    section: OutlineSection,
    bench: _Bench,
    naming: Naming,
) -> tuple[list[tuple[Claim, str]], Naming]:
    out: list[tuple[Claim, str]] = []
    units = grouped(_in_order(section, bench), bench.material, bench.bare, bench.refused)
    paragraphs = _paragraphs([unit[0] for unit in units])
    last: Told | None = None
    said_before = False
    reported: set[date | None] = set()
    for number, unit in zip(paragraphs, units, strict=True):
        for told in _tell_unit(unit, bench, naming, reported):
            where = {"section": section.number, "paragraph": number}
            if told.leans and (last is None or not _introduces(last, told)):
                continue
            link = connected(last, told, bench.material, bench.refused) if len(unit) == 1 else None
            item = as_claim(told, unit, role=Role.BODY, connected=link, **where)
            out.append((item, joint_slot(told) if link else told.slot))
            naming, last = naming.after(told.parties), told
            before = had_said(told, bench.material, bench.options, naming, bench.refused, **where)
            extra = [] if said_before else list(before)
            said_before = said_before or bool(extra)
            out += extra
            out += _computed(ordinal_claim(told, bench.material, naming, **where), bench.refused)
    return out, naming


def _tell_unit(
    unit: tuple[Happening, ...], bench: _Bench, naming: Naming, reported: set[date | None]
) -> Iterator[Told]:
    """A group in one sentence, or each of its happenings by itself; a day of print is given once in a section."""
    together = tell_group(unit, bench.material, naming, bench.refused) if len(unit) > 1 else None
    if together is not None:
        yield together
        return
    for happening in unit:
        printed = _day_of_print(happening, bench.material)
        told = bench.tell(happening.id, naming, report=printed not in reported)
        if told is not None:
            naming = naming.after(told.parties)
            reported.add(printed)
            yield told


def _introduces(last: Told, told: Told) -> bool:
    """True when the sentence before is of the same text and names all whom "the ministers" means."""
    same = bool(set(last.happening.texts) & set(told.happening.texts))
    return same and {p.key for p in told.parties if p.kind is ActorKind.PERSON} <= {p.key for p in last.parties}


def _day_of_print(happening: Happening, material: Material) -> date | None:
    readings = readings_of(happening, material)
    return material.texts[readings[0].passage.text_id].published if readings else None


def _in_order(section: OutlineSection, bench: _Bench) -> list[Happening]:
    """By day; on one day the texts that tell of a meeting first; then as each text has it."""
    chosen = [bench.by_id[c.happening_id] for c in section.choices]
    keys = {h.id: _place_key(h, bench.material) for h in chosen}
    kinds: dict[tuple[str, str], int] = {}
    for happening in chosen:
        where = (_day_key(happening), keys[happening.id][0])
        kinds[where] = min(kinds.get(where, 9), keys[happening.id][2])

    def order(happening: Happening) -> tuple[object, ...]:
        day, key = _day_key(happening), keys[happening.id]
        return (day, kinds[day, key[0]], *key)

    return sorted(chosen, key=order)


def _day_key(happening: Happening) -> str:
    when = happening.content.when
    return str(when.anchor) if when else ""


def _place_key(happening: Happening, material: Material) -> tuple[str, int, int, tuple[str, ...]]:
    readings = readings_of(happening, material)
    passage = readings[0].passage if readings else None
    kind = (Encounter, Event, Statement).index(type(happening.content))
    return (passage.text_id, passage.start, kind, happening.readings) if passage else ("", 0, kind, happening.readings)


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
