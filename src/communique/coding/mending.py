"""Repairs of a parse that long titles and asides break: a named person is one phrase, and a sentence has a verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from communique.coding.lexicon import word_list
from communique.coding.tree import NOMINAL
from communique.model import ActorKind, Mention, Sentence, Token

_CLEAN = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "attr", "ROOT", "dative", "agent", "poss", "npadvmod"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBN"})
_SMALL = frozenset({"of", "for", "the", "and", "to"})
_LONGEST = 14
"""An office before a name has at most this many words."""
_ANNOUNCED = 6
"""Words at most between what announces a list and its colon, and in the label of another list."""
_ASIDE_ENDS = frozenset({",", ")", "–", "-"})


def mended(sentence: Sentence, mentions: Iterable[Mention]) -> Sentence:
    """The sentence with the phrases of named persons whole, and its main verb where the parse made it a participle."""
    tokens = list(sentence.tokens)
    inside = (m for m in mentions if sentence.start <= m.span.start and m.span.end <= sentence.end)
    people = [m for m in inside if m.kind is ActorKind.PERSON]
    named = [[i for i, t in enumerate(tokens) if m.span.start <= t.start and t.end <= m.span.end] for m in people]
    taken = {i for words in named for i in words}
    offices = word_list("groups.yaml", "offices")
    for one, words in zip(people, named, strict=True):
        bare = not any(tokens[i].lemma.casefold() in offices for i in words)
        _join(tokens, one, _office_before(tokens, words, taken) if bare else words)
    _unpurpose(tokens)
    _list(tokens, named)
    _called_on(tokens)
    _raise(tokens)
    _lead(tokens)
    return msgspec.structs.replace(sentence, tokens=tuple(tokens)) if tuple(tokens) != sentence.tokens else sentence


def _office_before(tokens: Sequence[Token], words: list[int], taken: set[int]) -> list[int]:
    """The words of a name with those of an office before it ("President of the Central African Republic …")."""
    first = start = words[0] if words else 0
    while start and start - 1 not in taken and first - start < _LONGEST and _is_of_office(tokens[start - 1]):
        start -= 1
    offices = word_list("groups.yaml", "offices")
    found = next((i for i in range(start, first) if tokens[i].lemma.casefold() in offices), None)
    named = found is not None and any(t.pos == "ADP" for t in tokens[found:first])
    return [*range(found, first), *words] if found is not None and named else words


def _is_of_office(token: Token) -> bool:
    """A word that may stand inside the name of an office: capitalised, or one of the small words between."""
    return token.text in _SMALL or (token.text[:1].isupper() and token.pos not in {"VERB", "AUX", "PRON"})


def _join(tokens: list[Token], one: Mention, words: list[int]) -> None:
    """Makes the words of a person one phrase under the last word of the name."""
    anchors = [i for i in words if tokens[i].head == i or tokens[i].head not in words]
    covered = bool(words) and tokens[words[0]].start >= one.span.start
    if len(words) < 2 or (covered and len(anchors) == 1 and tokens[anchors[0]].dep in _CLEAN):
        return
    last = max(words[:1] + [i for i in words if tokens[i].end <= one.head.end])
    free = [i for i in anchors if not _passes(tokens, i, words)]
    if not free:
        return
    firm = last in anchors and tokens[last].dep in _CLEAN - {"appos", "conj"}
    anchor = last if last in free and firm else free[0]
    if anchor != last and firm:
        _hand_over(tokens, anchor, last, words)
        anchor = last
    head = last if tokens[anchor].head == anchor else tokens[anchor].head
    dep = _role(tokens, anchor)
    for i, token in enumerate(tokens):
        if i in words and i != last:
            tokens[i] = msgspec.structs.replace(token, head=last, dep="compound", pos=_nominal(token))
        elif i not in words and token.head in words:
            tokens[i] = msgspec.structs.replace(token, head=last)
    tokens[last] = msgspec.structs.replace(tokens[last], head=head, dep=dep, pos=_nominal(tokens[last]))


def _hand_over(tokens: list[Token], anchor: int, last: int, words: Sequence[int]) -> None:
    """What the name belongs to hangs below its title ("Minister for Finance Lee's visit"): it takes its place."""
    index = tokens[last].head
    while tokens[index].head not in words:
        index = tokens[index].head
    head = index if tokens[anchor].head == anchor else tokens[anchor].head
    tokens[index] = msgspec.structs.replace(tokens[index], head=head, dep=tokens[anchor].dep)


def _passes(tokens: Sequence[Token], index: int, words: Sequence[int]) -> bool:
    """True when the way up from a word leads back into the phrase."""
    seen = {index}
    while tokens[index].head not in seen:
        index = tokens[index].head
        seen.add(index)
        if index in words:
            return True
    return False


def _role(tokens: Sequence[Token], anchor: int) -> str:
    """What the whole phrase is: a clause before a verb that has no subject is its subject."""
    token = tokens[anchor]
    if token.dep in _CLEAN:
        return token.dep
    if token.dep in {"csubj", "csubjpass"}:
        return token.dep.replace("csubj", "nsubj")
    head = tokens[token.head]
    if head.pos in {"VERB", "AUX"} and anchor < token.head:
        taken = any(t.head == token.head and t.dep in _SUBJECTS for i, t in enumerate(tokens) if i != anchor)
        return token.dep if taken else "nsubj"
    return token.dep


def _nominal(token: Token) -> str:
    return "PROPN" if token.pos in {"VERB", "AUX"} else token.pos


def _unpurpose(tokens: list[Token]) -> None:
    """ "Spoke with X to reaffirm": X is whom he spoke with, not the subject of the purpose."""
    for i, token in enumerate(tokens):
        above = tokens[token.head]
        if token.dep != "pcomp" or token.tag != "VB" or above.lemma.casefold() not in {"with", "to"}:
            continue
        marked = any(t.head == i and t.tag == "TO" for t in tokens)
        first = next((k for k, t in enumerate(tokens) if t.head == i and t.dep == "nsubj"), None)
        if marked and first is not None and tokens[first].pos in NOMINAL:
            tokens[first] = msgspec.structs.replace(tokens[first], head=token.head, dep="pobj")
            tokens[i] = msgspec.structs.replace(token, head=above.head, dep="advcl")


def _list(tokens: list[Token], named: Sequence[Sequence[int]]) -> None:
    """ "Met with the following: A (Minister of X), B and C": whoever stands after the colon takes the place of
    the noun that announced him; the list ends with the sentence or at the next label that has a colon of its own.
    """
    colons = [i for i, t in enumerate(tokens) if t.text == ":"]
    for colon, after in zip(colons, [*colons, len(tokens)][1:], strict=True):
        head = next((i for i in range(colon - 1, max(colon - _ANNOUNCED, 0), -1) if _announces(tokens, i, colon)), None)
        if head is None:
            continue
        label = _label(tokens, after) if after < len(tokens) else after
        listed = [words for words in named if words and colon < words[0] and words[-1] < label]
        if listed:
            _stand_for(tokens, head, [_top(tokens, words) for words in listed])


def _announces(tokens: Sequence[Token], index: int, colon: int) -> bool:
    """The noun before a colon that "the following" or "these" announces: "the following", "the following officials"."""
    token = tokens[index]
    if token.text.casefold() == "following":
        return index == colon - 1
    words = {tokens[i].text.casefold() for i in range(max(index - _ANNOUNCED, 0), index)}
    return token.pos == "NOUN" and "following" in words and all(t.pos != "VERB" for t in tokens[index + 1 : colon])


def _label(tokens: Sequence[Token], colon: int) -> int:
    """Where the words of a label before a colon begin: "Others attending: …"."""
    start = colon
    while start and tokens[start - 1].text[:1].isalpha() and colon - start < _ANNOUNCED:
        start -= 1
    return start


def _top(tokens: list[Token], words: Sequence[int]) -> int:
    """The head of a named person's words, with the others below it."""
    tops = [i for i in words if tokens[i].head == i or tokens[i].head not in words]
    top = tops[0] if tops else words[-1]
    for i in tops[1:]:
        tokens[i] = msgspec.structs.replace(tokens[i], head=top)
    return top


def _stand_for(tokens: list[Token], noun: int, people: Sequence[int]) -> None:
    """Puts persons where a noun stands in the tree, the others coordinated with the first."""
    first, *others = people
    role = tokens[noun]
    tokens[first] = msgspec.structs.replace(tokens[first], head=role.head, dep=role.dep, pos="PROPN")
    tokens[noun] = msgspec.structs.replace(role, head=first, dep="dep")
    for i in others:
        tokens[i] = msgspec.structs.replace(tokens[i], head=first, dep="conj", pos="PROPN")


def _called_on(tokens: list[Token]) -> None:
    """ "Will also call on Prime Minister A": the parse leaves the preposition bare and makes its noun an object."""
    for i, token in enumerate(tokens):
        bare = token.dep == "prep" and not any(t.head == i for k, t in enumerate(tokens) if k != i)
        if not bare or token.lemma.casefold() not in {"on", "upon"}:
            continue
        ends = [k for k, t in enumerate(tokens) if t.head == token.head and t.dep == "dobj" and k > i]
        if ends and _first_below(tokens, ends[0]) == i + 1:
            tokens[ends[0]] = msgspec.structs.replace(tokens[ends[0]], head=i, dep="pobj")


def _raise(tokens: list[Token]) -> None:
    """ "The group reiterates that the UN is central and calls on …": who reiterates calls, not the UN."""
    for i, token in enumerate(tokens):
        below = tokens[token.head]
        if token.dep != "conj" or token.lemma.casefold() not in word_list("mood.yaml", "performed"):
            continue
        above = tokens[below.head]
        alike = below.dep == "ccomp" and below.lemma == "be" and token.tag == below.tag == above.tag
        if alike and not any(t.head == i and t.dep in {"nsubj", "mark"} for t in tokens):
            tokens[i] = msgspec.structs.replace(token, head=below.head)


def _first_below(tokens: Sequence[Token], top: int) -> int:
    """The first word of the phrase under a word."""
    below, size = {top}, 0
    while len(below) > size:
        size = len(below)
        below |= {k for k, t in enumerate(tokens) if t.head in below}
    return min(below)


def _lead(tokens: list[Token]) -> None:
    """ "X, who is in Oslo for a visit, called on Y": the parse makes the main verb a participle under X."""
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is None or tokens[root].pos not in NOMINAL or tokens[-1].text == ":":
        return
    verbs = [i for i, t in enumerate(tokens) if t.head == root and t.dep == "acl" and t.tag in _FINITE and i > root]
    if not verbs or tokens[verbs[0] - 1].text not in _ASIDE_ENDS:
        return
    verb = verbs[0]
    if not any(t.head == root and t.dep in {"relcl", "appos", "acl"} and i < verb for i, t in enumerate(tokens)):
        return
    tokens[root] = msgspec.structs.replace(tokens[root], head=verb, dep="nsubj")
    tokens[verb] = msgspec.structs.replace(tokens[verb], head=verb, dep="ROOT", tag="VBD")
    for i, token in enumerate(tokens):
        if i > verb and token.head == root and token.dep == "punct":
            tokens[i] = msgspec.structs.replace(token, head=verb)
