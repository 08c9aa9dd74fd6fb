"""All that one check looks at, and how a fault is written down."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from communique.model import Reason
from communique.verify.entities import Identity
from communique.verify.fold import stem, words
from communique.verify.frames import Frame, frames
from communique.verify.interface import World
from communique.verify.lexicon import Lexicon
from communique.verify.view import Entity, View

if TYPE_CHECKING:
    from communique.verify.anchors import Anchors

UNCLEAR = "unclear"


class Case:
    """A sentence and the passage it cites, both read; derived views are worked out once.

    ``anchors`` is set by whoever runs the checks, when descriptions have been linked.
    """

    anchors: Anchors

    def __init__(self, sentence: View, passage: View, world: World, lexicon: Lexicon) -> None:
        """Two views and what is known of the world."""
        self.sentence, self.passage, self.world, self.lexicon = sentence, passage, world, lexicon
        self.identity = Identity(sentence, passage, world)
        self.open = any(_points_back(passage, w.i) for w in passage.words)

    @cached_property
    def sentence_frames(self) -> tuple[Frame, ...]:
        """Facts that the sentence tells."""
        return frames(self.sentence)

    @cached_property
    def passage_frames(self) -> tuple[Frame, ...]:
        """Facts that the passage tells."""
        return frames(self.passage)

    @cached_property
    def links(self) -> dict[int, tuple[Entity, ...]]:
        """For each sentence entity (by head) the passage entities it may stand for."""
        return {e.head: self.identity.matches(e) for e in self.sentence.entities}

    @cached_property
    def codes(self) -> frozenset[str]:
        """Countries of all entities on either side, and the publisher's."""
        found = {self.identity.land(e) for e in (*self.sentence.entities, *self.passage.entities)}
        return frozenset((found | {d.home for d in self.passage.documents}) - {None})  # type: ignore[arg-type]

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """All lemmas and lower-case words of the passage."""
        out = {w.lemma for w in self.passage.words} | {w.text.casefold() for w in self.passage.words}
        return frozenset(out)

    @cached_property
    def supply(self) -> tuple[tuple[str, str], ...]:
        """Lemma and part of speech of the passage's content words, each once."""
        kept = (w for w in self.passage.words if w.pos in {"NOUN", "VERB", "ADJ", "ADV", "PROPN"})
        return tuple(dict.fromkeys((w.lemma, w.pos) for w in kept))

    @cached_property
    def context(self) -> frozenset[str]:
        """Stems of all words of the cited texts and their titles, in the passage or not."""
        bodies = (f"{d.text.title} {d.text.body}" for d in self.passage.documents)
        return frozenset(stem(w) for body in bodies for w in words(body))

    @cached_property
    def text(self) -> str:
        """The passage in lower case, one blank between words."""
        return " ".join(w.text.casefold() for w in self.passage.words)


class Ground(Reason, frozen=True, kw_only=True):
    """A reason with the finer code under which the score weighs it ("detail.verb.general")."""

    code: str = ""


def _points_back(view: View, i: int) -> bool:
    """ "he", "we", "the ministry", "the talks": words for whom or what the text has named before."""
    word = view.words[i]
    if word.pos == "PRON" and word.lemma in {"i", "we", "he", "she", "they", "it", "this", "that", "these"}:
        return True
    if word.lemma in {"his", "her", "their", "its", "our", "my"}:
        return True
    the = any(view.lemma(c) in {"the", "this", "these", "both"} for c in view.kids(i, "det"))
    return word.pos == "NOUN" and the and i not in view.entity_at


def fault(feature: str, value: str, detail: str, code: str = "") -> Ground:
    """A ground for "unsupported": the kind of error, the words at fault, what was compared."""
    return Ground(feature=feature, value=value, weight=1.0, detail=detail, code=code or feature.replace(" ", "_"))


def doubt(value: str, detail: str, code: str = "") -> Ground:
    """A ground for "could not check"."""
    return Ground(feature=UNCLEAR, value=value, weight=0.5, detail=detail, code=code or UNCLEAR)
