"""The lexicon of the checker: which words say the same, which say more, and which carry no fact. Data, not code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Any

from communique import shipped
from communique.model import Record
from communique.verify.fold import stem


class Group(Record, frozen=True, kw_only=True):
    """Words that say the same; ``rung`` is (ladder, level) where words of one ladder differ in strength."""

    name: str
    words: frozenset[str]
    entails: frozenset[str] = frozenset()
    opposes: frozenset[str] = frozenset()
    rung: tuple[str, int] | None = None


class Lexicon:
    """Looks words up in the groups and lists of ``data/``. Immutable after loading."""

    def __init__(self, groups: Mapping[str, Any], lists: Mapping[str, Any], offices: Mapping[str, Any]) -> None:
        """From parsed YAML: groups by name, word lists by name, office words."""
        self.groups = {name: _group(name, row) for name, row in groups.items()}
        self._closure = {name: self._reach(name) for name in self.groups}
        self._of: dict[str, frozenset[str]] = self._index()
        self.lists = {name: frozenset(str(w) for w in row) for name, row in lists.items()}
        self.office_phrases: tuple[tuple[str, str], ...] = tuple(
            sorted(offices["phrases"].items(), key=lambda kv: -len(kv[0]))
        )
        self.office_words = frozenset(offices["words"])
        self.office_critical = frozenset(offices["critical"])
        self.office_filler = frozenset(offices["filler"])
        self.phrases = frozenset(w for g in self.groups.values() for w in g.words if " " in w)
        self._reached: dict[str, frozenset[str]] = {}

    def _index(self) -> dict[str, frozenset[str]]:
        of: dict[str, set[str]] = defaultdict(set)
        for group in self.groups.values():
            for word in group.words:
                of[word].add(group.name)
        return {word: frozenset(names) for word, names in of.items()}

    def _reach(self, name: str) -> frozenset[str]:
        seen, todo = {name}, [name]
        while todo:
            group = self.groups.get(todo.pop())
            for other in group.entails if group else ():
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return frozenset(seen)

    def has(self, kind: str, word: str) -> bool:
        """True when ``word`` is on the list ``kind``."""
        return word in self.lists[kind]

    def of(self, word: str) -> frozenset[str]:
        """Names of the groups of a lemma or phrase."""
        return self._of.get(word, frozenset())

    def reach(self, word: str) -> frozenset[str]:
        """Groups that a word supports: its own and what they entail."""
        found = self._reached.get(word)
        if found is None:
            found = self._reached[word] = frozenset(name for own in self.of(word) for name in self._closure[own])
        return found

    def supports(self, passage: str, sentence: str) -> bool:
        """True when a passage with the first word supports a sentence with the second."""
        if passage == sentence or (len(passage) > 3 and stem(passage) == stem(sentence)):
            return True
        return bool(self.reach(passage) & self.of(sentence))

    def stronger(self, passage: str, sentence: str) -> bool:
        """True when both stand on one ladder, on different rungs."""
        mine = self._rungs(sentence)
        return any(a[0] == b[0] and a[1] != b[1] for a in self._rungs(passage) for b in mine)

    def opposite(self, passage: str, sentence: str) -> bool:
        """True when the two words are contraries."""
        left, right = self.of(passage), self.of(sentence)
        return any(self.groups[g].opposes & right for g in left) or any(self.groups[g].opposes & left for g in right)

    def symmetric(self, word: str) -> bool:
        """True when who does it to whom does not matter."""
        return bool(self.of(word) & self.lists["symmetric"])

    def implies_symmetric(self, word: str) -> bool:
        """True when the word entails an act without sides: who received somebody has met him, and he him."""
        return bool(self.reach(word) & self.lists["symmetric"])

    def graded(self, word: str) -> bool:
        """True for words of a ladder: only the lexicon says which others they stand for."""
        return bool(self._rungs(word))

    def strong(self, word: str) -> bool:
        """True for words high on a ladder, that must not stand for something milder: demand, condemn, agree, sign."""
        return any(level >= (2 if ladder == "agreement" else 3) for ladder, level in self._rungs(word))

    def _rungs(self, word: str) -> list[tuple[str, int]]:
        return [rung for name in self.of(word) if (rung := self.groups[name].rung)]


def _group(name: str, row: Mapping[str, Any]) -> Group:
    ladder = row.get("ladder")
    return Group(
        name=name,
        words=frozenset(row["words"]),
        entails=frozenset(row.get("entails", ())),
        opposes=frozenset(row.get("opposes", ())),
        rung=(str(ladder[0]), int(ladder[1])) if ladder else None,
    )


@cache
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    return Lexicon(_read("groups.yaml"), _read("words.yaml"), _read("offices.yaml"))


def _read(name: str) -> Any:
    return shipped.read_yaml("communique.verify", name)
