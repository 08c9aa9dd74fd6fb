"""Who does what to whom in a clause: logical subject, object and prepositional arguments, through passives,
coordination, relative clauses, participles and controlled infinitives.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.coding.lexicon import word_list
from communique.coding.tree import NOMINAL, Tree

RELATIVE = frozenset({"who", "which", "that", "whom"})
FOR_OBJECT = word_list("mood.yaml", "for_object")
OBJECT_CONTROL = word_list("mood.yaml", "object_control")


def is_passive(tree: Tree, verb: int) -> bool:
    """True when the surface subject of the verb is its logical object."""
    if tree.children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    token = tree.tokens[verb]
    if token.tag != "VBN" or tree.children(verb, "aux", "nsubj"):
        return False
    if token.dep in {"acl", "advcl"}:
        return not tree.children(verb, "dobj")
    head = tree.head(verb)
    return token.dep == "conj" and head is not None and tree.is_verb(head) and is_passive(tree, head)


def surface_subjects(tree: Tree, verb: int, depth: int = 0) -> tuple[int, ...]:
    """Heads of the noun phrases that stand, or are understood, as the verb's grammatical subject."""
    own = tree.children(verb, "nsubj", "nsubjpass")
    token = tree.tokens[verb]
    head = tree.head(verb)
    if own:
        if token.dep == "relcl" and head is not None and tree.lemma(own[0]) in RELATIVE:
            return tree.conjuncts(head) if tree.tokens[head].pos in NOMINAL else ()
        return _expand(tree, own)
    if head is None or depth > 6:
        return ()
    return _understood(tree, verb, head, depth)


def _understood(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    dep = tree.tokens[verb].dep
    if dep == "conj" and tree.is_verb(head):
        return surface_subjects(tree, head, depth + 1)
    if dep in {"xcomp", "ccomp"} and tree.is_verb(head):
        return _controller(tree, head, depth)
    if dep in {"relcl", "acl"}:
        return _antecedent(tree, verb, head, depth)
    if dep == "pcomp" and tree.lemma(head) == "for":
        above = tree.head(head)
        if above is not None and tree.is_verb(above) and tree.lemma(above) in FOR_OBJECT:
            return objects(tree, above)
    if dep in {"advcl", "pcomp", "prep", "aux", "dep"}:
        above = next((a for a in (head, *tree.ancestors(head)) if tree.is_verb(a)), None)
        return surface_subjects(tree, above, depth + 1) if above is not None else ()
    if dep in {"xcomp", "acomp"}:
        return surface_subjects(tree, head, depth + 1)
    return ()


def _antecedent(tree: Tree, verb: int, head: int, depth: int) -> tuple[int, ...]:
    if tree.tokens[head].pos not in NOMINAL:
        return ()
    infinitive = any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux"))
    if tree.tokens[verb].dep == "acl" and infinitive:
        above = next((a for a in tree.ancestors(head) if tree.is_verb(a)), None)
        if tree.lemma(head) == "invitation":
            return prepositional(tree, head, ("to", "for")) or _taker(tree, above, depth)
        poss = tree.children(head, "poss")
        return poss or (surface_subjects(tree, above, depth + 1) if above is not None else ())
    return (head,)


def _taker(tree: Tree, verb: int | None, depth: int) -> tuple[int, ...]:
    """Who is invited where an invitation is taken up or welcomed."""
    if verb is None or tree.lemma(verb) not in {"accept", "welcome", "appreciate", "receive", "take"}:
        return ()
    return surface_subjects(tree, verb, depth + 1)


def _controller(tree: Tree, governor: int, depth: int) -> tuple[int, ...]:
    if tree.lemma(governor) in OBJECT_CONTROL and not is_passive(tree, governor):
        objects = tree.children(governor, "dobj", "dative")
        nominal = tuple(o for o in objects if tree.tokens[o].pos in NOMINAL)
        if nominal:
            return _expand(tree, nominal)
        called = prepositional(tree, governor, ("on", "upon"))
        if called:
            return called
    return surface_subjects(tree, governor, depth + 1)


def subjects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Heads of the logical subject: the agent of a passive, else the surface subject."""
    if not is_passive(tree, verb):
        return surface_subjects(tree, verb)
    by = prepositional(tree, verb, ("by",))
    return by or tuple(h for k in _loose(tree, verb) for h in _expand(tree, tree.children(k, "pobj")))


def _loose(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "by" that the parse hung on a word between ("was hosted to lunch by the minister")."""
    clause = tree.clause(verb)
    return tuple(i for i in clause if i > verb and tree.lemma(i) == "by" and tree.tokens[i].dep in {"agent", "prep"})


def objects(tree: Tree, verb: int) -> tuple[int, ...]:
    """Heads of the logical object; for verbs of asking also the subject of the infinitive ("urged X to leave")."""
    if is_passive(tree, verb):
        return surface_subjects(tree, verb)
    direct = _expand(tree, (o for o in tree.children(verb, "dobj") if tree.lemma(o) not in RELATIVE))
    if direct:
        return direct
    token, head = tree.tokens[verb], tree.head(verb)
    if token.dep == "relcl" and head is not None and tree.children(verb, "nsubj"):
        own = tree.children(verb, "nsubj")
        if tree.lemma(own[0]) not in RELATIVE:
            return (head,)
    return _asked(tree, verb)


def _asked(tree: Tree, verb: int) -> tuple[int, ...]:
    if tree.lemma(verb) not in OBJECT_CONTROL:
        return ()
    for clause in tree.children(verb, "ccomp", "xcomp"):
        if any(tree.tokens[k].tag == "TO" for k in tree.children(clause, "aux")):
            return _expand(tree, tree.children(clause, "nsubj", "nsubjpass"))
    return ()


def shared_object(tree: Tree, verb: int) -> tuple[int, ...]:
    """The object of a later coordinated verb, for "met and briefed the minister"; none for "met with her and …"."""
    if tree.children(verb, "prep", "agent", "dative", "xcomp"):
        return ()
    for kid in tree.children(verb, "conj"):
        if tree.is_verb(kid) and not tree.children(kid, "nsubj", "nsubjpass"):
            found = objects(tree, kid) or shared_object(tree, kid)
            if found:
                return found
    return ()


def prepositional(tree: Tree, index: int, preps: Iterable[str]) -> tuple[int, ...]:
    """Heads after one of ``preps`` under a token, also in chains ("together with", "from A to B")."""
    wanted = frozenset(preps)
    found: list[int] = []
    for kid in tree.children(index, "prep", "agent", "dative", "prt", "advmod", "pcomp", "acomp"):
        found.extend(_after(tree, kid, wanted, 0))
    return tuple(dict.fromkeys(found))


def _after(tree: Tree, index: int, wanted: frozenset[str], depth: int) -> tuple[int, ...]:
    found: list[int] = []
    if tree.lemma(index) in wanted:
        found.extend(_expand(tree, tree.children(index, "pobj")))
    if depth < 2:
        for kid in tree.children(index, "prep", "conj", "pobj" if depth == 0 and not found else "prep"):
            if tree.tokens[kid].dep != "pobj":
                found.extend(_after(tree, kid, wanted, depth + 1))
    return tuple(found)


def dative(tree: Tree, verb: int) -> tuple[int, ...]:
    """The receiver in "gave Moldova buses" and "gave buses to Moldova"."""
    bare = tuple(k for k in tree.children(verb, "dative", "iobj") if tree.tokens[k].pos in NOMINAL)
    two = tree.children(verb, "dobj")
    if not bare and len(two) > 1 and two[0] > verb:
        bare = two[:1]  # "provided the people of Chad a million doses": the parse has two objects
    return _expand(tree, bare) or prepositional(tree, verb, ("to",))


def possessors(tree: Tree, noun: int) -> tuple[int, ...]:
    """Heads of "X's" before a noun."""
    return _expand(tree, tree.children(noun, "poss"))


def _expand(tree: Tree, heads: Iterable[int]) -> tuple[int, ...]:
    found: list[int] = []
    for head in heads:
        found.extend(tree.conjuncts(head))
    return tuple(dict.fromkeys(found))
