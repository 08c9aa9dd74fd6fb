"""The user's plain file (YAML or TOML): actors, offices, aliases, house names laid over the shipped base.

```yaml
actors:  [{id: my-1, kind: person, name: Jane Doe, country: BLR}]
offices: [{actor: my-1, title: Foreign Minister, country: BLR, start: 2024-06, end: ""}]
aliases: {Q2866: [Lukashenka A.]}
house:   {Q2866: Aliaksandr Lukashenka}
forget:  {Q58217: []}
```

``forget`` is written by the command of that name: ids whose names are withheld, with digests of names that only this
file had.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from communique import shipped
from communique.model import Actor, ActorKind, Office, Problem, Rank, Record
from communique.model.actors import partial_bounds
from communique.model.base import sha256
from communique.resolve.folding import name_key
from communique.resolve.offices import office_sense
from communique.resolve.tables import NameRow, Term, actor_rows, current
from communique.resolve.withholding import HIDDEN

SECTIONS = ("actors", "offices", "aliases", "house", "forget")
_PARTIAL = re.compile(r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")


class Extension(Record, frozen=True, kw_only=True):
    """What is laid over the shipped base. ``digest`` is the hash of the user's file, empty without one."""

    actors: dict[str, Actor]
    terms: dict[str, tuple[Term, ...]]
    names: tuple[NameRow, ...]
    house: dict[str, str]
    own_house: frozenset[str]
    forget: dict[str, tuple[str, ...]]
    digest: str = ""


@cache
def _shipped() -> dict[str, Any]:
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "house.yaml")
    return raw


class _Plain(yaml.SafeLoader):
    """YAML whose days stay text: a day that no calendar has is then one wrong row, not an unreadable file."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (as the base class has it)
        first: [(tag, pattern) for tag, pattern in rows if not tag.endswith(":timestamp")]
        for first, rows in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load_sheet(data: str) -> Any:
    """The contents of a YAML file as plain values; raises ``yaml.YAMLError``."""
    return yaml.load(data, Loader=_Plain)  # noqa: S506  (a safe loader)


def read_extension(path: Path | None) -> tuple[Extension, tuple[Problem, ...]]:
    """The shipped house file with the user's over it, and a problem for each line that cannot be used."""
    raw, problems, digest = _read(path)
    merged = {k: _shipped().get(k) for k in ("aliases", "house")}
    sheets = [merged, raw]
    actors: dict[str, Actor] = {}
    terms: dict[str, list[Term]] = defaultdict(list)
    names: list[NameRow] = []
    house: dict[str, str] = {}
    forget: dict[str, tuple[str, ...]] = {}
    for sheet in sheets:
        place = str(path) if sheet is raw else "house.yaml"
        for outcome in _entries(sheet, actors, place):
            match outcome:
                case Problem():
                    problems.append(outcome)
                case Actor():
                    actors[outcome.id] = outcome
                    names.append(_name(outcome, outcome.name))
                case Term():
                    terms[outcome.office.actor_id].append(outcome)
                case NameRow():
                    names.append(outcome)
                case (str() as actor, str() as form):
                    house[actor] = form
                case (str() as actor, tuple() as digests):
                    forget[actor] = digests
    printed = house | dict.fromkeys(forget, HIDDEN)
    extension = Extension(
        actors=_renamed(actors, printed), terms={k: tuple(v) for k, v in terms.items()}, names=tuple(names),
        house=printed, own_house=frozenset(map(str, _table(raw, "house"))), forget=forget, digest=digest,
    )  # fmt: skip
    return extension, tuple(problems)


def _table(sheet: dict[str, Any], section: str) -> dict[Any, Any]:
    found = sheet.get(section)
    return found if isinstance(found, dict) else {}


def _renamed(actors: dict[str, Actor], house: dict[str, str]) -> dict[str, Actor]:
    """The house form becomes the actor's ``name`` field."""
    out = dict(actors)
    for actor_id, form in house.items():
        actor = out.get(actor_id) or actor_rows().get(actor_id)
        if actor:
            fields = {f: getattr(actor, f) for f in actor.__struct_fields__}
            out[actor_id] = Actor(**{**fields, "name": form})
    return out


def _read(path: Path | None) -> tuple[dict[str, Any], list[Problem], str]:
    if path is None or not path.exists():
        return {}, [], ""
    try:
        data = path.read_text(encoding="utf-8")
        raw = tomllib.loads(data) if path.suffix == ".toml" else load_sheet(data) or {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        return {}, [_problem(str(path), f"cannot be read: {error}")], ""
    if not isinstance(raw, dict):
        return {}, [_problem(str(path), "is not a table of actors, offices, aliases, house")], ""
    unknown = [
        _problem(f"{path}: {k}", f"unknown section; sections are {', '.join(SECTIONS)}")
        for k in raw
        if k not in SECTIONS
    ]
    return raw, unknown, sha256(data)


def _entries(sheet: dict[str, Any], actors: dict[str, Actor], place: str) -> Iterator[Any]:
    for section, make in (("actors", _actor), ("offices", _office)):
        rows = sheet.get(section) or []
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            yield make(row, actors, f"{place}: {section} {number}")
    for section in ("aliases", "house"):
        table = sheet.get(section) or {}
        if not isinstance(table, dict):
            yield _problem(f"{place}: {section}", "is not a table of id: name")
            continue
        for actor_id, forms in table.items():
            yield from _forms(section, current(str(actor_id)), forms, actors, f"{place}: {section}.{actor_id}")
    yield from _forgotten(sheet.get("forget") or {}, f"{place}: forget")


def _forgotten(table: Any, place: str) -> Iterator[Any]:
    """Ids need not be known: those of the file itself are gone from it."""
    if not isinstance(table, dict):
        yield _problem(place, "is not a table of id: list of digests")
        return
    for actor_id, digests in table.items():
        listed = digests or []
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            yield (current(str(actor_id)), tuple(listed))
        else:
            yield _problem(f"{place}.{actor_id}", "is not a list of digests; `communique forget` writes it")


def _forms(section: str, actor_id: str, forms: Any, actors: dict[str, Actor], place: str) -> Iterator[Any]:
    actor = actors.get(actor_id) or actor_rows().get(actor_id)
    listed = forms if isinstance(forms, list) else [forms]
    if actor is None:
        yield _problem(place, "no actor has this id")
    elif not all(isinstance(f, str) and f.strip() for f in listed):
        yield _problem(place, "a name must be text")
    else:
        yield from (_name(actor, f) for f in listed)
        if section == "house":
            yield (actor_id, listed[0])


def _name(actor: Actor, name: str) -> NameRow:
    key = name_key(name) if actor.kind is ActorKind.PERSON else ""
    return NameRow(actor=actor.id, name=name, lang="und", kind="alias", key=key)


_ACTOR_FIELDS = frozenset({"id", "kind", "name", "country", "parent", "valid_from", "valid_to"})
_OFFICE_FIELDS = frozenset({"actor", "title", "country", "organisation", "rank", "start", "end", "as_of", "source",
                            "replaces"})  # fmt: skip


def _fields(row: Any, known: frozenset[str], needed: tuple[str, ...], place: str) -> dict[str, str] | Problem:
    """The cells of a row as text, or what is wrong with its shape."""
    if not isinstance(row, dict):
        return _problem(place, f"is no row: write {{{', '.join(f'{name}: …' for name in needed)}}}")
    unknown = sorted(str(key) for key in row if key not in known)
    if unknown:
        return _problem(place, f"unknown field {', '.join(unknown)}; fields are {', '.join(sorted(known))}")
    wrong = [key for key, value in row.items() if isinstance(value, dict | list)]
    if wrong:
        return _problem(place, f"{wrong[0]} must be one value, not a list or table")
    fields = {key: str(value).strip() if value is not None else "" for key, value in row.items()}
    lacking = [name for name in needed if not fields.get(name)]
    return _problem(place, f"lacks {' and '.join(lacking)}") if lacking else fields


def _dates(fields: dict[str, str], first: str, last: str, place: str) -> Problem | None:
    """What is wrong with the dates of a row."""
    for name in (first, last, "as_of"):
        if not _PARTIAL.match(fields.get(name, "")):
            return _problem(place, f"{name} {fields[name]!r} is no YYYY, YYYY-MM or YYYY-MM-DD")
        try:
            partial_bounds(fields.get(name, ""), fields.get(name, ""))
        except ValueError:
            return _problem(place, f"{name} {fields[name]!r} is no day of the calendar")
    start, end = partial_bounds(fields.get(first, ""), fields.get(last, ""))
    return _problem(place, f"{last} lies before {first}") if end < start else None


def _actor(row: Any, actors: dict[str, Actor], place: str) -> Actor | Problem:
    """A new actor, or a shipped one with the cells that the row gives changed."""
    known = _known(row, actors)
    fields = _fields(row, _ACTOR_FIELDS, ("id",) if known else ("id", "name"), place)
    if isinstance(fields, Problem):
        return fields
    kind = fields.get("kind") or (known.kind if known else "person")
    if kind not in set(ActorKind):
        return _problem(place, f"kind {kind!r} is none of {', '.join(ActorKind)}")
    if wrong := _place_of(fields, place) or _dates(fields, "valid_from", "valid_to", place):
        return wrong
    given = {name: value for name, value in fields.items() if value and name not in ("kind", "id")}
    if known is None:
        return Actor(**{"id": fields["id"], "sources": ("user",), **given, "kind": ActorKind(kind)})  # type: ignore[arg-type]
    held = {name: getattr(known, name) for name in known.__struct_fields__}
    return Actor(**{**held, **given, "kind": ActorKind(kind), "sources": (*known.sources, "user")})


def _known(row: Any, actors: dict[str, Actor]) -> Actor | None:
    actor_id = current(str(row.get("id", ""))) if isinstance(row, dict) else ""
    return actors.get(actor_id) or actor_rows().get(actor_id)


def _place_of(fields: dict[str, str], place: str) -> Problem | None:
    country = fields.get("country")
    if not country or country in _codes():
        return None
    return _problem(place, f"country {country!r} is no ISO 3166 alpha-3 code that the base knows")


@cache
def _codes() -> frozenset[str]:
    return frozenset(actor.country for actor in actor_rows().values() if actor.country)


def _office(row: Any, actors: dict[str, Actor], place: str) -> Term | Problem:
    fields = _fields(row, _OFFICE_FIELDS, ("actor", "title"), place)
    if isinstance(fields, Problem):
        return fields
    fields |= {name: current(fields[name]) for name in ("actor", "organisation") if fields.get(name)}
    actor, title, country = fields["actor"], fields["title"], fields.get("country") or None
    for name in ("actor", "organisation"):
        if fields.get(name) and fields[name] not in actors and fields[name] not in actor_rows():
            return _problem(place, f"no actor has the id {fields[name]!r}")
    rank = fields.get("rank", "")
    if rank and rank not in {str(int(one)) for one in Rank}:
        return _problem(place, f"rank {rank!r} is no number from 1 (head of state) to 8 (group)")
    if wrong := _place_of(fields, place) or _dates(fields, "start", "end", place):
        return wrong
    sense = office_sense(title, country)
    office = Office(
        actor_id=actor, title=title, country=country, organisation=fields.get("organisation") or None,
        rank=Rank(int(rank)) if rank else sense.rank or Rank.SENIOR_OFFICIAL,
        start=fields.get("start", ""), end=fields.get("end", ""), as_of=fields.get("as_of") or "9999-12-31",
        source=fields.get("source") or "user",
    )  # fmt: skip
    replaces = fields.get("replaces", "").casefold() in ("true", "yes")
    return Term(office=office, display=sense.display, family=sense.family, replaces=replaces)


def _problem(place: str, detail: str) -> Problem:
    return Problem(stage="resolve", place=place, cause="bad-extension", detail=detail,
                   advice="mend or remove this entry; the rest of the file is in use")  # fmt: skip
