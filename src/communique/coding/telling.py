"""A fitting frame to an event and, where people meet, an encounter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from communique.coding.discourse import Discourse
from communique.coding.fitting import fits, sites
from communique.coding.lexicon import Frame, groups, word_list
from communique.coding.mood import Mood, Tense, noun_mood, verb_mood
from communique.coding.parties import Cast, CountryPort, as_party, distinct, place_party
from communique.coding.roles import Site, heads
from communique.coding.timing import anchored, is_ahead, is_history, release_day, when_of
from communique.coding.tree import Tree
from communique.model import (
    ActorKind,
    Auxiliary,
    Basis,
    Content,
    Document,
    Encounter,
    Event,
    Format,
    Participation,
    Place,
    Reason,
    Sentence,
    Side,
    Skipped,
    Status,
    When,
)
from communique.ontology import plover

STAGE = "coding"
_STATUS = {
    Auxiliary.NONE: Status.HELD,
    Auxiliary.HISTORICAL: Status.HELD,
    Auxiliary.FUTURE: Status.PLANNED,
}
_LANDS = frozenset({ActorKind.STATE, ActorKind.TERRITORY})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP, ActorKind.INSTITUTION})
_MEETING_NOUNS = {
    "visit": Format.VISIT, "trip": Format.VISIT, "call": Format.CALL, "conversation": Format.CALL,
    "summit": Format.SUMMIT, "conference": Format.FORUM, "session": Format.FORUM, "talk": Format.TALKS,
    "talks": Format.TALKS, "consultation": Format.TALKS, "negotiation": Format.TALKS, "round": Format.TALKS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One act as the sentence tells it, before it is cut into readings."""

    content: Content
    confidence: float
    reasons: tuple[Reason, ...]


def tell(document: Document, sentence: Sentence, country: CountryPort, memory: Discourse) -> tuple[Told | Skipped, ...]:
    """Everything the frames find in one parsed sentence; who met is noted in ``memory``."""
    tree = Tree.grow(sentence)
    cast = Cast(document, tree, country, memory)
    found: list[Told | Skipped] = []
    carried: set[tuple[int | None, str]] = set()
    for site, frames in sorted(sites(tree), key=lambda one: one[0].noun is None):
        frame = next((f for f in frames if not f.hidden and fits(site, f, cast)), None)
        if frame is None or (site.noun is None and (site.verb, frame.type) in carried):
            continue
        acts = _act(document, sentence, site, frame, cast)
        if site.noun is not None and any(isinstance(one, Told) for one in acts):
            carried.add((site.verb, frame.type))
        found.extend(acts)
    kept = _without_repeats(found)
    for one in kept:
        if isinstance(one, Told) and isinstance(one.content, Encounter):
            memory.note(one.content, sentence)
    return kept


def _act(document: Document, sentence: Sentence, site: Site, frame: Frame, cast: Cast) -> tuple[Told | Skipped, ...]:
    subject = f"{document.text.id}:{sentence.start}"
    mood = _mood(site, frame)
    refused = _unfit(frame, mood) or _only_named(site, mood) or _only_talk(sentence, site, frame, mood)
    if refused:
        return (Skipped(stage=STAGE, subject=subject, reason=refused, detail=frame.id),)
    actors, recipients = _roles(site, frame, cast)
    when, why_when = when_of(document, sentence, site, mood.tense)
    if mood.auxiliary in {Auxiliary.NONE, Auxiliary.NEGATED, Auxiliary.FUTURE}:
        when, why_when = anchored(when, why_when, (*actors, *recipients), cast, mood)
    when = release_day(when, document.text.published, mood, frame.present)
    missing = _missing(site, frame, actors, recipients)
    if missing:
        return (Skipped(stage=STAGE, subject=subject, reason=missing, detail=frame.id),)
    auxiliary = _auxiliary(mood, when, document)
    place = _place(site, cast)
    reasons = (
        Reason(feature="frame", value=frame.id, weight=frame.conf, detail=site.tree.tokens[site.trigger].text),
        Reason(feature="auxiliary", value=auxiliary.value, detail=" ".join(mood.why)),
        why_when,
    )
    confidence = round(frame.conf * _trust(site, mood, when), 2)
    topics = _topics(site, frame, cast)
    event = _event(frame, auxiliary, actors=actors, recipients=recipients, when=when, place=place, topics=topics)
    told = [Told(event, confidence, reasons)]
    met = _encounter(site, frame, auxiliary, event)
    if met is not None:
        told.append(Told(met, confidence, reasons))
    return tuple(told)


def _trust(site: Site, mood: Mood, when: When | None) -> float:
    """How much to believe a frame here: less for what another reports, and for what is only mentioned, undated."""
    factor = 0.9 if mood.reported else 1.0
    if mood.purpose:
        factor *= 0.85
    many = (
        site.verb is None
        and site.tree.tokens[site.trigger].tag == "NNS"
        and site.tree.lemma(site.trigger) in {"visit", "call"}
    )
    bare = site.verb is None and (when is None or when.basis is Basis.PRINT)
    return factor * (0.4 if bare and many else 0.7 if bare else 1.0)


def _mood(site: Site, frame: Frame) -> Mood:
    """Mood of the site; "wishes to express its thanks" performs what it wishes."""
    mood = verb_mood(site.tree, site.verb) if site.verb is not None else noun_mood(site.tree, site.trigger)
    wished = frame.present and mood.governor in word_list("mood.yaml", "performative_governors")
    if wished and mood.auxiliary in {Auxiliary.HYPOTHETICAL, Auxiliary.FUTURE}:
        return msgspec.structs.replace(mood, auxiliary=Auxiliary.NONE, tense=Tense.PRESENT)
    return mood


def _only_named(site: Site, mood: Mood) -> str:
    """An act that stands inside the name of another thing ("its help in returning the man") is not told."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ""
    head = tree.head(verb)
    if tree.tokens[verb].dep == "pcomp" and head is not None:
        above = tree.head(head)
        if above is not None and tree.tokens[above].pos in {"NOUN", "PROPN"}:
            return "named, not told"
    return "norm, not act" if mood.tense is Tense.MODAL and _is_norm(tree, verb) else ""


def _is_norm(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(k) in word_list("mood.yaml", "norm_aux") for k in tree.children(verb, "aux"))


_OVER = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.PROGRESSIVE, Tense.PARTICIPLE})


def _unfit(frame: Frame, mood: Mood) -> str:
    if frame.perf and (mood.tense not in _OVER or mood.auxiliary is not Auxiliary.NONE):
        return "standing attitude, not act"
    if mood.auxiliary is Auxiliary.HYPOTHETICAL and mood.tense is Tense.INFINITIVE:
        return "only wished for"
    if mood.purpose and mood.auxiliary is Auxiliary.NONE:
        return "purpose, not act"
    if mood.habitual:
        return "habit or standing fact"
    if mood.tense is Tense.PRESENT and not frame.present and mood.auxiliary is Auxiliary.NONE:
        return "present tense without an act"
    if mood.auxiliary is Auxiliary.HYPOTHETICAL and mood.tense is Tense.NOUN:
        return "only wished for"
    return ""


def _only_talk(sentence: Sentence, site: Site, frame: Frame, mood: Mood) -> str:
    """In a spoken turn only a plain, finished act of the main clause counts; the rest is rhetoric."""
    if sentence.turn is None:
        return ""
    verb = site.verb
    main = verb is not None and (site.tree.head(verb) is None or site.tree.tokens[verb].dep == "conj")
    if main and not frame.forum_only and mood.auxiliary is Auxiliary.NONE:
        return ""
    return "spoken, no plain act"


def _is_forum(site: Site, frame: Frame) -> bool:
    tree, names = site.tree, groups()["forum"]
    ends = [h for role in frame.forum_from for h in heads(site, role)]
    return any({tree.lemma(i) for i in tree.phrase(end)} & names for end in ends)


def _roles(site: Site, frame: Frame, cast: Cast) -> tuple[tuple[Participation, ...], tuple[Participation, ...]]:
    if frame.both:
        both = tuple(p for role in frame.both for p in cast.parties(heads(site, role)))
        return _people_first(distinct(both)), ()
    guest = Side.GUEST if frame.guest == "actor" else None
    actors = _first_hit(site, frame.actor, cast, guest)
    recipients = _first_hit(site, frame.recipient, cast, Side.HOST if guest else None)
    recipients = tuple(r for r in recipients if r.key not in {a.key for a in actors})
    if frame.place_only:
        recipients = tuple(r for r in recipients if r.kind in _LANDS)
    if not recipients and frame.place_ok:
        recipients = _place_host(site, frame, cast)
    if not recipients and frame.land_below:
        recipients = _first_land(site, frame, cast)
        recipients = tuple(r for r in recipients if r.country not in {a.country for a in actors})
    return actors, recipients


def _people_first(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """Where a person is named, the bare state he speaks for is not a second party."""
    persons = {p.country for p in parties if p.kind in {ActorKind.PERSON, ActorKind.GROUP}}
    return tuple(p for p in parties if not (p.kind in _LANDS and p.country in persons))


def _first_hit(site: Site, roles: tuple[str, ...], cast: Cast, side: Side | None) -> tuple[Participation, ...]:
    for role in roles:
        found = cast.parties(heads(site, role), side)
        if found:
            return found
    return ()


def _first_land(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    for role in frame.recipient:
        for head in heads(site, role):
            found = cast.land_below(head)
            if found:
                return found
    return ()


def _place_host(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    for tokens in _where(site, frame):
        for place in cast.places:
            inside = place.span and set(site.tree.within(place.span)) & tokens
            host = place_party(place, cast.country) if inside else None
            if host is not None:
                return (host,)
    below = {i for role in frame.recipient for h in heads(site, role) for i in site.tree.clause(h)}
    near = [m for m in cast.mentions if m.kind in _LANDS and m.actor_id and below & set(site.tree.within(m.span))]
    return (as_party(near[0], Side.HOST),) if near else ()


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


def _missing(site: Site, frame: Frame, actors: tuple[Participation, ...], recipients: tuple[Participation, ...]) -> str:
    if not actors:
        return "no actor"
    if frame.forum_only and not _is_forum(site, frame):
        return "no forum"
    if frame.forum_only and all(a.actor_id is None for a in actors):
        return "no known actor"
    if frame.persons and not all(any(p.kind in _PEOPLE for p in side) for side in (actors, recipients or actors)):
        return "not people"
    if frame.both:
        return _other_side(site, frame, actors)
    if frame.forum_only or not frame.recipient:
        return ""
    return "" if recipients else "no recipient"


def _other_side(site: Site, frame: Frame, parties: tuple[Participation, ...]) -> str:
    """Talks need two sides: one role that names only spouses, or only "with whom", does not give them."""
    if len(parties) < max(frame.min, 2) and not frame.multilateral:
        return "other party missing"
    filled = [role for role in frame.both if heads(site, role)]
    known = {p.country or (p.name if p.office or p.kind is not ActorKind.PERSON else "") for p in parties} - {""}
    if site.verb is None and filled == ["with"]:
        return "other party missing"
    if len(known) < 2 and (filled == ["subj"] or not any(p.kind is ActorKind.GROUP or not p.actor_id for p in parties)):
        return "one side only"
    return ""


def _auxiliary(mood: Mood, when: When | None, document: Document) -> Auxiliary:
    published = document.text.published
    if mood.auxiliary is Auxiliary.NONE and is_ahead(when, published):
        return Auxiliary.FUTURE
    if mood.auxiliary is Auxiliary.NONE and is_history(when, published):
        return Auxiliary.HISTORICAL
    return mood.auxiliary


def _event(
    frame: Frame,
    auxiliary: Auxiliary,
    *,
    actors: tuple[Participation, ...],
    recipients: tuple[Participation, ...],
    when: When | None,
    place: Place | None,
    topics: tuple[str, ...],
) -> Event:
    kind, mode = frame.type, frame.mode
    if kind == "CONSULT" and len({p.country for p in (*actors, *recipients)}) > 3 and mode is None:
        mode = "multilateral"
    if auxiliary is Auxiliary.FUTURE:
        kind, mode = plover().planned(kind, mode)
    return Event(
        type=kind,
        mode=mode,
        contexts=frame.contexts,
        auxiliary=auxiliary,
        actors=actors,
        recipients=recipients,
        when=when,
        place=place,
        topics=topics,
    )


def _encounter(site: Site, frame: Frame, auxiliary: Auxiliary, event: Event) -> Encounter | None:
    form = _format(site, frame)
    if form is None or auxiliary not in _STATUS:
        return None
    status = Status(frame.status) if frame.status and auxiliary is Auxiliary.NONE else _STATUS[auxiliary]
    parties = event.parties
    host = next((p.country for p in parties if p.side is Side.HOST), None)
    return Encounter(
        format=form,
        status=status,
        participants=parties,
        when=event.when,
        place=event.place,
        topics=event.topics,
        ordinal=_ordinal(site),
        series="",
        host=host,
    )


def _format(site: Site, frame: Frame) -> Format | None:
    if frame.format == "object":
        lemmas = [site.tree.lemma(h) for h in heads(site, "obj")]
        return next((_MEETING_NOUNS[lemma] for lemma in lemmas if lemma in _MEETING_NOUNS), Format.MEETING)
    return Format(frame.format) if frame.format else None


_ORDINALS = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
    )
}


def _ordinal(site: Site) -> int | None:
    tree = site.tree
    words = [tree.tokens[k].text.casefold() for k in tree.children(site.trigger, "amod")]
    return next((_ORDINALS[word] for word in words if word in _ORDINALS), None)


def _topics(site: Site, frame: Frame, cast: Cast) -> tuple[str, ...]:
    """What was talked about, as exact words of the text."""
    tree, found = site.tree, []
    for role in (*frame.topics, *frame.forum_from):
        for head in heads(site, role):
            if cast.is_time(tree.tokens[head].start) or tree.lemma(head) in word_list("mood.yaml", "no_topics"):
                continue
            kept = topic_words(tree, head)
            if kept and tree.tokens[head].pos != "PRON":
                found.append(_words(site, kept))
    return tuple(dict.fromkeys(found))[:5]


def topic_words(tree: Tree, head: int) -> tuple[int, ...]:
    """The noun phrase of a topic, cut where a clause or a list begins if it is long."""
    whole = tree.subtree(head)
    cut = [k for k in tree.children(head, "relcl", "conj", "appos", "advcl", "cc") if k > head]
    if len(whole) > _LONG_TOPIC:
        cut += [k for i in whole for k in tree.children(i, "acl", "relcl", "conj", "cc", "advcl") if k > head]
    starts = [tree.subtree(k)[0] for k in cut]
    last = min((i for i in starts if i > head), default=whole[-1] + 1)
    kept = tuple(i for i in whole if i < last)
    while kept and tree.tokens[kept[-1]].pos in {"CCONJ", "PUNCT", "ADP", "PART", "SCONJ", "ADV", "DET"}:
        kept = kept[:-1]
    return kept if len(kept) <= _LONG_TOPIC else ()


_LONG_TOPIC = 14


def _words(site: Site, indexes: tuple[int, ...]) -> str:
    tokens = site.tree.tokens
    first, last = indexes[0], indexes[-1]
    parts = [tokens[first].text]
    for left, right in zip(range(first, last), range(first + 1, last + 1), strict=True):
        parts.append((" " if tokens[right].start > tokens[left].end else "") + tokens[right].text)
    return "".join(parts)


def _place(site: Site, cast: Cast) -> Place | None:
    tree, start = site.tree, site.verb if site.verb is not None else site.trigger
    clause = set(tree.clause(start)) | set(tree.subtree(site.trigger))
    near = [p for p in cast.places if p.span and set(tree.within(p.span)) & clause]
    mentioned = {m.span.start for m in cast.mentions if m.kind is ActorKind.PERSON}
    return next((p for p in near if p.span and p.span.start not in mentioned), None)


def _without_repeats(found: list[Told | Skipped]) -> tuple[Told | Skipped, ...]:
    """Two triggers of one act ("held talks during the meeting") give one reading: the surer one."""
    best: dict[object, Told] = {}
    for one in found:
        if isinstance(one, Told):
            key = _key(one.content)
            if key not in best or best[key].confidence < one.confidence:
                best[key] = one
    kept = {id(one) for one in best.values()}
    return tuple(one for one in found if isinstance(one, Skipped) or id(one) in kept)


def _key(content: Content) -> object:
    parties = tuple(sorted({p.key for p in content.parties}))
    if isinstance(content, Event):
        return ("event", content.type, content.auxiliary, parties)
    return (type(content).__name__, getattr(content, "status", ""), parties)
