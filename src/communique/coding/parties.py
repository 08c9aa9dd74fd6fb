"""Noun phrases of a parse to participations: the mentions of the document, by the token that heads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from communique.coding.discourse import Discourse
from communique.coding.lexicon import groups, word_list
from communique.coding.narrator import Narrator, narrator, titled_land, voiced
from communique.coding.tree import Tree
from communique.model import Actor, ActorKind, Document, Mention, Participation, Place, Rank, Side, Span

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "our", "my"})
_RANKED = {ActorKind.PERSON: 0, ActorKind.INSTITUTION: 1, ActorKind.ORGANISATION: 1, ActorKind.FORUM: 2}


_LISTED = re.compile(r"\s*(?:[,;]|,? ?and|; and)\s+(?:the )?")

CountryPort = Callable[[str], Actor | None]
"""The state or territory under a code; handed in, since the coder knows no actors of its own."""


def _unknown(_code: str) -> Actor | None:
    return None


@dataclass(frozen=True)
class Cast:
    """Who may play a part in one sentence."""

    document: Document
    tree: Tree
    country: CountryPort = _unknown
    memory: Discourse = field(default_factory=Discourse)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Mentions inside the sentence, in order."""
        start, end = self.tree.sentence.start, self.tree.sentence.end
        return tuple(m for m in self.document.mentions if start <= m.span.start and m.span.end <= end)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Places inside the sentence, in order."""
        start, end = self.tree.sentence.start, self.tree.sentence.end
        return tuple(p for p in self.document.places if p.span and start <= p.span.start and p.span.end <= end)

    @cached_property
    def titled_call(self) -> bool:
        """True when the text's title says that it reports a call: then "spoke with" was by telephone."""
        title = self.document.text.title.casefold()
        return any(words in title for words in word_list("groups.yaml", "call_titles"))

    def is_time(self, offset: int) -> bool:
        """True when a time expression covers this offset."""
        return any(t.span.start <= offset < t.span.end for t in self.document.times)

    def mention(self, index: int) -> Mention | None:
        """The mention whose noun phrase this token heads, or stands in as its name or office."""
        token = self.tree.tokens[index]
        over = [m for m in self.mentions if m.span.start <= token.start and token.end <= m.span.end]
        named = min(over, key=lambda m: (_RANKED.get(m.kind, 3), m.span.end - m.span.start), default=None)
        if named is not None and named.kind is ActorKind.PERSON and named.actor_id is not None:
            return named
        return self._beside(index) or named

    def _beside(self, index: int) -> Mention | None:
        """A name in apposition, or the name a title token belongs to ("the minister, Sergei Lavrov")."""
        for kid in self.tree.children(index, "appos", "compound", "flat"):
            if kid < index:
                continue
            token = self.tree.tokens[kid]
            found = next((m for m in self.mentions if m.span.start <= token.start and token.end <= m.span.end), None)
            if found is not None and found.kind is ActorKind.PERSON:
                return found
        return None

    def party(self, index: int, side: Side | None = None) -> Participation | None:
        """The participation headed by a token, or ``None`` when nobody is known to be meant."""
        found = self.mention(index)
        if (found is None or found.actor_id is None) and self._is_pair(index):
            return None
        if found is None:
            voice = self.voice(index)
            if voice:
                return msgspec.structs.replace(voice[0], side=side)
            return self._people(index, side) or self._named(index, side)
        if found.former and found.actor_id is None:
            return None
        return as_party(found, side)

    def voice(self, index: int) -> tuple[Participation, ...]:
        """Those who say "I", "we" or "our government" in prose, with the span of that word."""
        return voiced(self.tree, index, self.document, self.told_by())

    def titled_land(self) -> Participation | None:
        """The one foreign party that the title names."""
        found = titled_land(self.document)
        return as_party(found) if found is not None else None

    def told_by(self) -> Narrator:
        """Whose voice the prose of the text is."""
        if self.memory.narrator is None:
            self.memory.narrator = narrator(self.document, self.country)
        return self.memory.narrator

    def _people(self, index: int, side: Side | None) -> Participation | None:
        """An unnamed group in the text's own words ("experts from civil society"), with the country it is of."""
        tree = self.tree
        if tree.tokens[index].tag not in {"NN", "NNS"} or tree.lemma(index) not in groups()["actors"]:
            return None
        below = [i for k in tree.children(index, "prep") if tree.lemma(k) in {"of", "from"} for i in tree.subtree(k)]
        indexes = tuple(sorted({*tree.phrase(index), *below}))
        countries = {m.country for i in indexes if (m := self.mention(i)) is not None and m.country}
        span = tree.span(indexes)
        words = " ".join(self.document.text.body[span.start : span.end].split())
        return Participation(
            name=words.removeprefix("the ").removeprefix("The "),
            kind=ActorKind.GROUP if tree.tokens[index].tag == "NNS" else ActorKind.PERSON,
            country=next(iter(countries)) if len(countries) == 1 else None,
            rank=Rank.GROUP if tree.tokens[index].tag == "NNS" else None,
            side=side,
            span=span,
        )

    def _named(self, index: int, side: Side | None) -> Participation | None:
        """A person the parser knows by name and the base does not, with the country the phrase gives."""
        tree = self.tree
        if tree.tokens[index].entity != "PERSON" or tree.tokens[index].pos != "PROPN":
            return None
        first = index
        while first > 0 and tree.tokens[first - 1].pos == "PROPN" and tree.tokens[first - 1].entity != "DATE":
            first -= 1
        if first == index:
            return None
        below = [i for k in tree.children(index, "prep") if tree.lemma(k) == "of" for i in tree.subtree(k)]
        countries = {m.country for i in below if (m := self.mention(i)) is not None and m.country}
        span = tree.span(tuple(range(first, index + 1)))
        return Participation(
            name=" ".join(self.document.text.body[span.start : span.end].split()),
            kind=ActorKind.PERSON,
            country=next(iter(countries)) if len(countries) == 1 else None,
            side=side,
            span=span,
        )

    def _peoples(self, index: int, side: Side | None) -> tuple[Participation, ...]:
        """ "Senior diplomats from Belarus and Russia": one group for each country."""
        group = None if self.mention(index) is not None else self._people(index, side)
        if group is None or group.kind is not ActorKind.GROUP or group.span is None:
            return ()
        inside = [m for m in self.mentions if group.span.start <= m.span.start and m.span.end <= group.span.end]
        countries = {m.country: m for m in reversed(inside) if m.country and m.kind is not ActorKind.PERSON}
        if len(countries) < 2:
            return ()
        core = " ".join(self.tree.tokens[i].text for i in self.tree.phrase(index) if self.tree.tokens[i].text.islower())
        core = core.removeprefix("the ")
        return tuple(
            msgspec.structs.replace(group, name=f"{core} ({m.country})", country=m.country, span=m.span)
            for m in reversed(countries.values())
        )

    def _behind(self, index: int, depth: int = 0) -> tuple[int, ...]:
        """Heads of the parties a noun is of: "the collegiums of the ministries of Belarus and Russia"."""
        tree = self.tree
        if depth > 3 or tree.lemma(index) not in groups()["bodies"]:
            return ()
        inner = [
            h
            for k in tree.children(index, "prep")
            if tree.lemma(k) in {"of", "between"}
            for h in tree.children(k, "pobj")
        ]
        found: list[int] = []
        for head in (one for start in inner for one in tree.conjuncts(start)):
            found.extend([head] if self.party(head) else self._behind(head, depth + 1))
        return tuple(found)

    def before(self, verb: int, side: Side | None = None) -> tuple[Participation, ...]:
        """The party named right before a finite verb whose subject the parse lost; adverbs may stand between."""
        tree = self.tree
        if tree.tokens[verb].tag not in {"VBD", "VBZ", "VBP"} or tree.children(verb, "nsubj", "nsubjpass", "auxpass"):
            return ()
        index = verb - 1
        while index >= 0 and (tree.tokens[index].pos in {"ADV", "AUX"} or not tree.tokens[index].text[0].isalnum()):
            index -= 1
        found = self.mention(index) if index >= 0 and tree.tokens[index].pos == "PROPN" else None
        return (as_party(found, side),) if found is not None and found.actor_id is not None else ()

    def parties(self, indexes: tuple[int, ...], side: Side | None = None) -> tuple[Participation, ...]:
        """Participations without repetition; behind a noun that is no party stand those it is of, behind "they" those
        who met last.
        """
        found: list[Participation] = []
        for index in indexes:
            voice = self.voice(index) if self.mention(index) is None else ()
            if len(voice) > 1:
                found.extend(msgspec.structs.replace(p, side=side) for p in voice)
                continue
            back = self._points_back(index)
            if back:
                span = self.tree.span(self.tree.phrase(index))
                found.extend(msgspec.structs.replace(p, side=side, span=span) for p in back)
                continue
            several = self._peoples(index, side)
            if several:
                found.extend(several)
                continue
            heads = (index,) if self.party(index) else self._behind(index)
            found.extend(p for h in heads for p in (self.party(h, side), *self._enumerated(h, side)) if p)
        return distinct(tuple(found))

    def _points_back(self, index: int) -> tuple[Participation, ...]:
        """Who "they", "both ministers" and "the two sides" are: those who met last."""
        tree, token = self.tree, self.tree.tokens[index]
        resolved = self.mention(index)
        if resolved is not None and resolved.actor_id is not None:
            return ()
        two = tree.lemma(index) == "two" and any(tree.lemma(k) == "the" for k in tree.children(index, "det"))
        if token.text.casefold() in {"they", "both"} or two:
            return self.memory.pair(tree.sentence)
        if not self._is_pair(index):
            return ()
        lemma = tree.lemma(index).removesuffix("s") if token.tag == "NNPS" else tree.lemma(index)
        if lemma in groups()["pair_lands"]:
            return self._states(self.memory.pair(tree.sentence))
        title = lemma if lemma in groups()["pair_titles"] else ""
        return self.memory.pair(tree.sentence, title=title) or self.memory.pair(tree.sentence)

    def _states(self, people: tuple[Participation, ...]) -> tuple[Participation, ...]:
        """ "The two countries": not those who met, but the states they met for."""
        states = [self.country(p.country) for p in people if p.country]
        found = [s for s in states if s is not None]
        return distinct(tuple(Participation(name=s.name, kind=s.kind, actor_id=s.id, country=s.country) for s in found))

    def _is_pair(self, index: int) -> bool:
        """ "The two leaders", "both sides": a plural that names nobody by itself."""
        tree, token = self.tree, self.tree.tokens[index]
        lemma = tree.lemma(index).removesuffix("s") if token.tag == "NNPS" else tree.lemma(index)
        if token.tag not in {"NNS", "NNPS"} or lemma not in groups()["pair"] or tree.children(index, "relcl", "acl"):
            return False
        words = {tree.tokens[i].text.casefold() for i in tree.phrase(index) if i != index}
        owned = any(tree.lemma(k) in {"of", "from"} for k in tree.children(index, "prep"))
        return bool(words) and words <= groups()["pair_words"] and not owned

    def _is_subject(self, one: Mention) -> bool:
        return any(self.tree.tokens[i].dep in {"nsubj", "nsubjpass"} for i in self.tree.within(one.span))

    def land_below(self, index: int) -> tuple[Participation, ...]:
        """The one state or organisation named somewhere below a noun ("the people hit by the floods in Chad").

        None where people stand below it: the efforts of the envoy for Chad are the envoy's.
        """
        kinds = {ActorKind.STATE, ActorKind.TERRITORY, ActorKind.ORGANISATION}
        below = set(self.tree.subtree(index))
        if any(i != index and self.tree.lemma(i) in groups()["actors"] for i in below):
            return ()
        found = [m for m in self.mentions if m.kind in kinds and below & set(self.tree.within(m.span))]
        lands = distinct(tuple(as_party(m) for m in found if m.actor_id))
        return lands if len(lands) == 1 else ()

    def _enumerated(self, index: int, side: Side | None) -> tuple[Participation, ...]:
        """Persons listed after one, where the parse lost the list: "met the minister, A; the mayor, B; and C"."""
        first = self.mention(index)
        if first is None or first.kind is not ActorKind.PERSON:
            return ()
        body, found, last = self.document.text.body, [], first
        for one in self.mentions:
            if one.span.start < last.span.end:
                continue
            if (
                one.kind is not ActorKind.PERSON
                or self._is_subject(one)
                or not _LISTED.fullmatch(body[last.span.end : one.span.start])
            ):
                break
            found.append(as_party(one, side))
            last = one
        return tuple(found)


def as_party(found: Mention, side: Side | None = None) -> Participation:
    """A mention as it takes part in an act."""
    return Participation(
        name=found.name,
        kind=found.kind,
        actor_id=found.actor_id,
        country=found.country,
        office=found.office,
        office_basis=found.office_basis,
        rank=found.rank,
        side=side,
        span=Span(start=found.span.start, end=found.span.end),
    )


def distinct(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Each party once, the first time it is named."""
    return tuple({party.key: party for party in reversed(parties)}.values())[::-1]


def place_party(place: Place, country: CountryPort) -> Participation | None:
    """The state a place lies in, as the host of a visit."""
    if place.country is None:
        return None
    state = country(place.country)
    return Participation(
        name=state.name if state else place.country,
        kind=state.kind if state else ActorKind.STATE,
        actor_id=state.id if state else None,
        country=place.country,
        span=place.span,
    )
