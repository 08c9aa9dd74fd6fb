"""The knowledge base: who is who, and who held what on a day. Offline, loaded once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from communique.model import Actor, ActorKind, NameForm, Office, Problem, content_id, partial_bounds
from communique.ontology import contested
from communique.resolve import tables
from communique.resolve.extension import Extension, read_extension
from communique.resolve.folding import name_key, plain, word_key, words
from communique.resolve.tables import Member, NameRow, Term
from communique.resolve.withholding import Withholding

SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "HKG", "MAC", "SGP", "KHM"})
GIVEN_LAST = frozenset({"JPN", "HUN", "CHN", "KOR", "TWN", "MNG", "KHM", "VNM"})  # both orders are met in English
_FADE = timedelta(days=400)  # how far past its as-of day an open term may still be the best guess


def holds(office: Office, day: date) -> str:
    """``yes``, ``faded`` (open, but ``day`` lies past the as-of day), or ``no``."""
    first, last = partial_bounds(office.start, office.end)
    if not office.start and not office.end:
        seen_from, seen_to = partial_bounds(office.as_of, office.as_of)
        return "yes" if seen_from <= day <= seen_to else "faded" if abs(day - seen_from) < _FADE else "no"
    if not first <= day <= last:
        return "no"
    if office.end:
        return "yes"
    return "yes" if day <= partial_bounds("", office.as_of)[1] else "faded"


class _Index(NamedTuple):
    """Ids of actors by the folded whole name and the surname of a person, and by the exact spelling of anything."""

    full: dict[str, list[str]]
    last: dict[str, list[str]]
    exact: dict[str, list[str]]


class KnowledgeBase:
    """Actors, their names and their dated offices. Made by :meth:`load`; names and terms are read when asked for."""

    def __init__(self, extension: Extension) -> None:
        self._extension = extension
        self._actors = tables.actor_rows() | extension.actors
        self._house = extension.house
        self._own_house = extension.own_house
        self._forgotten = extension.forget
        self.version = tables.version() + (f"+{content_id('x', extension.digest)[2:10]}" if extension.digest else "")

    @cached_property
    def name_rows(self) -> tuple[NameRow, ...]:
        """Every spelling of everything."""
        return tables.name_rows() + self._extension.names

    @cached_property
    def _terms(self) -> dict[str, tuple[Term, ...]]:
        found = dict(tables.term_rows())
        for actor, extra in self._extension.terms.items():
            found[actor] = extra + tuple(t for t in found.get(actor, ()) if not _replaced(t, extra))
        return found

    @cached_property
    def _demonyms(self) -> dict[str, str]:
        return {r.actor: r.name for r in self.name_rows if r.kind == "demonym"}

    @cached_property
    def _by_code(self) -> dict[str, Actor]:
        lands = [a for a in self._actors.values() if self._is_land(a)]
        former = [a for a in reversed(lands) if a.valid_to]
        return {a.country: a for a in (*former, *(a for a in lands if not a.valid_to)) if a.country}

    @cached_property
    def _institutions(self) -> dict[tuple[str | None, str], str]:
        return {(a.country, dict(a.codes)["inst"]): a.id for a in self._actors.values()
                if a.kind is ActorKind.INSTITUTION and "inst" in dict(a.codes)}  # fmt: skip

    @staticmethod
    def load(extra: Path | None = None) -> tuple[KnowledgeBase, tuple[Problem, ...]]:
        """The shipped base with a user's plain file laid over it; wrong lines of that file come back as problems."""
        extension, problems = read_extension(extra)
        return KnowledgeBase(extension), problems

    @cached_property
    def _withholding(self) -> Withholding:
        names = [row.name for row in self.name_rows if row.actor in self._forgotten] if self._forgotten else []
        return Withholding(names, [one for digests in self._forgotten.values() for one in digests])

    @staticmethod
    def _is_land(actor: Actor) -> bool:
        return actor.kind in (ActorKind.STATE, ActorKind.TERRITORY) or (actor.country == "EUE" and actor.id == "Q458")

    @cached_property
    def _index(self) -> _Index:
        """Spellings to ids of actors."""
        full: dict[str, list[str]] = defaultdict(list)
        last: dict[str, list[str]] = defaultdict(list)
        exact: dict[str, list[str]] = defaultdict(list)
        for row in self.name_rows:
            _add(exact[row.name.casefold()], row.actor)
            actor = self._actors.get(row.actor)
            if actor is None or actor.kind is not ActorKind.PERSON or not row.key:
                continue
            _add(full[row.key], row.actor)
            parts = row.key.split(" ")
            if len(parts) > 2:
                _add(full[f"{parts[0]} {parts[-1]}"], row.actor)
            if len(parts) in (2, 3) and actor.country in GIVEN_LAST:
                written = words(row.name)
                _add(full[name_key(" ".join([*written[1:], written[0]]))], row.actor)
            for surname in _surnames(row, parts, actor.country):
                _add(last[surname], row.actor)
        return _Index(dict(full), dict(last), dict(exact))

    def actor(self, actor_id: str) -> Actor | None:
        """The actor under an id (one that was joined with another leads there), ``None`` when the base has none."""
        return self._actors.get(tables.current(actor_id))

    def only(self, ids: Sequence[str]) -> Actor | None:
        """The one actor meant by ids that share a name: the only one, else the only living state among them."""
        actors = [a for i in ids if (a := self._actors.get(i))]
        if len(actors) == 1:
            return actors[0]
        states = [a for a in actors if a.kind is ActorKind.STATE and not a.valid_to]
        return states[0] if len(states) == 1 else None

    def find(self, name: str) -> tuple[Actor, ...]:
        """Actors of that name: exact spelling first, then persons whose name folds alike."""
        ids = list(self._index.exact.get(" ".join(name.split()).casefold(), []))
        for other in self.persons(name):
            _add(ids, other)
        return tuple(self._actors[i] for i in ids if i in self._actors)

    def persons(self, name: str) -> tuple[str, ...]:
        """Ids of persons whose whole name folds to the same key."""
        return tuple(self._index.full.get(name_key(name), ()))

    def surnamed(self, name: str) -> tuple[str, ...]:
        """Ids of persons with that surname (any romanisation)."""
        parts = words(name)
        if not parts:
            return ()
        whole = " ".join(word_key(w) for w in parts)
        return tuple(self._index.last.get(whole, ()) or self._index.last.get(word_key(parts[-1]), ()))

    def bearers(self, word: str) -> int:
        """How many spellings of persons begin or end with this word (lower case, without diacritics)."""
        return self._bearers[word]

    @cached_property
    def _bearers(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for row in self.name_rows:
            parts = row.name.split(" ")
            if row.key and len(parts) > 1:
                found.update((plain(parts[0]), plain(parts[-1])))
        return found

    def terms(self, actor_id: str) -> tuple[Term, ...]:
        """All office rows of a person."""
        return self._terms.get(tables.current(actor_id), ())

    def all_terms(self) -> Iterable[tuple[str, tuple[Term, ...]]]:
        """Every person's office rows."""
        return self._terms.items()

    def offices(self, actor_id: str, day: date | None) -> tuple[Office, ...]:
        """Offices held on ``day`` (those whose open term has faded come last), highest rank first; all for ``None``."""
        rows = [t.office for t in self.terms(actor_id)]
        if day is None:
            return tuple(sorted(rows, key=lambda o: (o.start, o.rank, o.title)))
        rated = [(holds(o, day), o) for o in rows]
        kept = [(state == "faded", not o.verified, o.rank, o.title, o) for state, o in rated if state != "no"]
        return tuple(row[-1] for row in sorted(kept, key=lambda row: row[:-1]))

    def country(self, code: str) -> Actor | None:
        """The state, territory or EU under an alpha-3 code of ours."""
        return self._by_code.get(code)

    def coded(self, code: str) -> tuple[Actor, ...]:
        """Actors under a code of another system: ISO alpha-2 bare (``BY``), others named (``cow:370``, ``fips:BO``)."""
        system, _, value = code.casefold().rpartition(":")
        wanted = (system or "iso2", value.upper())
        return tuple(a for a in self._actors.values() if a.codes and wanted in a.codes)

    def institution(self, code: str, kind: str) -> str | None:
        """Id of a state's institution (``foreign_ministry``, ``parliament`` …)."""
        return self._institutions.get((code, kind))

    def display(self, code: str) -> str:
        """What a country is called in print; the code itself when unknown."""
        actor = self._by_code.get(code)
        return contested().house_name(actor.name) if actor else code

    def demonym(self, code: str) -> str:
        """Adjective of a country ("Belarusian"); the country's name when none is known."""
        actor = self._by_code.get(code)
        if actor is None:
            return code
        return self._demonyms.get(actor.id, actor.name)

    def rollup(self, actor_id: str) -> str | None:
        """Country code that acts of this actor count to, by the policy file; ``None`` for the UN."""
        actor = self.actor(actor_id)
        if actor is None or actor.country is None:
            return None
        return contested().rollup(actor.country)

    def name_of(self, actor_id: str) -> str:
        """House form of an actor's name."""
        actor = self.actor(actor_id)
        known = actor.id if actor else actor_id
        return self._house.get(known) or (actor.name if actor else actor_id)

    def withheld(self, actor_id: str | None, name: str = "") -> bool:
        """True for somebody the desk was told to forget, known by id or, where nobody was linked, by whole name."""
        return tables.current(actor_id) in self._forgotten if actor_id else self._withholding.hides(name)

    @property
    def forgotten(self) -> tuple[str, ...]:
        """Ids whose names are withheld."""
        return tuple(sorted(self._forgotten))

    def spelled(self, actor_id: str) -> str | None:
        """The shipped name even where it is withheld: for comparing with a passage, never for print."""
        actor = tables.actor_rows().get(actor_id)
        return actor.name if actor else None

    def mask(self, text: str) -> str:
        """Words to be printed, without the names of those who were forgotten."""
        return self._withholding.mask(text)

    def memberships(self, actor_id: str) -> tuple[Member, ...]:
        """Rows of what a state belongs to, or of who belongs to an organisation."""
        return self._memberships.get(actor_id, ())

    def members(self, organisation: str, day: date) -> tuple[str, ...]:
        """Ids of an organisation's full members on a day; a row without dates counts for every day."""
        rows = (m for m in self.memberships(organisation) if m.organisation == organisation and m.status == "member")
        inside = {m.country for m in rows if _spans(m, day)}
        return tuple(sorted(inside))

    @cached_property
    def _memberships(self) -> dict[str, tuple[Member, ...]]:
        found: dict[str, list[Member]] = defaultdict(list)
        for row in tables.member_rows():
            found[row.organisation].append(row)
            found[row.country].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    def printed(self, actor_id: str, form: NameForm) -> str:
        """An actor's name in a house style. The desk's own house names win over every style; names withheld stay so."""
        if form is NameForm.HOUSE or actor_id in self._own_house or actor_id in self._forgotten:
            return self.name_of(actor_id)
        return tables.form_rows().get((actor_id, form.value)) or self.spelled(actor_id) or self.name_of(actor_id)

    def names(self) -> Iterable[str]:
        """Every spelling, for the parser's gate."""
        return (row.name for row in self.name_rows)


def _replaced(term: Term, by: tuple[Term, ...]) -> bool:
    return any(
        t.replaces and (t.family or t.display, t.office.country) == (term.family or term.display, term.office.country)
        for t in by
    )


def _spans(member: Member, day: date) -> bool:
    first, last = partial_bounds(member.start, member.end)
    return first <= day <= last


def _add(ids: list[str], actor: str) -> None:
    if actor not in ids:
        ids.append(actor)


_REGNAL = re.compile(r"^\w+ (?:[IVX]+ )?of [A-Z]|^\w+ [IVX]+$")


def _surnames(row: NameRow, parts: list[str], country: str | None) -> list[str]:
    """Keys under which a person may be called by surname alone."""
    if _REGNAL.search(row.name):
        return parts[:1]  # "Abdullah II of Jordan" is called Abdullah, never Jordan
    found = [parts[-1]]
    if len(parts) > 2:
        found.append(" ".join(parts[-2:]))
        found.append(parts[-2])
    if country in SURNAME_FIRST and len(parts) > 1:
        found.append(word_key(words(row.name)[0]))
    return found
