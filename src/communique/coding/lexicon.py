"""The frames and word lists of ``coding/data``, read once."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import msgspec

from communique import shipped
from communique.model.base import Record

Words = tuple[str, ...]


class Frame(Record, frozen=True, kw_only=True):
    """What a verb or noun means, and what must stand around it. See the head of ``data/verbs.yaml`` for the roles."""

    id: str
    type: str
    mode: str | None = None
    verbs: Words = ()
    nouns: Words = ()
    light: Words = ()
    free: bool = False
    # what must, or must not, stand around it
    prt: Words = ()
    prep: Words = ()
    prep_obj: Words = ()
    prep_state: bool = False
    unless_prep: Words = ()
    unless_prep_obj: Words = ()
    obj: Words = ()
    obj_text: Words = ()
    below: Words = ()
    unless_text: Words = ()
    obj_mod: Words = ()
    obj_party: bool = False
    obj_person: bool = False
    obj_party_or_people: bool = False
    people_obj: bool = False
    no_obj: bool = False
    unless_obj: Words = ()
    unless_obj_any: bool = False
    unless_dep: Words = ()
    words: Words = ()
    comp: bool = False
    comp_that: bool = False
    comp_ahead: bool = False
    comp_as: bool = False
    comp_verb: Words = ()
    unless_comp_verb: Words = ()
    no_comp: bool = False
    unless_comp: bool = False
    peaceful: bool = False
    persons: bool = False
    persons_subj: bool = False
    people_subj: bool = False
    state_subj: bool = False
    force_subj: bool = False
    obj_no_person: bool = False
    obj_no_thing: bool = False
    no_quote: bool = False
    # who is who
    actor: Words = ()
    recipient: Words = ()
    both: Words = ()
    min: int = 1
    place_ok: bool = False
    land_below: bool = False
    land_any: bool = False
    voice: bool = False
    place_only: bool = False
    guest: str = ""
    # what it makes
    format: str = ""
    status: str = ""
    topics: Words = ()
    forum_from: Words = ()
    forum_only: bool = False
    multilateral: bool = False
    one_by_one: bool = False
    joint: bool = False
    lone: bool = False
    lasting: bool = False
    journey: bool = False
    threat: bool = False
    act: str = ""
    polarity: int = 0
    contexts: Words = ()
    # how sure
    present: bool = False
    perf: bool = False
    hidden: bool = False
    conf: float = 0.85


class Lexicon(Record, frozen=True, kw_only=True):
    """All frames, by the lemma that triggers them, in order of precedence."""

    version: str
    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    light: frozenset[str]


@cache
def load_yaml(name: str) -> Any:
    """A data file of this package, not to be changed; every scalar is a string ("on" and "no" are words here)."""
    return shipped.read_yaml("communique.coding", name, strings=True)


@cache
def groups() -> dict[str, frozenset[str]]:
    """Noun classes by name."""
    return {name: frozenset(words) for name, words in load_yaml("groups.yaml").items()}


@cache
def lexicon() -> Lexicon:
    """Verb and noun frames with their noun classes filled in."""
    verb_file, noun_file = load_yaml("verbs.yaml"), load_yaml("nouns.yaml")
    verbs: defaultdict[str, list[Frame]] = defaultdict(list)
    nouns: defaultdict[str, list[Frame]] = defaultdict(list)
    for frame in map(_frame, verb_file["frames"]):
        for lemma in frame.verbs:
            verbs[lemma].append(frame)
    for frame in map(_frame, noun_file["frames"]):
        for lemma in frame.nouns:
            nouns[lemma].append(frame)
    light = {lemma for frames in nouns.values() for frame in frames for lemma in frame.light}
    return Lexicon(
        version=f"{verb_file['version']}+{noun_file['version']}",
        verbs={lemma: tuple(frames) for lemma, frames in verbs.items()},
        nouns={lemma: tuple(frames) for lemma, frames in nouns.items()},
        light=frozenset(light),
    )


def _frame(raw: dict[str, Any]) -> Frame:
    classes = {field: raw[field] for field in ("obj", "unless_obj", "prep_obj") if isinstance(raw.get(field), str)}
    words = {field: sorted(groups()[name.removeprefix("$")]) for field, name in classes.items()}
    return msgspec.convert(raw | words, Frame, strict=False)


@cache
def word_list(file: str, key: str) -> frozenset[str]:
    """A flat word list ``key`` of a data file."""
    return frozenset(load_yaml(file)[key])
