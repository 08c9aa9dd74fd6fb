"""Is it the same person, state or body? Names by spelling, resolved ids and known names; states by their code."""

from __future__ import annotations

from communique.model import ActorKind
from communique.verify.fold import plain, same_name, stem, words
from communique.verify.interface import World
from communique.verify.lexicon import lexicon
from communique.verify.view import Entity, View

_STATES = {ActorKind.STATE, ActorKind.TERRITORY}
_TITLES = lexicon().lists["honorifics"]
_ARTICLES = {"the", "a", "an", "of", "and", "for", "mr", "mrs", "ms", "dr", "sir", "s"}


class Identity:
    """Compares entities of a sentence with entities of a passage."""

    def __init__(self, sentence: View, passage: View, world: World) -> None:
        """Over both views; ``world`` supplies other names of one actor, never facts."""
        self.sentence, self.passage, self.world = sentence, passage, world
        self._lands: dict[tuple[str, ActorKind], str | None] = {}

    def same(self, left: Entity, right: Entity) -> bool:
        """True when ``left`` (sentence) names the very one that ``right`` (passage) names."""
        if not left.named and left.actor_id and left.kind is ActorKind.PERSON and self._described(left, right):
            return True
        if left.actor_id and right.actor_id:
            if left.actor_id == right.actor_id:
                return not (left.kind is ActorKind.PERSON and left.named and not self._names_agree(left, right))
            return (
                left.kind in _STATES and right.kind in _STATES and bool(left.country) and left.country == right.country
            )
        if self.state(left) and self.state(right) and self.land(left) and self.land(right):
            return self.land(left) == self.land(right)
        if left.weak and right.kind in _STATES and self._adjective(left, right):
            return True
        return self._names_agree(left, right)

    def _described(self, left: Entity, right: Entity) -> bool:
        """ "the Ukrainian foreign minister" for a person whom the passage names with that office."""
        if right.kind is not ActorKind.PERSON or left.country is None or right.country != left.country:
            return False
        office = {stem(w) for w in words(f"{right.office} {self.passage.phrase(right.office_words)}")}
        lands = {
            stem(w) for n in (self.world.display(left.country), self.world.demonym(left.country)) for w in words(n)
        }
        mine = {
            stem(w) for w in words(f"{left.surface} {self.sentence.phrase(left.office_words)}") if w not in _ARTICLES
        }
        return bool(mine - lands) and mine - lands <= office

    def of_context(self, left: Entity) -> bool:
        """A country that the passage leaves out but the rest of the text gives: "the ministry" is Armenia's."""
        word = self.sentence.words[left.head]
        land = self.land(left)
        holder = self.sentence.words[word.head]
        if word.dep == "pobj":
            holder = self.sentence.words[holder.head]
        house = holder.lemma in self.sentence.lexicon.office_words | self.sentence.lexicon.lists["arms"]
        if land is None or not house or left.kind not in _STATES:
            return False
        open_ones = any(e.country is None and e.kind not in _STATES for e in self.passage.entities) or any(
            w.lemma in self.sentence.lexicon.office_words | self.sentence.lexicon.lists["arms"]
            for w in self.passage.words
        )
        told = any(m.country == land for d in self.passage.documents for m in d.mentions)
        return open_ones and (told or any(d.home == land for d in self.passage.documents))

    def land(self, entity: Entity) -> str | None:
        """The country of an entity, looked up by name where the resolver left it open."""
        if entity.country or (entity.kind is ActorKind.PERSON and not entity.weak):
            return entity.country
        key = (entity.surface, entity.kind)
        if key not in self._lands:
            names = [entity.surface, *_stems_of_adjective(entity.surface)]
            found = {
                a.country
                for name in names
                for a in self.world.find(name)
                if a.kind in _STATES and a.country and not a.valid_to
            }
            self._lands[key] = found.pop() if len(found) == 1 else None
        return self._lands[key]

    def state(self, entity: Entity) -> bool:
        """True for a state: so resolved, or a mere guess of the parser that the base knows as a state's name."""
        return entity.kind in _STATES or (entity.weak and self.land(entity) is not None)

    def _adjective(self, left: Entity, right: Entity) -> bool:
        """ "Tajikistani" for Tajikistan, where the base knows the adjective only from the state's side."""
        code = right.country or self.land(right)
        return code is not None and plain(left.surface) in {
            plain(self.world.demonym(code)),
            plain(self.world.display(code)),
        }

    def acts_for(self, left: Entity, right: Entity) -> bool:
        """True when ``left`` is the state for which ``right`` acts: its minister, ministry or government."""
        if left.kind is ActorKind.INSTITUTION and right.kind is ActorKind.PERSON:
            return self._speaks_for(left, right)
        if not self.state(left) and left.country != "EUE":
            return False
        land = self.land(left)
        if land is None or land != self.land(right):
            return False
        return right.kind in {ActorKind.PERSON, ActorKind.INSTITUTION, ActorKind.ORGANISATION} or right.kind in _STATES

    def _speaks_for(self, left: Entity, right: Entity) -> bool:
        """A ministry acts through its minister or spokesperson: same country, and a word of the house in the office."""
        if left.country is None or left.country != self.land(right):
            return False
        office = {stem(w) for w in words(f"{right.office} {self.passage.phrase(right.office_words)}")}
        return bool(office & {stem(w) for w in words(f"{left.surface} {left.full}") if w not in _ARTICLES})

    def matches(self, left: Entity) -> tuple[Entity, ...]:
        """Entities of the passage that ``left`` may stand for, the very same first."""
        exact = tuple(e for e in self.passage.entities if self.same(left, e))
        return exact + tuple(e for e in self.passage.entities if e not in exact and self.acts_for(left, e))

    def elsewhere(self, left: Entity) -> bool:
        """True when the text, outside the passage, gives the name in full that the passage shortens."""
        for entity in self.passage.entities:
            if entity.kind is not ActorKind.PERSON and entity.kind is not left.kind:
                continue
            for mention in self.passage.documents[entity.doc].mentions:
                full = words(mention.name or mention.surface)
                if len(full) < min(2, len(words(left.surface))):
                    continue
                if _person_names(full, words(entity.surface)) and _person_names(words(left.surface), full):
                    return True
        return False

    def given_name_known(self, left: Entity) -> bool:
        """True when the given name that a sentence prints stands in the passage or text, or is known of that actor."""
        name = [w for w in words(left.surface) if w not in _ARTICLES]
        if left.kind is not ActorKind.PERSON or len(name) < 2 or self.elsewhere(left):
            return True
        for entity in self.matches(left):
            if left.actor_id and left.actor_id == entity.actor_id:
                return True
            variants = [_name_words(entity), words(entity.full), *self._known(entity)]
            if any(len(v) > 1 and _person_names(name, v) for v in variants):
                return True
        return False

    def _names_agree(self, left: Entity, right: Entity) -> bool:
        if right.anaphor and not right.named and not right.actor_id and right.full == right.surface:
            return False
        a, b = _name_words(left), _name_words(right)
        if not a or not b:
            return False
        if left.weak and right.weak and (a == b or (min(len(a), len(b)) > 1 and _person_names(a, b))):
            return True
        if left.kind is ActorKind.PERSON or right.kind is ActorKind.PERSON:
            if (left.kind in _STATES and not left.weak) or (right.kind in _STATES and not right.weak):
                return a == b
            variants = [b, [w for w in words(right.full) if w not in _ARTICLES], *self._known(right)]
            return any(_person_names(a, v) for v in variants)
        if a == b or _acronym(a, b) or _acronym(b, a) or "".join(a) == "".join(b):
            return True
        return self._one_actor(left, right)

    def _known(self, entity: Entity) -> list[list[str]]:
        actor = self.world.actor(entity.actor_id) if entity.actor_id else None
        return [words(name) for name in (actor.name, *actor.names)] if actor else []

    def _one_actor(self, left: Entity, right: Entity) -> bool:
        a = {left.actor_id} if left.actor_id else {actor.id for actor in self.world.find(left.surface)}
        b = {right.actor_id} if right.actor_id else {actor.id for actor in self.world.find(right.surface)}
        return bool(a & b)


def _stems_of_adjective(surface: str) -> list[str]:
    """ "Syrian" → "Syria": where the base has the adjective only under its state."""
    return [
        surface[: -len(end)] + new
        for end, new in (("ian", "ia"), ("an", "a"), ("ese", ""), ("i", ""))
        if surface.endswith(end) and len(surface) > len(end) + 3
    ]


def _name_words(entity: Entity) -> list[str]:
    return [w for w in words(entity.surface) if w not in _ARTICLES]


def _person_names(left: list[str], right: list[str]) -> bool:
    """Family names agree and given names, where both have them, do not contradict each other."""
    if not left or not right or (not same_name(left[-1], right[-1]) and not _inside(left, right)):
        return False
    if len(left) == 1 or len(right) == 1:
        return True
    given, theirs = (([w for w in n[:-1] if w not in _TITLES] or n[:-1]) for n in (left, right))
    return any(same_name(a, b) for a in given for b in theirs) or sorted(left) == sorted(right)


def _inside(left: list[str], right: list[str]) -> bool:
    short, long = sorted((left, right), key=len)
    return len(short[-1]) > 2 and all(any(plain(a) == plain(b) for b in long) for a in short)


def _acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(long) > 1 and 1 < len(short[0]) <= 6 and short[0] == "".join(w[0] for w in long)
