"""Repairs of a parse that long titles and asides break: a named person is one phrase, and a sentence has a verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from communique.coding.tree import NOMINAL
from communique.model import ActorKind, Mention, Sentence, Token

_CLEAN = frozenset(
    {"nsubj", "nsubjpass", "dobj", "pobj", "appos", "conj", "attr", "ROOT", "dative", "agent", "poss", "npadvmod"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBN"})
_ASIDE_ENDS = frozenset({",", ")", "–", "-"})


def mended(sentence: Sentence, mentions: Iterable[Mention]) -> Sentence:
    """The sentence with the phrases of named persons whole, and its main verb where the parse made it a participle."""
    tokens = list(sentence.tokens)
    inside = (m for m in mentions if sentence.start <= m.span.start and m.span.end <= sentence.end)
    for one in inside:
        if one.kind is ActorKind.PERSON:
            _join(tokens, one)
    _lead(tokens)
    return msgspec.structs.replace(sentence, tokens=tuple(tokens)) if tuple(tokens) != sentence.tokens else sentence


def _join(tokens: list[Token], one: Mention) -> None:
    """Makes the words of a person one phrase under the last word of the name."""
    words = [i for i, t in enumerate(tokens) if one.span.start <= t.start and t.end <= one.span.end]
    anchors = [i for i in words if tokens[i].head == i or tokens[i].head not in words]
    if len(words) < 2 or (len(anchors) == 1 and tokens[anchors[0]].dep in _CLEAN):
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
    """What the name belongs to hangs below its title ("Minister for Finance Lee's visit"): it takes the title's place."""
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
