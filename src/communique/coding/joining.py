"""People whom a later sentence adds to a meeting or journey: who led it, who came along, who was there as well."""

from __future__ import annotations

import msgspec

from communique.coding.arguments import is_passive, objects, prepositional, subjects, surface_subjects
from communique.coding.discourse import Met
from communique.coding.lexicon import word_list
from communique.coding.mood import verb_mood
from communique.coding.participants import as_party, distinct, people_first
from communique.coding.parties import Cast
from communique.coding.told import Told
from communique.coding.tree import Tree
from communique.model import ActorKind, Auxiliary, Participation, Reason

JOINING = ("lead", "accompany", "attend", "include")
"""Kinds of verbs that add people, lists of ``data/joining.yaml``."""
_CONFIDENCE = 0.8
_DONE = frozenset({Auxiliary.NONE, Auxiliary.FUTURE, Auxiliary.HISTORICAL})


def joined(cast: Cast) -> dict[int, tuple[Told, ...]]:
    """By verb: the meeting told before, with the people this sentence adds to it."""
    found: dict[int, tuple[Told, ...]] = {}
    for verb in range(len(cast.tree.tokens)):
        if not cast.tree.is_verb(verb):
            continue
        cast.memory.leaned = None
        kind = _kind(cast.tree, verb)
        back = _meeting(cast, verb, kind) if kind else None
        if back is None or verb_mood(cast.tree, verb).auxiliary not in _DONE:
            continue
        told = _with(back, _people(cast, verb, kind), cast, verb)
        if told:
            found[verb] = told
    return found


def _is(key: str, word: str) -> bool:
    return word in word_list("joining.yaml", key)


def _kind(tree: Tree, verb: int) -> str:
    lemma = tree.lemma(verb)
    if lemma == "take" and any(tree.lemma(k) == "part" for k in tree.children(verb, "dobj")):
        return "attend"
    if lemma == "be" and any(tree.lemma(k) == "present" for k in tree.children(verb, "acomp", "advmod", "attr")):
        return "present"
    return next((kind for kind in JOINING if _is(kind, lemma)), "")


def _meeting(cast: Cast, verb: int, kind: str) -> Met | None:
    """The meeting that is meant, if the sentence points back to one."""
    tree, back = cast.tree, cast.memory.last(cast.tree.sentence)
    if back is None or kind == "present":
        return back
    if kind == "accompany":
        return _journey_of(cast, verb)
    things = _things(tree, verb, kind)
    if kind == "attend" and not things:
        return back if tree.lemma(verb) in {"take", "participate"} and not tree.children(verb, "agent") else None
    if kind == "include":
        things = tuple(t for t in things if _is("delegations", tree.lemma(t)))
    if any(_points_back(tree, thing, with_delegations=kind != "attend") for thing in things):
        return back
    countries = {p.country for p in back.parties if p.country}
    sides = [party for thing in things if (party := cast.party(thing)) and party.country in countries]
    return back if tree.lemma(verb) == "represent" and sides else None


def _things(tree: Tree, verb: int, kind: str) -> tuple[int, ...]:
    """What is led, attended or made up of people."""
    if kind == "include":
        return surface_subjects(tree, verb)
    direct = tuple(o for o in objects(tree, verb) if tree.lemma(o) != "part")
    return direct or prepositional(tree, verb, ("in", "at", "over"))


def _points_back(tree: Tree, thing: int, *, with_delegations: bool) -> bool:
    lemma = tree.lemma(thing)
    if tree.tokens[thing].text.casefold() in word_list("joining.yaml", "pointers"):
        return True
    before = {tree.tokens[k].text.casefold() for k in tree.children(thing, "det", "poss", "predet")}
    if _is("delegations", lemma) and with_delegations:
        return bool(before & word_list("joining.yaml", "definite")) or tree.tokens[thing].tag == "NNS"
    new = {tree.lemma(k) for k in tree.children(thing, "prep")} & {"with", "between", "of"}
    numbered = tree.children(thing, "amod", "compound", "nummod")
    return _is("meetings", lemma) and bool(before & word_list("joining.yaml", "definite")) and not new and not numbered


def _journey_of(cast: Cast, verb: int) -> Met | None:
    """The last encounter of the one who is accompanied."""
    tree = cast.tree
    who = cast.parties(objects(tree, verb))
    keys = {p.key for p in who}
    near = [m for m in reversed(cast.memory.met) if cast.memory.is_near(m, tree.sentence)]
    theirs = [m for m in near if m.start < tree.sentence.start and keys & {p.key for p in m.parties}]
    journeys = [m for m in cast.memory.met if m.encounter.host and keys & {p.key for p in m.event.actors}]
    return next(iter(journeys or theirs), None)


def _people(cast: Cast, verb: int, kind: str) -> tuple[Participation, ...]:
    """Persons added: the agents of a passive wherever they stand after it, else the subject."""
    tree = cast.tree
    if kind in {"include", "present"} or is_passive(tree, verb):
        after = tree.tokens[verb].end if kind != "present" else tree.sentence.start
        clause = set(tree.clause(verb)) | {i for k in tree.children(verb, "agent", "prep") for i in tree.subtree(k)}
        named = [m for m in cast.mentions if m.span.start >= after and set(tree.within(m.span)) & clause]
        found = tuple(as_party(m) for m in named if not m.former)
    else:
        found = cast.parties(subjects(tree, verb))
    return tuple(p for p in found if p.kind is ActorKind.PERSON and (p.actor_id or p.country or p.office))


def _with(back: Met, people: tuple[Participation, ...], cast: Cast, verb: int) -> tuple[Told, ...]:
    """The meeting told again with these people in it; nothing where none is new or only one side is known."""
    known = {p.key for p in back.parties}
    new = tuple(
        _of_delegation(_of_their_side(p, back, cast, verb), back, cast, verb) for p in people if p.key not in known
    )
    everyone = people_first(distinct((*back.parties, *new)))
    if not new or len({p.country or p.name for p in everyone}) < 2:
        return ()
    encounter = msgspec.structs.replace(back.encounter, participants=everyone)
    guests = {p.country for p in back.event.actors if p.country}
    hosts = tuple(p for p in new if p.country not in guests) if back.event.recipients else ()
    event = msgspec.structs.replace(
        back.event,
        actors=people_first(distinct((*back.event.actors, *(p for p in new if p not in hosts)))),
        recipients=people_first(distinct((*back.event.recipients, *hosts))),
    )
    cast.memory.lean(back.start)
    word = cast.tree.tokens[verb].text
    reasons = (
        Reason(feature="frame", value="joined", weight=_CONFIDENCE, detail=word),
        Reason(feature="auxiliary", value=event.auxiliary.value, detail="of the meeting told before"),
    )
    since = cast.memory.leaned
    return (
        Told(event, _CONFIDENCE, reasons, since),
        Told(encounter, _CONFIDENCE, reasons, since, event=event),
    )


def _of_their_side(party: Participation, back: Met, cast: Cast, verb: int) -> Participation:
    """Who comes along is of the country of the one he accompanies, and on his side."""
    if not _is("accompany", cast.tree.lemma(verb)):
        return party
    keys = {p.key for p in cast.parties(objects(cast.tree, verb))}
    lead = next((p for p in back.parties if p.key in keys), None)
    if lead is None:
        return party
    return msgspec.structs.replace(party, country=party.country or lead.country, side=lead.side)


def _of_delegation(party: Participation, back: Met, cast: Cast, verb: int) -> Participation:
    """Who is part of "the delegation" that came is of its country and on its side."""
    if not _is("include", cast.tree.lemma(verb)) or party.country or party.actor_id or not back.event.actors:
        return party
    head = back.event.actors[0]
    if cast.parties(surface_subjects(cast.tree, verb)) or head.kind is not ActorKind.PERSON:
        return party
    return msgspec.structs.replace(party, country=head.country, side=head.side)
