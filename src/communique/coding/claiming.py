"""Whose word an act rests on: what a speaker says against a third party is the speaker's accusation, not a fact."""

from __future__ import annotations

import msgspec

from communique.coding.arguments import subjects
from communique.coding.lexicon import Frame, word_list
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.coding.speaking import speaker_of
from communique.model import Auxiliary, Participation

_BLAMED = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
"""Types that whoever tells them of another blames him for; restrictions are told without blame."""

Roles = tuple[Frame, tuple[Participation, ...], tuple[Participation, ...]]


def as_claim(site: Site, frame: Frame, auxiliary: Auxiliary, cast: Cast, told: Roles) -> Roles:
    """The act as told, or the accusation that it is in the mouth of somebody whose state has no part in it."""
    actors = told[1]
    if frame.type not in _BLAMED or frame.mode == "restrict" or auxiliary is not Auxiliary.NONE:
        return told
    speaker = _speaker(site, cast)
    accused = tuple(p for p in actors if p.country or p.actor_id)
    if speaker is None or speaker.country is None or not accused or speaker.country in {p.country for p in accused}:
        return told
    claim = msgspec.structs.replace(
        frame, type="ACCUSE", mode="allege", format="", threat=False, contexts=frame.contexts, id=f"claim:{frame.id}"
    )
    return claim, (speaker,), accused


def _speaker(site: Site, cast: Cast) -> Participation | None:
    """Who says it: the subject of the verb of saying above, the speaker of the turn, or the voice of the prose."""
    above = _saying(site)
    if above is not None:
        found = cast.parties(subjects(site.tree, above))
        return found[0] if len(found) == 1 else None
    turn = site.tree.sentence.turn
    if turn is not None:
        return speaker_of(cast.document.annotation.turns[turn], cast.document)
    voices = cast.told_by().all
    return voices[0] if len(voices) == 1 else None


def _saying(site: Site) -> int | None:
    tree, index = site.tree, site.verb if site.verb is not None else site.trigger
    for above in tree.ancestors(index):
        if tree.tokens[index].dep == "ccomp" and tree.lemma(above) in word_list("mood.yaml", "reporting_verbs"):
            return above
        index = above
    return None
