"""Words left over: every word that carries content must have its support in the passage, else it is added detail."""

from __future__ import annotations

from communique.model import ActorKind
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.entities import Identity
from communique.verify.fold import plain, same_name, stem, words
from communique.verify.frames import noun_keys, verb_keys
from communique.verify.numbers import numbers
from communique.verify.offices import known_titles
from communique.verify.thesaurus import thesaurus
from communique.verify.view import Entity, View

_LANDS = {ActorKind.STATE, ActorKind.TERRITORY}
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP", "SCONJ", "DET", "AUX", "X", "NUM", "PRON"}


def check_names(case: Case) -> tuple[Ground, ...]:
    """Everyone and everything named must be named (or stood for) in the passage."""
    out = []
    for entity in case.sentence.entities:
        if not entity.named and not entity.actor_id:
            continue
        if entity.anaphor and not entity.named:
            continue
        if case.sentence.words[entity.head].quoted:
            continue
        if _abbreviated(case, entity) or (_capital_named(case, entity) and _stands_for_state(case, entity)):
            continue
        if _locative(case, entity) and not _there(case, entity):
            out.append(_name_fault(case, entity))
            continue
        if case.links.get(entity.head) and _is_office(case, entity):
            continue
        if not case.identity.given_name_known(entity):
            out.append(_name_fault(case, entity))
            continue
        if case.links.get(entity.head) or _spelled(case, entity):
            continue
        if entity.country and entity.kind in _LANDS and _homes(case, entity.country):
            detail = f"the passage has only a place in {entity.surface}"
            out.append(doubt(entity.surface, detail, "name.by_place"))
            continue
        if case.identity.of_context(entity):
            out.append(_from_context(case, entity))
            continue
        if entity.kind is ActorKind.PERSON and case.identity.elsewhere(entity):
            continue
        out.append(_name_fault(case, entity))
    return tuple(out)


def _spelled(case: Case, entity: Entity) -> bool:
    """The very words stand in the passage, or a country or body stands there in an office or an adjective."""
    surface = entity.surface.casefold()
    if entity.kind is not ActorKind.PERSON and f" {surface} " in f" {case.text} ":
        return True
    if entity.weak and entity.kind is not ActorKind.PERSON and _piecewise(case, entity):
        return True
    land = case.identity.land(entity) if entity.kind in _LANDS else None
    return land is not None and any(case.identity.land(e) == land for e in case.passage.entities)


def _piecewise(case: Case, entity: Entity) -> bool:
    """What the parser took for one name ("US National Security") is a country and words that the passage has."""
    homes = {d.home for d in case.passage.documents} | {case.identity.land(e) for e in case.passage.entities}
    homes.discard(None)
    lands = {a.id: a.country for w in entity.surface.split() for a in case.world.find(w) if a.country in homes}
    for word in entity.surface.replace("'s", "").split():
        if word.casefold() in case.lemmas or (word.islower() and case.lexicon.has("arms", word)):
            continue
        if not word[:1].isupper() or not any(a.id in lands for a in case.world.find(word)):
            return False
    return True


def _homes(case: Case, country: str) -> bool:
    if any(case.identity.land(e) == country for e in case.passage.entities):
        return True
    placed = [
        (p, d, k)
        for k, d in enumerate(case.passage.documents)
        for p in d.places
        if p.country == country and p.span is not None
    ]
    return any(case.passage.covered(k, p.span.start, p.span.end) for p, _, k in placed if p.span is not None)


def _is_office(case: Case, entity: Entity) -> bool:
    return any(case.sentence.words[i].text.casefold() in case.lexicon.office_words for i in entity.words)


def _from_context(case: Case, entity: Entity) -> Ground:
    """Whose ministry it is, only the text tells; worse where the passage names another country."""
    rival = any(e.country and e.country != entity.country for e in case.passage.entities if e.kind in _LANDS)
    detail = f"only the rest of the text tells of {entity.surface}"
    return doubt(entity.surface, detail, "name.rival" if rival else "name.context")


def _abbreviated(case: Case, entity: Entity) -> bool:
    """RAAF for Royal Australian Air Force, EaP for Eastern Partnership, and the other way round."""
    surface = entity.surface.replace(".", "")
    if " " not in surface:
        capitals = list(surface.casefold()) if surface.isupper() else [c.casefold() for c in surface if c.isupper()]
        return 1 < len(capitals) <= 7 and _initials(case.passage, capitals)
    return any(
        w.text.isupper() and 1 < len(w.text) <= 7 and _initials(case.sentence, list(w.text.casefold()), entity.words)
        for w in case.passage.words
    )


def _initials(view: View, capitals: list[str], among: tuple[int, ...] = ()) -> bool:
    """True when words that follow each other begin with these letters (small words between them do not count)."""
    told = [w for w in view.words if (not among or w.i in among) and w.text[:1].isalpha() and not _joining(view, w.i)]
    letters = [plain(w.text)[:1] for w in told]
    size = len(capitals)
    return any(
        letters[k : k + size] == capitals and all(w.text[:1].isupper() for w in told[k : k + size])
        for k in range(len(letters) - size + 1)
    )


def _joining(view: View, i: int) -> bool:
    return view.words[i].pos in {"ADP", "DET", "CCONJ", "PART"} and view.words[i].text.islower()


def _capital_named(case: Case, entity: Entity) -> bool:
    """ "Minsk" where the passage says "the Belarusian capital"."""
    land = case.identity.land(entity)
    return "capital" in case.lemmas and land is not None and _homes(case, land)


def _stands_for_state(case: Case, entity: Entity) -> bool:
    """The base knows this name as one of its state's, and it is not the state's own."""
    land = case.identity.land(entity)
    own = {plain(case.world.display(land)), plain(case.world.demonym(land))} if land else set()
    return land is not None and plain(entity.surface) not in own


def _name_fault(case: Case, entity: Entity) -> Ground:
    place = entity.kind in {ActorKind.STATE, ActorKind.TERRITORY} or _locative(case, entity)
    group = entity.country == "EUE" or (any(e.country == "EUE" for e in case.passage.entities) and place)
    feature = "group" if group else "place" if _locative(case, entity) else "name"
    there = ", ".join(dict.fromkeys(e.surface for e in case.passage.entities if e.named)) or "nobody"
    if _is_voice(case, entity):
        return doubt(
            entity.surface, f"the passage says 'we' or 'I'; that this is {entity.surface} is likely", "name.voice"
        )
    known = {stem(w) for w in words(entity.surface)} <= case.context
    if known and case.open and feature != "place":
        return doubt(entity.surface, f"only the rest of the text names {entity.surface}", "name.context")
    code = f"{feature}.elsewhere" if known else feature
    if feature == "place" and _homes_any(case, entity):
        code = "place.of_state"
    return fault(feature, entity.surface, f"the passage names {there}; it does not name {entity.surface}", code)


def _is_voice(case: Case, entity: Entity) -> bool:
    """ "We" of a government's text is its state; "I" may be whoever holds an office there on that day."""
    homes = {d.home for d in case.passage.documents} - {None}
    first = any(w.lemma in {"i", "we", "our", "my", "us"} for w in case.passage.words)
    if not first or not homes:
        return False
    land = case.identity.land(entity)
    if entity.kind is not ActorKind.PERSON or land is not None:
        return land in homes
    day = case.passage.published
    found = case.world.find(entity.surface) if day else ()
    return any(o.country in homes for a in found for o in case.world.offices(a.id, day)) if day else False


def _homes_any(case: Case, entity: Entity) -> bool:
    land = case.identity.land(entity)
    return land is not None and _homes(case, land)


def _there(case: Case, entity: Entity) -> bool:
    """The passage uses the very name for a place (not "with Moscow"), or places something in the country."""
    name = plain(entity.surface)
    alike = [e for e in case.passage.entities if same_name(plain(e.surface), name) or plain(e.surface) == name]
    if any(not _is_party(case.passage, e) for e in alike):
        return True
    code = case.identity.land(entity)
    if code is None or name not in {plain(n) for n in _country_names(case, code)}:
        return not alike and f" {name} " in f" {plain(case.text)} "
    return _homes(case, code)


def _country_names(case: Case, code: str) -> list[str]:
    actor = case.world.country(code)
    own = [n for n in actor.names if len(n) > 3] if actor else []
    return [case.world.display(code), *([actor.name] if actor else []), *own]


def _is_party(view: View, entity: Entity) -> bool:
    """ "relations with Moscow", "Moscow said": the name stands for those who govern there."""
    word = view.words[entity.head]
    if word.dep == "pobj":
        return view.lemma(word.head) in {"with", "by", "between", "against", "towards", "toward"}
    return word.dep in {"nsubj", "nsubjpass", "agent"} and view.lemma(word.head) not in {"host", "see"}


def _locative(case: Case, entity: Entity) -> bool:
    word = case.sentence.words[entity.head]
    if entity.kind is ActorKind.PERSON:
        return False
    return word.dep == "pobj" and case.sentence.lemma(word.head) in {"in", "at", "near"}


class Coverage:
    """Looks for the support of single words."""

    def __init__(self, case: Case) -> None:
        """Over one case; the passage's words and phrases are gathered once."""
        self.case = case
        view = case.passage
        self.supply = set(case.lemmas)
        for word in view.words:
            if word.pos in {"VERB", "AUX"}:
                self.supply |= set(verb_keys(view, word.i))
            elif word.pos == "NOUN":
                self.supply |= set(noun_keys(view, word.i))
        for phrase in case.lexicon.phrases:
            if phrase in case.text:
                self.supply.add(phrase)
        self.stems = {stem(w) for w in self.supply if len(w) > 3}
        self.groups = {g for w in self.supply for g in case.lexicon.reach(w)}
        self.offices = {k for e in case.sentence.entities for t in known_titles(case, e) for k in t.keys | t.critical}
        self.persons = any(e.kind is ActorKind.PERSON or e.anaphor for e in view.entities)
        self.states = any(e.country for e in view.entities)

    def check(self) -> tuple[Ground, ...]:
        """Faults of all words that nothing licenses."""
        view = self.case.sentence
        figures = {i for n in numbers(view) for i in n.words}
        skip = figures | view.time_words | set(view.entity_at) | {i for e in view.entities for i in e.office_words}
        out: list[Ground] = []
        for word in view.words:
            if word.i in skip or word.quoted or word.pos not in _CONTENT or not any(c.isalpha() for c in word.text):
                continue
            if not self.licensed(word.i):
                near = self._near(word.i)
                out.append(near or self._fault(word.i))
        return tuple(out)

    def _near(self, i: int) -> Ground | None:
        """A weaker licence than the lexicon's: a word of the passage that WordNet relates to this one."""
        case, word = self.case, self.case.sentence.words[i]
        if word.pos not in {"NOUN", "VERB", "ADJ", "ADV"} or case.lexicon.graded(word.lemma):
            return None
        for there, pos in case.supply:
            relation = thesaurus().relation((there, pos), (word.lemma, word.pos))
            if relation and not case.lexicon.opposite(there, word.lemma):
                return doubt(word.text, f"taken for the passage's {there!r}", f"near.{relation}")
        return None

    def licensed(self, i: int) -> bool:
        """True when the word carries no fact or the passage has it, by itself, by a synonym or by what it names."""
        view, lexicon = self.case.sentence, self.case.lexicon
        word = view.words[i]
        lemma, text = word.lemma, word.text.casefold()
        if word.pos in {"ADP", "SCONJ"} and lexicon.has("turning", lemma):
            return lemma in self.supply or bool(lexicon.of(lemma) & self.groups)
        if self._carries_nothing(i):
            return True
        if "cause" in lexicon.of(lemma) and not (lemma == "due" and not self._because(i)):
            return "cause" in self.groups
        if lemma == "capital":
            return any(self._is_capital(e) for e in self.case.passage.entities)
        if lemma in self.supply or text in self.supply or (len(lemma) > 3 and stem(lemma) in self.stems):
            return True
        keys = verb_keys(view, i) if word.pos in {"VERB", "AUX"} else noun_keys(view, i)
        phrases = [k for k in keys if " " in k]
        if any(lexicon.of(k) & self.groups for k in (phrases or (lemma, text))):
            return True
        return self._by_kind(i)

    def _carries_nothing(self, i: int) -> bool:
        lexicon, word = self.case.lexicon, self.case.sentence.words[i]
        if (
            lexicon.has("causal", word.lemma)
            or lexicon.has("quantity", word.lemma)
            or lexicon.has("temporal", word.lemma)
        ):
            return word.lemma in {"any"} or (word.lemma in {"both"} and self._two(i)) or _plain_while(word.lemma)
        if word.pos in {"ADP", "SCONJ", "DET", "AUX", "PRON"} and not lexicon.of(word.lemma) & {
            "cause",
            "after",
            "before",
        }:
            return True
        if lexicon.has("function", word.lemma) or lexicon.has("function", word.text.casefold()):
            return True
        if word.pos in {"VERB", "NOUN"} and lexicon.has("light", word.lemma) and self._light(i):
            return True
        return lexicon.has("framing", word.lemma) and self._frames(i)

    def _because(self, i: int) -> bool:
        """ "due to the crisis", not "due in Brussels" or "due to arrive"."""
        words = self.case.sentence.words
        return i + 2 < len(words) and words[i + 1].lemma == "to" and words[i + 2].pos not in {"VERB", "AUX"}

    def _is_capital(self, entity: Entity) -> bool:
        """The base knows capitals as names of their states; the sentence must name that very state, or the city."""
        land = self.case.identity.land(entity)
        here = {self.case.identity.land(e) for e in self.case.sentence.entities}
        return land is not None and land in here and plain(entity.surface) not in self._names(land)

    def _names(self, land: str) -> set[str]:
        world = self.case.world
        return {plain(world.display(land)), plain(world.demonym(land))}

    def _two(self, i: int) -> bool:
        view, lexicon = self.case.sentence, self.case.lexicon
        noun = view.lemma(view.words[i].head)
        if view.words[i].dep == "det" and not lexicon.has("mutual_two", noun) and noun not in lexicon.office_words:
            return bool({"both", "two"} & self.case.lemmas) or noun in {"ministry", "bank", "army"}
        return len({e.full for e in self.case.passage.entities}) >= 2

    def _light(self, i: int) -> bool:
        view = self.case.sentence
        return any(view.words[c].pos == "NOUN" and self.licensed(c) for c in view.kids(i, "dobj", "nsubjpass"))

    def _frames(self, i: int) -> bool:
        """Attribution that the publisher itself gives: "according to the ministry", "the agency reported"."""
        view = self.case.sentence
        chain, current = [], i
        for _ in range(4):
            chain.append(view.lemma(current))
            current = view.words[current].head
        return (
            "accord" in chain or "according" in chain or (view.lemma(i) in {"say", "word", "state"} and self._speaks())
        )

    def _speaks(self) -> bool:
        return bool(self.groups & {"say"}) or any(
            d.annotation.quotes or d.annotation.transcript for d in self.case.passage.documents
        )

    def _by_kind(self, i: int) -> bool:
        """ "the official", "the country": words for what the passage names more exactly."""
        lexicon, word = self.case.lexicon, self.case.sentence.words[i]
        if word.lemma in self.offices or stem(word.lemma) in self.offices:
            return True
        if lexicon.has("generic_person", word.lemma) and self.persons and word.lemma not in lexicon.office_critical:
            return word.lemma not in lexicon.office_words or word.lemma in {"official", "leader", "diplomat"}
        if lexicon.has("generic_state", word.lemma) and (self.states or self.persons):
            return word.lemma not in {"capital", "neighbour", "neighbor"}
        return lexicon.has("generic_meeting", word.lemma) and bool(
            self.groups & {"meet", "talk", "visit", "contact", "discuss"}
        )

    def _fault(self, i: int) -> Ground:
        case, word = self.case, self.case.sentence.words[i]
        keys = [k for k in verb_keys(case.sentence, i) if " " in k][:1] or [word.lemma]
        for kind, test in (("polarity", case.lexicon.opposite), ("strength", case.lexicon.stronger)):
            for other in case.passage.words:
                if other.pos in {"VERB", "NOUN", "ADJ"} and not other.quoted:
                    options = verb_keys(case.passage, other.i) if other.pos == "VERB" else (other.lemma,)
                    if any(test(p, keys[0]) for p in options):
                        return fault(kind, word.text, f"the passage says {other.text!r}, the sentence {word.text!r}")
        if case.lexicon.has("causal", word.lemma):
            code = "cause.plain" if case.lexicon.has("because", word.lemma) else "cause.word"
            return fault(
                "cause invented", word.text, f"the passage gives no cause; the sentence says {word.text!r}", code
            )
        if word.lemma in {"most", "more", "less", "least"} and case.sentence.words[word.head].pos in {"ADJ", "ADV"}:
            return doubt(word.text, f"nothing in the passage says {word.text!r}", "detail.ADV.general")
        if case.lexicon.has("quantity", word.lemma) and self._idiom(i):
            return doubt(word.text, f"nothing in the passage says {word.text!r}", "detail.ADV.general")
        if case.lexicon.has("quantity", word.lemma):
            return fault("scope", word.text, f"the passage does not say {word.text!r}", "scope.word")
        for there, pos in case.supply:
            if thesaurus().contrary((there, pos), (word.lemma, word.pos)):
                return fault("polarity", word.text, f"the contrary of the passage's {there!r}", "polarity.wordnet")
        return fault("detail added", word.text, f"nothing in the passage says {word.text!r}", self._grade(i))

    def _idiom(self, i: int) -> bool:
        """ "take part", "each other", "in all", "all over": words of quantity that count nothing."""
        words_of = self.case.sentence.words
        before = words_of[i - 1].lemma if i else ""
        after = words_of[i + 1].text.casefold() if i + 1 < len(words_of) else ""
        pair = (before, words_of[i].lemma, after)
        idioms = self.case.lexicon.lists["quantity_idioms"]
        return f"{pair[0]} {pair[1]}" in idioms or f"{pair[1]} {pair[2]}" in idioms

    def _grade(self, i: int) -> str:
        """How much a word without support tells: its part of speech, general or not, known from the text or not."""
        case, word = self.case, self.case.sentence.words[i]
        pos = word.pos if word.pos in {"NOUN", "VERB", "ADJ", "ADV", "PROPN"} else "OTHER"
        if case.lexicon.has("temporal", word.lemma):
            return "detail.temporal"
        if word.pos == "VERB" and case.lexicon.strong(word.lemma):
            return "detail.graded"
        if word.pos == "VERB" and case.lexicon.has("speech", word.lemma):
            return "detail.speech"
        if is_general(case, i):
            return f"detail.{pos}.general"
        if word.dep == "conj" and pos in {"NOUN", "PROPN"}:
            return "detail.listed"
        return f"detail.{pos}.context" if stem(word.lemma) in case.context else f"detail.{pos}.own"


def is_general(case: Case, i: int) -> bool:
    """A word that seldom tells a fact by itself; verbs only from the list, and never with a particle."""
    view, word = case.sentence, case.sentence.words[i]
    if word.pos == "VERB":
        return case.lexicon.has("vague", word.lemma) and not view.kids(i, "prt")
    return case.lexicon.has("vague", word.lemma) or thesaurus().general(word.lemma, word.pos)


def _plain_while(lemma: str) -> bool:
    return lemma in {"during", "while", "since"}


def check_words(case: Case) -> tuple[Ground, ...]:
    """Faults of words that the passage does not support."""
    return Coverage(case).check()


__all__ = ["Coverage", "Identity", "check_names", "check_words"]
