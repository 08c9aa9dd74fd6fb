"""The stages put together: what reads a text from end to end, for the pipeline and for the checker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from communique.annotate import Annotator, RememberedParses, SpacyParser, fold
from communique.coding import Coder, triggers
from communique.dates import read_expressions
from communique.encode import MiniLM
from communique.model import (
    Annotation,
    Article,
    Document,
    NameForm,
    Participation,
    Place,
    Problem,
    PublishedBasis,
    Reading,
    Source,
    Span,
    Text,
    sha256,
)
from communique.places import Gazetteer, place_form, read_places
from communique.resolve import KnowledgeBase, Resolver
from communique.wiring_gate import Gate

_ITEM = re.compile(r"Q\d+")


class Stages:
    """Every model-bearing stage, built once and only when asked for."""

    def __init__(self, actors: Path | None = None) -> None:
        self._actors = actors

    @cached_property
    def _loaded(self) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
        return KnowledgeBase.load(self._actors)

    @property
    def base(self) -> KnowledgeBase:
        """Who is who."""
        return self._loaded[0]

    @property
    def named_by_desk(self) -> bool:
        """True when the desk has an actors file of its own, so that records may hold other names than it wants."""
        return self._actors is not None and self._actors.exists()

    def mask(self, words: str) -> str:
        """Words to be shown, without the names that the desk was told to forget; needs no base where it has no file."""
        return self.base.mask(words) if self.named_by_desk else words

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong in the desk's own actors file."""
        return self._loaded[1]

    @cached_property
    def gate(self) -> Gate:
        """Which sentences are worth parsing."""
        return Gate(names=self.base.names(), triggers=triggers())

    @cached_property
    def parser(self) -> SpacyParser:
        """The language model, one for the pipeline and the checker."""
        return SpacyParser()

    @cached_property
    def annotator(self) -> Annotator:
        """Sentences, parse, turns and quotes of gated sentences."""
        return Annotator(self._lets_in, parser=self.parser)

    def _lets_in(self, sentence: str) -> bool:
        return self.gate(sentence)  # made here, with the first sentence: it takes every name of the base

    @cached_property
    def resolver(self) -> Resolver:
        """Mentions to actors."""
        return Resolver(self.base)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Toponyms to places."""
        return Gazetteer.load(self.base.bearers)

    @cached_property
    def encoder(self) -> MiniLM:
        """Words in context as vectors; its model is read with the first text that needs it."""
        return MiniLM()

    @cached_property
    def coder(self) -> Coder:
        """Passages to readings."""
        return Coder(self.base.version, self.base.country, self.base.find)

    def versions(self) -> tuple[tuple[str, str], ...]:
        """Names and versions that decide whether a text must be read anew."""
        return (
            ("annotator", f"{self.annotator.name} {self.annotator.version}"),
            ("base", self.base.version),
            ("coder", f"{self.coder.name} {self.coder.version}"),
        )

    def understand(self, text: Text, annotation: Annotation, home: str | None) -> Document:
        """Resolve, date and place one annotated text."""
        mentions = self.resolver.resolve(text, annotation, home)
        times = read_expressions(text, annotation)
        return Document(
            text=text,
            annotation=annotation,
            mentions=mentions,
            times=tuple(one for one in times if one.dates),
            spells=tuple(one for one in times if not one.dates),
            places=read_places(text, annotation, mentions, home, self.gazetteer),
            home=home,
        )

    def documents(self, texts: Iterable[Text], homes: dict[str, str | None]) -> Iterator[Document | Problem]:
        """Annotate and understand a stream of texts; ``homes`` maps source ids to countries."""
        waiting: dict[str, Text] = {}

        def passing() -> Iterator[Text]:
            for text in texts:
                waiting[text.id] = text
                yield text

        for item in self.annotator.annotate(passing()):
            if isinstance(item, Problem):
                yield item
            else:
                text = waiting.pop(item.text_id)
                yield self.understand(text, item, homes.get(text.source_id))


class HouseReader:
    """The checker's reader: the same stages over a whole stored text, or over one printed sentence."""

    def __init__(self, stages: Stages, sources: dict[str, Source]) -> None:
        self._stages = stages
        self._sources = sources
        self._parser = RememberedParses(stages.parser)
        self._full = Annotator(None, parser=self._parser)

    def ahead(self, passages: Iterable[str]) -> None:
        """Parse in one batch what will be asked for: printed sentences and cited passages."""
        for _ in self._full.annotate(as_text(one, published=None) for one in passages):
            pass

    def document(self, text: Text, spans: Sequence[Span]) -> Document:
        """``text`` with tokens for the sentences that overlap ``spans``."""
        cited = [_squeezed(text.body[span.start : span.end]) for span in spans]

        def near(sentence: str) -> bool:
            words = _squeezed(sentence)
            return any(words in passage or passage in words for passage in cited)

        source = self._sources.get(text.source_id)
        home = source.country if source else None
        return self._understood(Annotator(near, parser=self._parser), text, home)

    def sentence(self, sentence: str, *, published: date | None, language: str, home: str | None) -> Document:
        """A printed sentence as a text of its own, on the clock ``published``."""
        text = as_text(sentence, published=published, language=language)
        return self._understood(self._full, text, home)

    def readings(self, document: Document) -> tuple[Reading, ...]:
        """What the coder reads there."""
        return tuple(item for item in self._stages.coder.code(document) if isinstance(item, Reading))

    def _understood(self, annotator: Annotator, text: Text, home: str | None) -> Document:
        item = next(iter(annotator.annotate([text])))
        if isinstance(item, Problem):
            item = Annotation(
                text_id=text.id, annotator=annotator.name, version=annotator.version, transcript=False, sentences=()
            )
        return self._stages.understand(text, item, home)


def _squeezed(words: str) -> str:
    """A passage as it is compared with a sentence: folded, without white space or edges."""
    return "".join(fold(words).split())


class RecordNames:
    """Names as the records hold them: enough where no setting and no file of the desk asks for others."""

    def person(self, party: Participation) -> str:
        """The name in the record."""
        return party.name

    def office(self, party: Participation, day: date | None) -> str:
        """The office in the record."""
        del day
        return party.office

    def beside(self, party: Participation) -> tuple[str, ...]:
        """What stands in brackets behind a name: office and country."""
        country = party.country if party.country != party.name else None
        return tuple(part for part in (self.office(party, None), country) if part)

    def place(self, place: Place) -> str:
        """The name in the record."""
        return place.name

    def quoted(self, words: str) -> str:
        """Words of a source as they stand."""
        return words


class HouseNames(RecordNames):
    """How names are printed, from the base: house forms, and offices instead of names that were forgotten."""

    def __init__(self, base: KnowledgeBase, form: NameForm = NameForm.HOUSE) -> None:
        self._base = base
        self._form = form

    def display(self, code: str) -> str:
        """A country or partner by its code, without article; a body without a code by its name, "" if unknown."""
        shown = self._base.display(code)
        if shown != code:
            return shown
        actor = self._base.actor(code)
        return actor.name if actor else "" if _ITEM.fullmatch(code) else code

    def demonym(self, code: str) -> str:
        """Its adjective; empty when there is none."""
        shown = self._base.demonym(code)
        return "" if shown == code else shown

    def person(self, party: Participation) -> str:
        """The house name of an actor, or the name in the record: an id is no name. The office where it is withheld."""
        if self._base.withheld(party.actor_id, party.name):
            return self._role(party)
        known = party.actor_id is not None and self._base.actor(party.actor_id) is not None
        name = self._base.printed(party.actor_id, self._form) if known and party.actor_id else party.name
        return party.name if _ITEM.fullmatch(name) else name

    def place(self, place: Place) -> str:
        """A place in the form asked for, where that is known."""
        return place_form(place.gazetteer_id, self._form.value) or place.name

    def office(self, party: Participation, day: date | None) -> str:
        """The office to print beside a name; what the reading says, which is of that day. None where it is the name."""
        del day
        return "" if self._base.withheld(party.actor_id, party.name) else party.office

    def beside(self, party: Participation) -> tuple[str, ...]:
        """Office and country; nothing beside an office that stands for a name."""
        return () if self._base.withheld(party.actor_id, party.name) else super().beside(party)

    def quoted(self, words: str) -> str:
        """Words of a source as they may be shown: without the names that were forgotten."""
        return self._base.mask(words)

    def _role(self, party: Participation) -> str:
        if party.office:
            of = self._base.demonym(party.country) if party.country else ""
            return f"the {of if of.casefold() not in party.office.casefold() else ''} {party.office}".replace("  ", " ")
        return f"an official of {self._base.display(party.country)}" if party.country else "a person not named here"


def names_of(stages: Stages, form: NameForm) -> RecordNames:
    """How a desk's tables print names; the base is loaded only where records may hold other names than are wanted."""
    plain = form is NameForm.HOUSE and not stages.named_by_desk
    return RecordNames() if plain else HouseNames(stages.base, form)


def as_text(
    body: str,
    *,
    published: date | None,
    language: str = "en",
    title: str = "",
    source_id: str = "loose",
    address: str = "",
) -> Text:
    """A text that is in no store: a printed sentence, or an article handed to an evaluation."""
    address = address or f"text:{sha256(body)[:16]}"
    article = Article.make_id(source_id, address)
    return Text(
        id=Text.make_id(article, body, title, published),
        article_id=article,
        source_id=source_id,
        address=address,
        title=title,
        body=body,
        language=language,
        published=published,
        published_basis=PublishedBasis.DECLARED if published else PublishedBasis.NONE,
        sha256=sha256(body),
        bytes_sha256=sha256(body),
        extractor="given",
        extractor_version="1",
        first_seen=datetime(1970, 1, 1, tzinfo=UTC),
    )
