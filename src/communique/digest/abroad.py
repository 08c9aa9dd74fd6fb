"""Home affairs are no diplomacy: what has no foreign party, is not abroad, and names no foreign country."""

from __future__ import annotations

import re

from communique.digest.interface import Material
from communique.digest.subjects import partners_of, partners_told
from communique.model import Act, ActorKind, Content, Encounter, Format, Happening, Statement

_BEYOND = frozenset({ActorKind.ORGANISATION, ActorKind.FORUM})


def is_home_affair(happening: Happening, told: str, material: Material) -> bool:
    """True when nobody and nothing foreign is in it.

    What is said in talks with one partner belongs to them even where it names nobody; who else was met does not.
    """
    content = happening.content
    place = content.place
    if partners_of(happening, material.focus) or (place is not None and place.country not in (None, material.focus)):
        return False
    if any(p.kind in _BEYOND for p in content.parties) or _is_working_group(content):
        return False
    if isinstance(content, Statement) and (_speaks_abroad(content) or partners_told(happening, material)):
        return False
    return not any(re.search(rf"\b{re.escape(name)}", told) for name in material.foreign_names)


def _speaks_abroad(said: Statement) -> bool:
    """A foreign ministry's word, and what anybody would not say, are news without a party too."""
    return "foreign" in said.speaker.office.casefold() or said.act in (Act.DECLINE, Act.EVADE)


def _is_working_group(content: Content) -> bool:
    """Officials of one state in a working group: somebody else's delegations sat there too."""
    return isinstance(content, Encounter) and content.format is Format.WORKING_GROUP
