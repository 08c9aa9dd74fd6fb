"""Sentences that keep the passage's own clause: house names and the day in front, nothing added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from communique.digest.clauses import (
    AMONG,
    Clause,
    housed,
    in_the_past,
    is_relative,
    noun_clause,
    predicate,
    says_nothing,
    without_time,
)
from communique.digest.people import Naming, parties_words, tidy
from communique.digest.sentences import Manner, assemble, day_part
from communique.digest.words import word_count
from communique.model import (
    ActorKind,
    Auxiliary,
    Content,
    Encounter,
    Event,
    Format,
    Participation,
    Passage,
    Reading,
    Statement,
    Status,
    When,
)

_MOST = 30
_SHORT = 16
_LEAST = 4  # words of a clause that says something
_TOLD_AS_NOUN = frozenset({"CONSULT", "SUPPORT", "AGREE", "COOPERATE"})
_TOLD = 15  # code points of what was said that must be in it
_THEIRS = re.compile(r"^(?!.* with ).*\b(?:their|each other|one another)\b")
_STATUS = {Status.HELD: Auxiliary.NONE, Status.PLANNED: Auxiliary.FUTURE}


def kept_sentences(
    reading: Reading, naming: Naming, manner: Manner, speakers: tuple[Participation, ...] = ()
) -> Iterator[str]:
    """The sentences that the passage's own clauses give for this record; fullest first, often none.

    ``speakers`` are all who say it together, where the record has one of them only.
    """
    content, passage = reading.content, reading.passage
    auxiliary = _auxiliary(content)
    if auxiliary is None:
        return
    for subject in (speakers,) if speakers else subjects(content):
        clause = predicate(passage, subject, auxiliary, _MOST)
        if clause is not None:
            whole = _names_enough(content, subject, clause)
            words = _sentence(clause, subject, reading, naming, manner) if whole else None
            if words:
                yield words
            if speakers and whole:
                yield from _as_they_stand(clause, speakers, reading, manner)
            break
    if isinstance(content, Encounter) or (isinstance(content, Event) and content.type in _TOLD_AS_NOUN):
        meeting = _meeting(passage, content.when, manner)
        if meeting:
            yield meeting


def _as_they_stand(
    clause: Clause, speakers: Sequence[Participation], reading: Reading, manner: Manner
) -> Iterator[str]:
    """ "The ministers reaffirmed …": in the passage's own words, for a place where it is clear who they are."""
    spans = {(p.span.start, p.span.end) for p in speakers if p.span is not None}
    words = without_time(clause.words, reading.content.when)
    if len(spans) != 1 or is_relative(words) or says_nothing(words):
        return
    start, end = spans.pop()
    own = reading.passage.quote[start - reading.passage.start : end - reading.passage.start]
    yield tidy(assemble(f"{own[:1].lower()}{own[1:]} {words}", day="", place="", topics="", manner=manner))


def kept_clause(reading: Reading) -> bool:
    """True when the passage has a clause of its own for this record that says something."""
    auxiliary = _auxiliary(reading.content)
    for subject in subjects(reading.content) if auxiliary is not None else ():
        clause = predicate(reading.passage, subject, auxiliary or Auxiliary.NONE, _MOST)
        if clause is not None:
            return _names_enough(reading.content, subject, clause) and not says_nothing(clause.words)
    return False


def _names_enough(content: Content, subject: Sequence[Participation], clause: Clause) -> bool:
    """People who met must both be in the sentence; a visit may name its place only."""
    if isinstance(content, Statement):
        begins = content.content[0].start if content.content else clause.start
        if content.content and content.content[-1].end <= clause.start:
            return False
        told = clause.start + len(clause.words) - begins
        return word_count(clause.words) >= _LEAST and told >= _TOLD
    if isinstance(content, Event) and content.type != "CONSULT":
        return True
    if isinstance(content, Encounter) and content.format in (Format.VISIT, Format.FORUM, Format.SUMMIT):
        return True
    if isinstance(content, Event) and content.mode in ("visit", "multilateral"):
        return True
    end = clause.start + len(clause.words)
    inside = [p for p in content.parties if p.span and clause.start <= p.span.start and p.span.end <= end]
    return bool(inside) or len({p.country or p.key for p in subject}) > 1


def _auxiliary(content: Content) -> Auxiliary | None:
    match content:
        case Event():
            return content.auxiliary
        case Encounter():
            return _STATUS.get(content.status)
        case Statement():
            return Auxiliary.NONE


def subjects(content: Content) -> Iterator[tuple[Participation, ...]]:
    """Who may be the subject: those first in the passage, as many as stand together; actors only, unless they met."""
    match content:
        case Statement():
            able: tuple[Participation, ...] = (content.speaker,)
        case Event() if content.type != "CONSULT":
            able = content.actors
        case _:
            able = content.parties
    placed = sorted((p for p in able if p.span is not None), key=lambda p: p.span.start if p.span else 0)
    for count in range(len(placed), 0, -1):
        yield tuple(placed[:count])


def _sentence(
    clause: Clause, subject: Sequence[Participation], reading: Reading, naming: Naming, manner: Manner
) -> str | None:
    content, passage = reading.content, reading.passage
    when = content.when
    day = when.anchor if when else None
    others = [p for p in content.parties if p not in subject]
    words = housed(clause, others, naming.after(subject), when)
    opening = manner.report if clause.ahead else day_part(when, manner)
    words = without_time(words, when) if (opening or manner.undated) and not clause.ahead else words
    words = words.replace(" also ", " ", 1)
    words = in_the_past(words) if clause.ahead and manner.over and not manner.report else words
    if is_relative(words) or says_nothing(words) or (len(subject) == 1 and _THEIRS.search(words)):
        return None
    words = _last_joined(words)
    told = f"{_subject_words(subject, passage, naming, day)} {words}"
    simple = len(told.split()) < _SHORT and " that " not in told and not isinstance(content, Statement)
    position = manner.position if simple else 0
    return tidy(assemble(told, day=opening, place="", topics="", manner=Manner(position=position, level=manner.level)))


def _last_joined(words: str) -> str:
    """ "A and B, among others" for "A, B, among others"."""
    listed = words.removesuffix(AMONG)
    if listed == words or " and " in listed:
        return words
    head, comma, last = listed.rpartition(", ")
    return f"{head} and {last}{AMONG}" if comma else words


def _subject_words(subject: Sequence[Participation], passage: Passage, naming: Naming, day: date | None) -> str:
    """People and states in house names; ministries and groups as the passage calls them."""
    if any(p.kind not in (ActorKind.INSTITUTION, ActorKind.GROUP) or p.span is None for p in subject):
        return parties_words(subject, naming, day)
    spans = [(p.span.start - passage.start, p.span.end - passage.start) for p in subject if p.span is not None]
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    the = re.search(r"\b(?:the|The|an?|An?) $", passage.quote[:start])
    return f"{the.group().lower() if the else ''}{passage.quote[start:end]}"


def _meeting(passage: Passage, when: When | None, manner: Manner) -> str | None:
    """ "On 18 November, the fourth meeting on customs took place in Talin", from a passage that tells it so."""
    clause = noun_clause(passage)
    opening = day_part(when, manner)
    words = without_time(clause, when) if opening or manner.undated else clause
    if not words or is_relative(words):
        return None
    return tidy(assemble(words, day=opening, place="", topics="", manner=manner))
