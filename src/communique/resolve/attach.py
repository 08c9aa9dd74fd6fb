"""Gives names of persons the office that the text says of them anywhere near, where none stands right beside."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.resolve.base import KnowledgeBase
from communique.resolve.beside import Beside
from communique.resolve.draft import Name
from communique.resolve.folding import words
from communique.resolve.gazetteer import Piece
from communique.resolve.joins import Named
from communique.resolve.phrases import Phrase
from communique.resolve.roles import Relation, Role, read_roles

_PUBLIC = frozenset(Relation) - {Relation.MEMBER}


def attach(
    base: KnowledgeBase, body: str, names: Sequence[Name], pieces: Sequence[Piece], home: str | None
) -> list[Name]:
    """The names, those without an office beside them given the public role that the text says of them."""
    bare = [n for n in names if n.office is None and len(words(n.text)) > 1]
    if not bare:
        return list(names)
    people = [Named(start=n.head_start, end=n.head_end, key=str(n.head_start)) for n in names]
    roles = {r.person: r for r in reversed(read_roles(base, body, people, pieces, home)) if _counts(r)}
    return [_with(base, n, roles.get(str(n.head_start))) if n in bare else n for n in names]


def _counts(role: Role) -> bool:
    public = role.rank is not None or not _PUBLIC.isdisjoint(role.relations)
    return bool(role.title) and role.basis == "said" and public


def _with(base: KnowledgeBase, name: Name, role: Role | None) -> Name:
    if role is None:
        return name
    actor = base.only(role.whom.actors) if role.whom and role.whom.actors else None
    body = actor is not None and role.whom is not None and (role.whom.role == "body" or actor.country == "EUE")
    phrase = Phrase(start=role.first, end=role.last, text=role.title, former=role.former)
    office = Beside(start=role.first, end=role.last, phrase=phrase, title=role.title, country=role.country,
                    organisation=actor.id if body and actor else None, explicit=role.whom is not None)  # fmt: skip
    return msgspec.structs.replace(name, office=office)
