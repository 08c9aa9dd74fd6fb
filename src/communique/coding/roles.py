"""From the role names of a frame to the heads of noun phrases that fill them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.coding.arguments import dative, objects, possessors, prepositional, shared_object, subjects
from communique.coding.lexicon import word_list
from communique.coding.tree import NOMINAL, Tree

_SETTINGS = frozenset({"GPE", "DATE", "FAC", "LOC", "TIME"})


@dataclass(frozen=True, slots=True)
class Site:
    """Where a frame was triggered: a verb, a noun, or a noun carried by a light verb."""

    tree: Tree
    verb: int | None
    noun: int | None = None

    @property
    def trigger(self) -> int:
        """The token that names the act."""
        found = self.noun if self.noun is not None else self.verb
        if found is None:
            raise ValueError("a site has a verb or a noun")
        return found


def heads(site: Site, role: str) -> tuple[int, ...]:
    """Heads of the noun phrases in a role; dotted roles are followed step by step ("obj.poss", "over.by")."""
    first, *rest = role.split(".")
    found = _base(site, first)
    for step in rest:
        found = tuple(dict.fromkeys(h for start in found for h in _step(site.tree, start, step)))
    return found


def _base(site: Site, role: str) -> tuple[int, ...]:
    tree, verb, noun = site.tree, site.verb, site.noun
    if role == "host":
        return hosts(tree, noun) if noun is not None else ()
    if role == "chair":
        return _chairs(site)
    if noun is not None and role in {"poss", "mod"}:
        return _owners(tree, noun) if role == "poss" else modifiers(tree, noun)
    if role == "subj":
        return subjects(tree, verb) if verb is not None else ()
    if role == "obj":
        return direct_objects(site)
    if role == "dat":
        return dative(tree, verb) if verb is not None else ()
    if role == "comp":
        return complements(site)
    if role in {"being", "being-in"}:
        return _being(site, role)
    return after(site, role)


def _being(site: Site, role: str) -> tuple[int, ...]:
    """Who is on a visit, and where: "X is in Oslo for a visit", "X is on a visit"."""
    tree, head = site.tree, site.tree.head(site.trigger)
    if head is None or tree.lemma(head) not in {"on", "for"}:
        return ()
    verb = tree.head(head)
    while verb is not None and not tree.is_verb(verb):
        verb = tree.head(verb)
    if verb is None or tree.lemma(verb) != "be":
        return ()
    return prepositional(tree, verb, ("in",)) if role == "being-in" else subjects(tree, verb)


def _owners(tree: Tree, noun: int) -> tuple[int, ...]:
    """Possessors; for "his talks with …" also the subject of the sentence the talks stand in."""
    owners = tuple(k for o in possessors(tree, noun) for k in _whose(tree, o))
    if not owners or any(tree.tokens[o].pos != "PRON" for o in owners):
        return owners
    above = next((a for a in tree.ancestors(noun) if tree.is_verb(a)), None)
    if above is not None and tree.lemma(above) in word_list("mood.yaml", "for_object"):
        thanked = tuple(o for o in objects(tree, above) if above < o < noun)
        if thanked:
            return (*owners, *thanked)  # "thanked the minister for the briefing on her visit": the minister's
    return (*owners, *(subjects(tree, above) if above is not None else ()))


def _whose(tree: Tree, owner: int) -> tuple[int, ...]:
    """ "Prime Minister A's fifth Leaders' Retreat": A's, not the leaders' after whom the meeting is called."""
    above = tree.children(owner, "poss") if tree.tokens[owner].tag in {"NNS", "NNPS"} else ()
    return above if any(tree.tokens[k].pos == "PROPN" for k in above) else (owner,)


def direct_objects(site: Site) -> tuple[int, ...]:
    """The logical objects of the site's verb; a coordinated verb may lend its own."""
    if site.verb is None:
        return ()
    return objects(site.tree, site.verb) or shared_object(site.tree, site.verb)


def after(site: Site, prep: str) -> tuple[int, ...]:
    """Heads after a preposition under the noun, the verb, or the verb's object."""
    tree = site.tree
    starts = [i for i in (site.noun, site.verb) if i is not None]
    if site.noun is None:
        starts.extend(o for o in direct_objects(site) if prep != "with" or _lets_with_pass(tree, o))
    found = [h for start in starts for h in prepositional(tree, start, (prep,))]
    if not found and prep in {"with", "between"}:
        found = [h for start in starts if start != site.verb for h in _deeper(tree, start, prep)]
        found = found or [h for start in starts for h in _past_setting(tree, start, prep)]
    return tuple(dict.fromkeys(found))


def _lets_with_pass(tree: Tree, noun: int) -> bool:
    """ "Reviewed engagements with Russia" was not reviewed with Russia; "held talks with Russia" was."""
    verb = tree.head(noun)
    topical = verb is not None and tree.lemma(verb) in word_list("groups.yaml", "topical_verbs")
    return not (topical and tree.lemma(noun) in word_list("groups.yaml", "with_nouns"))


def _deeper(tree: Tree, start: int, prep: str) -> tuple[int, ...]:
    """Below what a noun is on: "negotiations on a treaty with Japan", "signing of a pact on fish between A and B"."""
    if prep == "between" and tree.lemma(start) in word_list("groups.yaml", "signings"):
        below = (k for k in tree.subtree(start) if tree.lemma(k) == prep and _by_nouns(tree, k, start))
        return tuple(h for k in below for top in tree.children(k, "pobj") for h in tree.conjuncts(top))
    ends = [e for k in tree.children(start, "prep") for e in tree.children(k, "pobj")]
    return tuple(h for end in ends for h in prepositional(tree, end, (prep,)))


def _by_nouns(tree: Tree, prep: int, noun: int) -> bool:
    """A preposition below a noun with nothing but prepositions and their nouns between."""
    for above in tree.ancestors(prep):
        if above == noun:
            return True
        if tree.tokens[above].dep not in {"prep", "pobj"}:
            return False
    return False


def _past_setting(tree: Tree, start: int, prep: str) -> tuple[int, ...]:
    """Behind when, where or how it was done: "talks on 30 November via videoconference with X"."""
    for kid in (k for k in tree.subtree(start) if k > start and tree.lemma(k) == prep):
        head = tree.head(kid)
        if head is None or tree.head(head) is None or tree.tokens[head].dep != "pobj":
            continue
        place = tree.tokens[head].entity in _SETTINGS and tree.lemma(tree.tokens[head].head) in {"in", "at", "on"}
        if place or tree.lemma(head) in word_list("mood.yaml", "settings"):
            return tuple(h for end in tree.children(kid, "pobj") for h in tree.conjuncts(end))
    return ()


def complements(site: Site) -> tuple[int, ...]:
    """Verbs that head the complement clauses of the site's verb."""
    if site.verb is None:
        return ()
    tree = site.tree
    found = tree.children(site.verb, "xcomp", "ccomp")
    nested = tuple(k for o in direct_objects(site) for k in tree.children(o, "acl") if _infinitive(tree, k))
    asked = tuple(
        k
        for p in tree.children(site.verb, "prep")
        if tree.lemma(p) in {"on", "upon"}
        for o in tree.children(p, "pobj")
        for k in tree.children(o, "acl", "relcl", "advcl")
        if _infinitive(tree, k)
    )
    purpose = tuple(k for k in tree.children(site.verb, "advcl") if _infinitive(tree, k) and k > site.verb)
    return found or nested or asked or purpose


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux"))


def _step(tree: Tree, start: int, step: str) -> tuple[int, ...]:
    if tree.is_verb(start):
        return _base(Site(tree, start), "subj" if step == "subj" else step)
    if step == "poss":
        return possessors(tree, start)
    if step == "mod":
        return modifiers(tree, start)
    if step == "comp":
        return tuple(k for k in tree.children(start, "acl") if tree.is_verb(k))
    return prepositional(tree, start, (step,))


def modifiers(tree: Tree, noun: int) -> tuple[int, ...]:
    """Adjectives and compounds before a noun ("Russian attack"), each split at hyphens by the tokeniser."""
    found: list[int] = []
    for kid in tree.children(noun, "amod", "compound", "nmod", "punct"):
        if kid < noun and tree.tokens[kid].pos in {"ADJ", *NOMINAL}:
            found.append(kid)
            found.extend(k for k in tree.subtree(kid) if k != kid and tree.tokens[k].pos in {"ADJ", "PROPN"})
    return tuple(sorted(set(found)))


_PARTS = frozenset({"of", "between", "from"})


def holds(tree: Tree, verb: int, noun: int) -> bool:
    """ "The session of the ministries held in Oslo": a participle says when and where a noun took place."""
    if tree.tokens[verb].dep not in {"acl", "relcl"}:
        return False
    if tree.head(verb) == noun:
        return tree.tokens[verb].dep == "acl" or tree.lemma(verb) in word_list("mood.yaml", "holding_verbs")
    return tree.lemma(verb) in word_list("mood.yaml", "holding_verbs") and tree.is_below(verb, noun, _PARTS)


def is_setting(tree: Tree, verb: int) -> bool:
    """ "Said so in talks held in Oslo": a participle that says when and where the talks were in which it was done."""
    noun = tree.head(verb)
    if (
        noun is None
        or tree.tokens[verb].dep != "acl"
        or tree.lemma(verb) not in word_list("mood.yaml", "holding_verbs")
    ):
        return False
    above = tree.head(noun)
    inside = above is not None and tree.lemma(above) in {"in", "at", "during"} and tree.tokens[noun].dep == "pobj"
    return inside and tree.lemma(noun) in word_list("joining.yaml", "meetings")


def _chairs(site: Site) -> tuple[int, ...]:
    """Who leads it: "was held under the chairmanship of X and Y", "a meeting co-chaired by X and Y"."""
    tree, words, leading = site.tree, word_list("joining.yaml", "chairmanship"), word_list("joining.yaml", "lead")
    starts = list(dict.fromkeys(i for i in (site.noun, site.verb, *direct_objects(site)) if i is not None))
    under = [h for start in starts for h in prepositional(tree, start, ("under",)) if tree.lemma(h) in words]
    led = [
        k for start in starts for k in tree.children(start, "acl", "advcl") if k > start and tree.lemma(k) in leading
    ]
    by = [h for verb in led if tree.tokens[verb].tag == "VBN" for h in prepositional(tree, verb, ("by",))]
    return tuple(dict.fromkeys((*(e for h in under for e in prepositional(tree, h, ("of",))), *by)))


_GIVING = frozenset({"host", "give", "convene", "organise", "organize"})


def hosts(tree: Tree, noun: int, verbs: frozenset[str] = _GIVING) -> tuple[int, ...]:
    """Who gives it: "the dinner hosted by the mayor"."""
    given = (k for k in tree.children(noun, "acl") if tree.lemma(k) in verbs)
    return tuple(h for verb in given for h in prepositional(tree, verb, ("by",)))


def attending(site: Site) -> tuple[int, ...]:
    """Who did something at a gathering of others: "will speak at a session hosted by the ministers"."""
    tree, noun = site.tree, site.noun
    if site.verb is not None:
        given = tree.tokens[site.verb].dep == "acl" and tree.lemma(site.verb) in _GIVING
        noun = tree.head(site.verb) if given else None
    head = tree.head(noun) if noun is not None else None
    if head is None or tree.lemma(head) not in {"at", "in"}:
        return ()
    above = next((a for a in tree.ancestors(head) if tree.is_verb(a)), None)
    return subjects(tree, above) if above is not None else ()
