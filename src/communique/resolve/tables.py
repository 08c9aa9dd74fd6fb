"""Reads the shipped tables (``data/*.tsv``) into records."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from communique import shipped
from communique.model import Actor, ActorKind, Office, Rank, Record


class NameRow(Record, frozen=True, kw_only=True, array_like=True):
    """One spelling. ``kind``: label, alias, acronym, demonym, capital, metonym … ``key`` only for persons."""

    actor: str
    name: str
    lang: str
    kind: str
    key: str


class Term(Record, frozen=True, kw_only=True, array_like=True):
    """An office row with the family that matching works on. ``replaces``: a desk's row stands for all rows of that
    person, family and country.
    """

    office: Office
    display: str
    family: str
    replaces: bool = False


class Member(Record, frozen=True, kw_only=True, array_like=True):
    """Membership of a state in an organisation; partial dates."""

    organisation: str
    country: str
    status: str
    start: str
    end: str
    source: str


def _rows(name: str) -> list[list[str]]:
    text = shipped.read_text("communique.resolve", f"{name}.tsv")
    return [line.split("\t") for line in text.splitlines()[1:]]


@cache
def version() -> str:
    """Version of the shipped facts, from their content."""
    text = shipped.read_text("communique.resolve", "meta.tsv")
    return text.split("\t")[1].strip()


@cache
def actor_rows() -> dict[str, Actor]:
    """All actors by id (names are left to ``name_rows``)."""
    return {
        r[0]: Actor(
            id=r[0],
            kind=ActorKind(r[1]),
            name=r[2],
            country=r[3] or None,
            parent=r[4] or None,
            codes=tuple((k, v) for k, _, v in (c.partition("=") for c in r[5].split("|") if c)),
            valid_from=r[6],
            valid_to=r[7],
            sources=tuple(s for s in r[8].split(";") if s),
        )
        for r in _rows("actors")
    }


@cache
def name_rows() -> tuple[NameRow, ...]:
    """All spellings."""
    return tuple(NameRow(actor=r[0], name=r[1], lang=r[2], kind=r[3], key=r[4]) for r in _rows("names"))


@cache
def term_rows() -> dict[str, tuple[Term, ...]]:
    """Office rows by actor id."""
    found: dict[str, list[Term]] = defaultdict(list)
    for r in _rows("terms"):
        office = Office(
            actor_id=r[0], title=r[1], country=r[4] or None, organisation=r[5] or None, rank=Rank(int(r[6])),
            start=r[7], end=r[8], as_of=r[9], source=r[10], verified=r[11] == "1",
        )  # fmt: skip
        found[r[0]].append(Term(office=office, display=r[2], family=r[3]))
    return {k: tuple(v) for k, v in found.items()}


@cache
def redirects() -> dict[str, str]:
    """Ids that were joined with another → the id kept; a desk's file may still use the old one."""
    return {old: actor.id for actor in actor_rows().values() for key, old in actor.codes if key == "was"}


def current(actor_id: str) -> str:
    """The id under which an actor is kept now."""
    return redirects().get(actor_id, actor_id)


@cache
def form_rows() -> dict[tuple[str, str], str]:
    """(actor, style) → name, for names that are romanised from another language's label (see ``NameForm``)."""
    return {(r[0], r[1]): r[2] for r in _rows("forms")}


@cache
def member_rows() -> tuple[Member, ...]:
    """All memberships."""
    return tuple(
        Member(organisation=r[0], country=r[1], status=r[2], start=r[3], end=r[4], source=r[5])
        for r in _rows("members")
    )
