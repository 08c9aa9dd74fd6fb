"""Who "I" and "we" are where no turn says it: the signer, the publisher's state, the states of a joint statement."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from communique.coding.lexicon import word_list
from communique.coding.participants import LANDS, Lands, as_party
from communique.coding.tree import Tree
from communique.model import ActorKind, Document, Mention, Participation, Sentence, Span
from communique.model.base import Record

_OWN_VOICE = LANDS | {ActorKind.INSTITUTION}
_LINE = 120
"""A signature or byline is at most this long (characters)."""
_LEAD = 5
"""Sentences at the head of a joint statement that may say whose it is."""
_WORD = re.compile(r"[\w'’-]+")


class Narrator(Record, frozen=True, kw_only=True):
    """``one`` says "I", ``all`` say "we"; nobody where the text does not show it."""

    one: Participation | None = None
    all: tuple[Participation, ...] = ()


def narrator(document: Document, lands: Lands) -> Narrator:
    """Whose voice the prose of a text is."""
    words = {w.casefold() for w in _WORD.findall(document.text.title)}
    many = words & word_list("voice.yaml", "together") and words & word_list("voice.yaml", "papers")
    if "conference" not in words and (words & word_list("voice.yaml", "joint") or many):
        return Narrator(all=_jointly(document, lands))
    home = lands.party(document.home)
    signer = next(_signers(document), None)
    if home is None or not (signer is not None or words & word_list("voice.yaml", "own") or _speaks(document)):
        return Narrator()
    return Narrator(one=as_party(signer) if signer is not None else home, all=(home,))


def voiced(tree: Tree, index: int, document: Document, told: Narrator) -> tuple[Participation, ...]:
    """Whom a first-person word of unquoted prose means: the narrator, at the span of the word; else nobody."""
    token = tree.tokens[index]
    word, meant = token.text.casefold(), told.all
    if tree.sentence.turn is not None or any(
        q.span.start <= token.start < q.span.end for q in document.annotation.quotes
    ):
        return ()
    if word in {"i", "me"}:
        meant = (told.one,) if told.one is not None else ()
    elif word not in {"we", "us"} and not (word in word_list("voice.yaml", "own_bodies") and _is_own(tree, index)):
        return ()
    span = tree.span(tree.phrase(index))
    return tuple(msgspec.structs.replace(p, span=span) for p in meant)


def _is_own(tree: Tree, index: int) -> bool:
    """ "My government", "our country", "this Administration", and "the Administration" with nothing more."""
    if tree.children(index, "prep", "amod", "compound"):
        return False
    own = {tree.lemma(k) for k in tree.children(index, "poss", "det")}
    return bool(own & {"my", "our", "this"}) or ("the" in own and tree.lemma(index) in {"government", "administration"})


def titled_land(document: Document) -> Mention | None:
    """The one foreign state, by itself or by one of its people, that the title names in words the body uses too; where
    it names none, the one organisation.
    """
    title = document.text.title
    foreign = [m for m in document.mentions if m.country and m.country != document.home]
    named = [m for m in foreign if m.surface in title or (m.kind in LANDS and m.name in title)]
    if not named:
        bodies = [m for m in document.mentions if m.kind is ActorKind.ORGANISATION and m.surface in title]
        return bodies[0] if len({m.actor_id for m in bodies}) == 1 else None
    return named[0] if len({m.country for m in named}) == 1 else None


def _signers(document: Document) -> Iterator[Mention]:
    """People of the publisher's country whose name is most of a line of its own."""
    lines = [s for s in document.annotation.sentences if s.turn is None and s.end - s.start <= _LINE]
    for line in lines:
        for one in document.mentions:
            inside = line.start <= one.span.start and one.span.end <= line.end
            own = one.kind is ActorKind.PERSON and one.actor_id is not None and one.country == document.home
            if inside and own and not _has_verb(line):
                yield one


def _has_verb(sentence: Sentence) -> bool:
    return any(t.pos in {"VERB", "AUX"} for t in sentence.tokens)


def _speaks(document: Document) -> bool:
    """The publisher's state acts as itself and as "we" in the same prose: "The United States … We …"."""
    prose = [s for s in document.annotation.sentences if s.turn is None]
    subjects = {t.start for s in prose for t in s.tokens if t.dep in {"nsubj", "nsubjpass"}}
    subjects |= {s.start for s in prose if s.end - s.start > _LINE // 3}
    own = [m.span for m in document.mentions if m.kind in _OWN_VOICE and m.country == document.home]
    quoted = [q.span for q in document.annotation.quotes]
    free = [o for o in own if not any(q.start <= o.start < q.end for q in quoted)]
    body = document.text.body
    return any(_first(span, body) <= start < span.end for span in free for start in subjects)


def _first(span: Span, body: str) -> int:
    """Where a name begins, with the article before it."""
    return span.start - 4 if body[max(0, span.start - 4) : span.start].casefold() == "the " else span.start


def _is_paper(document: Document) -> bool:
    words = {w.casefold() for w in _WORD.findall(document.text.title)}
    return bool(words & word_list("voice.yaml", "papers")) and "conference" not in words


def _jointly(document: Document, lands: Lands) -> tuple[Participation, ...]:
    """The states named first together: "released by the Governments of Japan and the United States"."""
    for sentence in document.annotation.sentences[:_LEAD]:
        inside = [m for m in document.mentions if sentence.start <= m.span.start and m.span.end <= sentence.end]
        codes = tuple(dict.fromkeys(m.country for m in inside if m.country))
        if len(codes) > 1 and (document.home is None or document.home in codes):
            return tuple(p for code in codes if (p := lands.party(code)) is not None)
    titled = lands.titled(document.text.title) if not document.annotation.transcript else ()
    if len(titled) > 1 and _is_paper(document) and (document.home is None or document.home in titled):
        return tuple(p for code in titled if (p := lands.party(code)) is not None)
    return ()
