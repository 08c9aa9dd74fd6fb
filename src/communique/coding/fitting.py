"""Which frame fits at a verb or noun: the conditions of ``data/verbs.yaml`` and ``data/nouns.yaml``, one by one."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.arguments import prepositional
from communique.coding.lexicon import Frame, groups, lexicon
from communique.coding.parties import Cast
from communique.coding.roles import Site, after, complements, direct_objects, heads, modifiers
from communique.coding.tree import Tree
from communique.model import ActorKind


def sites(tree: Tree) -> Iterator[tuple[Site, tuple[Frame, ...]]]:
    """Every place where some frame may be triggered, with the frames to try in order of precedence."""
    words = lexicon()
    for index, token in enumerate(tree.tokens):
        lemma = tree.lemma(index)
        if token.pos == "VERB" and token.dep != "amod" and lemma in words.verbs:
            yield Site(tree, index), words.verbs[lemma]
        elif token.pos in {"NOUN", "PROPN"} and lemma in words.nouns:
            yield from _noun_sites(tree, index, words.nouns[lemma])


def _noun_sites(tree: Tree, noun: int, frames: tuple[Frame, ...]) -> Iterator[tuple[Site, tuple[Frame, ...]]]:
    verb = _carrier(tree, noun)
    carried = tuple(f for f in frames if verb is not None and (tree.lemma(verb) in f.light or _takes_place(tree, noun)))
    if carried:
        yield Site(tree, verb, noun), carried
    elif verb is None or tree.lemma(verb) not in lexicon().verbs or _owned_setting(tree, noun):
        free = tuple(f for f in frames if f.free)
        if free:
            yield Site(tree, None, noun), free


def _owned_setting(tree: Tree, noun: int) -> bool:
    """ "Raised it in his talks with …": a meeting of somebody's, in which something else was done."""
    return tree.tokens[noun].dep == "pobj" and bool(tree.children(noun, "poss"))


def _takes_place(tree: Tree, noun: int) -> bool:
    """ "The session took place", "the talks began": the noun is the subject of a verb that only says it happened."""
    head = tree.head(noun)
    if head is None or tree.tokens[noun].dep != "nsubj":
        return False
    if tree.lemma(head) == "take":
        return any(tree.lemma(k) == "place" for k in tree.children(head, "dobj"))
    return tree.lemma(head) in {"occur", "happen", "begin", "start", "conclude", "resume", "end"}


def _carrier(tree: Tree, noun: int) -> int | None:
    """The verb whose object (or passive subject) the noun is, through "a round of talks"."""
    token, head = tree.tokens[noun], tree.head(noun)
    if head is None:
        return None
    if token.dep == "nsubj" and tree.lemma(head) == "be":  # "the next meeting is to be held"
        ahead = (k for k in tree.children(head, "xcomp") if tree.children(k, "auxpass"))
        return next((k for k in ahead if any(tree.tokens[t].tag == "TO" for t in tree.children(k, "aux"))), None)
    if tree.is_verb(head) and (token.dep in {"dobj", "nsubjpass", "attr"} or _takes_place(tree, noun)):
        return head
    if token.dep == "pobj" and tree.lemma(head) in {"of", "in"}:
        above = tree.head(head)
        if above is not None and tree.is_verb(above):
            return above
        return (
            _carrier(tree, above) if above is not None and tree.lemma(above) in {"round", "series", "number"} else None
        )
    if token.dep == "conj":
        return _carrier(tree, head)
    return None


def fits(site: Site, frame: Frame, cast: Cast) -> bool:
    """True when everything the frame asks for stands around the site."""
    return (
        _particles(site, frame, cast)
        and _objects(site, frame, cast)
        and _complement(site, frame)
        and _around(site, frame, cast)
        and _subjects(site, frame, cast)
    )


def _is_body(cast: Cast, index: int) -> bool:
    """A state, its government or a body: nobody to pay a call on."""
    party = cast.party(index)
    return party is not None and party.kind not in {ActorKind.PERSON, ActorKind.GROUP}


def _particles(site: Site, frame: Frame, cast: Cast) -> bool:
    tree, start = site.tree, site.trigger
    if frame.prep_state and not any(_is_body(cast, h) for prep in frame.prep for h in after(site, prep)):
        return False
    under = {tree.lemma(k) for k in tree.children(start, "prep", "prt", "agent", "dative", "advmod")}
    under |= {tree.lemma(k) for o in direct_objects(site) for k in tree.children(o, "prep")}
    if frame.prt and not under & set(frame.prt):
        return False
    if frame.prep and not under & set(frame.prep):
        return False
    if frame.unless_prep and under & set(frame.unless_prep):
        return False
    ends = {tree.lemma(h) for prep in frame.prep for h in after(site, prep)}
    if frame.prep_obj and not ends & set(frame.prep_obj):
        return False
    return not (frame.unless_prep_obj and ends & set(frame.unless_prep_obj))


def _objects(site: Site, frame: Frame, cast: Cast) -> bool:
    tree, found = site.tree, direct_objects(site)
    lemmas = {tree.lemma(o) for o in (*found, *_counted(tree, found))}
    if frame.obj and not (lemmas & set(frame.obj) or ("$" in frame.obj and any(_is_sum(tree, o) for o in found))):
        return False
    if frame.below and not {tree.lemma(i) for o in found for i in tree.subtree(o)} & set(frame.below):
        return False
    if lemmas & set(frame.unless_obj) or (frame.unless_obj_any and found) or (frame.no_obj and found):
        return False
    if frame.obj_text and not _text_of(site, found, frame.obj_text):
        return False
    if frame.unless_text and _text_of(site, found, frame.unless_text):
        return False
    if frame.obj_mod:
        mods = {tree.lemma(m) for o in found for m in modifiers(tree, o)} | {
            tree.lemma(k) for o in found for k in tree.children(o, "amod", "compound")
        }
        if not mods & set(frame.obj_mod):
            return False
    return _object_kinds(tree, found, frame, cast)


def _counted(tree: Tree, found: tuple[int, ...]) -> tuple[int, ...]:
    """Of what a quantity is: "a first tranche of sanctions", "a package of measures"."""
    quantities = (o for o in found if tree.lemma(o) in groups()["quantities"])
    return tuple(h for o in quantities for h in prepositional(tree, o, ("of",)))


def _is_sum(tree: Tree, index: int) -> bool:
    """A sum of money in figures: "US$ 100,000"."""
    signs = {"$", "€", "£", "us$", "s$", "a$"}
    return any(tree.tokens[k].text.casefold() in signs for k in tree.children(index, "nmod", "quantmod", "compound"))


def _text_of(site: Site, found: tuple[int, ...], wanted: tuple[str, ...]) -> bool:
    starts = found or ((site.noun,) if site.noun is not None else ())
    said = " ".join(site.tree.tokens[i].text.casefold() for o in starts for i in site.tree.phrase(o))
    return any(words in said for words in wanted)


def _object_kinds(tree: Tree, found: tuple[int, ...], frame: Frame, cast: Cast) -> bool:
    people = groups()["people"]
    is_party = any(cast.party(o) for o in found)
    is_people = any(tree.lemma(o) in people for o in found)
    if frame.obj_party and not is_party:
        return False
    if frame.obj_party_or_people and not (is_party or is_people):
        return False
    if frame.obj_no_person and any(_is_person(cast, o) for o in found):
        return False  # "we welcome the Ambassador": a greeting, no word about a deed
    if frame.obj_no_thing and found and not any(tree.lemma(o) in groups()["troops"] for o in found):
        return False  # "deployed a team of doctors": others are sent, no force gathers
    if frame.people_obj and not (is_people or any(_is_person(cast, o) for o in found)):
        return False
    return not frame.obj_person or is_people or any(_is_person(cast, o) for o in found)


def _is_person(cast: Cast, index: int) -> bool:
    party = cast.party(index)
    return party is not None and party.kind in {ActorKind.PERSON, ActorKind.GROUP}


def _complement(site: Site, frame: Frame) -> bool:
    tree, found = site.tree, complements(site)
    if frame.comp and not any(tree.tokens[k].tag == "TO" for v in found for k in tree.children(v, "aux")):
        return False
    if (frame.no_comp or frame.unless_comp) and found:
        return False
    if frame.comp_verb and not {tree.lemma(v) for v in found} & set(frame.comp_verb):
        return False
    if frame.unless_comp_verb and {tree.lemma(v) for v in found} & set(frame.unless_comp_verb):
        return False
    if frame.comp_that and not any(tree.lemma(k) == "that" for v in found for k in tree.children(v, "mark")):
        return False
    if frame.comp_ahead and not any(tree.tokens[a].tag == "MD" for v in found for a in tree.children(v, "aux")):
        return False
    if frame.comp_as and site.verb is not None:
        return any(tree.lemma(k) == "as" and k > site.verb for k in tree.children(site.verb, "prep", "mark"))
    return not frame.comp_as


def _around(site: Site, frame: Frame, cast: Cast) -> bool:
    tree = site.tree
    start = site.verb if site.verb is not None else site.trigger
    clause = set(tree.clause(start)) | set(tree.subtree(site.trigger))
    lemmas = {tree.lemma(i) for i in clause} | {tree.tokens[i].text.casefold() for i in clause}
    if frame.words and not lemmas & set(frame.words) and not (frame.mode == "phone" and cast.titled_call):
        return False
    if frame.unless_dep and tree.children(start, *frame.unless_dep):
        return False
    if frame.no_quote and _after_quotation(tree, start):
        return False
    return not (frame.peaceful and lemmas & groups()["force"])


def _after_quotation(tree: Tree, verb: int) -> bool:
    """ "“Old friends”, the President called us": the words quoted before the subject are what somebody was called."""
    subject = tree.children(verb, "nsubj")
    index = min(tree.phrase(subject[0]), default=subject[0]) - 1 if subject else -1
    while index >= 0 and tree.tokens[index].text == ",":
        index -= 1
    return index >= 0 and tree.tokens[index].text in {'"', "”", "''", "»", "’", "'"}


def _subjects(site: Site, frame: Frame, cast: Cast) -> bool:
    tree, found = site.tree, heads(site, "subj")
    lemmas = {tree.lemma(s) for s in found}
    parties = [party for s in found if (party := cast.party(s))]
    if frame.persons_subj and not any(
        p.kind in {ActorKind.PERSON, ActorKind.GROUP, ActorKind.INSTITUTION} for p in parties
    ):
        return False
    if frame.state_subj and not any(p.kind is not ActorKind.GROUP for p in parties):
        return False
    if frame.people_subj and not (lemmas & groups()["people"] or any(p.kind is ActorKind.GROUP for p in parties)):
        return False
    force = bool(lemmas & (groups()["troops"] | groups()["militia"]))
    return not frame.force_subj or force or any(p.kind is ActorKind.STATE for p in parties)
