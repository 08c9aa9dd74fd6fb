"""Persons of one text who are named in more than one way: what one mention says of a person holds for the others."""

from __future__ import annotations

import re
import unicodedata

import msgspec

from communique.coding.lexicon import word_list
from communique.coding.participants import LANDS
from communique.model import ActorKind, Document, Mention, OfficeBasis, Place

_SECOND_OFFICE = re.compile(
    r",? and (?:[A-Z][\w'’-]*|of|for|in|the|and|,)(?:,?\s+(?:[A-Z][\w'’.-]*|of|for|in|the|and))*,?\s+"
)
"""An office with more than one part before the second of two names."""
_LINK = re.compile(r"\s*(?:,|;|,? ?and|,? as well as)\s+(?:the )?(?:[A-Z]\w+ )?")


def with_people(document: Document) -> Document:
    """The document with its persons completed: who is named short is whom the text names in full; of two officials
    named in one breath the second serves where the first does; a place before an office says where it is held.
    """
    people = [m for m in document.mentions if m.kind is ActorKind.PERSON]
    if all(m.actor_id or m.country for m in people):
        return document
    document = _each_completed(document)
    found: list[Mention] = []
    for one in document.mentions:
        found.append(_placed(one, document, found) if _is_unplaced(one) else one)
    return _each_completed(msgspec.structs.replace(document, mentions=tuple(found)))


def _each_completed(document: Document) -> Document:
    mentions = tuple(_completed(m, document) if m.kind is ActorKind.PERSON else m for m in document.mentions)
    return msgspec.structs.replace(document, mentions=mentions)


def _is_unplaced(one: Mention) -> bool:
    return one.kind is ActorKind.PERSON and one.country is None and one.actor_id is None


def name_words(name: str) -> frozenset[str]:
    """Words of a name without accents, case, hyphens and titles."""
    plain = unicodedata.normalize("NFKD", name)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return frozenset(re.findall(r"\w+", kept)) - word_list("groups.yaml", "name_titles")


def _completed(one: Mention, document: Document) -> Mention:
    """The same person named more fully, if the text names exactly one that it may be."""
    if one.actor_id is not None:
        return _as_told(one, document)
    own = name_words(one.name)
    others = [
        m for m in document.mentions if m.kind is ActorKind.PERSON and m is not one and _same(own, one, m, document)
    ]
    people = {m.actor_id or " ".join(sorted(name_words(m.name))): m for m in others}
    linked = {m.actor_id: m for m in others if m.actor_id}
    chosen = next(iter(linked.values())) if len(linked) == 1 else None
    if chosen is None and not linked and _is_one(people):
        chosen = max((m for m in others if m.country), key=lambda m: len(m.name), default=None)
    return _as(one, chosen) if chosen is not None else one


def _as_told(one: Mention, document: Document) -> Mention:
    """A surname that the base gave to another than the one person of that name whom the text names in full."""
    own = name_words(document.text.body[one.head.start : one.head.end])
    if len(own) != 1 or (one.office_basis is OfficeBasis.TEXT and len(one.office.split()) > 1 and not one.anaphor):
        return one
    people = [m for m in document.mentions if m.kind is ActorKind.PERSON and own < name_words(_named_as(m, document))]
    if not people or any(m.actor_id == one.actor_id for m in people):
        return one
    names = {m.actor_id or m.name for m in people}
    told = people[0]
    if len(names) != 1 or (told.country and one.country and told.country != one.country):
        return one
    return msgspec.structs.replace(
        one, name=told.name, actor_id=told.actor_id, country=told.country or one.country, office=told.office,
        office_basis=told.office_basis, rank=told.rank or one.rank, candidates=told.candidates,
    )  # fmt: skip


def _named_as(one: Mention, document: Document) -> str:
    return document.text.body[one.head.start : one.head.end]


def _is_one(people: dict[str, Mention]) -> bool:
    """All these names may be one person's: each is part of the longest."""
    sets = [name_words(m.name) for m in people.values()]
    return bool(sets) and all(s <= max(sets, key=len) for s in sets) and len({m.country for m in people.values()}) < 3


def _same(own: frozenset[str], one: Mention, other: Mention, document: Document) -> bool:
    """One name, as the base has it or as it is written, is part of the other, a longer one in two words at least, and
    neither office nor country forbids it.
    """
    theirs = name_words(other.name)
    written = name_words(_named_as(other, document))
    theirs = written if len(theirs) > 1 and theirs < written else theirs
    part = (own <= theirs and own) or (theirs <= own and len(theirs) > 1)
    if not part or (one.country and other.country and one.country != other.country):
        return False
    offices = (set(one.office.casefold().split()), set(other.office.casefold().split()))
    return not all(offices) or bool(offices[0] & offices[1])


def _as(one: Mention, known: Mention) -> Mention:
    fuller = len(name_words(known.name)) > len(name_words(one.name)) or known.actor_id is not None
    office = one.office if len(one.office) > len("minister") else known.office or one.office
    return msgspec.structs.replace(
        one,
        name=known.name if fuller else one.name,
        actor_id=known.actor_id,
        country=one.country or known.country,
        office=office,
        office_basis=one.office_basis if office == one.office else known.office_basis,
        rank=one.rank or known.rank,
        candidates=known.candidates or one.candidates,
    )


def _placed(one: Mention, document: Document, earlier: list[Mention]) -> Mention:
    """Where an official serves whom neither office nor base places."""
    body = document.text.body
    beside = _beside(one, document) or _in_office_words(one, document)
    if beside is not None:
        return msgspec.structs.replace(one, country=beside)
    last = next((m for m in reversed(earlier) if m.kind is ActorKind.PERSON and m.span.end <= one.span.start), None)
    if (
        last is not None
        and last.country
        and not last.former
        and _has_second_office(body[last.span.end : one.span.start])
    ):
        return msgspec.structs.replace(one, country=last.country)
    if one.office_basis is not OfficeBasis.TEXT:
        return one
    for place in document.places:
        if _stands_before(place, one, body):
            return msgspec.structs.replace(one, country=place.country)
    if last is not None and _in_one_breath(last, one, body):
        return msgspec.structs.replace(one, country=last.country)
    first = next((s for s in document.annotation.sentences if s.tokens), None)
    opens = first is not None and first.start <= one.span.start < first.end
    if document.home and opens and not any(m.country for m in earlier if first and m.span.start >= first.start):
        return msgspec.structs.replace(one, country=document.home)
    return one


_AFTER_OFFICE = frozenset({" to the ", " of the ", " of ", " at the ", " in the ", " for the ", " from the "})


def _beside(one: Mention, document: Document) -> str | None:
    """The country that the words right before the name or right after the office end or begin with."""
    body = document.text.body
    for other in document.mentions:
        if other is one or other.country is None:
            continue
        land = other.kind in LANDS
        if land and other.span.end <= one.span.start and body[other.span.end : one.span.start] == " ":
            return other.country
        after = other.span.start >= one.span.end and body[one.span.end : other.span.start] in _AFTER_OFFICE
        if after and one.office_basis is OfficeBasis.TEXT and one.span.end > one.head.end:
            return other.country
    return None


_OFFICE_BEFORE = re.compile(r"(?:(?:[A-Z][\w'’.-]*|of|the|for|and|in|on|at|to)\s+)+$")
_OF = re.compile(r"(?:^|\bof (?:the )?(?:[A-Z][\w'’-]* (?:and |of )?)*)$")


def _in_office_words(one: Mention, document: Document) -> str | None:
    """The country whose body an office before a name is of: "Chairwoman of the Bank of Kenya Board A"."""
    body = document.text.body
    words = _OFFICE_BEFORE.search(body[max(0, one.span.start - _LONG_OFFICE) : one.span.start])
    if words is None or not word_list("groups.yaml", "offices") & set(words.group().casefold().split()):
        return None
    start = one.span.start - len(words.group())
    inside = (m for m in document.mentions if m.country and m.kind is not ActorKind.PERSON and m.span.start >= start)
    first = next((m for m in inside if m.span.end <= one.span.start), None)
    return first.country if first is not None and _OF.search(body[start : first.span.start]) else None


_LONG_OFFICE = 160  # characters


def _stands_before(place: Place, one: Mention, body: str) -> bool:
    if place.span is None or place.country is None or place.span.end > one.span.start:
        return False
    return body[place.span.end : one.span.start] in {" ", "'s ", "’s "}


def _in_one_breath(last: Mention, one: Mention, body: str) -> bool:
    """ "Prime Minister A and Minister of Health B"; two heads of state are of two states."""
    if last.country is None or last.former or last.office == one.office or not last.office:
        return False
    return bool(_LINK.fullmatch(body[last.span.end : one.span.start]))


def _has_second_office(gap: str) -> bool:
    """ "Minister A and Minister in the Cabinet, Minister for Trade, B": the second serves where the first does."""
    if len(gap) > _LONG_OFFICE or not _SECOND_OFFICE.fullmatch(gap):
        return False
    return bool(word_list("groups.yaml", "offices") & set(re.findall(r"\w+", gap.casefold())))
