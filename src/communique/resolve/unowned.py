"""Whose a title is that stands without a country: the base's, the same title's elsewhere in the text, the focus's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

import msgspec

from communique.resolve.base import KnowledgeBase, holds
from communique.resolve.gazetteer import Piece
from communique.resolve.joins import Named, Said
from communique.resolve.offices import OfficeSense, office_data, office_sense
from communique.resolve.tables import Term
from communique.resolve.titles import role_set

_OF_STATE = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "minister",
    "deputy",
    "cabinet",
    "vice",
    "spokes",
)


def land(base: KnowledgeBase, piece: Piece | None) -> str | None:
    """Country code of a piece's actor."""
    actor = base.only(piece.actors) if piece and piece.actors else None
    return actor.country if actor else None


def is_union(base: KnowledgeBase, piece: Piece) -> bool:
    """True for the EU, which is a body and no state."""
    return land(base, piece) == "EUE"


def settle(
    base: KnowledgeBase, said: Sequence[Said], people: Sequence[Named], pieces: Sequence[Piece], home: str | None
) -> Iterator[Said]:
    """What was said, titles without an owner given the one that the text or the base lets them have."""
    lands = _lands(base, pieces)
    names: dict[str, str] = {}
    for n in people:
        names[n.key] = max(names.get(n.key, ""), n.name, key=len)
    owned = [s for s in said if s.whom]
    by_title = _by_title(base, owned)
    sure = {(s.person, _family(s)) for s in owned}
    yield from owned
    for one in said:
        near = _near(one, pieces)
        if near:
            yield msgspec.structs.replace(one, whom=near, basis="named before")
            continue
        family = _family(one)
        if one.whom or not one.title or not family.startswith(_OF_STATE) or (one.person, family) in sure:
            continue
        if not _plain(one):
            continue
        code, basis = _known(base, names.get(one.person, ""), family, lands)
        if code is None:
            code, basis = _elsewhere(by_title, family), "same title"
        if code is None:
            code, basis = _focus(lands, home), "focus"
        if code in lands:
            yield msgspec.structs.replace(one, whom=lands[code][0], basis=basis)


def sense(title: str, country: str | None) -> OfficeSense:
    """What a title means in its country, adjectives before it ("outgoing", "populist") left out."""
    words = title.split(" ")
    while len(words) > 1 and words[0].casefold() in role_set("adjectives"):
        words = words[1:]
    return office_sense(" ".join(words), country)


def _near(one: Said, pieces: Sequence[Piece]) -> Piece | None:
    """The last body named before a bare "Leader NAME", the last place before a bare "state premier NAME"."""
    if one.whom or not one.title:
        return None
    text = one.title.text
    role = "place" if _OF_PLACE.match(text) else "body" if text.casefold() in role_set("bare") else ""
    found = [p for p in pieces if one.title.start - _REACH < p.start < one.title.start and p.role == role]
    return found[-1] if found else None


_REACH = 260


def _family(one: Said) -> str:
    return sense(one.title.text, None).family if one.title else ""


def _plain(one: Said) -> bool:
    """True when the title has no word that may name another place or body ("Bavarian premier", "police spokesman")."""
    text = one.title.text if one.title else ""
    if re.search(r"(?i)\bministers?$", text) and not _OF_PLACE.match(text):
        return not re.search(r"[A-Z]\w+(?:ian|ese|ish)\b", text)
    return not _OF_PLACE.match(text) and all(w.casefold() in _vocabulary() for w in re.findall(r"[\w'-]+", text))


_OF_PLACE = re.compile(
    r"(?i)(?:state|provincial|regional) (?:premier|governor|president|minister)|governor|mayor|chief minister"
)


@cache
def _vocabulary() -> frozenset[str]:
    data = office_data()
    rows = (*data["heads"]["closed"], *data["heads"]["open"], *data["portfolio"], *data["modifiers"], *data["former"])
    words = {w.casefold().strip("-") for row in rows for w in str(row).split()}
    return frozenset(words) | role_set("adjectives") | {"of", "for", "the", "and", "government", "presidential"}


def _lands(base: KnowledgeBase, pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    out: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.role in ("country", "demonym", "people") and (code := land(base, piece)):
            out[code].append(piece)
    return out


def _by_title(base: KnowledgeBase, owned: Iterable[Said]) -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for one in owned:
        if (code := land(base, one.whom)) and one.whom and one.whom.role != "body":
            out[_family(one)][code] += 1
    return out


def _known(base: KnowledgeBase, name: str, family: str, lands: dict[str, list[Piece]]) -> tuple[str | None, str]:
    """Country of the persons of that name who held such an office, when the text names just one of them."""
    ids = base.persons(name) if " " in name else base.surnamed(name)
    held = {
        t.office.country for i in ids for t in base.terms(i)
        if t.office.country in lands and t.family.partition(":")[0] == family.partition(":")[0]
    }  # fmt: skip
    return (next(iter(held)) if len(held) == 1 else None), "base"


def _elsewhere(by_title: dict[str, Counter[str]], family: str) -> str | None:
    found = by_title.get(family, Counter())
    return next(iter(found)) if len(found) == 1 else None


def _focus(lands: dict[str, list[Piece]], home: str | None) -> str | None:
    lands = {code: found for code, found in lands.items() if code != "EUE"}
    ranked = sorted(lands, key=lambda c: (-len(lands[c]), c))
    if not ranked:
        return None
    clear = len(ranked) == 1 or len(lands[ranked[0]]) >= 2 * len(lands[ranked[1]])
    return ranked[0] if clear else home


_TOP = ("head_of_state", "head_of_government")


def known_heads(
    base: KnowledgeBase, people: Sequence[Named], pieces: Sequence[Piece], taken: frozenset[str], day: date | None
) -> Iterator[tuple[str, Term, Piece, Named]]:
    """Heads of state and government whom the text names without their office, of states that it names too.

    With a ``day`` only who held the office then; without one whoever held it, if nobody else of that name did.
    """
    lands = _lands(base, pieces)
    first: dict[str, Named] = {}
    for name in people:
        if name.key not in first or len(name.name) > len(first[name.key].name):
            first[name.key] = name
    for key, name in first.items():
        found = () if key in taken else _tops(base, name.name, lands, day)
        for term in found:
            yield key, term, lands[term.office.country or ""][0], name


def _tops(base: KnowledgeBase, name: str, lands: dict[str, list[Piece]], day: date | None) -> tuple[Term, ...]:
    whole = " " in name.strip()
    ids = base.persons(name) if whole else base.surnamed(name)
    held = {}
    for actor in ids:
        terms = [t for t in base.terms(actor) if t.family in _TOP and t.office.country in lands and t.office.start
                 and t.office.verified and (day is None or holds(t.office, day) == "yes")]  # fmt: skip
        if terms:
            held[actor] = tuple(sorted(terms, key=lambda t: (t.office.rank, t.office.start)))[:1]
    if len(held) != 1 or (not whole and len(name) < _SHORT):
        return ()
    return next(iter(held.values()))


_SHORT = 4
