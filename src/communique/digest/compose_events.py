"""Sentences for events: who did what to whom, by PLOVER type or by the passage's own safe verb."""

from __future__ import annotations

import re
from functools import cache

from communique.digest.data import Phrase, phrases
from communique.digest.interface import Names
from communique.digest.people import Naming, parties_words, tidy
from communique.digest.sentences import Manner, assemble, day_part, fill, place_part, topic_words, verb_form
from communique.model import ActorKind, Event, Participation


def event_sentence(event: Event, passage: str, naming: Naming, manner: Manner) -> str | None:
    """One sentence, or ``None`` when nothing true and readable can be said with this record alone."""
    day = event.when.anchor if event.when else None
    actors = parties_words(event.actors, naming, day)
    if not actors:
        return None
    recipients = parties_words(event.recipients, naming.after(event.actors), day)
    topics = topic_words(event.topics, manner)
    for phrase in _candidates(event, passage):
        clause = _clause(event, phrase, actors, recipients, topics, manner)
        if clause:
            return _finished(clause, event, topics, manner, naming.names)
    return None


def _finished(clause: str, event: Event, topics: str, manner: Manner, names: Names) -> str:
    unsaid = not topics or topics not in clause
    return tidy(
        assemble(
            clause,
            day=day_part(event.when, manner),
            place=place_part(event.place, manner, names, told=clause) if unsaid else "",
            topics="",
            manner=manner,
        )
    )


def _candidates(event: Event, passage: str) -> tuple[Phrase, ...]:
    """The passage's own verbs of this type first, in order of their place; then the type's phrase."""
    book = phrases()
    own = []
    for phrase in book.verbs.values():
        found = _forms(phrase.past, phrase.base).search(passage) if event.type in phrase.types else None
        if found:
            own.append((found.start(), phrase))
    general = book.events.get(f"{event.type}-{event.mode}") or book.events.get(event.type)
    kept = tuple(phrase for _, phrase in sorted(own, key=lambda pair: pair[0]))
    return kept + ((general,) if general and _says(passage, general) else ())


@cache
def _forms(past: str, base: str) -> re.Pattern[str]:
    """The verb as a passage may have it: past or third person, in either spelling."""
    british = (past, f"{base}s", f"{base}es")
    both = {*british, *(re.sub(r"is(ed|es)$", r"iz\1", form) for form in british)}
    return re.compile(rf"\b(?:{'|'.join(sorted(both))})\b")


def _says(passage: str, phrase: Phrase) -> bool:
    """True when the passage has the phrase's own verb or noun in some form: nothing stronger is put in its place."""
    stems = [word.rstrip("e") for word in (phrase.base, phrase.past, phrase.noun) if word]
    return any(re.search(rf"\b{re.escape(stem)}", passage, re.IGNORECASE) for stem in stems)


def _clause(event: Event, phrase: Phrase, actors: str, recipients: str, topics: str, manner: Manner) -> str | None:
    plural = _plural(event.actors)
    verb = verb_form(phrase, event.auxiliary, plural, manner.over)
    patterns = phrase.patterns if recipients else (phrase.mutual if plural else ()) + phrase.patterns
    for pattern in patterns:
        clause = fill(pattern, verb, A=actors, R=recipients, T=topics)
        if clause:
            return clause
    return None


def _plural(parties: tuple[Participation, ...]) -> bool:
    people = [p for p in parties if p.kind is not ActorKind.STATE]
    return len(people or parties) > 1
