"""All that one check looks at, and how a fault is written down."""

from __future__ import annotations

from functools import cached_property

from communique.model import Reason
from communique.verify.entities import Identity
from communique.verify.frames import Frame, frames
from communique.verify.interface import World
from communique.verify.lexicon import Lexicon
from communique.verify.view import Entity, View

UNCLEAR = "unclear"


class Case:
    """A sentence and the passage it cites, both read; derived views are worked out once."""

    def __init__(self, sentence: View, passage: View, world: World, lexicon: Lexicon) -> None:
        """Two views and what is known of the world."""
        self.sentence, self.passage, self.world, self.lexicon = sentence, passage, world, lexicon
        self.identity = Identity(sentence, passage, world)

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
    def text(self) -> str:
        """The passage in lower case, one blank between words."""
        return " ".join(w.text.casefold() for w in self.passage.words)


def fault(feature: str, value: str, detail: str) -> Reason:
    """A ground for "unsupported": the kind of error, the words at fault, what was compared."""
    return Reason(feature=feature, value=value, weight=1.0, detail=detail)


def doubt(value: str, detail: str) -> Reason:
    """A ground for "could not check"."""
    return Reason(feature=UNCLEAR, value=value, weight=0.5, detail=detail)
