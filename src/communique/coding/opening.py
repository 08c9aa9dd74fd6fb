"""What the words of a talk before cameras show beside what they say: that its speakers met, or that the speaker is
abroad.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import msgspec

from communique.coding.discourse import Discourse
from communique.coding.lexicon import load_yaml, word_list
from communique.coding.mood import verb_mood
from communique.coding.participants import Lands, place_party
from communique.coding.parties import Cast
from communique.coding.speaking import is_titled, speaker_of, speakers
from communique.coding.timing import print_day
from communique.coding.told import Told
from communique.coding.tree import Tree
from communique.model import (
    ActorKind,
    Auxiliary,
    Document,
    Encounter,
    Event,
    Format,
    Participation,
    Place,
    Reason,
    Sentence,
    Side,
    Status,
)

_CONFIDENCE = 0.7
_SELF = frozenset({"i", "we"})
_PLAIN = str.maketrans({"’": "'", "\u00a0": " "})
_NEAR = 60
"""Characters before a greeting in which it may say that it is one to come."""


def greeted(document: Document, sentence: Sentence, lands: Lands, memory: Discourse) -> tuple[Told, ...]:
    """The meeting of two speakers of a transcript that one greets the other at; once in a text."""
    me = _speaker(document, sentence)
    you = _addressee(document, me) if me is not None else None
    if me is None or you is None or memory.has_met(me, you) or not is_titled(you, document, lands):
        return ()
    words = document.text.body[sentence.start : sentence.end].translate(_PLAIN)
    kind = next((kind for kind in ("welcomed", "received", "seen") if _says(kind, words)), "")
    if not kind:
        return ()
    hosted = kind != "seen" and not _is_virtual(document.text.title)
    guest, host = (me, you) if kind == "received" else (you, me)
    met = ((guest,), (host,)) if hosted else ((me, you), ())
    return _contact(document, sentence, kind, met, None)


def _speaker(document: Document, sentence: Sentence) -> Participation | None:
    if sentence.turn is None:
        return None
    me = speaker_of(document.annotation.turns[sentence.turn], document)
    return me if me is not None and me.kind is ActorKind.PERSON and me.country else None


def _addressee(document: Document, me: Participation) -> Participation | None:
    """Who "you" is: the one person of another side who speaks here too."""
    others = [p for p in speakers(document) if p.key != me.key and p.country != me.country]
    return others[0] if len(others) == 1 else None


@cache
def _patterns(key: str) -> re.Pattern[str]:
    raw = load_yaml("opening.yaml")[key]
    return re.compile("|".join(f"(?:{one})" for one in ([raw] if isinstance(raw, str) else raw)), re.IGNORECASE)


def _says(kind: str, words: str) -> bool:
    found = _patterns(kind).search(words)
    return found is not None and not _patterns("ahead").search(words[max(0, found.start() - _NEAR) : found.start()])


def _is_virtual(title: str) -> bool:
    return any(w.strip(".,:;()").casefold() in word_list("opening.yaml", "virtual") for w in title.split())


def abroad(cast: Cast) -> tuple[Told, ...]:
    """ "It is good to be back here in Oslo", "I am in Oslo to meet …": the speaker's visit there, once in a text."""
    me = _speaker(cast.document, cast.tree.sentence)
    for place in cast.places if me is not None else ():
        if me is None or place.country in {None, me.country} or place.country in cast.memory.abroad.get(me.key, ()):
            continue
        host = place_party(place, cast.lands.country)
        if host is not None and _is_there(cast.tree, place):
            return _contact(cast.document, cast.tree.sentence, "here", ((me,), (host,)), place)
    return ()


def _is_there(tree: Tree, place: Place) -> bool:
    """The place hangs on "be" of the speaker."""
    inside = tree.within(place.span) if place.span else ()
    top = next((i for i in inside if tree.head(i) not in inside), None)
    prep = tree.head(top) if top is not None else None
    if prep is None or tree.lemma(prep) not in {"in", "at"}:
        return False
    verb = tree.head(prep)
    while verb is not None and tree.lemma(verb) in {"here", "back"}:
        verb = tree.head(verb)
    return verb is not None and tree.lemma(verb) == "be" and (_is_mine(tree, verb) or _is_glad(tree, verb))


def _is_mine(tree: Tree, verb: int) -> bool:
    """ "I am in Oslo", "we are here in Oslo"; in "in Oslo, we are glad" the place is not where the speaker is."""
    own = {tree.tokens[k].text.casefold() for k in tree.children(verb, "nsubj")}
    here = any(tree.lemma(k) == "here" for k in tree.children(verb, "advmod"))
    if tree.children(verb, "acomp", "attr") or ("we" in own and not here):
        return False
    present = tree.tokens[verb].tag in {"VBP", "VBZ"} and verb_mood(tree, verb).auxiliary is Auxiliary.NONE
    return present and bool(own) and own <= _SELF


def _is_glad(tree: Tree, verb: int) -> bool:
    """ "It is good to be …", "I am delighted to be …", not "it will be good to be …"."""
    head = tree.head(verb)
    if head is None or not any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux")):
        return False
    main = head if tree.is_verb(head) else tree.head(head)
    near = (head, *tree.children(head, "acomp", "attr"))
    now = main is not None and tree.tokens[main].tag in {"VBP", "VBZ"} and not tree.children(main, "neg")
    return now and any(tree.lemma(k) in word_list("opening.yaml", "glad") for k in near)


def _contact(
    document: Document,
    sentence: Sentence,
    word: str,
    met: tuple[tuple[Participation, ...], tuple[Participation, ...]],
    place: Place | None,
) -> tuple[Told, ...]:
    """The event and encounter of actors and recipients; with recipients, hosts."""
    visit, when = bool(met[1]), print_day(document.text.published)
    event = Event(
        type="CONSULT",
        mode="visit" if visit else None,
        actors=tuple(_on(met[0], Side.GUEST if visit else None)),
        recipients=tuple(_on(met[1], Side.HOST)),
        when=when,
        place=place,
    )
    encounter = Encounter(
        format=Format.VISIT if place is not None else Format.MEETING,
        status=Status.HELD,
        participants=event.parties,
        when=when,
        place=place,
        host=met[1][0].country if visit else None,
    )
    reasons = (
        Reason(feature="frame", value="opening", weight=_CONFIDENCE, detail=word),
        Reason(feature="auxiliary", value=event.auxiliary.value, detail="said on the spot"),
        Reason(feature="date", value="print", detail="no day is said"),
    )
    since = document.annotation.turns[sentence.turn].label_span.start if sentence.turn is not None else None
    return (
        Told(event, _CONFIDENCE, reasons, since=since),
        Told(encounter, _CONFIDENCE, reasons, since=since, event=event),
    )


def _on(parties: Iterable[Participation], side: Side | None) -> Iterable[Participation]:
    return (msgspec.structs.replace(p, side=side) for p in parties)
