"""What a text looks like to the later stages: turns, sentences, tokens, quotes, resolved mentions, times, places."""

from __future__ import annotations

from communique.model.actors import Mention
from communique.model.base import Record
from communique.model.places import Place
from communique.model.texts import Span, Text
from communique.model.time import TimeKind, When


class Token(Record, frozen=True, kw_only=True, array_like=True):
    """One token of a parsed sentence. ``head`` is an index into the same sentence's tokens (the root points to itself).

    ``pos`` and ``morph`` are Universal Dependencies; ``dep`` is the ClearNLP scheme of the English spaCy models.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""  # PERSON, GPE, ORG … or empty
    morph: str = ""


class Sentence(Record, frozen=True, kw_only=True):
    """One sentence; ``tokens`` is empty when the gate decided that it need not be parsed.

    ``turn`` is an index into ``Annotation.turns`` when the sentence was spoken in a transcript.
    """

    start: int
    end: int
    paragraph: int = 0
    turn: int | None = None
    tokens: tuple[Token, ...] = ()


class Turn(Record, frozen=True, kw_only=True):
    """A stretch of a transcript spoken by one person. ``label`` is the words before the colon, ``span`` what follows.

    ``question`` is true for the press and for interviewers ("QUESTION:", "Q").
    """

    label: str
    label_span: Span
    span: Span
    question: bool = False


class Quote(Record, frozen=True, kw_only=True):
    """Words inside quotation marks; ``inner`` excludes the marks. ``scare`` marks one to three quoted words."""

    span: Span
    inner: Span
    scare: bool = False
    closed: bool = True


class Section(Record, frozen=True, kw_only=True):
    """A stretch of a text that is not running prose of its publisher.

    ``kind``: ``headline``, ``dateline``, ``byline``, ``letter``, ``signature``, ``caption``, ``list``, ``heading``.
    """

    kind: str
    span: Span


class Annotation(Record, frozen=True, kw_only=True):
    """Everything read from one text before anyone is named. All offsets point into ``Text.body``."""

    text_id: str
    annotator: str
    version: str
    transcript: bool
    sentences: tuple[Sentence, ...]
    turns: tuple[Turn, ...] = ()
    quotes: tuple[Quote, ...] = ()
    sections: tuple[Section, ...] = ()


class Timex(Record, frozen=True, kw_only=True):
    """One expression as ISO-TimeML counts them, with its value: ``1942-05``, ``P3D``, ``PRESENT_REF``, ``BC0490``.

    "18 and 19 November" is one mention and two of these. ``value`` is empty where the words point to a period that
    nothing names ("at the same time").
    """

    span: Span
    kind: TimeKind
    value: str


class TimeMention(Record, frozen=True, kw_only=True):
    """A time expression and the span of days it means on this text's clock.

    ``when`` has no days for what is no date, and for days before the common era, which ``date`` cannot hold.
    """

    span: Span
    when: When
    kind: TimeKind = TimeKind.DATE
    timexes: tuple[Timex, ...] = ()

    @property
    def dates(self) -> bool:
        """True when this can say when something happened."""
        return self.kind is TimeKind.DATE and (self.when.start is not None or self.when.end is not None)


class Document(Record, frozen=True, kw_only=True):
    """One text with all that the coder may look at; nothing else is handed to it.

    ``times`` holds what can date an event, ``spells`` all other time expressions: durations, sets, vague references.
    """

    text: Text
    annotation: Annotation
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    spells: tuple[TimeMention, ...] = ()
    places: tuple[Place, ...] = ()
    home: str | None = None  # the publisher's country: "the Foreign Minister" without more is this one's
