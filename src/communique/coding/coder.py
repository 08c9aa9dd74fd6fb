"""The first coder: frames over the parse, one sentence at a time."""

from __future__ import annotations

from collections.abc import Iterator

from communique.coding.acts import speech_version
from communique.coding.discourse import Discourse
from communique.coding.joining import JOINING
from communique.coding.lexicon import lexicon, load_yaml
from communique.coding.mending import mended
from communique.coding.opening import greeted
from communique.coding.participants import NOWHERE, CountryPort, Lands, NamedPort
from communique.coding.persons import with_people
from communique.coding.saying import cues, say
from communique.coding.shared_names import with_lands
from communique.coding.telling import tell
from communique.coding.told import STAGE, Told
from communique.model import Document, Encounter, Event, Passage, Problem, Reading, Section, Sentence, Skipped

NAME = "frames"
VERSION = "29"
LEAST = 0.45
"""Readings below this confidence are left out."""
REACH = 600
"""A passage of more than one sentence is at most this many characters long."""
_NO_PROSE = frozenset({"headline", "dateline", "byline", "signature", "caption", "heading", "stage"})
_SUFFIXES = ("", "s", "es", "ed", "d", "ing")


class Coder:
    """Reads documents with the frames of ``coding/data``; deterministic, without state."""

    def __init__(
        self, base_version: str = "", country: CountryPort = NOWHERE.country, named: NamedPort = NOWHERE.named
    ) -> None:
        self._base_version, self._lands = base_version, Lands(country, named)
        self._version = f"{VERSION}+{lexicon().version}+{load_yaml('says.yaml')['version']}+{speech_version()}"

    @property
    def name(self) -> str:
        """Name of the coder."""
        return NAME

    @property
    def version(self) -> str:
        """Version of the code with that of the lexicon."""
        return self._version

    def code(self, document: Document) -> Iterator[Reading | Skipped | Problem]:
        """Readings of every parsed sentence that is prose of its publisher, or spoken by no questioner."""
        if document.text.language not in {"en", ""}:
            yield Skipped(stage=STAGE, subject=document.text.id, reason=f"language {document.text.language}")
            return
        document, memory = with_lands(with_people(document), self._lands), Discourse()
        for number, sentence in enumerate(document.annotation.sentences):
            if self._left_out(document, sentence):
                continue
            memory.number = number
            yield from self._greeting(document, sentence, memory)
            if sentence.tokens:
                yield from self._sentence(document, mended(sentence, document.mentions), memory)

    def _left_out(self, document: Document, sentence: Sentence) -> bool:
        if sentence.turn is not None and document.annotation.turns[sentence.turn].question:
            return True
        return any(s.kind in _NO_PROSE and _inside(sentence, s) for s in document.annotation.sections)

    def _greeting(self, document: Document, sentence: Sentence, memory: Discourse) -> Iterator[Reading]:
        for told in greeted(document, sentence, self._lands, memory):
            if isinstance(told.content, Encounter) and told.event is not None:
                memory.note(told.content, told.event, sentence)
            yield self._reading(document, _passage(document, sentence, told), told)

    def _sentence(
        self, document: Document, sentence: Sentence, memory: Discourse
    ) -> Iterator[Reading | Skipped | Problem]:
        for one in (*tell(document, sentence, self._lands, memory), *say(document, sentence, memory)):
            if isinstance(one, Told) and one.confidence < LEAST:
                yield Skipped(stage=STAGE, subject=f"{document.text.id}:{sentence.start}", reason="not sure enough")
            elif isinstance(one, Told):
                yield self._reading(document, _passage(document, sentence, one), one)
            else:
                yield one

    def _reading(self, document: Document, passage: Passage, told: Told) -> Reading:
        content = told.content
        parties = {p.country for p in content.parties if p.country}
        return Reading.make(
            passage=passage,
            content=content,
            coder=self.name,
            coder_version=self.version,
            base_version=self._base_version,
            confidence=told.confidence,
            reasons=told.reasons,
            own_account=document.home is not None and document.home in parties and isinstance(content, Event),
        )


def _passage(document: Document, sentence: Sentence, told: Told) -> Passage:
    """The sentence; with what stands before it, if that is near, where it leans on an earlier one for who or when."""
    since = told.since if told.since is not None else sentence.start
    start = since if since < sentence.start and sentence.end - since <= REACH else sentence.start
    return Passage.cut(document.text.id, document.text.body, start, sentence.end)


def _inside(sentence: Sentence, section: Section) -> bool:
    return section.span.start <= sentence.start and sentence.end <= section.span.end


def triggers() -> frozenset[str]:
    """Every word form that may start a reading: what the gate looks for."""
    lemmas = {
        *lexicon().verbs,
        *lexicon().nouns,
        *cues(),
        *load_yaml("says.yaml")["carriers"],
        *(w for key in JOINING for w in load_yaml("joining.yaml")[key]),
        *(w for w in load_yaml("says.yaml")["decline"] if " " not in w),
    }
    forms = {lemma + suffix for lemma in lemmas for suffix in _SUFFIXES}
    forms |= {lemma[:-1] + suffix for lemma in lemmas if lemma.endswith("e") for suffix in ("ing", "ed")}
    forms |= {lemma[:-1] + suffix for lemma in lemmas if lemma.endswith("y") for suffix in ("ied", "ies")}
    forms |= {lemma + lemma[-1] + suffix for lemma in lemmas for suffix in ("ing", "ed")}
    return frozenset(forms | set(load_yaml("forms.yaml")["irregular"]))
