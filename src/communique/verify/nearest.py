"""Which of several: a date, figure, place or person must be the one that stands nearest to its word in the passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model import ActorKind
from communique.verify.anchors import Anchors, ancestor, apart, path
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.numbers import numbers
from communique.verify.view import View

_FAR = 9
_FAMILIES = (
    frozenset({"before", "after", "until", "since"}), frozenset({"for", "against"}), frozenset({"from", "to"}),
    frozenset({"with", "without"}), frozenset({"in", "outside"}), frozenset({"above", "below"}),
)  # fmt: skip


def check_nearest(case: Case) -> Iterable[Ground]:
    """Grounds where another of the same sort stands nearer, or another preposition joins the two."""
    anchors = case.anchors
    here, there = _sorts(case.sentence), _sorts(case.passage)
    pools: dict[str, list[int]] = {}
    for j, sort in there.items():
        pools.setdefault(sort, []).append(j)
    for i in anchors.content:
        up = ancestor(case.sentence, i, anchors.content)
        if up is None or not anchors.of[i] or not anchors.of[up]:
            continue
        yield from _prepositions(case, anchors, i, up)
        if i in here and here.get(up) != here[i]:
            yield from _nearer(case, anchors, i, up, [j for j in pools.get(here[i], ()) if j not in anchors.of[i]])


def _sorts(view: View) -> dict[int, str]:
    """Running numbers of the heads of dates, figures, persons, places and bodies."""
    out = {i: "date" for _, time, covered in view.times if time.when.start or time.when.end for i in covered[-1:]}
    out |= {n.words[-1]: "number" for n in numbers(view)}
    for entity in view.entities:
        if entity.named:
            out.setdefault(entity.head, "person" if entity.kind is ActorKind.PERSON else "body")
    return out


def _nearer(case: Case, anchors: Anchors, i: int, up: int, others: Sequence[int]) -> Iterable[Ground]:
    view, tops = case.passage, anchors.of[up][:6]
    mine = min(apart(view, a, b, _FAR) for a in anchors.of[i][:6] for b in tops)
    same = {e.actor_id or e.surface for j in anchors.of[i] if (e := view.entity_at.get(j))}
    rivals = [j for j in others if not ((e := view.entity_at.get(j)) and (e.actor_id or e.surface) in same)]
    if not rivals:
        return
    best = min(rivals, key=lambda j: min(apart(view, j, b, _FAR) for b in tops))
    distance = min(apart(view, best, b, _FAR) for b in tops)
    if distance + 1 >= mine:
        return
    word, sort = case.sentence.words[i].text, _sorts(case.sentence)[i]
    taken = any(best in anchors.of[k] for k in anchors.content)
    if taken and sort in {"person", "body"}:
        return  # both are in the sentence: who does what to whom is for the facts to say
    detail = f"in the passage {view.words[best].text!r} stands with {case.sentence.words[up].text!r}, not {word!r}"
    yield doubt(word, detail, f"nearer.{sort}.{'used' if taken else 'free'}.{'far' if mine >= _FAR else 'near'}")


def _prepositions(case: Case, anchors: Anchors, i: int, up: int) -> Iterable[Ground]:
    mine = _between(case.sentence, i, up)
    for family in _FAMILIES:
        used = mine & family
        if not used:
            continue
        near = [(a, b) for a in anchors.of[i][:6] for b in anchors.of[up][:6] if apart(case.passage, a, b, _FAR) <= 4]
        found = set().union(*(_between(case.passage, a, b) for a, b in near)) & family if near else set()
        if found and not found & used:
            shown = next(iter(used))
            detail = f"the passage says {next(iter(found))!r} where the sentence says {shown!r}"
            yield fault("polarity", shown, detail, "preposition")


def _between(view: View, below: int, top: int) -> set[str]:
    """Lemmas of prepositions and conjunctions on the way from one word up to another."""
    steps = path(view, below)
    way = steps[: steps.index(top)] if top in steps else steps[:2]
    marks = [c for j in way for c in view.kids(j, "mark")]
    return {view.lemma(j) for j in (*way, *marks) if view.words[j].pos in {"ADP", "SCONJ"}}
