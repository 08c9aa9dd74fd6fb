"""Roles said in a text: who holds which office of whom, who heads, speaks for, belongs to or acts for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from communique.model import Rank, Record
from communique.resolve import joins, unowned
from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import Piece
from communique.resolve.joins import Named, Said
from communique.resolve.offices import OfficeSense
from communique.resolve.tables import Term
from communique.resolve.titles import Title, find_titles, role_set


class Relation(StrEnum):
    """What a person is to a state or body."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    MINISTER = "minister"
    SPOKESPERSON = "spokesperson"
    HEAD = "head"
    MEMBER = "member"
    AGENT = "agent"


class Role(Record, frozen=True, kw_only=True):
    """One role of one person. ``person`` is the key of the name; ``start``/``end`` the words that say it,
    ``first``/``last`` the title's own.

    ``whom`` is the piece of the text that names the state or body; ``basis`` says why it is that one: ``said`` beside
    the title, ``same title`` elsewhere in the text, ``base`` (the person's known country), ``focus`` of the text.
    """

    person: str
    title: str
    family: str
    rank: Rank | None
    relations: tuple[Relation, ...]
    whom: Piece | None
    country: str | None
    start: int
    end: int
    first: int = 0
    last: int = 0
    former: bool = False
    basis: str = "said"


def read_roles(
    base: KnowledgeBase, text: str, people: Sequence[Named], pieces: Sequence[Piece], home: str | None = None,
    day: date | None = None,
) -> tuple[Role, ...]:  # fmt: skip
    """Roles of the named persons of a flat text, in order of the words that say them.

    ``people`` are bare names (a key stands for one person), ``pieces`` the names of states, peoples and bodies.
    """
    people = sorted(people, key=lambda n: n.start)
    pieces = sorted(pieces, key=lambda p: p.start)
    titles = find_titles(text, pieces, [(n.start, n.end) for n in people])
    said = list(joins.said(text, people, titles, pieces))
    owned = unowned.settle(base, said, people, pieces, home)
    roles = [_role(base, one) for one in owned]
    taken = frozenset(r.person for r in roles if Relation.AGENT in r.relations)
    roles += [_known(*row) for row in unowned.known_heads(base, people, pieces, taken, day)]
    return tuple(sorted((r for r in roles if r.relations), key=lambda r: (r.start, r.person)))


def _known(person: str, term: Term, whom: Piece, name: Named) -> Role:
    return Role(
        person=person, title=term.display, family=term.family, rank=term.office.rank, whom=whom,
        relations=(_STATE_FAMILIES[term.family], Relation.AGENT), country=term.office.country,
        start=name.start, end=name.end, basis="base",
    )  # fmt: skip


def _role(base: KnowledgeBase, one: Said) -> Role:
    country = unowned.land(base, one.whom)
    title = one.title.text if one.title else ""
    sense = unowned.sense(title, country)
    return Role(
        person=one.person, title=title, family=sense.family, rank=sense.rank, whom=one.whom, country=country,
        relations=relations(base, one, sense), start=one.start, end=one.end,
        former=bool(one.title and one.title.former), basis=one.basis,
        first=one.title.first if one.title else 0, last=one.title.last if one.title else 0,
    )  # fmt: skip


_STATE_FAMILIES = {
    "head_of_state": Relation.HEAD_OF_STATE, "head_of_government": Relation.HEAD_OF_GOVERNMENT,
    "foreign_minister": Relation.MINISTER, "cabinet_secretary": Relation.MINISTER, "minister": Relation.MINISTER,
    "deputy_prime_minister": Relation.MINISTER,
}  # fmt: skip
_HEADS = frozenset({"secretary_general", "head_of_state", "head_of_government", "director", "chair", "speaker"})


def relations(base: KnowledgeBase, one: Said, sense: OfficeSense) -> tuple[Relation, ...]:
    """What the words make of a person: towards a state offices and agency, towards a body head, voice or member."""
    if one.whom is None:
        return ()
    if one.verb:
        return (Relation.HEAD, Relation.MEMBER) if one.verb == "head" else (Relation.MEMBER,)
    if one.title is None:
        return ()
    if one.whom.role == "body" or unowned.is_union(base, one.whom):
        return _in_body(one.title, sense)
    if one.whom.role in ("place", "capital"):
        return _in_place(one.title, sense, one.whom.role)
    return _in_state(one.title, sense)


def _in_body(title: Title, sense: OfficeSense) -> tuple[Relation, ...]:
    if sense.family == "spokesperson":
        return (Relation.SPOKESPERSON, Relation.MEMBER)
    deputy = _DEPUTY.match(title.text)
    if not deputy and (title.noun in role_set("head") or sense.family in _HEADS):
        return (Relation.HEAD, Relation.MEMBER)
    return (Relation.MEMBER,)


def _in_place(title: Title, sense: OfficeSense, role: str) -> tuple[Relation, ...]:
    """Heads of a land or province, and those of a house that bears a place's name ("director of the X Gallery")."""
    if _OF_PROVINCE.search(title.text):
        return (Relation.HEAD_OF_GOVERNMENT, Relation.AGENT)
    house = title.end > title.last and title.noun not in ("mayor", "president", "leader", "bishop", "archbishop")
    return _in_body(title, sense) if house and role == "place" else ()


def _in_state(title: Title, sense: OfficeSense) -> tuple[Relation, ...]:
    family = sense.family.partition(":")[0]
    if family in _STATE_FAMILIES:
        return (_STATE_FAMILIES[family], Relation.AGENT)
    if _RULER.fullmatch(title.text):
        return (Relation.HEAD_OF_STATE, Relation.AGENT)
    if family == "spokesperson":
        return (Relation.SPOKESPERSON, Relation.AGENT)
    if (
        title.text.casefold() == "director"
        or title.noun in role_set("topic")
        or title.text.casefold() in role_set("topic")
    ):
        return ()
    if sense.rank is not None or title.noun in role_set("state") or family in ("director", "adviser"):
        return (Relation.AGENT,)
    return ()


_DEPUTY = re.compile(r"(?i)(?:acting |first |former )?(?:deputy|vice|assistant|under)\b")
_OF_PROVINCE = re.compile(r"(?i)\b(?:premier|chief minister|prime minister|first minister|governor)$")
_RULER = re.compile(
    r"(?i)(?:former |long-?time |late |ousted |supreme |then |ex-)*(?:leader|dictator|ruler|strongman|monarch)"
)
