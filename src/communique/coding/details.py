"""What else a clause says of an act: topics, place, format, and the place of a meeting in a series."""

from __future__ import annotations

import re
from functools import cache

from communique.coding.arguments import objects, prepositional
from communique.coding.lexicon import Frame, groups, load_yaml, word_list
from communique.coding.parties import Cast
from communique.coding.roles import Site, heads, holds, is_setting
from communique.coding.tree import Tree
from communique.model import Format, Place, PlacePrecision, Span
from communique.ontology import plover


def topics_of(site: Site, frame: Frame, cast: Cast) -> tuple[str, ...]:
    """What was talked about, as exact words of the text."""
    tree, found = site.tree, []
    for role in (*frame.topics, *frame.forum_from):
        for head in heads(site, role):
            if cast.is_time(tree.tokens[head].start) or tree.lemma(head) in word_list("mood.yaml", "no_topics"):
                continue
            kept = topic_words(tree, head)
            bare = sum(tree.tokens[i].pos != "DET" for i in kept) == 1
            if bare and tree.lemma(head) in word_list("mood.yaml", "bare_topics"):
                continue
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


def place_of(site: Site, frame: Frame, cast: Cast) -> Place | None:
    """Where it happened: a place the act is in or goes to, not one that its topics or parties come with."""
    tree = site.tree
    goals = (
        {i for role in frame.recipient for h in heads(site, role) for i in tree.subtree(h)} if frame.journey else set()
    )
    for place in cast.places:
        inside = tree.within(place.span) if place.span else ()
        if inside and _of_topics(site, frame, place, inside):
            continue
        if inside and (set(inside) & goals or _happens_in(site, cast, inside)):
            return _narrowed(place, cast)
    stays = _stays(site) or _came_to(site)
    found = next((p for p in cast.places if p.span and stays & set(tree.within(p.span))), None)
    return _narrowed(found, cast) if found is not None else None


_FINER = {PlacePrecision.COUNTRY: 0, PlacePrecision.REGION: 1, PlacePrecision.CITY: 2}


def _narrowed(place: Place, cast: Cast) -> Place:
    """The place inside it that is named after a comma: "Chad, Sarh"; "Oslo, Norway" is narrow already."""
    body = cast.document.text.body
    for one in cast.places:
        after = one.span and place.span and body[place.span.end : one.span.start] == ", "
        if after and one.country == place.country and _FINER.get(one.precision, 0) > _FINER.get(place.precision, 3):
            return _narrowed(one, cast)
    return place


def _of_topics(site: Site, frame: Frame, place: Place, inside: tuple[int, ...]) -> bool:
    """ "Discussed human rights in Chad": a country after what was talked about is where that is, not where they met."""
    if site.verb is None or not frame.topics or frame.journey or place.precision is not PlacePrecision.COUNTRY:
        return False
    return any(site.verb < o < inside[0] for o in heads(site, "obj") if "obj" in frame.topics)


def _stays(site: Site) -> set[int]:
    """Words that say where a journey went during which it happened: "during his stay in Minsk, he met …"."""
    tree, verb = site.tree, site.verb
    during = prepositional(tree, verb, ("during", "on")) if verb is not None else ()
    journeys = (h for h in during if tree.lemma(h) in word_list("joining.yaml", "journeys"))
    return {e for h in journeys for e in prepositional(tree, h, ("in", "to"))}


def _came_to(site: Site) -> set[int]:
    """Where somebody was or went who met others there: "was in Minsk and met …", "went to Riga and met …"."""
    tree, verb = site.tree, site.verb
    above = tree.head(verb) if verb is not None and tree.tokens[verb].dep == "conj" else None
    if verb is None or above is None or tree.children(verb, "nsubj", "nsubjpass"):
        return set()
    if tree.lemma(above) == "be":
        return set(prepositional(tree, above, ("in", "at")))
    return {*prepositional(tree, above, ("to", "in")), *objects(tree, above)} if tree.lemma(above) in _went() else set()


def _went() -> frozenset[str]:
    return groups()["going"] | word_list("mood.yaml", "journeys_ahead")


def _happens_in(site: Site, cast: Cast, inside: tuple[int, ...]) -> bool:
    tree, own = site.tree, {site.trigger, site.verb}
    top = next((i for i in inside if tree.head(i) not in inside), inside[0])
    located = False
    for above in tree.ancestors(top):
        if above in own:
            return located
        token = tree.tokens[above]
        if token.pos == "ADP":
            located = located or tree.lemma(above) in {"in", "at", "near"}
            if not located:
                return False
        elif site.verb is None and site.noun is not None and tree.is_verb(above) and holds(tree, above, site.noun):
            return located
        elif _passes(tree, above):
            continue
        elif (token.pos == "NOUN" and tree.lemma(above) not in word_list("mood.yaml", "no_topics")) or tree.is_verb(
            above
        ):
            return False
    return False


def _passes(tree: Tree, index: int) -> bool:
    """The talks in which it was done, and the word that says that they were held: "in talks held in Oslo"."""
    return is_setting(tree, index) or any(is_setting(tree, k) for k in tree.children(index, "acl"))


_MEETING_NOUNS = {
    "visit": Format.VISIT, "trip": Format.VISIT, "call": Format.CALL, "conversation": Format.CALL,
    "summit": Format.SUMMIT, "conference": Format.FORUM, "session": Format.FORUM, "talk": Format.TALKS,
    "talks": Format.TALKS, "consultation": Format.TALKS, "negotiation": Format.TALKS, "round": Format.TALKS,
}  # fmt: skip


def format_of(site: Site, frame: Frame) -> Format | None:
    """In what form people met, ``None`` for frames that are no encounter."""
    if frame.format == "object":
        lemmas = [site.tree.lemma(h) for h in heads(site, "obj")]
        return next((_MEETING_NOUNS[lemma] for lemma in lemmas if lemma in _MEETING_NOUNS), Format.MEETING)
    if not frame.format:
        return None
    form = Format(frame.format)
    names = {site.tree.lemma(i) for end in series_heads(site, frame) for i in site.tree.phrase(end)}
    if form in {Format.FORUM, Format.MEETING, Format.TALKS}:
        if names & {"summit"}:
            return Format.SUMMIT
        if "group" in names and "working" in names:
            return Format.WORKING_GROUP
    return form


def series_heads(site: Site, frame: Frame) -> tuple[int, ...]:
    """The noun that names the meeting: of a noun frame itself, of a forum what was attended."""
    ends = tuple(h for role in frame.forum_from for h in heads(site, role))
    own = (site.noun,) if site.noun is not None else ()
    led = heads(site, "obj") if frame.format == "object" else ()
    return ends or own or led


@cache
def _ordinals() -> dict[str, int]:
    return {word: int(number) for word, number in load_yaml("series.yaml")["ordinals"].items()}


_NUMBERED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def series_of(site: Site, frame: Frame, cast: Cast) -> tuple[str, int | None]:
    """Name of the series a meeting belongs to, in the text's words, and its number in it: ("", None) if none."""
    tree = site.tree
    for head in series_heads(site, frame):
        phrase = tree.phrase(head)
        words = {i: tree.tokens[i].text.casefold() for i in phrase}
        number = next((n for w in words.values() if (n := _number(w)) is not None), None)
        marked = any(w in word_list("series.yaml", "serial") for w in words.values())
        if number is None and not marked and not frame.forum_from:
            continue
        kept = [i for i in phrase if tree.tokens[i].pos != "DET" and _number(words[i]) is None]
        if kept:
            span = tree.span(tuple(range(kept[0], _end(tree, head, kept[-1]) + 1)))
            return _slice(cast, span), number
    return "", None


def _number(word: str) -> int | None:
    found = _NUMBERED.fullmatch(word)
    return int(found[1]) if found else _ordinals().get(word)


def _end(tree: Tree, head: int, last: int) -> int:
    """With a short "of …" after it, which is part of the name ("session of the General Assembly")."""
    for kid in tree.children(head, "prep"):
        below = tree.subtree(kid)
        if kid == head + 1 and tree.lemma(kid) == "of" and len(below) <= 8:
            return below[-1]
    return last


def _slice(cast: Cast, span: Span) -> str:
    return " ".join(cast.document.text.body[span.start : span.end].split())


@cache
def _context_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = load_yaml("contexts.yaml")
    return tuple((name, re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")) for name, words in raw.items())


def contexts_of(site: Site, frame: Frame, cast: Cast) -> tuple[str, ...]:
    """Contexts that the frame brings and that the words of the act's clause show, in the order of the codebook."""
    tree = site.tree
    indexes = tree.subtree(site.verb if site.verb is not None else site.trigger)
    words = _slice(cast, tree.span(indexes)).replace("’", "'").casefold()
    found = {name for name, pattern in _context_words() if pattern.search(words)} | set(frame.contexts)
    return tuple(name for name in plover().contexts if name in found)


def is_on_the_phone(site: Site, cast: Cast) -> bool:
    """ "During the telephone conversation, …", "in the call": the clause says that it was by telephone."""
    tree = site.tree
    if site.verb is None:
        return False
    ends = (e for k in tree.children(site.verb, "prep") if tree.lemma(k) in _DURING for e in tree.children(k, "pobj"))
    for end in ends:
        words = {tree.lemma(i) for i in tree.phrase(end)}
        if tree.lemma(end) in groups()["calls"] and (words & groups()["by_phone"] or cast.titled_call):
            return True
    return False


_DURING = frozenset({"during", "in", "on", "over", "by"})
