"""Persons told in one breath: lists that the parse lost, who is included in a group, an office and its holder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from communique.coding.lexicon import groups
from communique.coding.participants import as_party
from communique.model import ActorKind, Mention, Participation, Side

if TYPE_CHECKING:
    from communique.coding.parties import Cast

_OFFICE = 26
"""Words that the office of the next person in a list may have at most."""
_OFFICE_WORDS = frozenset({"PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT", "PART"})
_OFFICE_PREPS = frozenset({"of", "for", "to", "in"})
_NAMED = re.compile(r",\s(?:[^\s,;.]+\s){0,4}")
_LISTED = re.compile(r"\s*(?:[,;]|,? ?and|; and)\s+(?:the )?")
_JOINING = re.compile(r"\band\b|;")


def enumerated(cast: Cast, index: int, side: Side | None) -> tuple[Participation, ...]:
    """Persons listed with one, where the parse lost the list: "met the minister, A; the mayor, B; and C"."""
    first = cast.mention(index)
    if first is None or first.kind is not ActorKind.PERSON:
        return ()
    subject = cast.tree.tokens[index].dep in {"nsubj", "nsubjpass"}
    verb = cast.tree.head(index) if subject else None
    people = [m for m in cast.mentions if m.kind is ActorKind.PERSON]
    below = set(cast.tree.subtree(index))
    before = people if subject else [m for m in people if below & set(cast.tree.within(m.span))]
    found = [*_before(cast, first, before, verb), *_after(cast, first, people, verb)]
    return tuple(as_party(one, side) for one in found)


def _after(cast: Cast, first: Mention, people: list[Mention], verb: int | None) -> list[Mention]:
    """Persons after the first, if "and" or a semicolon joins some of them: "A, the B of C" is one."""
    found, last = [], first
    for one in people:
        if one.span.start >= last.span.end:
            if _is_subject(cast, one, verb) or not _goes_on(cast, last, one):
                break
            found.append(one)
            last = one
    gaps = cast.document.text.body[first.span.end : last.span.start]
    return found if _JOINING.search(gaps) or any(one.actor_id or one.country for one in found) else []


def _before(cast: Cast, first: Mention, people: list[Mention], verb: int | None) -> list[Mention]:
    """Persons before the one whom the parse took for the whole subject ("A, B and C met": only C)."""
    body = cast.document.text.body
    found, last = [], first
    joined = body[first.span.end :].lstrip(", ").startswith("and ")
    for one in reversed(people):
        if one.span.end <= last.span.start:
            if _is_subject(cast, one, verb) or not _goes_on(cast, one, last):
                break
            joined = joined or " and " in f" {body[one.span.end : last.span.start]} "
            found.append(one)
            last = one
    return found[::-1] if joined else []


def _is_subject(cast: Cast, one: Mention, verb: int | None) -> bool:
    """The subject of another verb."""
    inside = (i for i in cast.tree.within(one.span) if cast.tree.tokens[i].dep in {"nsubj", "nsubjpass"})
    return any(cast.tree.head(i) != verb for i in inside)


def _goes_on(cast: Cast, one: Mention, other: Mention) -> bool:
    """Nothing but a comma, "and" and words of an office stands between two persons."""
    if _LISTED.fullmatch(cast.document.text.body[one.span.end : other.span.start]):
        return True
    between = [t for t in cast.tree.tokens if one.span.end <= t.start and t.end <= other.span.start]
    if not between or len(between) > _OFFICE or between[0].text not in {",", ";", "and"}:
        return False
    if between[-1].pos in {"ADP", "DET"}:
        return False  # "A, adviser to the President"
    return all(t.pos in _OFFICE_WORDS and (t.pos != "ADP" or t.lemma.casefold() in _OFFICE_PREPS) for t in between)


def included(cast: Cast, index: int, side: Side | None) -> tuple[Participation, ...]:
    """ "The heads of the agencies, including A and B": persons of a group who are named after it."""
    tree = cast.tree
    above = next((a for a in tree.ancestors(index) if tree.is_verb(a)), index)
    clause = {*tree.subtree(index), *(tree.clause(above) if above != index else ())}
    words = (i for i in sorted(clause) if i > index and tree.lemma(i) == "include" and tree.tokens[i].dep == "prep")
    heads = tuple(h for word in words for top in tree.children(word, "pobj") for h in tree.conjuncts(top))
    return tuple(p for p in cast.parties(heads, side) if p.kind is ActorKind.PERSON)


def without_offices(cast: Cast, found: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """ "The Secretary-General of Oman, Major General A", "Danish Deputy Prime Minister and Foreign Minister A": an
    office and its holder's name are one person.
    """
    kept = list(found)
    offices = groups()["offices"] | groups()["international_offices"] | groups()["actors"] | groups()["short_offices"]
    for office in found:
        if office.kind is not ActorKind.PERSON or office.actor_id or office.span is None:
            continue
        if not offices & set(re.split(r"[\s-]", office.name.casefold())):
            continue
        for number, one in enumerate(kept):
            if one is not office and one.kind is ActorKind.PERSON and _is_his(cast, office, one):
                kept[number] = msgspec.structs.replace(one, country=one.country or office.country)
                kept = [p for p in kept if p is not office]
                break
    return tuple(kept)


def _is_his(cast: Cast, office: Participation, one: Participation) -> bool:
    """True when a name follows an office in apposition, or with a second office and no article between."""
    body = cast.document.text.body
    if office.span is None or one.span is None:
        return False
    gap = body[office.span.end : one.span.start]
    if _NAMED.fullmatch(gap):
        return True
    words = body[office.span.start : office.span.end]
    same = office.country in {None, one.country} and words[:1].isupper() and not words.startswith(("The ", "A "))
    return gap == " and " and bool(one.office) and same and body[office.span.start - 4 : office.span.start] != "the "
