"""A fitting frame to an event and, where people meet, an encounter."""

from __future__ import annotations

import msgspec

from communique.coding.anchoring import in_context
from communique.coding.arguments import surface_subjects
from communique.coding.casting import agrees_to, cast_roles, domestic, missing, one_by_one
from communique.coding.claiming import as_claim
from communique.coding.deciding import as_refusal, auxiliary_of, dated_present, is_performed, mood_of, refusal, trust
from communique.coding.details import (
    contexts_of,
    format_of,
    is_on_the_phone,
    place_of,
    series_heads,
    series_of,
    topics_of,
)
from communique.coding.discourse import Discourse, Lead
from communique.coding.fitting import fits, sites
from communique.coding.hosting import housed
from communique.coding.joining import joined
from communique.coding.legs import in_legs, legs_of
from communique.coding.lexicon import Frame
from communique.coding.mood import Mood, Tense
from communique.coding.nearness import is_aside
from communique.coding.opening import abroad
from communique.coding.participants import Lands
from communique.coding.parties import Cast
from communique.coding.recalling import of_then, recalled
from communique.coding.roles import Site
from communique.coding.timing import release_day, when_of
from communique.coding.together import dated_together
from communique.coding.told import STAGE, Told
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

_STATUS = {
    Auxiliary.NONE: Status.HELD,
    Auxiliary.HISTORICAL: Status.HELD,
    Auxiliary.FUTURE: Status.PLANNED,
}


_GOES_ON = frozenset({Format.TALKS.value, Format.MEETING.value})
"""Formats in which a call may go on to be told: "the leaders discussed …"."""


def tell(document: Document, sentence: Sentence, lands: Lands, memory: Discourse) -> tuple[Told | Skipped, ...]:
    """Everything the frames find in one parsed sentence; who met is noted in ``memory``."""
    tree = Tree.grow(sentence)
    cast = Cast(document, tree, lands, memory)
    added = joined(cast)
    found: list[Told | Skipped] = [one for told in added.values() for one in told]
    carried: set[tuple[int | None, str]] = set()
    for site, frames in sorted(sites(tree), key=lambda one: one[0].noun is None):
        if site.verb in added:
            continue
        frame = next((f for f in frames if not f.hidden and fits(site, f, cast)), None)
        if frame is None or (site.noun is None and (site.verb, frame.type) in carried):
            continue
        memory.leaned = None
        acts = _act(document, sentence, site, frame, cast)
        told = (one.content for one in acts if isinstance(one, Told))
        memory.travel(tuple(one for one in told if isinstance(one, Encounter)))
        if site.noun is not None and any(isinstance(one, Told) for one in acts):
            carried.add((site.verb, frame.type))
        found.extend(acts)
    there = abroad(cast)
    memory.travel(tuple(one.content for one in there if isinstance(one.content, Encounter)))
    found.extend(there)
    kept = _without_repeats(dated_together(found))
    for one in kept:
        if isinstance(one, Told) and isinstance(one.content, Encounter) and one.event is not None:
            memory.note(one.content, one.event, sentence, aside=one.aside)
        elif isinstance(one, Told) and isinstance(one.content, Event):
            memory.note_call(one.content)
            memory.note_act(one.content)
    memory.lead = _lead(tree, cast)
    return kept


def _lead(tree: Tree, cast: Cast) -> Lead | None:
    """Whom the sentence is about: the persons who are the subject of its main verb."""
    root = next((i for i in range(len(tree.tokens)) if tree.head(i) is None), None)
    if root is None or cast.tree.sentence.turn is not None:
        return None
    subjects, last = surface_subjects(tree, root), cast.memory.lead
    if last is not None and {tree.tokens[i].text.casefold() for i in subjects} == {"they"}:
        return Lead(last.people, cast.memory.number, tree.sentence.paragraph, last.start)
    about = cast.parties(subjects)
    if not about or any(p.kind not in {ActorKind.PERSON, ActorKind.GROUP} for p in about):
        return last
    return Lead(about, cast.memory.number, tree.sentence.paragraph, tree.sentence.start)


def _act(document: Document, sentence: Sentence, site: Site, frame: Frame, cast: Cast) -> tuple[Told | Skipped, ...]:
    subject = f"{document.text.id}:{sentence.start}"
    mood = mood_of(site, frame)
    about = series_heads(site, frame) if frame.forum_from or frame.format == "object" else ()
    mood = dated_present(mood, frame, when_of(document, sentence, site, mood.tense, about)[0], document)
    together = _say_together(site, cast)
    refused = refusal(site, frame, mood, sentence, together=together)
    if refused:
        return (Skipped(stage=STAGE, subject=subject, reason=refused, detail=frame.id),)
    actors, recipients = cast_roles(site, frame, cast)
    everyone = housed((*actors, *recipients), cast, place_of(site, frame, cast))
    actors, recipients = everyone[: len(actors)], everyone[len(actors) :]
    when, why_when = when_of(document, sentence, site, mood.tense, about)
    if mood.auxiliary is Auxiliary.FUTURE and (when is None or when.basis is Basis.PRINT):
        when, why_when = when_of(document, sentence, site, Tense.FUTURE, about)  # "is to be held early next year"
    when, why_when = in_context((when, why_when), (*actors, *recipients), site, frame, cast, mood)
    when = release_day(when, document.text.published, mood, together or frame.present or is_performed(site, frame))
    lacking = missing(site, frame, actors, recipients, cast)
    if not lacking and frame.both and domestic(site, actors, cast):
        lacking = "home affairs"
    lacking = lacking or recalled(site, frame, mood, when, (*actors, *recipients), cast)
    if lacking:
        _note_unfilled(site, frame, mood, (*actors, *recipients), when, cast)
        return (Skipped(stage=STAGE, subject=subject, reason=lacking, detail=frame.id),)
    aside = is_aside(site)
    frame, auxiliary = as_refusal(frame, mood, auxiliary_of(mood, when, document, aside=aside))
    frame, actors, recipients = as_claim(site, frame, auxiliary, cast, (frame, actors, recipients))
    if auxiliary is Auxiliary.HISTORICAL:
        actors, recipients = of_then(actors, when, cast), of_then(recipients, when, cast)
    place = place_of(site, frame, cast)
    reasons = (
        Reason(feature="frame", value=frame.id, weight=frame.conf, detail=site.tree.tokens[site.trigger].text),
        Reason(feature="auxiliary", value=auxiliary.value, detail=" ".join(mood.why)),
        why_when,
    )
    lone = 0.8 if frame.recipient and not recipients else 1.0
    confidence = round(frame.conf * lone * trust(site, mood, when), 2)
    topics = topics_of(site, frame, cast)
    frame = msgspec.structs.replace(frame, contexts=contexts_of(site, frame, cast))
    phoned = cast.memory.by_phone(actors) or is_on_the_phone(site, cast)
    if frame.format in _GOES_ON and auxiliary is Auxiliary.NONE and phoned:
        frame = msgspec.structs.replace(frame, mode="phone", format=Format.CALL.value)
    if auxiliary is Auxiliary.FUTURE and frame.actor == ("obj",) and agrees_to(site):
        actors, recipients = recipients, actors  # "Peru agreed to host them": the promise is Peru's
    event = _event(
        frame,
        auxiliary,
        actors=actors,
        recipients=recipients,
        when=when,
        place=place,
        topics=topics,
        apart=one_by_one(site, frame),
    )
    since = cast.memory.leaned
    told = [Told(event, confidence, reasons, since, aside)]
    met = _encounter(site, frame, auxiliary, event, cast)
    if met is not None:
        told.append(Told(met, confidence, reasons, since, aside, event))
    return in_legs(tuple(told), legs_of(site, frame, cast))


def _say_together(site: Site, cast: Cast) -> bool:
    """ "We" of a text that several states put out together."""
    subjects = surface_subjects(site.tree, site.verb) if site.verb is not None else ()
    return any(len(cast.voice(index)) > 1 for index in subjects)


def _note_unfilled(
    site: Site, frame: Frame, mood: Mood, parties: tuple[Participation, ...], when: When | None, cast: Cast
) -> None:
    """A meeting that "took place in Nairobi": who came may be said in the next sentence."""
    if site.noun is None or site.verb is None or not frame.both or mood.auxiliary not in _STATUS:
        return
    event = Event(type=frame.type, mode=frame.mode, contexts=frame.contexts, auxiliary=mood.auxiliary,
                  actors=parties, when=when, place=place_of(site, frame, cast))  # fmt: skip
    met = _encounter(site, frame, mood.auxiliary, event, cast)
    if met is not None:
        cast.memory.note(met, event, cast.tree.sentence)


def _event(
    frame: Frame,
    auxiliary: Auxiliary,
    *,
    actors: tuple[Participation, ...],
    recipients: tuple[Participation, ...],
    when: When | None,
    place: Place | None,
    topics: tuple[str, ...],
    apart: bool = False,
) -> Event:
    kind, mode = frame.type, frame.mode
    if kind == "CONSULT" and mode is None and not apart and len({p.country for p in (*actors, *recipients)}) > 3:
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


def _encounter(site: Site, frame: Frame, auxiliary: Auxiliary, event: Event, cast: Cast) -> Encounter | None:
    form = format_of(site, frame)
    if form is None or auxiliary not in _STATUS:
        return None
    status = Status(frame.status) if frame.status and auxiliary is Auxiliary.NONE else _STATUS[auxiliary]
    parties = event.parties
    series, ordinal = series_of(site, frame, cast)
    host = next((p.country for p in parties if p.side is Side.HOST), None)
    return Encounter(
        format=form,
        status=status,
        participants=parties,
        when=event.when,
        place=event.place,
        topics=event.topics,
        ordinal=ordinal,
        series=series,
        host=host,
    )


def _without_repeats(found: list[Told | Skipped]) -> tuple[Told | Skipped, ...]:
    """Two triggers of one act ("held talks during the meeting") give one reading: the surer one."""
    best: dict[object, Told] = {}
    for one in found:
        if isinstance(one, Told):
            key = _key(one.content)
            if key not in best or _rank(best[key]) < _rank(one):
                best[key] = one
    kept = {id(one) for one in best.values() if not _is_content(one, best)}
    return tuple(one for one in found if isinstance(one, Skipped) or id(one) in kept)


def _rank(one: Told) -> tuple[bool, float]:
    """A reading whose day is known goes before a surer one without."""
    when = one.content.when
    return when is not None and when.basis is not Basis.PRINT, one.confidence


def _is_content(one: Told, best: dict[object, Told]) -> bool:
    """What two agreed to do is in the sentence beside that they agreed: "agreed to hold talks" is one act."""
    content = one.content
    if not isinstance(content, Event) or content.type != "AGREE" or content.auxiliary is not Auxiliary.FUTURE:
        return False
    return ("event", "AGREE", Auxiliary.NONE, _key(content)[-1]) in best


def _key(content: Content) -> tuple[object, ...]:
    parties = tuple(sorted({p.key for p in content.parties}))
    if isinstance(content, Event):
        return ("event", content.type, content.auxiliary, parties)
    return (type(content).__name__, getattr(content, "status", ""), parties)
