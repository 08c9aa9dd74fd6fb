"""The shape of an event sentence: opening, clause, place, topics; and the verb under each auxiliary."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.digest.data import Phrase
from communique.digest.interface import Names
from communique.digest.words import capital, join, when_words, word_count
from communique.model import Auxiliary, Basis, Place, PlacePrecision, Status, When

_UNSAFE = re.compile(r"[\n“”\"«»\[\]{}|]|https?:|\b(?:I|we|our|us|my|you|your|today|tomorrow|yesterday|here)\b")
_LEFT_OVER = re.compile(
    r"^(?:that|who|which|whether|how|what|why|also|and|or|but|it|this|these|those|them|him|her)\b", re.I
)


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a sentence is to be told: place in the section (decides its opening), how modest, the year not to print.

    ``level`` 0 tells all, 1 leaves topics out and keeps a day only if the passage says it, 2 keeps parties and verb.
    ``report`` stands in for a day that only the print gives ("according to a report of 6 May"). ``over`` is true for a
    plan whose day has passed by the end of the period: it is told as what was to be. ``undated`` leaves the day out,
    ``brief`` what it was about as well.
    """

    position: int = 0
    level: int = 0
    year: int | None = None
    report: str = ""
    over: bool = False
    undated: bool = False
    brief: bool = False


def verb_form(phrase: Phrase, auxiliary: Auxiliary, plural: bool, over: bool = False) -> str:
    """The verb of a pattern for an event that happened, is planned, was denied or is only possible."""
    match auxiliary:
        case Auxiliary.FUTURE:
            return _ahead(phrase.base, plural, over)
        case Auxiliary.NEGATED:
            return f"did not {phrase.base}"
        case Auxiliary.HYPOTHETICAL:
            return f"may {phrase.base}"
        case _:
            return phrase.past


def _ahead(base: str, plural: bool, over: bool) -> str:
    """What lay ahead of a text: "is to visit"; "was to visit" once its day has passed."""
    return f"{('were' if plural else 'was') if over else ('are' if plural else 'is')} to {base}"


def status_verb(phrase: Phrase, status: Status, plural: bool, over: bool = False) -> str:
    """The verb of an encounter: "met", "are to meet", "were to meet"."""
    match status:
        case Status.HELD:
            return phrase.past
        case Status.PLANNED:
            return _ahead(phrase.base, plural, over)
        case Status.REFUSED:
            return f"refused to {phrase.base}"
        case _:
            return f"{'were' if plural else 'was'} to {phrase.base}"


def day_part(when: When | None, manner: Manner) -> str:
    """The adverbial of time, or nothing where only the day of print is known."""
    if manner.undated:
        return ""
    if when is None or when.basis is Basis.PRINT:
        return manner.report
    if when.basis is not Basis.SAID and manner.level > 0:
        return ""
    return when_words(when, manner.year)


def place_part(place: Place | None, manner: Manner, names: Names, *, told: str = "") -> str:
    """ " in Minsk"; nothing for a country, or for what the clause has already named."""
    if place is None or manner.level > 1 or place.precision is not PlacePrecision.CITY:
        return ""
    return "" if names.place(place) in told else f" in {names.place(place)}"


def topic_words(topics: tuple[str, ...], manner: Manner, *, most: int = 3, words: int = 24) -> str:
    """The topics as one list, exactly as the passage has them; what would not read well is left out."""
    if manner.level > 0:
        return ""
    kept: list[str] = []
    for topic in topics:
        text = re.sub(r"^(?:A|An|The)(?= [a-zA-Z])", lambda m: m.group().lower(), topic.strip(" ,.;:–—-"))
        if text and not _UNSAFE.search(text) and not _LEFT_OVER.match(text) and text not in kept:
            kept.append(text)
    while kept and word_count(" ".join(kept[:most])) > words:
        kept.pop()
    return join(kept[:most])


def assemble(clause: str, *, day: str, place: str, topics: str, manner: Manner) -> str:
    """The parts in order; every third sentence opens with its actor and gives the day behind the place."""
    if not day:
        return f"{capital(clause)}{place}{topics}."
    if manner.position % 3 == 2 and "," not in clause and day != manner.report:
        return f"{capital(clause)}{place} {day}{topics}."
    return f"{capital(day)}, {clause}{place}{topics}."


def fill(pattern: str, verb: str, **slots: str) -> str | None:
    """The pattern with its slots, or ``None`` when one of them is empty."""
    names = re.findall(r"{(\w)}", pattern)
    if any(not slots.get(name) for name in names):
        return None
    return pattern.replace("~", verb).format(**slots)
