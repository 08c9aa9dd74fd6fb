"""Each fact of the sentence looks for a fact of the passage: same act, same parties in the same roles, as real."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Record
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.frames import Frame
from communique.verify.modes import Mode
from communique.verify.parties import entity_of, parties
from communique.verify.roles import present, role_faults
from communique.verify.view import View
from communique.verify.where import day_faults, place_faults

_EMPTY_KEYS = {"be", "have", "do", "say", "take", "include", "make", "go", "get", "become"}


_VAGUE = {
    "change",
    "matter",
    "issue",
    "question",
    "number",
    "topic",
    "problem",
    "series",
    "range",
    "process",
    "course",
    "case",
    "field",
}


class Match(Record, frozen=True, kw_only=True):
    """A passage fact held against a sentence fact, with what speaks against it."""

    frame: Frame
    faults: tuple[Ground, ...]
    shared: float
    likeness: float


def check_facts(case: Case) -> tuple[Ground, ...]:
    """Faults of whole facts."""
    out: list[Ground] = []
    for frame in case.sentence_frames:
        if not _worth(case, frame):
            continue
        out += _check(case, frame)
    return tuple(dict.fromkeys(out))


def _worth(case: Case, frame: Frame) -> bool:
    word = case.sentence.words[frame.head]
    if frame.noun:
        light = case.sentence.words[word.head]
        return not any(f.light == frame.head for f in case.sentence_frames) and light.pos != "PROPN"
    if case.lexicon.has("modal", word.lemma) and case.sentence.kids(frame.head, "xcomp"):
        return False
    return (
        bool(case.sentence.kids(frame.head, "prt"))
        or not (set(frame.keys) <= _EMPTY_KEYS)
        or frame.speech
        or frame.negated
    )


def _check(case: Case, frame: Frame) -> list[Ground]:
    matches = list(_matches(case, frame))
    if not matches:
        return _no_match(case, frame)
    best = min(matches, key=lambda m: (len(m.faults) - m.shared, -m.likeness, m.frame.head))
    return list(best.faults)


def _no_match(case: Case, frame: Frame) -> list[Ground]:
    """No predicate answers. Words without support are reported by coverage; here only what it let through."""
    shown = case.sentence.words[frame.head].text
    if frame.noun or (frame.negated is False and set(frame.keys) & _EMPTY_KEYS):
        return []
    if case.lexicon.has("speech", case.sentence.lemma(frame.head)) and _quotes_there(case):
        return []
    if frame.negated and not _denies(case.passage):
        return [fault("negation", shown, f"the sentence denies {shown!r}, the passage does not", "negation.alone")]
    return [doubt(shown, f"no fact of the passage answers {shown!r}", "no_fact.speech" if frame.speech else "no_fact")]


def _quotes_there(case: Case) -> bool:
    return any(w.quoted for w in case.passage.words) or any(d.annotation.transcript for d in case.passage.documents)


def _denies(view: View) -> bool:
    return any(w.dep == "neg" or w.lemma == "no" or view.lexicon.has("negating", w.lemma) for w in view.words)


def _matches(case: Case, frame: Frame) -> Iterable[Match]:
    for other in case.passage_frames:
        key = _key(case, frame, other)
        if key is None:
            continue
        faults: list[Ground] = [*_reality(case, frame, other), *role_faults(case, frame, other, key)]
        faults += [
            *day_faults(case, frame, other),
            *place_faults(case, frame, other),
            *_nested(case, frame, other),
            *_told(case, frame, other),
            *_limits(case, frame, other),
            *_outside(case, frame, other),
        ]
        alike = len(set(frame.keys) & set(other.keys)) + 0.1 * (not other.noun)
        yield Match(frame=other, faults=tuple(faults), shared=_shared(case, frame, other), likeness=alike)


def _key(case: Case, frame: Frame, other: Frame) -> str | None:
    """The passage's word that supports the sentence's predicate."""
    for mine in frame.keys:
        for theirs in other.keys:
            if case.lexicon.supports(theirs, mine):
                return theirs
    return None


def _reality(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    shown, there = case.sentence.words[frame.head].text, case.passage.words[other.head].text
    if frame.negated != other.negated:
        which = "denies" if frame.negated else "asserts"
        detail = f"the sentence {which} {shown!r}, the passage does the contrary of {there!r}"
        both = _denies(case.passage) and _denies(case.sentence)
        return [fault("negation", shown, detail, "negation.both" if both else "negation")]
    if _remote(case, frame, other):
        return [fault("strength", shown, f"the passage tells of a call or video link, the sentence says {shown!r}")]
    if other.noun and not frame.noun and frame.light is None and (frame.mode, other.mode) == (Mode.DONE, Mode.UNCLEAR):
        return [doubt(shown, f"the passage does not tell that the {there} took place")]
    if not other.noun and not frame.noun and (frame.mode, other.mode) == (Mode.DONE, Mode.UNCLEAR):
        return [doubt(shown, f"the passage only names {there!r}, it does not tell it as done", "modality.named.done")]
    if frame.mode is other.mode or Mode.UNCLEAR in (frame.mode, other.mode):
        return []
    if frame.noun and frame.mode is Mode.DONE:
        return []
    detail = f"in the passage {there!r} is {other.mode}, in the sentence {shown!r} is {frame.mode}"
    return [fault("modality", shown, detail, f"modality.{other.mode}.{frame.mode}".replace(" ", "_"))]


def _nested(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """ "relatives of prisoners" are not prisoners: a noun of the sentence that the passage only has inside another."""
    out = []
    view, mine = case.passage, {w.lemma for w in case.sentence.words}
    for h in frame.all_args:
        word = case.sentence.words[h]
        if word.pos != "NOUN" or any(case.lexicon.supports(view.lemma(a), word.lemma) for a in other.all_args):
            continue
        for a in other.all_args:
            inner = [p for of in view.kids(a, "prep") if view.lemma(of) == "of" for p in view.kids(of, "pobj")]
            outer = view.lemma(a)
            if (
                view.words[a].pos != "NOUN"
                or any(case.lexicon.supports(outer, m) for m in mine)
                or outer in _VAGUE
                or view.lexicon.of(outer)
            ):
                continue
            if any(case.lexicon.supports(view.lemma(p), word.lemma) for p in inner):
                out.append(fault("group", word.text, f"the passage says {view.words[a].text} of {word.text}"))
    return out


def _remote(case: Case, frame: Frame, other: Frame) -> bool:
    """A call is no meeting in person."""
    lexicon = case.lexicon
    if not any(lexicon.has("in_person", k) for k in frame.keys) or any(lexicon.has("remote", k) for k in frame.keys):
        return False
    told = {case.passage.lemma(i) for i in case.passage.subtree(other.head)} | set(other.keys)
    here = {case.sentence.lemma(i) for i in case.sentence.subtree(frame.head)}
    remote = lexicon.lists["remote"]
    return bool(told & remote) and not here & remote and not any(lexicon.has("in_person", k) for k in other.keys)


def _told(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """What somebody only claims must not become a fact."""
    if other.under is None or frame.under is not None or frame.speech:
        return []
    verb = case.passage.lemma(other.under)
    if _according(case.sentence):
        return []
    if case.lexicon.has("hearsay", verb):
        shown = case.sentence.words[frame.head].text
        return [fault("attribution", shown, f"in the passage this is what somebody {verb}s, in the sentence a fact")]
    return []


def _according(view: View) -> bool:
    return any(w.text.casefold() == "according" for w in view.words)


def _limits(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """A restriction that the passage puts on a party or noun ("some states") and the sentence drops."""
    out = []
    mine = {case.sentence.lemma(i) for i in case.sentence.subtree(frame.head)} | {w.lemma for w in case.sentence.words}
    for there in other.all_args:
        if not any(case.lexicon.supports(case.passage.lemma(there), case.sentence.lemma(h)) for h in frame.all_args):
            continue
        for i in case.passage.kids(there, "amod", "det", "advmod", "nmod", "compound"):
            lemma = case.passage.lemma(i)
            if case.lexicon.has("restricting", lemma) and lemma not in mine and i not in case.passage.entity_at:
                noun = case.passage.words[there].text
                out.append(fault("group", noun, f"the passage says {lemma!r} {noun}, the sentence leaves it out"))
    return out


def _outside(case: Case, frame: Frame, other: Frame) -> list[Ground]:
    """What is acted on in the sentence is in the passage, but not with this act: "adopted a decree" for a bill."""
    if frame.noun or frame.speech or other.noun:
        return []
    inside = set(case.passage.subtree(other.head)) | set(other.all_args)
    inside |= {i for a in other.all_args for i in case.passage.subtree(a)}
    known = [a for a in other.patients if case.passage.words[a].pos in {"NOUN", "PROPN"}]
    out = []
    for h in frame.patients:
        found = case.anchors.of.get(h, ())
        if not found or set(found) & inside or case.sentence.words[h].pos not in {"NOUN", "PROPN"}:
            continue
        shown, act = case.sentence.words[h].text, case.passage.words[other.head].text
        detail = f"in the passage {act!r} does not go with {shown!r}"
        kind = "named" if h in case.sentence.entity_at else "thing"
        out.append(doubt(shown, detail, f"outside.{kind}.{'filled' if known else 'open'}"))
    return out


def _told_share(case: Case, frame: Frame, other: Frame) -> float:
    """Of two sayings, how much of what the sentence has said is said there."""
    mine = _lemmas(case.sentence, frame.head) - {case.sentence.lemma(i) for i in (frame.head, *frame.agents)}
    theirs = _lemmas(case.passage, other.head)
    return len(mine & theirs) / len(mine) if mine else 0.0


def _lemmas(view: View, top: int) -> set[str]:
    return {w.lemma for i in view.subtree(top) if (w := view.words[i]).pos in {"NOUN", "VERB", "ADJ", "PROPN", "NUM"}}


def _shared(case: Case, frame: Frame, other: Frame) -> float:
    """How many arguments of the two facts are alike: parties once, things by their noun."""
    theirs = {case.passage.lemma(i) for i in other.all_args}
    mine = parties(case.sentence, frame.all_args).all
    things = [h for h in frame.all_args if entity_of(case.sentence, h) is None]
    count = sum(any(case.lexicon.supports(t, case.sentence.lemma(h)) for t in theirs) for h in things)
    there = parties(case.passage, other.all_args).all
    told = 3 * _told_share(case, frame, other) if frame.speech and other.speech else 0.0
    return count + sum(present(case, e, there) for e in mine) + told
