"""A sentence's parse as a tree that can be asked for children, subtrees and noun phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model import Sentence, Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "csubj", "parataxis"})
_NP_PARTS = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "case", "nmod", "quantmod", "predet", "advmod", "neg"}
)


@dataclass(frozen=True, slots=True)
class Tree:
    """The tokens of one parsed sentence with their children; indexes are positions in ``tokens``."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    kids: tuple[tuple[int, ...], ...]

    @staticmethod
    def grow(sentence: Sentence) -> Tree:
        """The tree of a sentence; its tokens may be empty (the gate left it unparsed)."""
        below: defaultdict[int, list[int]] = defaultdict(list)
        for index, token in enumerate(sentence.tokens):
            if token.head != index:
                below[token.head].append(index)
        return Tree(sentence, sentence.tokens, tuple(tuple(below[i]) for i in range(len(sentence.tokens))))

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Children of a token, only those with one of ``deps`` where any are given."""
        kids = self.kids[index]
        return tuple(k for k in kids if self.tokens[k].dep in deps) if deps else kids

    def head(self, index: int) -> int | None:
        """The governor, ``None`` for the root."""
        above = self.tokens[index].head
        return None if above == index else above

    def ancestors(self, index: int) -> Iterator[int]:
        """Governors from the nearest to the root."""
        seen = {index}
        above = self.head(index)
        while above is not None and above not in seen:
            seen.add(above)
            yield above
            above = self.head(above)

    def subtree(self, index: int) -> tuple[int, ...]:
        """The token and all below it, in order of the text."""
        found, todo = {index}, [index]
        while todo:
            for kid in self.kids[todo.pop()]:
                if kid not in found:
                    found.add(kid)
                    todo.append(kid)
        return tuple(sorted(found))

    def clause(self, index: int) -> tuple[int, ...]:
        """The subtree without the clauses below it and without conjoined predicates."""
        found, todo = {index}, [index]
        while todo:
            for kid in self.kids[todo.pop()]:
                if kid not in found and not self._opens_clause(kid):
                    found.add(kid)
                    todo.append(kid)
        return tuple(sorted(found))

    def _opens_clause(self, index: int) -> bool:
        token = self.tokens[index]
        return token.dep in CLAUSAL or (token.dep == "conj" and token.pos in {"VERB", "AUX"})

    def phrase(self, index: int) -> tuple[int, ...]:
        """The noun phrase around a nominal head: determiners, adjectives, compounds and possessors, no clauses."""
        parts = [index]
        for kid in self.children(index):
            if self.tokens[kid].dep in _NP_PARTS and kid < index:
                parts.extend(self.subtree(kid))
        return tuple(sorted(parts))

    def span(self, indexes: tuple[int, ...]) -> Span:
        """Offsets from the first to the last of some tokens; raises ``ValueError`` when there are none."""
        return Span(start=min(self.tokens[i].start for i in indexes), end=max(self.tokens[i].end for i in indexes))

    def within(self, span: Span) -> tuple[int, ...]:
        """Tokens that lie inside a span."""
        return tuple(i for i, t in enumerate(self.tokens) if span.start <= t.start and t.end <= span.end)

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """A nominal head with all nominals coordinated to it, in order of the text."""
        found = [index]
        for kid in self.children(index, "conj"):
            if self.tokens[kid].pos in NOMINAL:
                found.extend(self.conjuncts(kid))
        return tuple(sorted(set(found)))

    def is_below(self, index: int, noun: int, preps: frozenset[str]) -> bool:
        """True when a word hangs on a noun by nothing but ``preps`` and the nouns between."""
        for above in self.ancestors(index):
            if above == noun:
                return True
            if self.tokens[above].pos == "ADP" and self.lemma(above) not in preps:
                return False
            if self.is_verb(above):
                return False
        return False

    def lemma(self, index: int) -> str:
        """Lower-case lemma."""
        return self.tokens[index].lemma.casefold()

    def is_verb(self, index: int) -> bool:
        """True for verbs and auxiliaries that head a clause."""
        return self.tokens[index].pos in {"VERB", "AUX"}
