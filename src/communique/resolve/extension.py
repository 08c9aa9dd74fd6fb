"""The user's plain file (YAML or TOML): actors, offices, aliases, house names laid over the shipped base.

```yaml
actors:  [{id: my-1, kind: person, name: Jane Doe, country: BLR}]
offices: [{actor: my-1, title: Foreign Minister, country: BLR, start: 2024-06, end: ""}]
aliases: {Q2866: [Lukashenka A.]}
house:   {Q2866: Aliaksandr Lukashenka}
```
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from communique.model import Actor, ActorKind, Office, Problem, Rank, Record
from communique.model.base import sha256
from communique.resolve.folding import name_key
from communique.resolve.offices import office_sense
from communique.resolve.tables import NameRow, Term, actor_rows

_PARTIAL = re.compile(r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$")


class Extension(Record, frozen=True, kw_only=True):
    """What is laid over the shipped base. ``digest`` is the hash of the user's file, empty without one."""

    actors: dict[str, Actor]
    terms: dict[str, tuple[Term, ...]]
    names: tuple[NameRow, ...]
    house: dict[str, str]
    digest: str = ""


@cache
def _shipped() -> dict[str, Any]:
    text = files("communique.resolve").joinpath("data/house.yaml").read_text(encoding="utf-8")
    raw: dict[str, Any] = yaml.safe_load(text)
    return raw


def read_extension(path: Path | None) -> tuple[Extension, tuple[Problem, ...]]:
    """The shipped house file with the user's over it, and a problem for each line that cannot be used."""
    raw, problems, digest = _read(path)
    merged = {k: _shipped().get(k) for k in ("aliases", "house")}
    sheets = [merged, raw]
    actors: dict[str, Actor] = {}
    terms: dict[str, list[Term]] = defaultdict(list)
    names: list[NameRow] = []
    house: dict[str, str] = {}
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
    extension = Extension(
        actors=_renamed(actors, house), terms={k: tuple(v) for k, v in terms.items()}, names=tuple(names), house=house,
        digest=digest,
    )  # fmt: skip
    return extension, tuple(problems)


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
        raw = tomllib.loads(data) if path.suffix == ".toml" else yaml.safe_load(data) or {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError) as error:
        return {}, [_problem(str(path), f"cannot be read: {error}")], ""
    if not isinstance(raw, dict):
        return {}, [_problem(str(path), "is not a table of actors, offices, aliases, house")], ""
    unknown = [
        _problem(f"{path}: {k}", "unknown section") for k in raw if k not in ("actors", "offices", "aliases", "house")
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
            yield from _forms(section, str(actor_id), forms, actors, f"{place}: {section}.{actor_id}")


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


def _actor(row: Any, actors: dict[str, Actor], place: str) -> Actor | Problem:
    try:
        fields = {k: str(v) for k, v in dict(row).items()}
        kind = ActorKind(fields.get("kind", "person"))
        actor = Actor(
            id=fields["id"], kind=kind, name=fields["name"], country=fields.get("country") or None, sources=("user",)
        )
    except (KeyError, ValueError, TypeError) as error:
        return _problem(place, f"cannot be used: {error!r}")
    return actor if actor.id.strip() and actor.name.strip() else _problem(place, "id and name must not be empty")


def _office(row: Any, actors: dict[str, Actor], place: str) -> Term | Problem:
    try:
        fields = {k: str(v) if v is not None else "" for k, v in dict(row).items()}
        actor, title, country = fields["actor"], fields["title"], fields.get("country") or None
        start, end = fields.get("start", ""), fields.get("end", "")
        sense = office_sense(title, country)
        rank = Rank(int(fields["rank"])) if fields.get("rank") else sense.rank or Rank.SENIOR_OFFICIAL
    except (KeyError, ValueError, TypeError) as error:
        return _problem(place, f"cannot be used: {error!r}")
    if actor not in actors and actor not in actor_rows():
        return _problem(place, f"no actor has the id {actor!r}")
    if not (_PARTIAL.match(start) and _PARTIAL.match(end)):
        return _problem(place, "start and end are YYYY, YYYY-MM or YYYY-MM-DD")
    office = Office(actor_id=actor, title=title, country=country, rank=rank, start=start, end=end,
                    as_of=fields.get("as_of") or "9999-12-31", source="user")  # fmt: skip
    return Term(office=office, display=sense.display, family=sense.family)


def _problem(place: str, detail: str) -> Problem:
    return Problem(stage="resolve", place=place, cause="bad-extension", detail=detail,
                   advice="mend or remove this entry; the rest of the file is in use")  # fmt: skip
