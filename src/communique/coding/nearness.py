"""How closely a time of a sentence hangs on an act: on its own word, by way of others, or not at all."""

from __future__ import annotations

from communique.coding.lexicon import groups, word_list
from communique.coding.roles import Site, holds, is_setting
from communique.coding.tree import Tree
from communique.model import TimeMention

_FAR = 50


def distance(site: Site, time: TimeMention, about: tuple[int, ...] = ()) -> int | None:
    """0 for a time on the act's own word, more by way of others, ``None`` if it dates another; ``about`` are the nouns
    that name the gathering the act is part of ("attended the meeting of 3 May").
    """
    tree, inside = site.tree, site.tree.within(time.span)
    if not inside:
        return None
    top = next((i for i in inside if tree.head(i) not in inside), inside[0])
    if _of_gathering(tree, top, about):
        return 1
    if _preposition(tree, top, inside) in word_list("mood.yaml", "elsewhen_preps"):
        return None
    if _leads_up(site, inside[0]):
        return None
    own, steps, below = {site.trigger, site.verb}, 0, top
    for above in tree.ancestors(top):
        if above in own:
            return None if _in_other_clause(tree, below, top) else steps
        if above in about:
            return None if _in_other_clause(tree, below, top) else 1 + steps
        if is_setting(tree, above):
            below = above
            continue
        if tree.is_verb(above):
            if any(holds(tree, above, noun) for noun in (site.noun, *about) if noun is not None):
                return 1 + steps
            return _by_way_of(site, above, top, steps)
        steps += _cost(tree, above, below)
        if steps >= _FAR:
            return None
        below = above
    return 1 + steps if site.verb is None and len(tree.children(below)) else None


def is_aside(site: Site) -> bool:
    """True for what is told only to place something else in time, or to say what others were told of: "following his
    visit of 3 May", "after meeting X", "briefed the leaders on his call with Y".
    """
    tree, below = site.tree, site.trigger
    for above in tree.ancestors(site.trigger):
        if _is_reported_on(tree, below, above):
            return True
        if tree.tokens[above].pos in {"ADP", "SCONJ", "VERB"} and tree.lemma(above) in word_list("mood.yaml", "asides"):
            return tree.tokens[below].dep in {"pobj", "pcomp"} or tree.tokens[above].tag == "VBG"
        if tree.is_verb(above) and above != site.verb:
            return False
        below = above
    return False


def _is_reported_on(tree: Tree, below: int, above: int) -> bool:
    head = tree.head(above)
    about = tree.tokens[above].pos == "ADP" and tree.lemma(above) in word_list("mood.yaml", "report_preps")
    return (
        about
        and tree.tokens[below].dep == "pobj"
        and head is not None
        and tree.lemma(head) in word_list("mood.yaml", "report_verbs")
    )


def _of_gathering(tree: Tree, top: int, about: tuple[int, ...]) -> bool:
    """ "The round table of 28 November", "a meeting from 3 to 5 May": the preposition stands right under its noun."""
    head = top if tree.tokens[top].pos == "ADP" else tree.head(top)
    return head is not None and tree.lemma(head) in {"of", "from"} and tree.head(head) in about


def _leads_up(site: Site, first: int) -> bool:
    """ "Met the leaders ahead of the summit in Lima in May": a time after what the act came before is that one's."""
    tree, start = site.tree, site.trigger
    for index in range(first - 1, start, -1):
        if tree.tokens[index].text == "," or tree.is_verb(index):
            return False
        if tree.lemma(index) in word_list("mood.yaml", "ahead_preps") and tree.tokens[index].pos in {
            "ADP",
            "ADV",
            "SCONJ",
        }:
            return True
    return False


def _cost(tree: Tree, above: int, below: int) -> int:
    """What it costs a time to climb past a word; nouns that are dated themselves do not let it pass."""
    token = tree.tokens[above]
    if token.pos in {"ADP", "SCONJ"}:
        agent = token.dep == "agent"
        return _FAR if tree.lemma(above) in word_list("mood.yaml", "elsewhen_preps") and not agent else 0
    if token.pos == "PROPN":
        return 1
    if token.pos != "NOUN" or is_setting(tree, below):
        return 0
    if tree.tokens[below].dep in {"compound", "amod", "nummod", "poss", "nmod"}:
        return _FAR
    return _FAR if tree.lemma(above) in groups()["dated"] else 2


def _preposition(tree: Tree, top: int, inside: tuple[int, ...]) -> str:
    """The preposition before a time; "from … to …" inside the expression is its own measure."""
    if tree.tokens[top].pos in {"ADP", "SCONJ"}:
        own = tree.lemma(top)
        return "" if own in {"from", "between", "for"} and len(inside) > 1 else own
    head = tree.head(top)
    return tree.lemma(head) if head is not None and tree.tokens[head].pos in {"ADP", "SCONJ"} else ""


def _in_other_clause(tree: Tree, below: int, top: int) -> bool:
    return tree.tokens[below].dep in {"relcl", "acl", "ccomp"} and below != top


def _by_way_of(site: Site, verb: int, top: int, steps: int) -> int | None:
    """A time on another verb also dates the act when that verb carries it, is coordinated with it, or frames it."""
    tree = site.tree
    start = site.verb if site.verb is not None else site.trigger
    reporting = tree.lemma(verb) in word_list("mood.yaml", "reporting_verbs")
    if verb in tree.ancestors(start):
        path = [start, *(a for a in tree.ancestors(start))]
        between = path[: path.index(verb)]
        if any(tree.tokens[i].dep == "ccomp" or _relative(tree, i) for i in between) or reporting:
            return None
        first = tree.tokens[start].dep != "conj" or top < start or not _dates_itself(tree, start)
        return 4 + steps if first else None
    if _shared_end(tree, start, verb, top):
        return 6 + steps
    below = tree.tokens[verb].dep in {"xcomp", "pcomp"} and start in tree.ancestors(verb)
    return 3 + steps if below and not reporting else None


def _shared_end(tree: Tree, start: int, verb: int, top: int) -> bool:
    """ "Called on the President and met the Minister on 3 May": the day at the end is that of both, of one subject."""
    alike = tree.tokens[verb].tag == tree.tokens[start].tag and not tree.children(verb, "aux", "nsubj", "nsubjpass")
    return alike and tree.tokens[verb].dep == "conj" and tree.head(verb) == start and top > verb > start


def _relative(tree: Tree, clause: int) -> bool:
    """A relative clause, but not "where he met …", which goes on with the story."""
    return tree.tokens[clause].dep == "relcl" and not any(tree.lemma(k) == "where" for k in tree.children(clause))


def _dates_itself(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "nsubj", "nsubjpass"))
