"""How parties are named in running prose: office at first mention only, house names, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.digest.data import articles
from communique.digest.interface import Names
from communique.digest.names import short_form
from communique.digest.words import MONTHS, join, with_article
from communique.model import ActorKind, Participation, Rank

_LONG_OFFICE = re.compile(r",|\b(?:of|for|at|to|in|on)\b", re.IGNORECASE)
_LOWER = frozenset(
    {"spokesperson", "spokesman", "spokeswoman", "official", "adviser", "advisor", "negotiator", "director"}
)
_SHORT_OF = re.compile(r"(?:\w+ ){0,2}\w+ of \w+")
_LONGEST_GROUP = 8
_LEANING_NAME = re.compile(r"\b(?:our|my|your|his|her|their|its|that|who|which|can|other|these|those)\b", re.IGNORECASE)
_QUOTED = re.compile(r"(“[^”]*”)")
_AMERICAN = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})(?!\d)(?:, (\d{{4}}))?(?![–-]\d)")
_INNER_CAPITAL = re.compile(r"[a-z]{4,}[A-Z]")
_MODIFIERS = frozenset({"acting", "deputy", "first", "vice", "prime", "senior", "special", "permanent"})


@dataclass(frozen=True, kw_only=True)
class Naming:
    """Who has been introduced so far, and how names are printed. ``bare`` leaves offices out altogether."""

    names: Names
    known: frozenset[str] = frozenset()
    bare: bool = False

    def after(self, parties: Iterable[Participation]) -> Naming:
        """The same with these parties introduced."""
        return Naming(names=self.names, known=self.known | {p.key for p in parties}, bare=self.bare)

    def after_words(self, parties: Iterable[Participation], text: str) -> Naming:
        """The same with those of the parties introduced whom the words name, with an office where they have one."""
        words = set(re.findall(r"[^\W\d_]{2,}", text))

        def there(name: str) -> bool:
            return bool(set(re.findall(r"[^\W\d_]{2,}", name)[-1:]) & words)

        def office(party: Participation) -> bool:
            parts = re.findall(r"[A-Z][a-z]{3,}", party.office)
            return not parts or bool(set(parts) & words) or all(p.casefold() in text.casefold() for p in parts)

        return self.after(p for p in parties if there(self.names.person(p)) and office(p))


def party_words(party: Participation, naming: Naming, day: date | None) -> str:
    """One party as printed; an apposition ends in a comma that :func:`tidy` removes where it may not stand."""
    name = naming.names.person(party)
    if party.country and name.casefold().startswith("government of "):
        return with_article(naming.names.display(party.country))
    if party.kind is not ActorKind.PERSON:
        return name if party.kind is ActorKind.GROUP else with_article(name)
    if party.key in naming.known:
        return short_form(naming.names, party)
    office = "" if naming.bare else naming.names.office(party, day).strip(" ,.")
    return _introduced(name, office, _adjective(party, office, naming)) if office else name


def _adjective(party: Participation, office: str, naming: Naming) -> str:
    """The demonym to stand before an office, unless the office says the country itself."""
    if not party.country:
        return ""
    land = naming.names.display(party.country)
    told = {land.casefold(), naming.names.demonym(party.country).casefold(), land.split(" ")[-1].casefold()}
    low = f"{office} {naming.names.person(party)}".casefold()
    if any(word and re.search(rf"\b{re.escape(word)}", low) for word in told):
        return ""
    return articles().attributive.get(party.country) or naming.names.demonym(party.country)


def _introduced(name: str, office: str, adjective: str) -> str:
    if name.casefold() in office.casefold():
        return name
    if _is_long(office):
        return f"{name}, {_apposition(office, adjective)},"
    return f"{adjective} {_common(office)} {name}".strip()


def _is_long(office: str) -> bool:
    """True for an office that reads better behind the name; "Secretary of State" does not."""
    words = office.split()
    return len(words) > 5 or "," in office or (bool(_LONG_OFFICE.search(office)) and not _SHORT_OF.fullmatch(office))


def _common(office: str) -> str:
    """A bare office that is no title of address stands in lower case: "spokesperson"."""
    return office.lower() if office.casefold() in _LOWER else office


def _apposition(office: str, adjective: str) -> str:
    """ "Director for …", "the Norvian minister for trade": no article before a capital that stands alone."""
    if office.startswith(("the ", "a ", "an ")):
        return office
    if adjective and not office.split(" ", 1)[0].endswith("’s"):
        return f"{adjective} {_lowered(office)}"
    return office if office[:1].isupper() else f"the {office}"


def _lowered(office: str) -> str:
    first, _, rest = office.partition(" ")
    return f"{first.lower()} {rest}" if first.casefold() in _MODIFIERS else office


def printable(party: Participation) -> bool:
    """False for a person who is only described ("the minister") or half named, or a group that leans on its context."""
    if party.kind is ActorKind.GROUP:
        return len(party.name.split()) <= _LONGEST_GROUP and not _LEANING_NAME.search(party.name)
    if party.kind is not ActorKind.PERSON or party.actor_id is not None:
        return True
    words = party.name.split()
    if {"of", "for", "minister", "president"} & {w.casefold() for w in words} or _run_together(words):
        return False
    nowhere = party.country is None and party.rank is not None and party.rank <= Rank.MINISTER
    known = len(words) > 1 and not nowhere
    return known and all(w[:1].isupper() or w.islower() for w in words) and words[0][:1].isupper()


def _run_together(words: list[str]) -> bool:
    """True where a source has let a name run into another word, or says it twice: "KyriakosPrime"."""
    inner = any(_INNER_CAPITAL.search(word) for word in words)
    return inner or len({w.casefold() for w in words}) < len(words)


def parties_words(parties: Iterable[Participation], naming: Naming, day: date | None) -> str:
    """Several parties joined; a state gives way to its own people, and nobody is named twice."""
    kept = _without_doubles(tuple(parties), naming)
    return join([party_words(p, naming, day) for p in kept])


def _without_doubles(parties: tuple[Participation, ...], naming: Naming) -> tuple[Participation, ...]:
    people = {p.country for p in parties if p.kind is ActorKind.PERSON and p.country}
    seen: set[str] = set()
    kept = []
    for party in parties:
        name = naming.names.person(party).casefold()
        covered = party.kind in (ActorKind.STATE, ActorKind.TERRITORY) and party.country in people
        if name in seen or covered:
            continue
        seen.add(name)
        kept.append(party)
    return tuple(kept) or parties[:1]


def tidy(sentence: str) -> str:
    """One line, single spaces, no comma before other punctuation."""
    text = "".join(p if p[:1] == "“" else _AMERICAN.sub(_european, p) for p in _QUOTED.split(sentence))
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r",(?=\s*[,;:.])", "", text)
    text = re.sub(r"\s+([,;:.])", r"\1", text)
    return re.sub(r",(\s+and\s+)(?=[^,]*,\s)", r",\1", text)


def _european(found: re.Match[str]) -> str:
    """ "December 1, 2021" as "1 December 2021"."""
    month, day, year = found.groups()
    return f"{day} {month}" + (f" {year}" if year else "")
