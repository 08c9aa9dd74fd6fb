"""The day of an act of which its sentence says none: that of the journey, meeting or act it belongs to, or of the
occasion that heads the text.
"""

from __future__ import annotations

import msgspec

from communique.coding.lexicon import Frame, word_list
from communique.coding.mood import Mood, Tense
from communique.coding.occasion import clipped, heading_days, of_occasion
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.model import Auxiliary, Basis, Participation, Reason, Side, When

Dated = tuple[When | None, Reason]

_TOLD = frozenset({Tense.PAST, Tense.NOUN, Tense.PARTICIPLE})


def in_context(
    dated: Dated, parties: tuple[Participation, ...], site: Site, frame: Frame, cast: Cast, mood: Mood
) -> Dated:
    """``dated`` as it stands where the sentence says a day, else the day of what the act belongs to."""
    when = dated[0]
    if when is None or when.basis is not Basis.PRINT or mood.auxiliary not in _PLACEABLE:
        return dated
    if mood.auxiliary is Auxiliary.FUTURE and mood.governor in word_list("mood.yaml", "told_by_governor"):
        return _from_print(when, cast), dated[1]  # "agreed to host trainees": not a part of the visit it was agreed on
    meets = bool(frame.both or frame.journey)
    for found in (_of_journey, _of_stay, _of_leg):
        one = found(parties, site, frame, cast, mood)
        if one is not None:
            return one
    dated = anchored(*dated, parties, cast, mood, frame.type)
    dated = of_occasion(*dated, cast.document, mood, meets=meets)
    return _whole_journey(dated, frame, cast, mood)


_PLACEABLE = frozenset({Auxiliary.NONE, Auxiliary.NEGATED, Auxiliary.FUTURE})


def _from_print(when: When, cast: Cast) -> When:
    return msgspec.structs.replace(when, start=cast.document.text.published, end=None)


def anchored(
    when: When | None, why: Reason, parties: tuple[Participation, ...], cast: Cast, mood: Mood, kind: str = ""
) -> Dated:
    """The day of the meeting that the parties are in, for what they did (or will do) there and no day is said of; else
    that of an act of this ``kind`` by the same parties.
    """
    ahead = mood.auxiliary is Auxiliary.FUTURE
    if when is None or when.basis is not Basis.PRINT or cast.tree.sentence.turn is not None:
        return when, why
    if not ahead and mood.tense not in _TOLD:
        return when, why
    met = cast.memory.day_for(parties, cast.tree.sentence, planned=ahead)
    if met is None and not ahead:
        met = cast.memory.day_of_act(kind, parties)
    if met is None:
        return (_from_print(when, cast) if ahead else when), why
    met = clipped(met, cast.document.text.published, ahead=ahead) or met
    return _moved(met, "the day of their meeting, said before")


def _moved(when: When, detail: str) -> tuple[When, Reason]:
    moved = msgspec.structs.replace(when, basis=Basis.ANCHORED)
    return moved, Reason(feature="date", value=when.expression, detail=detail)


def _of_journey(parties: tuple[Participation, ...], site: Site, frame: Frame, cast: Cast, mood: Mood) -> Dated | None:
    """A visit told again has the days with which it was told first."""
    host = next((p.country for p in parties if p.side is Side.HOST), None)
    if not frame.journey or host is None:
        return None
    when = cast.memory.trip(parties, host=host, planned=mood.auxiliary is Auxiliary.FUTURE)
    return _moved(when, "the days of this journey, said before") if when is not None else None


def _of_stay(parties: tuple[Participation, ...], site: Site, frame: Frame, cast: Cast, mood: Mood) -> Dated | None:
    """ "During his visit he also met …": some day of the visit, which the text or its heading dates."""
    if not _is_during(site) or frame.journey:
        return None
    when = cast.memory.trip(parties) or heading_days(cast.document)
    ahead = mood.auxiliary is Auxiliary.FUTURE
    within = clipped(when, cast.document.text.published, ahead=ahead) if when is not None else None
    return _moved(within, "the days of the journey it was part of") if within is not None else None


def _of_leg(parties: tuple[Participation, ...], site: Site, frame: Frame, cast: Cast, mood: Mood) -> Dated | None:
    """Whom a traveller through several countries met, he met while in theirs."""
    when = cast.memory.leg(parties) if frame.both or frame.guest else None
    ahead = mood.auxiliary is Auxiliary.FUTURE
    within = clipped(when, cast.document.text.published, ahead=ahead) if when is not None else None
    return _moved(within, "the days of that leg of the journey") if within is not None else None


def _is_during(site: Site) -> bool:
    tree, start = site.tree, site.verb if site.verb is not None else site.trigger
    for prep in tree.children(start, "prep"):
        ends = tree.children(prep, "pobj") if tree.lemma(prep) in {"during", "on", "over"} else ()
        for end in ends:
            before = {tree.lemma(k) for k in tree.children(end, "det", "poss")}
            own = before & word_list("joining.yaml", "definite") or tree.children(end, "poss")
            if own and tree.lemma(end) in word_list("joining.yaml", "journeys"):
                return True
    return False


def _whole_journey(dated: Dated, frame: Frame, cast: Cast, mood: Mood) -> Dated:
    """A visit dated by one meeting on it lasts as long as the heading says, where that meeting falls into it."""
    when, head = dated[0], heading_days(cast.document)
    if not frame.journey or when is None or head is None or when.basis is not Basis.ANCHORED:
        return dated
    within = clipped(head, cast.document.text.published, ahead=mood.auxiliary is Auxiliary.FUTURE)
    if within is None or when.start is None or within.start is None or when.end is None or within.end is None:
        return dated
    if within.start <= when.start and when.end <= within.end and within.end - within.start > when.end - when.start:
        return _moved(within, "the days of the journey that heads the text")
    return dated
