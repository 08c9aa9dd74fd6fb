"""What a text only recalls: a talk told again at a news conference is no contact of that day, and who held an office
then is not who holds it now.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache

from communique.coding.lexicon import Frame, groups, load_yaml, word_list
from communique.coding.mood import Mood, Tense
from communique.coding.parties import Cast
from communique.coding.persons import name_words
from communique.coding.roles import Site
from communique.coding.speaking import is_titled, speakers
from communique.model import ActorKind, Auxiliary, Basis, Participation, When


def recalled(
    site: Site, frame: Frame, mood: Mood, when: When | None, parties: tuple[Participation, ...], cast: Cast
) -> str:
    """Why an act of which no day is known is not this text's news, or an empty string."""
    if mood.auxiliary is not Auxiliary.NONE or when is None:
        return ""
    if _is_list_of(site) and when.basis is not Basis.SAID:
        return "named, not told"
    if when.basis is not Basis.PRINT:
        return ""
    if frame.type != "CONSULT":
        spoken = cast.tree.sentence.turn is not None and not when.is_one_day
        return "recalled, and nothing dates it" if spoken and _told_again(cast) else ""
    if mood.tense is Tense.PROGRESSIVE and not frame.journey:
        return "going on, no one contact"
    if when.is_one_day:
        return ""
    if site.verb is None and cast.memory.has_planned(parties):
        return "told as planned"
    spoken = cast.tree.sentence.turn is not None
    if (
        _is_of_old(site)
        or _when_i(site)
        or (spoken and (_is_counted(site) or _told_again(cast) or _is_absent(frame, parties, cast)))
    ):
        return "recalled, and nothing dates it"
    return ""


def _words(key: str) -> frozenset[str]:
    return word_list("recalling.yaml", key)


def _is_of_old(site: Site) -> bool:
    """ "His recent visit", "had met before", "first met him when …": told as known."""
    tree = site.tree
    if site.verb is None:
        return any(tree.lemma(k) in _words("old") for k in tree.children(site.trigger, "amod"))
    adverbs = {tree.lemma(k) for k in tree.children(site.verb, "advmod")}
    return bool(adverbs & _words("adverbs")) or any(
        tree.lemma(k) == "first" and k < site.verb for k in tree.children(site.verb, "advmod")
    )


def _is_list_of(site: Site) -> bool:
    """ "High-level exchanges, including visits by ministers": visits in the plural that nobody is told to have paid."""
    tree = site.tree
    return site.verb is None and tree.tokens[site.trigger].tag == "NNS" and tree.lemma(site.trigger) in _words("lists")


def _when_i(site: Site) -> bool:
    """ "When I met the minister, I told him": the speaker's recollection of an earlier talk."""
    tree, verb = site.tree, site.verb
    if verb is None or tree.tokens[verb].dep != "advcl":
        return False
    marks = {tree.lemma(k) for k in tree.children(verb, "advmod", "mark")}
    subjects = {tree.tokens[k].text.casefold() for k in tree.children(verb, "nsubj")}
    return "when" in marks and bool(subjects & {"i", "we"})


def _is_counted(site: Site) -> bool:
    """ "I have had two conversations with him": a count of contacts is none of them."""
    tree = site.tree
    many = tree.tokens[site.trigger].tag == "NNS" and tree.lemma(site.trigger) not in _words("plural_talks")
    amods = {tree.lemma(k) for k in tree.children(site.trigger, "amod")}
    return site.noun is not None and many and bool(tree.children(site.trigger, "nummod") or amods & _words("many"))


@cache
def _again() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load_yaml("recalling.yaml")["again"]), re.IGNORECASE)


def _told_again(cast: Cast) -> bool:
    """ "As you know, …", "as I said, …": the listeners have heard of it."""
    sentence = cast.tree.sentence
    return bool(_again().search(cast.document.text.body[sentence.start : sentence.end].replace("’", "'")))


def _is_absent(frame: Frame, parties: tuple[Participation, ...], cast: Cast) -> bool:
    """Nobody of the other side speaks here or is in the title; or they speak here and tell of a telephone call."""
    here = {p.country or p.key for p in speakers(cast.document)}
    others = [p for p in parties if p.country != cast.document.home]
    present = any((p.country or p.key) in here for p in others)
    if frame.mode == "phone" and present and not cast.titled_call:
        return True
    ahead = {w.strip(".,:;()").casefold() for w in cast.document.text.title.split()} & _words("ahead")
    titled = not ahead and any(is_titled(p, cast.document, cast.lands) for p in others)
    return bool(others) and not present and not titled


_LONG = timedelta(days=730)
"""So far back an office without a name is nobody's whom the text names in another place."""


def of_then(parties: tuple[Participation, ...], when: When | None, cast: Cast) -> tuple[Participation, ...]:
    """In what lies far back an office without a name is that of its state: its holder of today was not there."""
    last, day = when.last if when is not None else None, cast.document.text.published
    long_ago = last is not None and day is not None and day - last > _LONG
    return tuple(_unnamed(p, cast, long_ago=long_ago) for p in parties)


def _unnamed(party: Participation, cast: Cast, *, long_ago: bool) -> Participation:
    if party.kind is not ActorKind.PERSON or party.actor_id is None or party.span is None:
        return party
    body, own = cast.document.text.body, name_words(party.name)
    said = name_words(body[party.span.start : party.span.end])
    if said & own or not said & (groups()["offices"] | groups()["international_offices"]):
        return party
    same = (m for m in cast.document.mentions if m.actor_id == party.actor_id)
    land = cast.lands.party(party.country)
    named = not long_ago and any(name_words(m.surface) & own for m in same)
    return party if named or land is None else land
