"""For each content word of the sentence the passage words that may answer it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from communique.verify.numbers import numbers
from communique.verify.thesaurus import thesaurus
from communique.verify.times import fits, same_day
from communique.verify.view import View

if TYPE_CHECKING:
    from communique.verify.case import Case

_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"}
_FAR = 6


class Anchors:
    """For each content word of the sentence the passage words that may answer it."""

    def __init__(self, case: Case) -> None:
        """Over one case."""
        self.case = case
        self.content = _content(case.sentence)
        self._by_lemma: dict[tuple[str, str], list[int]] = {}
        for word in case.passage.words:
            self._by_lemma.setdefault((word.lemma, word.pos), []).append(word.i)
        named = self._named()
        self.of = {i: named.get(i) or self._worded(i) for i in self.content}

    def _named(self) -> dict[int, tuple[int, ...]]:
        """Entities, times and figures of the sentence, answered by theirs."""
        case, out = self.case, {}
        for entity in case.sentence.entities:
            found = tuple(e.head for e in case.links.get(entity.head, ()))
            out[entity.head] = found or self._worded(entity.head)
        for _, time, covered in case.sentence.times:
            found = tuple(
                w[-1] for _, o, w in case.passage.times if fits(time.when, o.when) or same_day(case, time.when, o.when)
            )
            out |= {i: found for i in covered if found}
        there = numbers(case.passage)
        for number in numbers(case.sentence):
            found = tuple(n.words[-1] for n in there if n.value == number.value)
            out |= {i: found for i in number.words if found}
        return out

    def _worded(self, i: int) -> tuple[int, ...]:
        word, lexicon = self.case.sentence.words[i], self.case.lexicon
        out: list[int] = []
        for (lemma, pos), places in self._by_lemma.items():
            if lexicon.supports(lemma, word.lemma) or (
                pos in _CONTENT
                and not lexicon.graded(word.lemma)
                and thesaurus().relation((lemma, pos), (word.lemma, word.pos))
            ):
                out += places
        return tuple(out)

    def _per_sentence(self) -> Counter[int]:
        words = self.case.passage.words
        return Counter(sent for i in self.content for sent in {words[j].sent for j in self.of[i]})

    def best(self) -> int:
        """The passage's sentence (by number) that answers most content words; -1 when none answers any."""
        counts = self._per_sentence()
        return max(counts, key=lambda sent: (counts[sent], -sent), default=-1)

    def best_sentence(self) -> int:
        """How many content words the passage's best single sentence answers."""
        return max(self._per_sentence().values(), default=0)

    def distances(self) -> list[tuple[int, int]]:
        """For each pair of content words that hang together: steps between them here, and between their answers."""
        view, out = self.case.sentence, []
        for i in self.content:
            up = ancestor(view, i, self.content)
            if up is None or not self.of[i] or not self.of[up]:
                continue
            between = min(
                (apart(self.case.passage, a, b, _FAR) for a in self.of[i][:6] for b in self.of[up][:6]), default=_FAR
            )
            out.append((path(view, i).index(up), between))
        return out


def _content(view: View) -> tuple[int, ...]:
    skipped = {i for e in view.entities for i in (*e.words, *e.office_words) if i != e.head}
    return tuple(
        w.i
        for w in view.words
        if w.pos in _CONTENT
        and w.i not in skipped
        and not view.lexicon.has("function", w.lemma)
        and not (view.lexicon.has("light", w.lemma) and w.pos in {"VERB", "AUX"})
    )


def ancestor(view: View, i: int, content: Sequence[int]) -> int | None:
    """The nearest content word that a word hangs from."""
    for node in path(view, i)[1:]:
        if node in content:
            return node
    return None


def path(view: View, i: int) -> list[int]:
    """A word and its governors, upwards."""
    out = [i]
    while view.words[out[-1]].head != out[-1] and len(out) < 12:
        out.append(view.words[out[-1]].head)
    return out


def apart(view: View, a: int, b: int, far: int) -> int:
    """Steps between two words over the tree, at most ``far``; ``far`` in two sentences."""
    if view.words[a].sent != view.words[b].sent:
        return far
    left = path(view, a)
    for steps, node in enumerate(path(view, b)):
        if node in left:
            return min(far, steps + left.index(node))
    return far
