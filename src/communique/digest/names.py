"""Names as an editor prints them: the form readers know, surnames once a person has been introduced, never an id."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from communique.digest.data import articles
from communique.digest.interface import Material, Names
from communique.digest.subjects import raw_id
from communique.model import ActorKind, Happening, Participation, Place

_TITLES = frozenset(
    {"Mr", "Mrs", "Ms", "Dr", "President", "Minister", "Secretary", "Premier", "Chancellor", "Ambassador"}
)
_LEAST_PARTS = 2


class EditedNames:
    """The names port of a material, with what its own texts call people."""

    def __init__(self, names: Names, material: Material) -> None:
        self._names = names
        self._forms, parts = _votes(names, material)
        self._shorts = _distinct(parts, names, material)

    def display(self, code: str) -> str:
        """A country or partner, without article; empty where only an id is known."""
        shown = self._names.display(code)
        return "" if raw_id(shown) else shown

    def demonym(self, code: str) -> str:
        """Its adjective; empty when there is none."""
        shown = self._names.demonym(code)
        return "" if raw_id(shown) else shown

    def person(self, party: Participation) -> str:
        """The house name, without parts that no text of the period uses."""
        name = self._names.person(party)
        if raw_id(name):
            return party.name
        return name if _is_role(name) else self._forms.get(party.actor_id or "", name)

    def office(self, party: Participation, day: date | None) -> str:
        """The office to print."""
        return self._names.office(party, day)

    def short(self, party: Participation) -> str:
        """What to call somebody who has been introduced: the one part by which the texts call nobody else."""
        role = _is_role(self._names.person(party))
        return ("" if role else self._shorts.get(party.actor_id or "", "")) or self.person(party)

    def place(self, place: Place) -> str:
        """The house name of a place."""
        return self._names.place(place)


def _is_role(name: str) -> bool:
    """True for an office that stands where a name is withheld: "the Norvian Foreign Minister" has no shorter form."""
    return name.startswith(("the ", "an ", "a "))


def edited(material: Material) -> Material:
    """The material with names as an editor prints them; unchanged where that is done already."""
    if isinstance(material.names, EditedNames):
        return material
    return replace(material, names=EditedNames(material.names, material))


def short_form(names: Names, party: Participation) -> str:
    """The short form where the port knows one, else the full name."""
    return names.short(party) if isinstance(names, EditedNames) else names.person(party)


def _votes(names: Names, material: Material) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Per actor: the shorter full form that the texts use, and the single parts they use alone."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for party, words in _mentions(material):
        full = names.person(party)
        assert party.actor_id is not None  # only such are yielded
        forms[party.actor_id][_fuller(words, full)] += 1
        part = _called(words, full, party)
        if part:
            parts[party.actor_id][part] += 1
    return {a: min(c, key=lambda f: (-c[f], f)) for a, c in forms.items()}, parts


def _mentions(material: Material) -> Iterator[tuple[Participation, list[str]]]:
    """People of the period with an id, and the words that name them in their text."""
    for happening in material.happenings:
        if not _recent(happening, material):
            continue
        for reading in (material.readings[r] for r in happening.readings if r in material.readings):
            text = material.texts.get(reading.passage.text_id)
            for party in reading.content.parties:
                if party.kind is ActorKind.PERSON and party.actor_id and party.span and text is not None:
                    yield party, text.body[party.span.start : party.span.end].split()


def _recent(happening: Happening, material: Material) -> bool:
    when = happening.content.when
    day = when.anchor if when else None
    return day is None or day >= material.previous.start


def _fuller(words: list[str], full: str) -> str:
    """The house name without the parts in front that the text's own full name leaves out."""
    told, house = [w.strip(",.") for w in words], full.split()
    if len(house) <= _LEAST_PARTS or house[-1] not in told:
        return full
    kept = [part for part in house if part in told]
    return " ".join(kept) if len(kept) >= _LEAST_PARTS else full


def _called(words: list[str], full: str, party: Participation) -> str:
    """The part of the house name that the text uses alone here, whatever its spelling; "" for a full name."""
    house = full.split()
    if len(house) < _LEAST_PARTS or "of" in house or not 1 <= len(words) <= 2:
        return ""
    if len(words) == 2 and words[0].rstrip(".") not in _TITLES:
        return ""
    start = words[-1][:4].casefold()
    able = house[:1] if party.country in articles().family_leads else [house[-1], house[0]]
    return next((part for part in able if part[:4].casefold() == start), "")


def _distinct(parts: Mapping[str, Counter[str]], names: Names, material: Material) -> dict[str, str]:
    """The part of each that belongs to nobody else of the period; the last where no text calls them by one part."""
    people = {p.actor_id: p for p, _ in _mentions(material) if p.actor_id}
    bearers: Counter[str] = Counter(word for p in people.values() for word in set(_parts(names.person(p))))
    out = {}
    for actor, party in people.items():
        votes = parts.get(actor)
        part = min(votes, key=lambda p: (-votes[p], p)) if votes else ""
        part = part or _last_name(party, names)
        if part and bearers[part] == 1:
            out[actor] = part
    return out


def _last_name(party: Participation, names: Names) -> str:
    """The last part of a plain name where no text uses a part alone; "" where family names may come first."""
    house = names.person(party).split()
    plain = len(house) in (2, 3) and all(re.fullmatch(r"[A-Z][^\W\d_]+", part) for part in house)
    clear = party.country is not None and party.country not in articles().family_first
    return house[-1] if plain and clear and house[-1].upper() != house[-1] else ""


def _parts(name: str) -> Iterable[str]:
    return re.findall(r"[^\W\d_][\w’'-]*", name)
