"""From choices to sections: a partner, a forum, or "Elsewhere"; never a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from communique.digest.data import selection
from communique.digest.interface import Choice, DigestOptions, Material, OutlineSection
from communique.digest.subjects import ELSEWHERE, partner_name, partners_told
from communique.model import Happening, Statement

_PAIR = 2
_FEW = 3  # sections below which a pair of happenings makes one too
_MOST_PARTNERS = 3  # what more of them did together belongs to none


def outline(material: Material, choices: tuple[Choice, ...], options: DigestOptions) -> tuple[OutlineSection, ...]:
    """Sections in the order of their weight; what has no section of its own is gathered under "Elsewhere"."""
    by_id = {h.id: h for h in material.happenings}
    grouped = _assign(choices, by_id, material)
    totals = {key: _weight(group, by_id) for key, group in grouped.items()}
    able = [
        key
        for key in sorted(grouped, key=lambda k: (-totals[k], k))
        if key != ELSEWHERE and len(grouped[key]) > 1 and totals[key] >= selection().section_least
    ]
    full = [key for key in able if len(grouped[key]) > _PAIR]
    own = full if len(full) >= _FEW else able
    spare = len(grouped) > len(own) or len(own) > options.sections
    own = own[: options.sections - 1 if spare else options.sections]
    rest = [c for c in choices if not any(c in grouped[key] for key in own)]
    parts = [(key, tuple(grouped[key][: options.section_events])) for key in own]
    if rest:
        parts.append((ELSEWHERE, tuple(rest[: options.elsewhere_events])))
    return tuple(_section(n, key, group, material) for n, (key, group) in enumerate(parts, start=1))


def _weight(group: Sequence[Choice], by_id: Mapping[str, Happening]) -> float:
    """What the best of a partner's happenings weigh together; words count half of deeds and meetings."""
    weights = selection()
    worth = [
        max(c.salience, 0.0) * (weights.said if isinstance(by_id[c.happening_id].content, Statement) else 1.0)
        for c in group
    ]
    return sum(sorted(worth, reverse=True)[: weights.counted])


def _assign(choices: tuple[Choice, ...], by_id: Mapping[str, Happening], material: Material) -> dict[str, list[Choice]]:
    """Each choice under the one of its partners that has most to tell."""
    weight: Counter[str] = Counter()
    for choice in choices:
        for partner in partners_told(by_id[choice.happening_id], material):
            weight[partner] += max(round(choice.salience * 1000), 0)
    grouped: dict[str, list[Choice]] = defaultdict(list)
    for choice in choices:
        mine = partners_told(by_id[choice.happening_id], material)
        key = max(mine, key=lambda p: (weight[p], p)) if 0 < len(mine) <= _MOST_PARTNERS else ELSEWHERE
        grouped[key].append(choice)
    return grouped


def _section(number: int, key: str, group: tuple[Choice, ...], material: Material) -> OutlineSection:
    name = "Elsewhere" if key == ELSEWHERE else partner_name(key, material)
    return OutlineSection(number=number, subject=key, name=name, choices=group)
