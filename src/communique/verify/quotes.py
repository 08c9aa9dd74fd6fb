"""Words in quotation marks: verbatim in the passage, spoken there too, and by whom the sentence says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from communique.model import ActorKind
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.fold import fold, plain, words
from communique.verify.frames import Frame
from communique.verify.parties import parties
from communique.verify.view import Entity, View

_MARKED = re.compile(r'"([^"]+)"')
_GAP = re.compile(r"\.\.\.|\[[^\]]*\]|\(\.\.\.\)")
_OWN_VOICE = re.compile(r"\b(?:statement|remarks|speech|address|transcript|interview|letter|message|readout)\b", re.I)


def quoted(text: str) -> tuple[str, ...]:
    """What stands between quotation marks, folded."""
    return tuple(m[1].strip() for m in _MARKED.finditer(fold(text)))


def check_quotes(case: Case) -> tuple[Ground, ...]:
    """Faults of quotations: altered words, reported words made verbatim, another speaker."""
    sentence = case.sentence.documents[0].text.body
    if fold(sentence).count('"') % 2:
        return (fault("quote altered", sentence[:40], "a quotation mark is not closed"),)
    out: list[Ground] = []
    for inner in quoted(sentence):
        pieces = [p.strip(" ,.;:!?-") for p in _GAP.split(inner) if p.strip(" ,.;:!?-")]
        faults = _verbatim(case, pieces)
        out += faults or [*_spoken(case, pieces), *_speaker(case, pieces)]
    return tuple(out)


def _bodies(case: Case) -> Iterable[str]:
    for document, spans in zip(case.passage.documents, case.passage.spans, strict=True):
        yield " ".join(fold(document.text.body[s.start : s.end]) for s in spans) if spans else fold(document.text.body)


def _verbatim(case: Case, pieces: list[str]) -> list[Ground]:
    bodies = list(_bodies(case))
    out = []
    for piece in pieces:
        if not any(_occurs(piece, body) for body in bodies):
            out.append(fault("quote altered", piece, _difference(piece, bodies)))
    return out


def _occurs(piece: str, body: str) -> bool:
    pattern = r"(?<!\w)" + re.escape(piece) + r"(?!\w)"
    if re.search(pattern, body):
        return True
    first = piece[:1]
    return bool(re.search(r"(?<!\w)" + re.escape(first.swapcase() + piece[1:]) + r"(?!\w)", body))


def _difference(piece: str, bodies: list[str]) -> str:
    here = piece.split()
    best, ratio = "", 0.0
    for body in bodies:
        there = body.split()
        size = len(here)
        for k in range(max(1, len(there) - size + 1)):
            window = there[k : k + size]
            score = difflib.SequenceMatcher(None, here, window).ratio()
            if score > ratio:
                best, ratio = " ".join(window), score
    if ratio < 0.4:
        return "the passage does not have these words"
    changed = [w for w in here if plain(w) not in set(words(best)) | {plain(x) for x in best.split()}]
    return f"the passage says “{best}”; not there: {' '.join(changed) or 'this order of words'}"


def _spoken(case: Case, pieces: list[str]) -> list[Ground]:
    """Reported words must not become verbatim: more than three quoted words need marks, a turn or an own voice."""
    out = []
    for piece in pieces:
        if len(piece.split()) > 3 and not _in_speech(case.passage, piece):
            out.append(fault("quote altered", piece, "the passage reports this in its own words, not as a quotation"))
    return out


def _in_speech(view: View, piece: str) -> bool:
    for document in view.documents:
        text = document.text
        if document.annotation.transcript or _OWN_VOICE.search(text.title):
            return True
        if any(_occurs(piece, fold(text.body[q.inner.start : q.inner.end])) for q in document.annotation.quotes):
            return True
        if any(_occurs(piece, inner) for inner in quoted(text.body)):
            return True
    return False


def _speaker(case: Case, pieces: list[str]) -> list[Ground]:
    """Who says it in the sentence must be who says it in the passage."""
    if not pieces:
        return []
    here = _speakers(case.sentence, case.sentence_frames, pieces[0])
    there = _speakers(case.passage, case.passage_frames, pieces[0])
    here = tuple(e for e in here if e.named or e.actor_id)
    if not here:
        return []
    there = there or _turn_speakers(case.passage, pieces[0])
    if not there:
        return _lone_speaker(case, here, pieces[0])
    if any(case.identity.same(a, b) or case.identity.acts_for(a, b) or _voice_of(a, b) for a in here for b in there):
        return []
    known = [b for b in there if b.named or b.actor_id or b.full != b.surface]
    if not known:
        return _lone_speaker(case, here, pieces[0])
    return [
        fault(
            "quote given to another",
            here[0].surface,
            f"in the passage these are words of {known[0].full}, in the sentence of {here[0].surface}",
        )
    ]


def _voice_of(left: Entity, right: Entity) -> bool:
    """A ministry speaks through its spokesperson: one country, one of the two a body."""
    bodies = {ActorKind.INSTITUTION, ActorKind.ORGANISATION}
    return left.country is not None and left.country == right.country and bool({left.kind, right.kind} & bodies)


def _lone_speaker(case: Case, here: tuple[Entity, ...], piece: str) -> list[Ground]:
    """Where the passage does not say who speaks: the text's only named person, its publisher or byline may."""
    for entity in here:
        if case.links.get(entity.head) or byline(case, entity):
            return []
    return [doubt(piece[:60], f"the passage does not tell that {here[0].surface} says this")]


def byline(case: Case, entity: Entity) -> bool:
    """True when the text's head (title, authors, first lines) names this entity."""
    names = words(entity.surface)
    for document in case.passage.documents:
        text = document.text
        head = set(words(" ".join((text.title, *text.authors, text.body[:200]))))
        if names and names[-1] in head:
            return True
    return False


def _turn_speakers(view: View, piece: str) -> tuple[Entity, ...]:
    for document in view.documents:
        for turn in document.annotation.turns:
            if _occurs(piece, fold(document.text.body[turn.span.start : turn.span.end])):
                return (
                    Entity(words=(), head=-1, surface=turn.label.title(), full=turn.label.title(), named=True,
                           kind=ActorKind.PERSON),
                )  # fmt: skip
    return ()


def _speakers(view: View, all_frames: tuple[Frame, ...], piece: str) -> tuple[Entity, ...]:
    """Subjects of the nearest verb of saying around the words of ``piece``."""
    spots = _locate(view, piece)
    if not spots:
        return ()
    sents = {view.words[i].sent for i in spots}
    said = _according(view, sents)
    if said:
        return said
    for reach in (0, 1):
        near = [
            f
            for f in all_frames
            if f.speech and f.agents and min(abs(view.words[f.head].sent - s) for s in sents) <= reach
        ]
        if near:
            best = min(near, key=lambda f: min(abs(f.head - i) for i in (spots[0], spots[-1])))
            found = parties(view, best.agents)
            return found.direct or found.behind
    return ()


def _according(view: View, sents: set[int]) -> tuple[Entity, ...]:
    for entity in view.entities:
        first = min(entity.office_words or entity.words)
        before = [w.text.casefold() for w in view.words[max(0, first - 3) : first]]
        if view.words[first].sent in sents and ("according" in before or before[-1:] == ["words"]):
            return (entity,)
    return ()


def _locate(view: View, piece: str) -> list[int]:
    target = words(piece)
    stream = [(w.i, p) for w in view.words for p in words(w.text)]
    for k in range(len(stream) - len(target) + 1):
        if [p for _, p in stream[k : k + len(target)]] == target:
            return [i for i, _ in stream[k : k + len(target)]]
    found = [i for i, p in stream if target and p == target[0]]
    return found[:1]
