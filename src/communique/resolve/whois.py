"""What the base knows of a name on a day, and why: the answer behind ``communique who``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from communique.model import Actor, ActorKind, NameForm, Office, Reason, Record
from communique.model.actors import partial_bounds
from communique.resolve.base import KnowledgeBase, holds
from communique.resolve.folding import word_key, words
from communique.resolve.tables import NameRow, Term

SEATS = ("head_of_state", "head_of_government", "foreign_minister")
_POSTS = (*SEATS, "first_deputy_foreign_minister", "deputy_foreign_minister", "spokesperson")
_SURE = {"id": 0, "country code": 0, "code": 0, "exact spelling": 1, "last name": 1}  # else 2: another spelling
_BEFORE = (ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.TERRITORY, ActorKind.FORUM)  # of what is spelt the same
_NEAR = 0.72  # below this, spellings have little in common


class Standing(StrEnum):
    """How a dated row stands to a day."""

    HELD = "held"
    FADED = "faded"
    FORMER = "former"
    LATER = "later"


_ORDER = tuple(Standing)


class Held(Record, frozen=True, kw_only=True):
    """One office row against the day. Dates are partial ISO; ``verified`` is false for rows typed from memory."""

    person: str
    name: str
    title: str
    family: str
    country: str | None
    organisation: str
    rank: int
    start: str
    end: str
    as_of: str
    source: str
    verified: bool
    standing: Standing
    reason: str


class Belongs(Record, frozen=True, kw_only=True):
    """One membership row against the day; ``other`` is the organisation of a state, or the member of one."""

    other: str
    name: str
    status: str
    start: str
    end: str
    source: str
    standing: Standing


class Entry(Record, frozen=True, kw_only=True):
    """One candidate. ``posts`` (of a state or organisation): who held what there on the day."""

    id: str
    kind: ActorKind
    name: str
    forms: tuple[tuple[str, str], ...]
    withheld: bool
    country: str | None
    country_name: str
    parent: str | None
    found: tuple[Reason, ...]
    offices: tuple[Held, ...]
    posts: tuple[Held, ...]
    memberships: tuple[Belongs, ...]
    spellings: tuple[tuple[str, str, str], ...]
    codes: tuple[tuple[str, str], ...]
    valid_from: str
    valid_to: str
    sources: tuple[str, ...]


def who(base: KnowledgeBase, name: str, day: date, form: NameForm = NameForm.HOUSE) -> tuple[Entry, ...]:
    """Everybody and everything that may be meant, likeliest on ``day`` first; empty when nobody fits. ``form``: house
    style of the names shown.
    """
    found = _found(base, " ".join(name.split()))
    entries = [_entry(base, actor, reason, day, form) for actor, reason in found.values()]
    return tuple(sorted(entries, key=lambda entry: _likely(entry, day)))


def near(base: KnowledgeBase, name: str, most: int = 5) -> tuple[str, ...]:
    """Names that are spelt much like this one, closest first; those of forgotten persons are left out."""
    parts = words(name)
    if not parts:
        return ()
    first = {word_key(part)[:1] for part in parts}
    by_key: dict[str, str] = {}
    for row in base.name_rows:
        own = words(row.name)
        if own and row.lang in ("en", "und", "Latn") and not base.withheld(row.actor):
            for part in (own[-1], row.name):
                key = word_key(part) if part == own[-1] else part.casefold()
                if key[:1] in first:
                    by_key.setdefault(key, row.name)
    wanted = dict.fromkeys((name.casefold(), word_key(parts[-1])))
    hits = [hit for one in wanted for hit in difflib.get_close_matches(one, list(by_key), most, _NEAR)]
    return tuple(dict.fromkeys(by_key[hit] for hit in hits))[:most]


def _found(base: KnowledgeBase, name: str) -> dict[str, tuple[Actor, Reason]]:
    found: dict[str, tuple[Actor, Reason]] = {}

    def put(actor: Actor | None, feature: str, detail: str = "") -> None:
        if actor is not None:
            found.setdefault(actor.id, (actor, Reason(feature=feature, value=name, detail=detail)))

    put(base.actor(name), "id")
    put(base.country(name.upper()), "country code")
    for actor in base.coded(name):
        put(actor, "code")
    exact = {row.actor for row in base.name_rows if row.name.casefold() == name.casefold()}
    for actor in base.find(name):
        how = "exact spelling" if actor.id in exact else "same name in another spelling"
        put(actor, how, _kinds(base, actor, name) if actor.id in exact else "")
    if len(words(name)) == 1:
        rows = _rows_of(base, frozenset(base.surnamed(name)))
        for actor_id in base.surnamed(name):
            spelled = name.casefold() in (w for r in rows.get(actor_id, ()) for w in r.name.casefold().split())
            put(base.actor(actor_id), "last name" if spelled else "last name in another spelling")
    return found


def _rows_of(base: KnowledgeBase, ids: frozenset[str]) -> dict[str, list[NameRow]]:
    found: dict[str, list[NameRow]] = {}
    for row in base.name_rows:
        if row.actor in ids:
            found.setdefault(row.actor, []).append(row)
    return found


def _kinds(base: KnowledgeBase, actor: Actor, name: str) -> str:
    low = name.casefold()
    kinds = {f"{r.kind} ({r.lang})" for r in base.name_rows if r.actor == actor.id and r.name.casefold() == low}
    return ", ".join(sorted(kinds))


def _entry(base: KnowledgeBase, actor: Actor, reason: Reason, day: date, form: NameForm) -> Entry:
    withheld = base.withheld(actor.id)
    return Entry(
        id=actor.id,
        kind=actor.kind,
        name=base.printed(actor.id, form),
        forms=tuple((one.value, base.printed(actor.id, one)) for one in NameForm),
        withheld=withheld,
        country=actor.country,
        country_name=base.display(actor.country) if actor.country else "",
        parent=actor.parent,
        found=(_without_words(reason),) if withheld else (reason,),
        offices=tuple(sorted((_held(base, t, day) for t in base.terms(actor.id)), key=_recent)),
        posts=_posts(base, actor, day),
        memberships=_memberships(base, actor, day),
        spellings=()
        if withheld
        else tuple(sorted({(r.name, r.lang, r.kind) for r in base.name_rows if r.actor == actor.id})),
        codes=actor.codes,
        valid_from=actor.valid_from,
        valid_to=actor.valid_to,
        sources=actor.sources,
    )


def _without_words(reason: Reason) -> Reason:
    """The ground without the words that were looked up: they are the name."""
    return Reason(feature=reason.feature)


def _likely(entry: Entry, day: date) -> tuple[object, ...]:
    ranks = [(_ORDER.index(held.standing), held.rank) for held in entry.offices]
    sure = _SURE.get(entry.found[0].feature, 2)
    body = entry.kind not in _BEFORE and entry.kind is not ActorKind.PERSON
    idle = entry.kind is ActorKind.PERSON and not ranks
    first, last = partial_bounds(entry.valid_from, entry.valid_to)
    return (sure, not first <= day <= last, idle, body, min(ranks, default=(0, 0)), entry.name, entry.id)


def _recent(held: Held) -> tuple[object, ...]:
    """Held first, then faded, former (latest first), later."""
    first = partial_bounds(held.start, "")[0]
    return (_ORDER.index(held.standing), -first.toordinal(), held.rank, held.title, held.source)


def _held(base: KnowledgeBase, term: Term, day: date) -> Held:
    office = term.office
    standing, reason = stand(office, day)
    return Held(
        person=office.actor_id,
        name=base.name_of(office.actor_id),
        title=term.display,
        family=term.family,
        country=office.country,
        organisation=base.name_of(office.organisation) if office.organisation else "",
        rank=int(office.rank),
        start=office.start,
        end=office.end,
        as_of=office.as_of,
        source=office.source,
        verified=office.verified,
        standing=standing,
        reason=reason if office.verified else f"{reason}; typed from memory: printed only if a passage says it too",
    )


def stand(office: Office, day: date) -> tuple[Standing, str]:
    """How an office stands on a day, in one word and in one clause."""
    state = holds(office, day)
    first, last = partial_bounds(office.start, office.end)
    if state == "yes":
        return Standing.HELD, "the term covers the day" if office.end or office.start else "attested on that day"
    if state == "faded" and not office.start and not office.end:
        return Standing.FADED, f"attested on {office.as_of} only, within about a year"
    if state == "faded":
        return Standing.FADED, f"not known to have ended when last attested on {office.as_of}; the day lies after"
    if not office.start and not office.end:
        seen = partial_bounds(office.as_of, office.as_of)[0]
        return (Standing.FORMER if seen < day else Standing.LATER), f"attested on {office.as_of} only"
    if last < day:
        return Standing.FORMER, f"ended {office.end}"
    return Standing.LATER, f"began {office.start}" if first > day else "no day known"


def _posts(base: KnowledgeBase, actor: Actor, day: date) -> tuple[Held, ...]:
    """The chief posts of a state, or the posts of an organisation, on the day; rivals stand side by side."""
    land = actor.country is not None and base.country(actor.country) == actor
    if not land and actor.kind not in (ActorKind.ORGANISATION, ActorKind.FORUM, ActorKind.INSTITUTION):
        return ()
    rows = [t for _, terms in base.all_terms() for t in terms if _of(t, actor, land)]
    held = [_held(base, t, day) for t in rows if holds(t.office, day) != "no"]
    return tuple(_with_choice(sorted(held, key=_seat)))


def _of(term: Term, actor: Actor, land: bool) -> bool:
    if term.office.organisation == actor.id:
        return True
    return land and term.office.country == actor.country and term.family in _POSTS


def _seat(held: Held) -> tuple[object, ...]:
    place = _POSTS.index(held.family) if held.family in _POSTS else len(_POSTS)
    return (place, held.rank, held.family, *preference(held), held.name)


def preference(held: Held) -> tuple[bool, bool, int, int]:
    """Which of two rows for one seat is believed: held before faded, sourced before typed from memory, later start,
    more sources.
    """
    first = partial_bounds(held.start, "")[0].toordinal()
    return (held.standing is not Standing.HELD, not held.verified, -first, -len(held.source.split(";")))


def _with_choice(rows: Iterable[Held]) -> Iterable[Held]:
    """Rivals for a seat that one person holds say why they come second."""
    best: dict[str, Held] = {}
    for row in rows:
        first = best.setdefault(row.family, row)
        if row.family in SEATS and first.person != row.person:
            why = ("not held on the day", "typed from memory", "began earlier", "fewer sources")
            pairs = zip(why, preference(first), preference(row), strict=True)
            ground = next((word for word, one, two in pairs if one != two), "no ground to choose")
            yield Held(**{**{f: getattr(row, f) for f in row.__struct_fields__},
                          "reason": f"{row.reason}; second to {first.name}: {ground}"})  # fmt: skip
        else:
            yield row


def _memberships(base: KnowledgeBase, actor: Actor, day: date) -> tuple[Belongs, ...]:
    rows = []
    for row in base.memberships(actor.id):
        other = row.country if row.organisation == actor.id else row.organisation
        first, last = partial_bounds(row.start, row.end)
        standing = Standing.FORMER if last < day else Standing.LATER if first > day else Standing.HELD
        rows.append(Belongs(other=other, name=base.name_of(other), status=row.status, start=row.start, end=row.end,
                            source=row.source, standing=standing))  # fmt: skip
    return tuple(sorted(rows, key=lambda b: (_ORDER.index(b.standing), b.status != "member", b.name, b.start)))
