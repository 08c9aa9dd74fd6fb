"""What says the same twice: an encounter and the CONSULT event of one passage, a plan and what came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from communique.digest.interface import Choice
from communique.digest.tell import Told
from communique.model import ActorKind, Auxiliary, Encounter, Event, Happening, Statement, Status

_ALIKE = 0.8
_DAYS = 5


def without_repeats(choices: Sequence[Choice], by_id: Mapping[str, Happening]) -> tuple[Choice, ...]:
    """The choices without those that another one tells already; order is kept."""
    met = [by_id[c.happening_id] for c in choices if isinstance(by_id[c.happening_id].content, Encounter)]
    took_place = [h for h in by_id.values() if _held(h)]
    kept: list[Choice] = []
    told: list[Happening] = []
    for choice in choices:
        happening = by_id[choice.happening_id]
        if (
            _is_shadow(happening, met)
            or _came_about(happening, took_place)
            or any(_same(happening, other) for other in told)
        ):
            continue
        kept.append(choice)
        told.append(happening)
    return tuple(kept)


def _parties(happening: Happening) -> frozenset[str]:
    return frozenset(p.country or p.key for p in happening.content.parties)


def _is_shadow(happening: Happening, met: Sequence[Happening]) -> bool:
    """A meeting event, or a plan to meet, beside the encounter that tells it with people and place."""
    content = happening.content
    if not isinstance(content, Event) or content.type not in ("CONSULT", "AGREE"):
        return False
    if content.auxiliary is Auxiliary.NEGATED:
        return False
    texts = set(happening.texts)
    return any(
        texts & set(m.texts)
        and _parties(happening) <= _parties(m) | _parties(happening)
        and bool(_parties(happening) & _parties(m))
        and _same_day(happening, m)
        and (content.type == "CONSULT" or _planned(m))
        for m in met
    )


def _came_about(happening: Happening, held: Sequence[Happening]) -> bool:
    """A plan whose meeting took place within days: the meeting is told instead."""
    content, when = happening.content, happening.content.when
    ahead = (isinstance(content, Encounter) and content.status is Status.PLANNED) or (
        isinstance(content, Event) and content.auxiliary is Auxiliary.FUTURE and content.type in ("CONSULT", "AGREE")
    )
    if not ahead or when is None or when.anchor is None:
        return False
    last = when.last or when.anchor
    return any(_answers(happening, m) and (_near(when.anchor, m) or _near(last, m)) for m in held)


def _held(happening: Happening) -> bool:
    content = happening.content
    if isinstance(content, Encounter):
        return content.status is Status.HELD
    return isinstance(content, Event) and content.type == "CONSULT" and content.auxiliary is Auxiliary.NONE


def _answers(plan: Happening, held: Happening) -> bool:
    """The same countries, and one of the same people where both name any."""
    people, there = ({p.key for p in one.content.parties if p.kind is ActorKind.PERSON} for one in (plan, held))
    return _parties(plan) <= _parties(held) and (not people or not there or bool(people & there))


def _near(day: date, happening: Happening) -> bool:
    when = happening.content.when
    return when is not None and when.anchor is not None and abs((when.anchor - day).days) <= _DAYS


def _planned(happening: Happening) -> bool:
    return isinstance(happening.content, Encounter) and happening.content.status is Status.PLANNED


def _same_day(one: Happening, other: Happening) -> bool:
    first, second = one.content.when, other.content.when
    if first is None or second is None:
        return first is second
    return first.overlaps(second)


def _same(one: Happening, other: Happening) -> bool:
    """Two of one kind that an editor would tell once: same people met that day, or the same words."""
    if type(one.content) is not type(other.content):
        return False
    if isinstance(one.content, Encounter):
        mine, theirs = _people(one), _people(other)
        return _same_day(one, other) and bool(mine) and (mine <= theirs or theirs <= mine)
    if isinstance(one.content, Statement) and isinstance(other.content, Statement):
        return one.content.words == other.content.words or _overlap(one, other)
    if isinstance(one.content, Event) and isinstance(other.content, Event):
        same_type = one.content.type == other.content.type
        return same_type and _parties(one) == _parties(other) and _same_day(one, other) and _overlap(one, other)
    return False


def says_the_same(one: Told, other: Told) -> bool:
    """Two sentences of about one day where nearly all words of the shorter stand in the longer."""
    if one.day and other.day and abs((one.day - other.day).days) > 1:
        return False
    first, second = _words(one.text), _words(other.text)
    return len(first & second) >= _ALIKE * min(len(first), len(second))


def _words(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3)


def _people(happening: Happening) -> frozenset[str]:
    return frozenset(p.key for p in happening.content.parties)


def _overlap(one: Happening, other: Happening) -> bool:
    return bool(set(one.readings) & set(other.readings))
