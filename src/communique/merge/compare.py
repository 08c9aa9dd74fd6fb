"""Two readings: can they tell one event, and how strongly do they say so?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from communique.merge.options import MergeOptions
from communique.merge.profile import Days, Profile, Unit


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two readings are. They match when ``similarity`` reaches ``need``; ``score`` orders the matches."""

    similarity: float
    need: float
    score: float

    @property
    def holds(self) -> bool:
        """True when the two may be joined on this ground."""
        return self.similarity >= self.need


def possible(a: Profile, b: Profile, options: MergeOptions) -> bool:
    """False when something forbids that both tell one event, whatever their wording."""
    return (
        a.family == b.family
        and a.standing == b.standing
        and a.tendency * b.tendency >= 0
        and not _modes_apart(a, b, options)
        and forms_agree(a.form, b.form, options)
        and len(a.sides) == len(b.sides)
        and all(_side_possible(x, y, a.form in options.many) for x, y in zip(a.sides, b.sides, strict=True))
        and distance(a, b, options) is not None
    )


def likeness(a: Profile, b: Profile, options: MergeOptions) -> Likeness | None:
    """How alike two readings are; ``None`` when they cannot be one, or share no party."""
    if not possible(a, b, options) or not any(set(x) & set(y) for x, y in zip(a.sides, b.sides, strict=True)):
        return None
    names = a.names | b.names
    similarity = dice(a.words - names, b.words - names)
    days = distance(a, b, options) or 0.0
    shares = [_share(x, y) for x, y in zip(a.sides, b.sides, strict=True)]
    person = any(_same_person(x, y) for x, y in zip(a.sides, b.sides, strict=True))
    need = options.need[a.klass] + days
    need += options.more["parties"] if min(shares) < 1 else 0.0
    need += options.more["alone"] if _in_common(a, b) < 2 and a.klass != "statement" else 0.0
    need += options.more["mode"] if a.mode and b.mode and a.mode != b.mode else 0.0
    need -= options.less["person"] if person else 0.0
    score = similarity + sum(shares) / len(shares) + (0.3 if person else 0.0) - days
    return Likeness(round(similarity, 6), round(max(need, 0.0), 6), round(score, 6))


def same_parties(a: Profile, b: Profile, options: MergeOptions) -> bool:
    """True when both are of the same parties, two of them at least, and nothing speaks against the persons."""
    many = a.form in options.many
    pairs = list(zip(a.sides, b.sides, strict=False))
    return len(a.sides) == len(b.sides) and _in_common(a, b) >= 2 and all(_side_possible(x, y, many) for x, y in pairs)


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Twice the common part over both sizes; 0 when both are empty."""
    size = len(a) + len(b)
    return 2 * len(a & b) / size if size else 0.0


def distance(a: Profile, b: Profile, options: MergeOptions) -> float | None:
    """What the days add to the need for likeness: 0 for the same day; ``None`` when the days exclude each other."""
    x, y = a.days, b.days
    same_text = a.text_id == b.text_id
    if not (x.known and y.known):
        return options.more["wide"] if same_text else None
    if x.printed or y.printed:
        return None if _said_again(a, b, options) else _printed_distance(a, b, options)
    if x.first <= y.last and y.first <= x.last:
        return _span_cost(x, y, options)
    gap = max(x.first, y.first) - min(x.last, y.last)
    one_day_each = x.first == x.last and y.first == y.last
    return options.more["gap"] if one_day_each and gap.days <= options.day_gap else None


def _printed_distance(a: Profile, b: Profile, options: MergeOptions) -> float | None:
    x, y = a.days, b.days
    together = a.text_id == b.text_id or (a.source_id == b.source_id and a.published == b.published)
    cost = 0.0 if together else options.more["printed"]
    if x.printed and y.printed:
        gap = abs((x.last - y.last).days)
        return (options.more["printed_gap"] if gap else cost) if gap <= options.slack_days else None
    said, printed = (y, x) if x.printed else (x, y)
    earliest = printed.first - timedelta(days=options.slack_days)
    return cost if said.first <= printed.last and earliest <= said.last else None


def _said_again(a: Profile, b: Profile, options: MergeOptions) -> bool:
    """One publisher, two days, no day in the text: stock phrases come back, the act is a new one."""
    both_printed = a.days.printed and b.days.printed
    return a.source_id == b.source_id and a.published != b.published and (both_printed or a.klass in options.repeated)


def _span_cost(x: Days, y: Days, options: MergeOptions) -> float:
    if (x.first, x.last) == (y.first, y.last) and (x.last - x.first).days < 7:
        return 0.0
    longest = max((days.last - days.first).days for days in (x, y))
    return options.more["span"] if longest < 7 else options.more["wide"]


def forms_agree(a: str, b: str, options: MergeOptions) -> bool:
    """True when two families of formats can be those of one encounter."""
    return a == b or (not a and b in options.open_to) or (not b and a in options.open_to)


def _modes_apart(a: Profile, b: Profile, options: MergeOptions) -> bool:
    modes = {a.mode, b.mode} - {None}
    return len(modes) == 2 and bool(modes & set(options.modes_apart))


def _side_possible(a: Mapping[str, Unit], b: Mapping[str, Unit], many: bool) -> bool:
    """Sides agree: one is silent, or one names a part of the other's units and no unit has strangers in both."""
    if not a or not b:
        return True
    shared = set(a) & set(b)
    if not shared or not (len(shared) == min(len(a), len(b)) or (many and len(shared) >= 2)):
        return False
    return all(_unit_possible(a[unit], b[unit]) for unit in shared)


def _unit_possible(a: Unit, b: Unit) -> bool:
    if a.persons and b.persons:
        return any(x.may_be(y) for x in a.persons for y in b.persons)
    # A person may stand for any body of the same country; two bodies without persons must be the same.
    if a.bodies and b.bodies and not (a.persons or b.persons):
        return bool(a.bodies & b.bodies)
    return True


def _same_person(a: Mapping[str, Unit], b: Mapping[str, Unit]) -> bool:
    return any(x.may_be(y) for unit in set(a) & set(b) for x in a[unit].persons for y in b[unit].persons)


def _in_common(a: Profile, b: Profile) -> int:
    return sum(len(set(x) & set(y)) for x, y in zip(a.sides, b.sides, strict=True))


def _share(a: Mapping[str, Unit], b: Mapping[str, Unit]) -> float:
    union = set(a) | set(b)
    return len(set(a) & set(b)) / len(union) if union else 1.0
