"""Names that only an office settles: of former holders, of the head of the own government, spelt otherwise."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from communique.model import Candidate, Rank, Reason
from communique.resolve.base import KnowledgeBase, holds
from communique.resolve.beside import sense_of
from communique.resolve.draft import Name
from communique.resolve.folding import name_key, words
from communique.resolve.persons import Holders, Setting, holder

Linked = tuple[tuple[Candidate, ...], str | None]
NOBODY: Linked = ((), None)
BEFORE = "held the office before"
_FADED = 0.4  # points of a holder whose term is not known to have ended
_LETTER = re.compile(r"\b[A-Z]\b")  # initials tell two of one name apart
_VOWELS = re.compile(r"[aeiouy]+|(?<=.)[hw]")


def skeleton(name: str) -> frozenset[str]:
    """Consonants of each word of a name: what romanisations of one name share ("Ghanem", "Ghanim")."""
    keys = (_VOWELS.sub("", part) for part in name_key(name).split(" "))
    return frozenset(re.sub(r"(.)\1", r"\1", key) for key in keys if len(key) > 1)


def spelt_otherwise(base: KnowledgeBase, name: Name, where: Setting, index: Holders) -> Linked:
    """Who held the office beside the name that day, where the consonants of the names are the same."""
    sense = sense_of(name.office, where.home)
    mine = skeleton(name.text)
    if sense is None or name.office is None or not sense.family or len(mine) < 2 or len("".join(mine)) < 5:
        return NOBODY
    if _LETTER.search(name.text):
        return NOBODY
    owners = [name.office.country] if name.office.country else sorted({*where.lands, where.home or ""})
    held = (c for land in owners for c in holder(base, sense, land, where, index))
    found = [c for c in held if c.score >= _FADED and _alike(base, c.actor_id, mine)]
    return ((_told(found[0], "name spelt otherwise", name.text),), found[0].actor_id) if len(found) == 1 else NOBODY


def _alike(base: KnowledgeBase, actor_id: str, mine: frozenset[str]) -> bool:
    actor = base.actor(actor_id)
    own = skeleton(actor.name) if actor else frozenset()
    return len(own & mine) > 1 and (own <= mine or mine <= own)


def held_before(base: KnowledgeBase, body: str, name: Name, where: Setting, index: Holders) -> Linked:
    """ "Prime Minister NAME visited in 2009": the only one of that surname who held the office in the year said."""
    sense = sense_of(name.office, where.home)
    country = (name.office.country or where.home) if name.office else None
    year = _year_beside(body, name)
    if sense is None or country is None or where.day is None or year is None or year >= where.day.year:
        return NOBODY
    mine = set(base.surnamed(name.text)) if len(words(name.text)) == 1 else set(base.persons(name.text))
    then = msgspec.structs.replace(where, day=date(year, 7, 1))
    held = [c for c in holder(base, sense, country, then, index) if c.actor_id in mine]
    if len(held) != 1 or any(c.actor_id in mine for c in holder(base, sense, country, where, index)):
        return NOBODY
    reason = Reason(feature=BEFORE, value=f"{sense.display}, {year}", weight=0.7)
    return (Candidate(actor_id=held[0].actor_id, score=0.7, reasons=(reason,)),), held[0].actor_id


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STOP = re.compile(r"[.!?] [A-Z]|\n")


def _year_beside(body: str, name: Name) -> int | None:
    """The only year said in the sentence of a name."""
    begin = max(body.rfind(". ", 0, name.start), body.rfind("\n", 0, name.start)) + 1
    stop = _STOP.search(body, name.end)
    years: set[str] = set(_YEAR.findall(body, begin, stop.start() if stop else len(body)))
    return int(years.pop()) if len(years) == 1 else None


def own_head(base: KnowledgeBase, name: Name, where: Setting) -> Linked:
    """ "Mr NAME" in a text of his own government: its head on the day, where no other head bears the name."""
    if where.day is None or where.home is None or len(words(name.text)) != 1:
        return NOBODY
    tops = [a for a in base.surnamed(name.text) if _heads(base, a, where)]
    if len(tops) != 1:
        return NOBODY
    reason = Reason(feature="head of the publisher's state or government that day", value=name.text, weight=0.65)
    return (Candidate(actor_id=tops[0], score=0.65, reasons=(reason,)),), tops[0]


def _heads(base: KnowledgeBase, actor_id: str, where: Setting) -> bool:
    return where.day is not None and any(
        o.country == where.home and o.rank <= Rank.HEAD_OF_GOVERNMENT and holds(o, where.day) == "yes"
        for o in base.offices(actor_id, where.day)
    )


def _told(found: Candidate, feature: str, value: str) -> Candidate:
    reason = Reason(feature=feature, value=value, weight=0.0)
    return Candidate(actor_id=found.actor_id, score=found.score, reasons=(*found.reasons, reason))
