"""When and where: day and place of a fact, not of another fact in the same passage."""

from __future__ import annotations

from communique.model import ActorKind, When
from communique.verify.case import Case, Ground, fault
from communique.verify.frames import Frame
from communique.verify.times import fits, same_day
from communique.verify.view import Entity, View


def day_faults(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """The day of the sentence's fact must be the day of this fact, where the passage dates it."""
    mine, theirs = _times(case.sentence, frame.head), _times(case.passage, other.head)
    out = []
    if not theirs:
        return _dated_otherwise(case, other, mine)
    for words, when in mine:
        if theirs and not any(fits(when, there) or same_day(case, when, there) for _, there in theirs):
            shown = case.sentence.phrase(words)
            said = ", ".join(case.passage.phrase(w) for w, _ in theirs)
            out.append(fault("date", shown, f"the passage dates this {said}, the sentence {shown}"))
    return out


def _times(view: View, head: int) -> list[tuple[tuple[int, ...], When]]:
    """Times that hang from a predicate, not through another predicate."""
    out = []
    for _, time, words in view.times:
        current = words[0]
        for _ in range(12):
            if current == head:
                out.append((words, time.when))
                break
            up = view.words[current].head
            if up == current or (view.words[current].pos == "VERB" and current not in words):
                break
            current = up
    return out


def _dated_otherwise(case: Case, other: Frame, mine: list[tuple[tuple[int, ...], When]]) -> list[Ground]:
    """The passage has the day, but gives it to another fact of the same sentence ("who left office on 8 December")."""
    out: list[Ground] = []
    view = case.passage
    for words, when in mine:
        near = [
            (w, _verb_over(view, w[0])) for _, t, w in view.times if fits(when, t.when) or same_day(case, when, t.when)
        ]
        here = [verb for w, verb in near if view.words[w[0]].sent == view.words[other.head].sent]
        if here and len(here) == len(near) and all(_elsewhere(view, verb, other.head) for verb in here):
            act = ", ".join(view.words[v].text for v in here if v is not None)
            shown = case.sentence.phrase(words)
            out.append(
                fault("date", shown, f"the passage gives {shown} to {act!r}, not to {view.words[other.head].text!r}")
            )
    return out


def _verb_over(view: View, i: int) -> int | None:
    for _ in range(12):
        up = view.words[i].head
        if view.words[up].pos == "VERB":
            return up
        if up == i:
            return None
        i = up
    return None


def _elsewhere(view: View, verb: int | None, head: int) -> bool:
    """True when a verb tells another fact: it hangs from this one in a clause of its own, or reports it."""
    if verb is None or verb == head:
        return False
    if view.words[verb].dep in {"relcl", "acl", "advcl"} and head in _chain(view, verb):
        return True
    return view.lexicon.has("speech", view.lemma(verb)) and verb in _chain(view, head)


def _chain(view: View, i: int) -> list[int]:
    out: list[int] = []
    while view.words[i].head != i and len(out) < 20:
        i = view.words[i].head
        out.append(i)
    return out


def place_faults(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """Where the sentence's fact took place must be where this fact did, if the passage places it."""
    theirs = _placed(case.passage, other.head)
    out = []
    for entity in _placed(case.sentence, frame.head):
        if not theirs or any(case.identity.same(entity, e) for e in theirs) or _holds(case, entity, theirs):
            continue
        shown = ", ".join(e.surface for e in theirs)
        out.append(fault("place", entity.surface, f"the passage places this in {shown}, not in {entity.surface}"))
    return out


def _holds(case: Case, entity: Entity, theirs: list[Entity]) -> bool:
    """The sentence's country holds the passage's city, or the very name stands with the fact."""
    land = case.identity.land(entity)
    inside = {p.country for d in case.passage.documents for p in d.places for e in theirs if p.name == e.surface}
    return land is not None and (land in inside or any(case.identity.land(e) == land for e in theirs))


def _placed(view: View, head: int) -> list[Entity]:
    """Places under "in" or "at" that hang from a predicate, not through another one."""
    out = []
    for entity in view.entities:
        word = view.words[entity.head]
        place = entity.kind in {ActorKind.STATE, ActorKind.TERRITORY} or (entity.weak and _short(entity))
        if (
            not place
            or entity.kind is ActorKind.PERSON
            or word.dep != "pobj"
            or view.lemma(word.head) not in {"in", "at"}
        ):
            continue
        if _hangs(view, entity.head, head):
            out.append(entity)
    return out


def _short(entity: Entity) -> bool:
    """A name of one or two words: what the parser calls an organisation may well be a town."""
    return len(entity.words) <= 2


def _hangs(view: View, current: int, head: int) -> bool:
    for _ in range(12):
        if current == head:
            return True
        up = view.words[current].head
        if up == current or view.words[current].pos == "VERB" or view.words[current].dep == "conj":
            return False
        current = up
    return False
