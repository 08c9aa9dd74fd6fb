"""Who does it to whom: the parties of a sentence's fact against those of a passage's."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import ActorKind, Record
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.frames import Frame
from communique.verify.parties import Parties, entity_of, parties, possessors
from communique.verify.quotes import byline
from communique.verify.view import Entity

_BOTH = {"side", "country", "state", "party", "nation", "delegation"}


class Place(Record, frozen=True, kw_only=True):
    """Where a party was looked for: the passage's fact, whether its sides are alike, whether it should act there."""

    frame: Frame
    symmetric: bool
    acts: bool
    direct: bool  # named outright in the sentence, not behind a noun


def role_faults(case: Case, frame: Frame, other: Frame, key: str) -> list[Ground]:
    """Who acts in the sentence must act in the passage; likewise who is acted on."""
    symmetric = case.lexicon.implies_symmetric(key) and any(case.lexicon.symmetric(k) for k in frame.keys)
    agents, patients = parties(case.passage, other.agents), parties(case.passage, other.patients)
    mine, theirs = parties(case.sentence, frame.agents), parties(case.sentence, frame.patients)
    out = []
    for role, there, across in ((mine, agents, patients), (theirs, patients, agents)):
        for entity in role.all:
            if present(case, entity, there.all) or (symmetric and present(case, entity, across.all)):
                continue
            if entity not in role.direct and not case.links.get(entity.head) and case.identity.of_context(entity):
                continue
            out += _wrong(
                case,
                entity,
                there,
                across,
                Place(frame=other, symmetric=symmetric, acts=role is mine, direct=entity in role.direct),
            )
    out += _lone_between(case, frame)
    return out + _whole_for_part(case, frame, other) + _other_kind(case, frame, other)


def present(case: Case, entity: Entity, there: Iterable[Entity]) -> bool:
    """True when the entity, or one that acts for it, is among ``there``."""
    links = case.links.get(entity.head, ())
    return any(e in links or case.identity.same(entity, e) or case.identity.acts_for(entity, e) for e in there)


def _wrong(case: Case, entity: Entity, role: Parties, opposite: Parties, place: Place) -> list[Ground]:
    act = case.passage.words[place.frame.head].text
    if not entity.named and (not entity.actor_id or not case.links.get(entity.head)):
        return []
    across = opposite.direct if place.direct else opposite.all
    if _exactly(case, entity, across) and not place.symmetric:
        code = "across" if place.direct else "across.behind"
        detail = f"{entity.surface} stands on the other side of {act!r}"
        return [fault("actor and recipient", entity.surface, detail, code)]
    if place.acts and any(case.passage.lemma(h) in {"i", "we"} for h in place.frame.agents):
        return _first_person(case, entity, place.frame)
    if role.open:
        return []
    if role.direct and place.acts and _joined(case, entity, role):
        return []
    if role.direct and place.acts:
        shown = ", ".join(e.surface for e in role.direct)
        detail = f"in the passage {shown} does {act!r}"
        return [fault("actor and recipient", entity.surface, detail, "another_acts")] if place.direct else []
    if place.direct and not _in_sentence(case, entity, place.frame):
        return [doubt(entity.surface, f"the passage does not tie {entity.surface} to {act!r}", "untied")]
    return []


def _first_person(case: Case, entity: Entity, frame: Frame) -> list[Ground]:
    """ "I" is whom the text names as its speaker; "we" the speaker's side, which no single person is."""
    plural = not any(case.passage.lemma(h) == "i" for h in frame.agents)
    person = entity.kind is ActorKind.PERSON
    land = case.identity.land(entity)
    homes = {d.home for d in case.passage.documents} - {None}
    own = land in homes
    if plural and homes and land is not None and not own and not person and case.identity.state(entity):
        detail = f"the passage says we, and that is not {entity.surface}"
        return [fault("actor and recipient", entity.surface, detail, "first_person.other")]
    if (not plural and person and byline(case, entity)) or (plural and not person and (own or byline(case, entity))):
        return []
    return [
        doubt(
            entity.surface,
            f"the passage says {'we' if plural else 'I'}; that this is {entity.surface} is unclear",
            "first_person",
        )
    ]


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


def _other_kind(case: Case, frame: Frame, other: Frame) -> list[Ground]:
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


def _lone_between(case: Case, frame: Frame) -> list[Ground]:
    """ "between the United States" has lost the other side."""
    out: list[Ground] = []
    view = case.sentence
    for i in view.subtree(frame.head):
        if view.lemma(i) in {"between", "among"}:
            below = view.kids(i, "pobj")
            single = [b for b in below if b in view.entity_at and not view.kids(b, "conj")]
            if single:
                shown = view.words[single[0]].text
                out.append(
                    fault("group", shown, f"{view.lemma(i)!r} needs more than {shown}; the passage names others")
                )
    return out


def _whole_for_part(case: Case, frame: Frame, other: Frame) -> list[Ground]:
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
