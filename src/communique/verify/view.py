"""One flat view of what a document says in given spans: words with heads, and the entities that cover them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from communique.model import ActorKind, Document, Mention, Record, Sentence, Span, TimeMention, Token
from communique.verify.fold import plain
from communique.verify.lexicon import Lexicon

_NAMED = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC", "EVENT"}
_KIND = {"PERSON": ActorKind.PERSON, "GPE": ActorKind.STATE, "NORP": ActorKind.STATE, "ORG": ActorKind.ORGANISATION}


_SUFFIXES = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"}


class Word(Record, frozen=True, kw_only=True):
    """A token under a running number; ``head`` is a running number too (the root points to itself)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sent: int
    doc: int
    ent: str
    quoted: bool = False


class Entity(Record, frozen=True, kw_only=True):
    """Somebody or something named: a resolved mention, or a name the parser saw. ``words`` are running numbers of the
    bare name; ``office`` the words of the office before it; ``head`` the word other words hang it from.
    """

    words: tuple[int, ...]
    head: int
    surface: str
    full: str
    kind: ActorKind
    named: bool
    actor_id: str | None = None
    country: str | None = None
    office: str = ""
    office_words: tuple[int, ...] = ()
    anaphor: bool = False
    weak: bool = False  # only the parser's guess: its kind says little
    doc: int = 0


class View:
    """What one or more documents say inside given spans. Built once, then only read."""

    def __init__(self, parts: Sequence[tuple[Document, Sequence[Span]]], lexicon: Lexicon) -> None:
        """``parts``: documents, each with the spans to look at (none = all of it)."""
        self.lexicon = lexicon
        self.documents = tuple(document for document, _ in parts)
        self.spans = tuple(tuple(spans) for _, spans in parts)
        self.words: tuple[Word, ...] = tuple(_words(parts))
        self.children: tuple[tuple[int, ...], ...] = _children(self.words)
        self.entities: tuple[Entity, ...] = tuple(_entities(self))
        self.times: tuple[tuple[int, TimeMention, tuple[int, ...]], ...] = tuple(_times(self))
        self.entity_at = {i: e for e in self.entities for i in e.words}
        self.entity_head = {e.head: e for e in self.entities}
        self.time_words = frozenset(i for _, _, covered in self.times for i in covered)

    @property
    def published(self) -> date | None:
        """The first document's day of publication."""
        return self.documents[0].text.published

    @property
    def parsed(self) -> bool:
        """True when there are words to look at."""
        return bool(self.words)

    def covered(self, doc: int, start: int, end: int) -> tuple[int, ...]:
        """Running numbers of the words of one document inside ``[start, end)``."""
        return tuple(w.i for w in self.words if w.doc == doc and w.start >= start and w.end <= end)

    def subtree(self, i: int) -> list[int]:
        """A word and all below it."""
        out, todo = [], [i]
        while todo:
            current = todo.pop()
            out.append(current)
            todo.extend(self.children[current])
        return sorted(out)

    def lemma(self, i: int) -> str:
        """Lower-case lemma."""
        return self.words[i].lemma

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children under one of these relations."""
        return [c for c in self.children[i] if self.words[c].dep in deps]

    def phrase(self, indices: Iterable[int]) -> str:
        """The words as they stand, spaced by one blank."""
        return " ".join(self.words[i].text for i in sorted(indices))


def _words(parts: Sequence[tuple[Document, Sequence[Span]]]) -> Iterable[Word]:
    base, number = 0, 0
    for doc, (document, spans) in enumerate(parts):
        for sentence in document.annotation.sentences:
            kept = _kept(sentence, spans)
            renumber = {old: base + new for new, old in enumerate(kept)}
            for old in kept:
                head = _climb(sentence, old, renumber)
                yield _word(sentence.tokens[old], document, i=renumber[old], head=head, sent=number, doc=doc)
            base += len(kept)
            number += bool(kept)


def _kept(sentence: Sentence, spans: Sequence[Span]) -> list[int]:
    return [
        k
        for k, token in enumerate(sentence.tokens)
        if token.text.strip() and (not spans or any(token.start < s.end and token.end > s.start for s in spans))
    ]


def _climb(sentence: Sentence, old: int, renumber: dict[int, int]) -> int:
    head = sentence.tokens[old].head
    seen = {old}
    while head not in renumber and head not in seen:
        seen.add(head)
        head = sentence.tokens[head].head
    return renumber.get(head, renumber[old])


def _word(token: Token, document: Document, *, i: int, head: int, sent: int, doc: int) -> Word:
    quoted = any(q.inner.start <= token.start < q.inner.end for q in document.annotation.quotes)
    return Word(
        i=i, start=token.start, end=token.end, text=token.text, lemma=plain(token.lemma), pos=token.pos,
        tag=token.tag, dep=token.dep, head=head, sent=sent, doc=doc, ent=token.entity, quoted=quoted,
    )  # fmt: skip


def _children(words: Sequence[Word]) -> tuple[tuple[int, ...], ...]:
    below: list[list[int]] = [[] for _ in words]
    for word in words:
        if word.head != word.i:
            below[word.head].append(word.i)
    return tuple(tuple(b) for b in below)


def _entities(view: View) -> Iterable[Entity]:
    taken: set[int] = set()
    offices: set[int] = set()
    for doc, document in enumerate(view.documents):
        for mention in sorted(document.mentions, key=lambda m: (m.span.start, -m.span.end)):
            entity = _from_mention(view, doc, mention, taken)
            if entity is not None:
                taken |= set(entity.words)
                offices |= set(entity.office_words)
                yield entity
    for entity in _unmentioned(view, taken):
        taken |= set(entity.words) | set(entity.office_words)
        yield entity
    yield from _capitalised(view, taken | offices)


def _from_mention(view: View, doc: int, mention: Mention, taken: set[int]) -> Entity | None:
    name = tuple(i for i in view.covered(doc, mention.head.start, mention.head.end) if i not in taken)
    if not name:
        return None
    around = view.covered(doc, mention.span.start, mention.span.end)
    pronoun = all(view.words[i].pos in {"PRON", "DET"} for i in name)
    described = any(view.words[i].pos == "NOUN" and view.words[i].text.islower() for i in name)
    if described and not mention.actor_id:
        return None  # "the Somali ambassador": its words are looked at one by one
    named = any(view.words[i].text[:1].isupper() for i in name) and not pronoun and not described
    return Entity(
        words=name,
        head=_top(view, name),
        surface=view.phrase(name),
        full=mention.name or mention.surface,
        kind=mention.kind,
        named=named,
        actor_id=mention.actor_id,
        country=mention.country or _country_of(view, doc, mention),
        office=mention.office,
        office_words=tuple(i for i in around if i not in name),
        anaphor=mention.anaphor or pronoun,
        doc=doc,
    )


def _country_of(view: View, doc: int, mention: Mention) -> str | None:
    """The country that the text gives this person elsewhere, when all such mentions agree."""
    last = plain(mention.name).split()[-1:]
    same = (m for m in view.documents[doc].mentions if m.kind is mention.kind and plain(m.name).split()[-1:] == last)
    found = {m.country for m in same if m.country}
    return found.pop() if len(found) == 1 and mention.kind is ActorKind.PERSON else None


def _unmentioned(view: View, taken: set[int]) -> Iterable[Entity]:
    run: list[int] = []
    for word in (*view.words, None):
        same = (
            word is not None and run and word.ent == view.words[run[-1]].ent and word.sent == view.words[run[-1]].sent
        )
        free = (
            word is not None and word.i not in taken and word.ent in _NAMED and word.pos not in {"PART", "PUNCT", "DET"}
        )
        if run and not (same and free):
            yield _from_run(view, run)
            run = []
        if word is not None and free:
            run.append(word.i)


def _from_run(view: View, run: Sequence[int]) -> Entity:
    bare = [i for i in run if view.lemma(i) not in view.lexicon.office_words | {"foreign"}]
    run = bare or run
    label = view.words[run[0]].ent
    surface = view.phrase(run)
    return Entity(
        words=tuple(run), head=_top(view, run), surface=surface, full=surface, named=True,
        weak=True, kind=_KIND.get(label, ActorKind.ORGANISATION), doc=view.words[run[0]].doc,
    )  # fmt: skip


def _capitalised(view: View, taken: set[int]) -> Iterable[Entity]:
    """Proper nouns that neither resolver nor parser took for a name; words of offices and acts are none."""
    run: list[int] = []
    for word in view.words:
        plain_word = word.lemma in view.lexicon.office_words or bool(view.lexicon.of(word.lemma))
        proper = word.pos == "PROPN" and word.text[:1].isupper() and word.ent not in {"DATE", "TIME"}
        if proper and not plain_word and word.i not in taken and word.text not in _SUFFIXES:
            if run and (run[-1] != word.i - 1 or view.words[run[-1]].sent != word.sent):
                yield _from_run(view, run)
                run = []
            run.append(word.i)
    if run:
        yield _from_run(view, run)


def _top(view: View, indices: Sequence[int]) -> int:
    inside = set(indices)
    for i in indices:
        if view.words[i].head not in inside or view.words[i].head == i:
            return i
    return indices[-1]


def _times(view: View) -> Iterable[tuple[int, TimeMention, tuple[int, ...]]]:
    for doc, document in enumerate(view.documents):
        for time in document.times:
            covered = view.covered(doc, time.span.start, time.span.end)
            if covered:
                yield doc, time, covered
