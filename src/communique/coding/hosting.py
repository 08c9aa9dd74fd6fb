"""Who is host: of a journey by where it goes, of officials met on it, of a gathering that somebody gives."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from communique.coding.lexicon import Frame, groups
from communique.coding.participants import LANDS, as_party, distinct, place_party
from communique.coding.parties import Cast
from communique.coding.roles import Site, heads, hosts
from communique.model import ActorKind, Participation, Place, Side

_GIVEN = frozenset({"host", "give"})
"""Who only convenes a meeting of many, or organises it, is not visited by those who come."""


def housed(parties: tuple[Participation, ...], cast: Cast, place: Place | None = None) -> tuple[Participation, ...]:
    """Officials of no known country: those whom a traveller meets serve the country he is in; one who meets
    foreigners serves the publisher's.
    """
    unplaced = [p for p in parties if _serves_somebody(p)]
    if not unplaced or cast.tree.sentence.turn is not None:
        return parties
    known, home = {p.country for p in parties if p.country}, cast.document.home
    land = cast.memory.host_of(parties, place.country if place is not None else None)
    if land is None and len(unplaced) == 1 and known and home not in known:
        land = home
    return tuple(msgspec.structs.replace(p, country=land) if p in unplaced else p for p in parties)


def _serves_somebody(party: Participation) -> bool:
    """A person with a state's office of a state not named; offices of international bodies are none."""
    if party.kind is not ActorKind.PERSON or party.country or party.actor_id or not party.office:
        return False
    return not any(words in party.office.casefold() for words in groups()["international_offices"])


def place_host(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    """The states of the places that a journey goes to."""
    for tokens in _where(site, frame):
        found: list[Participation] = []
        for place in cast.places:
            inside = place.span and set(site.tree.within(place.span)) & tokens
            host = place_party(place, cast.lands.country) if inside else None
            if host is not None:
                side = Side.HOST if frame.guest == "actor" else None
                found.append(msgspec.structs.replace(host, side=side))
        if found:
            return distinct(tuple(found))
    below = {i for role in frame.recipient for h in heads(site, role) for i in site.tree.clause(h)}
    near = [m for m in cast.mentions if m.kind in LANDS and m.actor_id and below & set(site.tree.within(m.span))]
    return (as_party(near[0], Side.HOST),) if near else ()


def apposed(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    """The states after the towns of a journey: "to Lima, Peru; and San Salvador, El Salvador"."""
    ends = (h for role in frame.recipient for h in heads(site, role))
    beside = tuple(k for end in ends for k in site.tree.children(end, "appos"))
    return tuple(p for p in cast.parties(beside, Side.HOST) if p.kind in LANDS)


def _where(site: Site, frame: Frame) -> Iterator[set[int]]:
    """Words that may name where a visit goes, the surest first: the head, what it is in, its apposition, its name."""
    tree = site.tree
    ends = [h for role in frame.recipient for h in heads(site, role)]
    yield set(ends)
    for end in ends:
        yield {i for k in tree.children(end, "prep") if tree.lemma(k) in {"in", "at", "of"} for i in tree.subtree(k)}
        yield {i for k in tree.children(end, "appos") for i in tree.subtree(k)}
        if tree.tokens[end].pos == "PROPN":
            yield set(tree.phrase(end))


def land_of_stay(actors: tuple[Participation, ...], cast: Cast) -> tuple[Participation, ...]:
    """The state in which the text's traveller is, for sites he sees there that are nobody known."""
    land = cast.lands.party(cast.memory.host_of(actors))
    return (msgspec.structs.replace(land, side=Side.HOST),) if land is not None else ()


def givers(site: Site, frame: Frame, cast: Cast, actors: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Who gives what was attended: "a round table hosted by the ministers of A and B"; of a dinner or a ceremony on a
    journey the state that the traveller is in.
    """
    tree = site.tree
    ends = tuple(h for role in frame.forum_from for h in heads(site, role))
    by = tuple(h for end in ends for noun in tree.subtree(end) for h in hosts(tree, noun, _GIVEN))
    if site.verb is not None and not by:
        by = tuple(h for k in tree.children(site.verb, "advcl") if k > site.verb for h in _given_by(site, k))
    own = {p.key for p in actors} | {p.country for p in actors if p.country}
    known = (p for p in cast.parties(by, Side.HOST) if p.country or p.actor_id or p.office)
    found = tuple(p for p in known if p.key not in own and p.country not in own)
    if found or not any(tree.lemma(end) in groups()["ceremonies"] for end in ends):
        return found
    return tuple(p for p in land_of_stay(actors, cast) if p.country not in own)


def _given_by(site: Site, verb: int) -> tuple[int, ...]:
    """The parse may hang "hosted by …" on the verb of attending."""
    tree = site.tree
    given = tree.lemma(verb) in _GIVEN and tree.tokens[verb].tag == "VBN"
    agents = tree.children(verb, "agent") if given else ()
    return tuple(h for k in agents for end in tree.children(k, "pobj") for h in tree.conjuncts(end))
