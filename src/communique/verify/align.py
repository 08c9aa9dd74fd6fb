"""Each fact of the sentence looks for a fact of the passage: same act, same parties in the same roles, as real."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import ActorKind, Reason, Record, When
from communique.verify.case import Case, doubt, fault
from communique.verify.frames import Frame
from communique.verify.modes import Mode
from communique.verify.parties import Parties, entity_of, parties, possessors
from communique.verify.times import fits, same_day
from communique.verify.view import Entity, View

_BOTH = {"side", "country", "state", "party", "nation", "delegation"}
_EMPTY_KEYS = {"be", "have", "do", "say", "take", "include", "make", "go", "get", "become"}


_VAGUE = {
    "change",
    "matter",
    "issue",
    "question",
    "number",
    "topic",
    "problem",
    "series",
    "range",
    "process",
    "course",
    "case",
    "field",
}


class Match(Record, frozen=True, kw_only=True):
    """A passage fact held against a sentence fact, with what speaks against it."""

    frame: Frame
    faults: tuple[Reason, ...]
    shared: int
    likeness: float


def check_facts(case: Case) -> tuple[Reason, ...]:
    """Faults of whole facts."""
    out: list[Reason] = []
    for frame in case.sentence_frames:
        if not _worth(case, frame):
            continue
        out += _check(case, frame)
    return tuple(dict.fromkeys(out))


def _worth(case: Case, frame: Frame) -> bool:
    word = case.sentence.words[frame.head]
    if frame.noun:
        light = case.sentence.words[word.head]
        return not any(f.light == frame.head for f in case.sentence_frames) and light.pos != "PROPN"
    return not (set(frame.keys) <= _EMPTY_KEYS) or frame.speech or frame.negated


def _check(case: Case, frame: Frame) -> list[Reason]:
    matches = list(_matches(case, frame))
    if not matches:
        return _no_match(case, frame)
    most = max(m.shared for m in matches)
    best = min((m for m in matches if m.shared == most), key=lambda m: (len(m.faults), -m.likeness, m.frame.head))
    return list(best.faults)


def _no_match(case: Case, frame: Frame) -> list[Reason]:
    """No predicate answers. Words without support are reported by coverage; here only what it let through."""
    shown = case.sentence.words[frame.head].text
    if frame.noun or (frame.negated is False and set(frame.keys) & _EMPTY_KEYS):
        return []
    if case.lexicon.has("speech", case.sentence.lemma(frame.head)) and _quotes_there(case):
        return []
    if frame.negated and not _denies(case.passage):
        return [fault("negation", shown, f"the sentence denies {shown!r}, the passage does not")]
    return [doubt(shown, f"no fact of the passage answers {shown!r}")]


def _quotes_there(case: Case) -> bool:
    return any(w.quoted for w in case.passage.words) or any(d.annotation.transcript for d in case.passage.documents)


def _denies(view: View) -> bool:
    return any(w.dep == "neg" or view.lexicon.has("negating", w.lemma) for w in view.words)


def _matches(case: Case, frame: Frame) -> Iterable[Match]:
    for other in case.passage_frames:
        key = _key(case, frame, other)
        if key is None:
            continue
        faults: list[Reason] = [*_reality(case, frame, other), *_roles(case, frame, other, key)]
        faults += [
            *_days(case, frame, other),
            *_spots(case, frame, other),
            *_nested(case, frame, other),
            *_told(case, frame, other),
            *_limits(case, frame, other),
        ]
        alike = len(set(frame.keys) & set(other.keys)) + 0.1 * (not other.noun)
        yield Match(frame=other, faults=tuple(faults), shared=_shared(case, frame, other), likeness=alike)


def _key(case: Case, frame: Frame, other: Frame) -> str | None:
    """The passage's word that supports the sentence's predicate."""
    for mine in frame.keys:
        for theirs in other.keys:
            if case.lexicon.supports(theirs, mine):
                return theirs
    return None


def _reality(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    shown, there = case.sentence.words[frame.head].text, case.passage.words[other.head].text
    if frame.negated != other.negated:
        which = "denies" if frame.negated else "asserts"
        return [fault("negation", shown, f"the sentence {which} {shown!r}, the passage does the contrary of {there!r}")]
    if frame.mode is other.mode or Mode.UNCLEAR in (frame.mode, other.mode):
        return []
    if frame.noun and frame.mode is Mode.DONE:
        return []
    detail = f"in the passage {there!r} is {other.mode}, in the sentence {shown!r} is {frame.mode}"
    return [fault("modality", shown, detail)]


class Place(Record, frozen=True, kw_only=True):
    """Where a party was looked for: the passage's fact, whether its sides are alike, whether it should act there."""

    frame: Frame
    symmetric: bool
    acts: bool
    direct: bool  # named outright in the sentence, not behind a noun


def _roles(case: Case, frame: Frame, other: Frame, key: str) -> list[Reason]:
    """Who acts in the sentence must act in the passage; likewise who is acted on."""
    symmetric = case.lexicon.implies_symmetric(key) and any(case.lexicon.symmetric(k) for k in frame.keys)
    agents, patients = parties(case.passage, other.agents), parties(case.passage, other.patients)
    mine, theirs = parties(case.sentence, frame.agents), parties(case.sentence, frame.patients)
    out = []
    for role, there, across in ((mine, agents, patients), (theirs, patients, agents)):
        for entity in role.all:
            if _present(case, entity, there.all) or (symmetric and _present(case, entity, across.all)):
                continue
            if entity not in role.direct and case.identity.of_context(entity):
                continue
            out += _wrong(
                case,
                entity,
                there,
                across,
                Place(frame=other, symmetric=symmetric, acts=role is mine, direct=entity in role.direct),
            )
    return out + _whole_for_part(case, frame, other) + _other_kind(case, frame, other)


def _present(case: Case, entity: Entity, there: Iterable[Entity]) -> bool:
    return any(case.identity.same(entity, e) or case.identity.acts_for(entity, e) for e in there)


def _wrong(case: Case, entity: Entity, role: Parties, opposite: Parties, place: Place) -> list[Reason]:
    act = case.passage.words[place.frame.head].text
    if not entity.named and (not entity.actor_id or not case.links.get(entity.head)):
        return []
    if _exactly(case, entity, opposite.direct) and not place.symmetric:
        return [fault("actor and recipient", entity.surface, f"{entity.surface} stands on the other side of {act!r}")]
    if role.open or any(case.passage.lemma(h) in {"i", "we"} for h in place.frame.agents):
        return []
    if role.direct and place.acts and _joined(case, entity, role):
        return []
    if role.direct and place.acts:
        shown = ", ".join(e.surface for e in role.direct)
        return [fault("actor and recipient", entity.surface, f"in the passage {shown} does {act!r}")]
    if place.direct and not _in_sentence(case, entity, place.frame):
        return [doubt(entity.surface, f"the passage does not tie {entity.surface} to {act!r}")]
    return []


def _joined(case: Case, entity: Entity, role: Parties) -> bool:
    """Coordinated with who acts, where the tree lost it: only "and", commas and titles stand between the two."""
    for e in case.links.get(entity.head, ()):
        for filler in role.direct:
            first, last = sorted((e.head, filler.head))
            between = case.passage.words[first + 1 : last]
            if case.passage.words[first].sent != case.passage.words[last].sent or e is filler:
                continue
            if any(w.text in {"and", "&"} for w in between) and not any(w.pos in {"VERB", "AUX"} for w in between):
                return True
    return False


def _exactly(case: Case, entity: Entity, there: Iterable[Entity]) -> bool:
    return any(case.identity.same(entity, e) for e in there)


def _other_kind(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """The governments did it, where the passage has the banks do it: two common nouns that are not each other."""
    out = []
    theirs = [h for h in other.agents if case.passage.words[h].pos == "NOUN" and entity_of(case.passage, h) is None]
    if len(theirs) != len(other.agents):
        return []
    nouns = [case.passage.lemma(h) for h in theirs]
    if any(n in _BOTH or case.lexicon.has("generic_person", n) for n in nouns):
        return []
    for h in frame.agents:
        word = case.sentence.words[h]
        if word.pos != "NOUN" or word.lemma in case.lemmas or not nouns:
            continue
        if not any(case.lexicon.supports(n, word.lemma) for n in nouns) and case.lexicon.has(
            "generic_state", word.lemma
        ):
            out.append(
                fault("group", word.text, f"in the passage the {nouns[0]} acts, in the sentence the {word.text}")
            )
    return out


def _whole_for_part(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """ "member states of the EU" did it, the sentence says the EU did."""
    view, out = case.passage, []
    mine = {w.lemma for w in case.sentence.words}
    for head in other.agents:
        lemma = view.lemma(head)
        if entity_of(view, head) is not None or view.words[head].pos != "NOUN" or lemma in view.lexicon.office_words:
            continue
        if any(view.lexicon.supports(lemma, m) for m in mine):
            continue
        for entity in parties(case.sentence, frame.agents).direct:
            several = view.words[head].tag == "NNS" and lemma in {
                "state",
                "member",
                "country",
                "nation",
                "company",
                "citizen",
            }
            if _exactly(case, entity, possessors(view, head)) and (several or lemma not in view.lexicon.lists["arms"]):
                detail = f"in the passage it is the {view.words[head].text} of {entity.surface}, not the whole"
                out.append(fault("group", entity.surface, detail))
    return out


def _in_sentence(case: Case, entity: Entity, other: Frame) -> bool:
    """The party stands in the same or a neighbouring sentence of the passage, where the tree has lost its role."""
    sent = case.passage.words[other.head].sent
    links = case.links.get(entity.head)
    return not links or any(abs(case.passage.words[e.head].sent - sent) <= 1 for e in links)


def _days(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """The day of the sentence's fact must be the day of this fact, where the passage dates it."""
    mine, theirs = _times(case.sentence, frame.head), _times(case.passage, other.head)
    out = []
    for words, when in mine:
        if theirs and not any(fits(when, there) or same_day(case, when, there) for _, there in theirs):
            shown = case.sentence.phrase(words)
            said = ", ".join(case.passage.phrase(w) for w, _ in theirs)
            out.append(fault("date", shown, f"the passage dates this {said}, the sentence {shown}"))
    return out


def _times(view: View, head: int) -> list[tuple[tuple[int, ...], When]]:
    """Times that hang from a predicate, not through another predicate."""
    out = []
    for _, time, words in view.times:
        current = words[0]
        for _ in range(12):
            if current == head:
                out.append((words, time.when))
                break
            up = view.words[current].head
            if up == current or (view.words[current].pos == "VERB" and current not in words):
                break
            current = up
    return out


def _spots(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """Where the sentence's fact took place must be where this fact did, if the passage places it."""
    theirs = _placed(case.passage, other.head)
    out = []
    for entity in _placed(case.sentence, frame.head):
        if not theirs or any(case.identity.same(entity, e) for e in theirs) or _holds(case, entity, theirs):
            continue
        shown = ", ".join(e.surface for e in theirs)
        out.append(fault("place", entity.surface, f"the passage places this in {shown}, not in {entity.surface}"))
    return out


def _holds(case: Case, entity: Entity, theirs: list[Entity]) -> bool:
    """The sentence's country holds the passage's city, or the very name stands with the fact."""
    land = case.identity.land(entity)
    inside = {p.country for d in case.passage.documents for p in d.places for e in theirs if p.name == e.surface}
    return land is not None and (land in inside or any(case.identity.land(e) == land for e in theirs))


def _placed(view: View, head: int) -> list[Entity]:
    """Places under "in" or "at" that hang from a predicate, not through another one."""
    out = []
    for entity in view.entities:
        word = view.words[entity.head]
        place = entity.kind in {ActorKind.STATE, ActorKind.TERRITORY} or (entity.weak and _short(entity))
        if (
            not place
            or entity.kind is ActorKind.PERSON
            or word.dep != "pobj"
            or view.lemma(word.head) not in {"in", "at"}
        ):
            continue
        if _hangs(view, entity.head, head):
            out.append(entity)
    return out


def _short(entity: Entity) -> bool:
    """A name of one or two words: what the parser calls an organisation may well be a town."""
    return len(entity.words) <= 2


def _hangs(view: View, current: int, head: int) -> bool:
    for _ in range(12):
        if current == head:
            return True
        up = view.words[current].head
        if up == current or view.words[current].pos == "VERB" or view.words[current].dep == "conj":
            return False
        current = up
    return False


def _nested(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """ "relatives of prisoners" are not prisoners: a noun of the sentence that the passage only has inside another."""
    out = []
    view, mine = case.passage, {w.lemma for w in case.sentence.words}
    for h in frame.all_args:
        word = case.sentence.words[h]
        if word.pos != "NOUN" or any(case.lexicon.supports(view.lemma(a), word.lemma) for a in other.all_args):
            continue
        for a in other.all_args:
            inner = [p for of in view.kids(a, "prep") if view.lemma(of) == "of" for p in view.kids(of, "pobj")]
            outer = view.lemma(a)
            if (
                view.words[a].pos != "NOUN"
                or any(case.lexicon.supports(outer, m) for m in mine)
                or outer in _VAGUE
                or view.lexicon.of(outer)
            ):
                continue
            if any(case.lexicon.supports(view.lemma(p), word.lemma) for p in inner):
                out.append(fault("group", word.text, f"the passage says {view.words[a].text} of {word.text}"))
    return out


def _told(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """What somebody only claims must not become a fact."""
    if other.under is None or frame.under is not None or frame.speech:
        return []
    verb = case.passage.lemma(other.under)
    if _according(case.sentence):
        return []
    if case.lexicon.has("hearsay", verb):
        shown = case.sentence.words[frame.head].text
        return [fault("attribution", shown, f"in the passage this is what somebody {verb}s, in the sentence a fact")]
    return []


def _according(view: View) -> bool:
    return any(w.text.casefold() == "according" for w in view.words)


def _limits(case: Case, frame: Frame, other: Frame) -> list[Reason]:
    """A restriction that the passage puts on a party or noun ("some states") and the sentence drops."""
    out = []
    mine = {case.sentence.lemma(i) for i in case.sentence.subtree(frame.head)} | {w.lemma for w in case.sentence.words}
    for there in other.all_args:
        if not any(case.lexicon.supports(case.passage.lemma(there), case.sentence.lemma(h)) for h in frame.all_args):
            continue
        for i in case.passage.kids(there, "amod", "det", "advmod", "nmod", "compound"):
            lemma = case.passage.lemma(i)
            if case.lexicon.has("restricting", lemma) and lemma not in mine and i not in case.passage.entity_at:
                noun = case.passage.words[there].text
                out.append(fault("group", noun, f"the passage says {lemma!r} {noun}, the sentence leaves it out"))
    return out


def _shared(case: Case, frame: Frame, other: Frame) -> int:
    """How many arguments of the two facts are alike: parties once, things by their noun."""
    theirs = {case.passage.lemma(i) for i in other.all_args}
    mine = parties(case.sentence, frame.all_args).all
    things = [h for h in frame.all_args if entity_of(case.sentence, h) is None]
    count = sum(any(case.lexicon.supports(t, case.sentence.lemma(h)) for t in theirs) for h in things)
    there = parties(case.passage, other.all_args).all
    return count + sum(_present(case, e, there) for e in mine)
