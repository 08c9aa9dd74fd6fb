"""The draft: choices told in order of their days, comparisons beside them, and a front in miniature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.digest.abroad import is_home_affair
from communique.digest.bench import Bench
from communique.digest.body import body
from communique.digest.closing import closing
from communique.digest.courtesies import is_courtesy
from communique.digest.data import selection
from communique.digest.front import front, miniature
from communique.digest.heads import with_heads
from communique.digest.interface import Choice, DigestOptions, Draft, Material, OutlineSection
from communique.digest.names import edited
from communique.digest.outline import outline
from communique.digest.people import Naming
from communique.digest.repeats import says_the_same, without_repeats
from communique.digest.select import choose
from communique.digest.stories import contact_of, is_contact
from communique.digest.subjects import ELSEWHERE
from communique.digest.tell import Refused, Told
from communique.digest.vouched import Vouched
from communique.digest.words import undated, word_count
from communique.model import Claim

_ELSEWHERE = 4.0  # how much more something weighs where its partner has a section
_STANDING = 100  # words of front, comparisons and readings that the budget leaves room for


def draft(
    material: Material, options: DigestOptions, refused: Refused | None = None, vouched: Vouched | None = None
) -> Draft:
    """An issue before the checker has seen it. ``refused`` maps slots to how often the checker refused them;
    ``vouched`` knows what figures and readings may rest on.
    """
    material = edited(material)
    bench = Bench(
        material=material, options=options, refused=refused or {}, vouched=vouched or Vouched(material, options)
    )
    choices = without_repeats(_tellable(choose(material)[: options.considered], bench), material.by_id)
    contacts = _contacts(choices, material)
    kept = _worth_telling(choices, contacts, material)
    sections = _fitting(outline(material, kept, options), contacts, bench)
    claims, slots = _write(sections, bench)
    used = {c.happening_id for s in sections for c in s.choices}
    unused = tuple(c for c in choose(material) if c.happening_id not in used)
    return with_heads(
        Draft(claims=claims, sections=(), outline=sections, slots=slots, unused=unused), material, frozenset()
    )


def _contacts(choices: Sequence[Choice], material: Material) -> Mapping[str, str]:
    """For what was said, signed or planned at a contact that can be told: the contact (both by happening id)."""
    met = [material.by_id[c.happening_id] for c in choices if is_contact(material.by_id[c.happening_id])]
    found = ((c.happening_id, contact_of(material.by_id[c.happening_id], met, material)) for c in choices)
    return {one: at.id for one, at in found if at is not None and at.id != one}


def _worth_telling(choices: Sequence[Choice], contacts: Mapping[str, str], material: Material) -> tuple[Choice, ...]:
    """What weighs enough, and what was said at a contact that does; where that is little, the next best too."""
    weights = selection()
    enough = {c.happening_id for c in choices if c.salience >= weights.least}
    enough |= {
        c.happening_id
        for c in choices
        if c.salience >= weights.beside
        and contacts.get(c.happening_id) in enough
        and not is_courtesy(material.by_id[c.happening_id], material)
    }
    spare = [c.happening_id for c in choices if c.happening_id not in enough and c.salience >= weights.floor]
    enough |= set(spare[: max(weights.thin - len(enough), 0)])
    return tuple(c for c in choices if c.happening_id in enough)


def _tellable(choices: Sequence[Choice], bench: Bench) -> tuple[Choice, ...]:
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
    sections: tuple[OutlineSection, ...], contacts: Mapping[str, str], bench: Bench
) -> tuple[OutlineSection, ...]:
    """Sections cut to the word budget: the least salient choices go first, two stay in each section, and nothing that
    was said at a contact stands without it.
    """
    naming = Naming(names=bench.material.names)
    ranked = sorted(
        (
            (c.salience - (_ELSEWHERE if s.subject == ELSEWHERE else 0.0), s.number, i, c.happening_id)
            for s in sections
            for i, c in enumerate(s.choices)
        ),
        key=lambda row: (row[2] >= 2, -row[0], row[1], row[2]),
    )
    chosen = {row[3] for row in ranked}
    words, kept = _STANDING + 25 * len(sections), set[str]()
    for *_, happening_id in ranked:
        contact = contacts.get(happening_id)
        for one in (contact, happening_id) if contact in chosen else (happening_id,):
            if one is None or one in kept:
                continue
            told = bench.tell(one, naming)
            words += word_count(told.text) if told else 0
            if words <= bench.options.words:
                kept.add(one)
    cut = [replace_choices(s, tuple(c for c in s.choices if c.happening_id in kept)) for s in sections]
    return tuple(s for s in cut if s.choices)


def replace_choices(section: OutlineSection, choices: tuple[Choice, ...]) -> OutlineSection:
    """The section with other choices."""
    return OutlineSection(number=section.number, subject=section.subject, name=section.name, choices=choices)


def _write(sections: tuple[OutlineSection, ...], bench: Bench) -> tuple[tuple[Claim, ...], tuple[tuple[str, str], ...]]:
    opening, naming = miniature(sections, bench, Naming(names=bench.material.names))
    figures = list(front(bench, sections, opening))
    pairs: list[tuple[Claim, str]] = []
    used = {item.text for item, _ in figures}
    for section in sections:
        mine, naming = body(section, bench, naming)
        pairs += mine
        last = mine[-1][0].paragraph + 1 if mine else 1
        pairs += closing(section, bench, [c for c, _ in mine], last, used)
    printed = {undated(item.text) for item, _ in pairs}
    opening = [(item, slot) for item, slot in opening if item.text not in printed]
    both = [*opening, *figures, *pairs]
    return tuple(item for item, _ in both), tuple((item.id, slot) for item, slot in both)
