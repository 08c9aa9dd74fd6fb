"""Noun phrases of a parse to participations: the mentions of the document, by the token that heads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from communique.coding import describing, lists
from communique.coding.arguments import prepositional, surface_subjects
from communique.coding.discourse import Discourse
from communique.coding.lexicon import groups, word_list
from communique.coding.narrator import Narrator, narrator, titled_land, voiced
from communique.coding.participants import LANDS, NOWHERE, Lands, as_party, distinct
from communique.coding.speaking import speaker_of
from communique.coding.tree import Tree
from communique.model import ActorKind, Document, Mention, Participation, Place, Side

_RANKED = {ActorKind.PERSON: 0, ActorKind.INSTITUTION: 1, ActorKind.ORGANISATION: 1, ActorKind.FORUM: 2}


_LEAD = 400
"""Characters at the head of a text that say what it is about."""


@dataclass(frozen=True)
class Cast:
    """Who may play a part in one sentence."""

    document: Document
    tree: Tree
    lands: Lands = NOWHERE
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
        beside = self._beside(index)
        if beside is not None and named is not None and named.kind is ActorKind.PERSON and beside.country is None:
            office = beside.office or named.office  # "the Crown Prince of Brunei, A"
            return msgspec.structs.replace(beside, country=named.country, office=office, rank=beside.rank or named.rank)
        return beside or named or self._before_suffix(index) or self._styled(index)

    def _styled(self, index: int) -> Mention | None:
        """ "The Kingdom of Bhutan", whose mention is "Bhutan": the state that its style belongs to."""
        tree = self.tree
        if tree.lemma(index) not in groups()["styles"]:
            return None
        ends = [h for k in tree.children(index, "prep") if tree.lemma(k) == "of" for h in tree.children(k, "pobj")]
        return next((m for m in self.mentions if m.kind in LANDS and set(ends) & set(tree.within(m.span))), None)

    def _before_suffix(self, index: int) -> Mention | None:
        """ "Martin L. Cole, Jr., met …": the parse lets the suffix head the name that stands before it."""
        tree = self.tree
        if tree.tokens[index].text.rstrip(".").casefold() not in word_list("groups.yaml", "name_suffixes"):
            return None
        kids = tree.children(index, "nmod", "compound", "flat")
        inside = (m for k in kids if k < index for m in self.mentions if k in tree.within(m.span))
        return next((m for m in inside if m.kind is ActorKind.PERSON), None)

    def _beside(self, index: int) -> Mention | None:
        """A name in apposition, or the name a title token belongs to ("the minister, Sergei Lavrov")."""
        for kid in self.tree.children(index, "appos", "compound", "flat"):
            if kid < index:
                continue
            token = self.tree.tokens[kid]
            found = next((m for m in self.mentions if m.span.start <= token.start and token.end <= m.span.end), None)
            if found is not None and found.kind is ActorKind.PERSON and not self._is_of_another(index, found):
                return found
        return None

    def _is_of_another(self, index: int, person: Mention) -> bool:
        """ "The EU negotiator … and Belarusian Minister A": no apposition, whatever the parse says."""
        if self.tree.tokens[index].pos != "NOUN" or person.country is None:
            return False
        own = describing.countries_of(self, tuple(i for i in self.tree.phrase(index) if i != index))
        return bool(own) and person.country not in own

    def party(self, index: int, side: Side | None = None) -> Participation | None:
        """The participation headed by a token, or ``None`` when nobody is known to be meant."""
        found = self.mention(index)
        if (found is None or found.actor_id is None) and self._is_pair(index):
            return None
        if found is None and self.tree.tokens[index].text.casefold() in {"he", "she"}:
            meant = self.memory.he(self.tree.sentence)
            return msgspec.structs.replace(meant, side=side) if meant is not None else None
        if found is None or (found.kind is ActorKind.GROUP and found.actor_id is None):
            meant = describing.members(self, index, side) or describing.described(self, index, side)
            if meant is not None:
                return meant
        if found is None:
            voice = self.voice(index)
            if voice:
                return msgspec.structs.replace(voice[0], side=side)
            again = describing.abbreviated(self, index, side) or describing.office_again(self, index, side)
            again = again or describing.ruled(self, index, side)
            if again is not None:
                return again
            return describing.someone(self, index, side) or describing.named(self, index, side)
        if found.former and found.actor_id is None:
            return None
        party = as_party(found, side)
        if party.kind is ActorKind.PERSON and not (party.country or party.actor_id):
            party = describing.named_again(self, found.span, side) or party
        return describing.whole_group(self, index, party) or describing.placed(self, index, party)

    def voice(self, index: int) -> tuple[Participation, ...]:
        """Those who say "I", "we" or "our government" in prose, with the span of that word."""
        return voiced(self.tree, index, self.document, self.told_by())

    def titled_land(self) -> Participation | None:
        """The one foreign party that the title names."""
        found = titled_land(self.document)
        return as_party(found) if found is not None else None

    def is_titled_place(self, land: Participation) -> bool:
        """A land that the title names only to say where a town lies ("Kigali, Rwanda")."""
        return land.kind in LANDS and f", {land.name}" in self.document.text.title

    def home_state(self) -> Participation | None:
        """The publisher's own state."""
        return self.lands.party(self.document.home)

    def is_abroad(self) -> bool:
        """True when the sentence, the title or the lead names anything beyond the publisher's own state."""
        kinds = {ActorKind.ORGANISATION, ActorKind.FORUM}
        lead = tuple(m for m in self.document.mentions if m.span.start < _LEAD)
        if any(m.kind in kinds or (m.country and m.country != self.document.home) for m in (*self.mentions, *lead)):
            return True
        placed = any(p.country and p.country != self.document.home for p in self.places)
        lemmas = {t.lemma.casefold() for t in self.tree.tokens}
        return placed or bool(lemmas & groups()["abroad"]) or titled_land(self.document) is not None

    def told_by(self) -> Narrator:
        """Whose voice the prose of the text is."""
        if self.memory.narrator is None:
            self.memory.narrator = narrator(self.document, self.lands)
        return self.memory.narrator

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
            known = self.party(head) or describing.sides(self, head, None)
            found.extend([head] if known else self._behind(head, depth + 1))
        return tuple(found)

    def _led_by(self, index: int, side: Side | None) -> tuple[Participation, ...]:
        """Who leads a delegation: "a delegation of the Senate led by Speaker A" acts through A."""
        tree = self.tree
        if tree.lemma(index) not in word_list("joining.yaml", "delegations"):
            return ()
        leading = (k for k in tree.children(index, "acl") if tree.lemma(k) in word_list("joining.yaml", "lead"))
        heads = tuple(h for verb in leading for h in prepositional(tree, verb, ("by",)))
        return tuple(p for p in self.parties(heads, side) if p.kind is ActorKind.PERSON)

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
            led = describing.leaders(self, index, side)
            if led:
                found.extend(led)
                continue
            known = self.party(index) or describing.sides(self, index, side)
            leaders = self._led_by(index, side)
            found.extend(leaders)
            for head in (index,) if known and not leaders else self._behind(index):
                found.extend(self._meant(head, side))
        return distinct(lists.without_offices(self, self._with_me(indexes, found)))

    def _with_me(self, indexes: tuple[int, ...], found: list[Participation]) -> tuple[Participation, ...]:
        """ "Foreign Minister A and I": a holder of an office named beside the speaker serves the speaker's state."""
        us = {p.country for i in indexes for p in self.voice(i)}
        if len(us) != 1:
            return tuple(found)
        land = next(iter(us))
        unplaced = [p for p in found if p.kind is ActorKind.PERSON and p.office and not (p.country or p.actor_id)]
        return tuple(msgspec.structs.replace(p, country=land) if p in unplaced else p for p in found)

    def _meant(self, index: int, side: Side | None) -> tuple[Participation, ...]:
        """All whom one head means: groups of several states, the states behind a body, or a party and who is listed
        after it.
        """
        several = describing.several(self, index, side) or describing.sides(self, index, side)
        if several:
            return several
        found = tuple(p for p in (self.party(index, side), *lists.enumerated(self, index, side)) if p)
        found = (*found, *self._joined_inside(index, side))
        included = lists.included(self, index, side) if found and found[0].kind is ActorKind.GROUP else ()
        return (*(p for p in found if p.country or not included), *included)

    def _joined_inside(self, index: int, side: Side | None) -> tuple[Participation, ...]:
        """ "The United States of America and the Republic of Ghana", where the parse joins the second to "America"."""
        tree, land = self.tree, self.mention(index)
        if land is None or land.kind not in LANDS:
            return ()
        inside = (i for i in tree.within(land.span) if i > index)
        joined = (k for i in inside for k in tree.children(i, "conj"))
        return tuple(p for k in joined if (p := self.party(k, side)) is not None and p.kind in LANDS)

    def lost_with(self, subject: int, verb: int) -> tuple[int, ...]:
        """A person right before the verb whom the parse put among the states below the subject ("the negotiator with
        Georgia and Moldova and Minister A led …"): coordinated with the subject.
        """
        tree = self.tree
        if tree.tokens[subject].pos not in {"NOUN", "PROPN"}:
            return ()
        lost = []
        for index in tree.subtree(subject):
            head, found = tree.head(index), self.mention(index)
            if tree.tokens[index].dep != "conj" or head is None or found is None or found.kind is not ActorKind.PERSON:
                continue
            above = self.mention(head)
            between = (t for t in tree.tokens[index + 1 : verb] if t.start >= found.span.end)
            last = all(not t.text[0].isalpha() or t.pos == "ADV" for t in between)
            if index < verb and last and above is not None and above.kind in LANDS:
                lost.append(index)
        return tuple(lost)

    def _points_back(self, index: int) -> tuple[Participation, ...]:
        """Who "they", "both ministers" and "the two sides" are: those who met last."""
        tree, token = self.tree, self.tree.tokens[index]
        resolved = self.mention(index)
        if resolved is not None and resolved.actor_id is not None:
            return ()
        if token.text.casefold() == "they":
            same = self._of_governor(index)
            if same or self._tells_of_others():
                return same
        two = tree.lemma(index) == "two" and any(tree.lemma(k) == "the" for k in tree.children(index, "det"))
        if token.text.casefold() in {"they", "both"} and self._meets_another(index):
            these = self.memory.these(tree.sentence)
            if these:
                return these
        if token.text.casefold() in {"they", "both"} or two:
            return self.memory.pair(tree.sentence)
        if not self._is_pair(index):
            return ()
        lemma = tree.lemma(index).removesuffix("s") if token.tag == "NNPS" else tree.lemma(index)
        if lemma in groups()["pair_lands"]:
            return self._states(self.memory.pair(tree.sentence)) or self._authors()
        title = lemma if lemma in groups()["pair_titles"] else ""
        if {self.tree.tokens[i].text.casefold() for i in tree.phrase(index) if i != index} == {"the"} and not title:
            met = self.memory.circle(tree.sentence)
        else:
            met = self.memory.pair(tree.sentence, title=title) or self.memory.pair(tree.sentence)
        return met or (self._authors() if lemma in groups()["pair_sides"] else ())

    def _authors(self) -> tuple[Participation, ...]:
        """ "Both sides" of a text that two states put out together and that names nobody who met."""
        several = self.told_by().all
        return several if len(several) > 1 else ()

    def _of_governor(self, index: int) -> tuple[Participation, ...]:
        """ "Peru and Chile said that they would meet": those who say it."""
        verb = self.tree.head(index)
        above = self.tree.head(verb) if verb is not None and self.tree.tokens[verb].dep == "ccomp" else None
        if above is None or not self.tree.is_verb(above):
            return ()
        found = self.parties(tuple(k for k in surface_subjects(self.tree, above) if k != index))
        return found if len(found) > 1 else ()

    def _tells_of_others(self) -> bool:
        """Spoken by one of those who met last: to him they are "we"."""
        turn = self.tree.sentence.turn
        me = speaker_of(self.document.annotation.turns[turn], self.document) if turn is not None else None
        last = self.memory.met[-1].parties if self.memory.met else ()
        return me is not None and me.key in {p.key for p in last}

    def _meets_another(self, index: int) -> bool:
        """ "They met with the governor", "they visited Rome": somebody else stands in the clause."""
        tree, verb = self.tree, self.tree.head(index)
        if verb is None or not tree.is_verb(verb):
            return False
        if tree.lemma(verb) in groups()["going"]:
            return True
        ends = [*tree.children(verb, "dobj"), *prepositional(tree, verb, ("with", "to", "on"))]
        return any((party := self.party(end)) and (party.actor_id or party.country) for end in ends)

    def _states(self, people: tuple[Participation, ...]) -> tuple[Participation, ...]:
        """ "The two countries": not those who met, but the states they met for."""
        return distinct(tuple(s for p in people if (s := self.lands.party(p.country))))

    def _is_pair(self, index: int) -> bool:
        """ "The two leaders", "both sides": a plural that names nobody by itself."""
        tree, token = self.tree, self.tree.tokens[index]
        lemma = tree.lemma(index).removesuffix("s") if token.tag == "NNPS" else tree.lemma(index)
        if token.tag not in {"NNS", "NNPS"} or lemma not in groups()["pair"] or tree.children(index, "relcl", "acl"):
            return False
        if lemma == "counterpart" and tree.children(index, "poss"):
            return False  # "our counterparts": others than those who met
        words = {tree.tokens[i].text.casefold() for i in tree.phrase(index) if i != index}
        owned = any(tree.lemma(k) in {"of", "from"} for k in tree.children(index, "prep"))
        return bool(words) and words <= groups()["pair_words"] and not owned

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
