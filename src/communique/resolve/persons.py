"""Person mentions: names with or without an office, bare surnames, holders of an office on the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from communique.model import Actor, ActorKind, Candidate, Mention, Office, OfficeBasis, Rank, Reason, Record, Span
from communique.resolve.base import KnowledgeBase, holds
from communique.resolve.beside import Beside, sense_of
from communique.resolve.draft import Name
from communique.resolve.folding import given_key, name_key, word_key, words
from communique.resolve.gazetteer import Piece
from communique.resolve.interface import ResolverOptions
from communique.resolve.linking import Clue, candidates, winner
from communique.resolve.offices import OfficeSense, agreement, office_sense, same_style, same_title


class Setting(Record, frozen=True, kw_only=True):
    """What holds for the whole text."""

    day: date | None
    home: str | None
    lands: frozenset[str]
    options: ResolverOptions
    speaking: bool = False
    starts: Mapping[int, Piece] = msgspec.field(default_factory=dict)


def surname_key(name: str) -> str:
    """Key of the last word of a name."""
    parts = words(name)
    return word_key(parts[-1]) if parts else ""


def mention(
    base: KnowledgeBase,
    body: str,
    name: Name,
    found: tuple[Candidate, ...],
    chosen: str | None,
    where: Setting,
    anaphor: bool = False,
) -> Mention:
    """The mention of a person with the office the text gives, else the verified one of the base on the day."""
    sense = sense_of(name.office, where.home)
    former = bool(name.office and name.office.phrase.former)
    country, office, basis, rank = _from_text(name.office, sense)
    if chosen:
        actor = base.actor(chosen)
        held = [o for o in base.offices(chosen, where.day) if where.day and holds(o, where.day) == "yes"]
        held.sort(key=lambda o: (not o.verified, o.rank, bool(actor and actor.country not in (None, o.country))))
        if country is None and not (name.office and name.office.organisation):
            country = _country(actor, held)
        rank = rank or (held[0].rank if held else None)
        known = office_sense(held[0].title, held[0].country).display if held and held[0].verified else ""
        if known and not former and (not office or _bare(sense, known)):
            office, basis = known, OfficeBasis.BASE
    return Mention(
        span=Span(start=name.start, end=name.end),
        head=Span(start=name.head_start, end=name.head_end),
        surface=body[name.start : name.end],
        kind=ActorKind.PERSON,
        name=base.name_of(chosen) if chosen else body[name.head_start : name.head_end],
        actor_id=chosen,
        country=country,
        office=office,
        office_basis=basis if office else None,
        rank=rank,
        former=former,
        anaphor=anaphor,
        candidates=found[:4],
    )


def _bare(sense: OfficeSense | None, known: str) -> bool:
    """True for "Minister" and "Deputy Secretary" without more: the base may say which."""
    short = sense.display.casefold() if sense else ""
    return short in ("minister", "secretary") or (
        short in ("deputy secretary", "deputy minister", "under secretary", "assistant secretary", "director")
        and known.casefold().startswith(f"{short} ")
    )


def _country(actor: Actor | None, held: list[Office]) -> str | None:
    """The country a person stands for that day: that of the offices held, the person's own among several."""
    own = actor.country if actor else None
    stands = [o.country for o in held]
    return own if not stands or own in stands else stands[0]


def _from_text(
    beside: Beside | None, sense: OfficeSense | None
) -> tuple[str | None, str, OfficeBasis | None, Rank | None]:
    if beside is None or sense is None:
        return None, "", None, None
    title = (
        sense.display
        if beside.also
        else beside.title
        if sense.family in ("ambassador", "director", "special_envoy", "chair", "")
        else sense.display
    )
    return beside.country, title, OfficeBasis.TEXT, sense.rank


_ELECT = re.compile(r"(?i)\b(?:elect|designate|incoming)\b")


def link(base: KnowledgeBase, name: Name, where: Setting) -> tuple[tuple[Candidate, ...], str | None]:
    """Candidates of a name and the clear winner among them."""
    sense = sense_of(name.office, where.home)
    clue = Clue(
        name=name.text,
        day=where.day,
        sense=sense,
        country=name.office.country if name.office else None,
        organisation=name.office.organisation if name.office else None,
        former=bool(name.office and name.office.phrase.former),
        home=where.home,
        lands=where.lands,
        elect=bool(name.office and _ELECT.search(name.office.title)),
        titled=name.office is not None or name.honorific,
        speaking=where.speaking,
    )
    found = candidates(base, clue)
    return found, winner(found, clue, where.options)


def holder(
    base: KnowledgeBase, sense: OfficeSense, country: str, where: Setting, index: Holders
) -> tuple[Candidate, ...]:
    """Who held an office of a country (or body, by its id) on the text's day."""
    if where.day is None or not sense.family:
        return ()
    out = []
    for actor_id in index.of(country, sense.family):
        states = [(holds(t.office, where.day), t.office.verified) for t in base.terms(actor_id)
                  if country in (t.office.country, t.office.organisation) and t.family == sense.family
                  and same_title(t.display, sense.display)]  # fmt: skip
        best, verified = max(states, key=lambda s: (_HELD[s[0]], s[1]), default=("no", False))
        if best != "no":
            weight = (0.85 if verified else 0.62) if best == "yes" else 0.4
            reason = Reason(feature="held the office that day" if best == "yes" else "open term, past its as-of day",
                            value=sense.display, weight=weight)  # fmt: skip
            out.append(Candidate(actor_id=actor_id, score=weight, reasons=(reason,)))
    return tuple(sorted(out, key=lambda c: (-c.score, c.actor_id)))


_HELD = {"yes": 2, "faded": 1, "no": 0}


class Holders:
    """Persons by (country or body, office family)."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._index: dict[tuple[str, str], set[str]] = {}
        for actor_id, rows in base.all_terms():
            for term in rows:
                for owner in (term.office.country, term.office.organisation):
                    if owner and term.family:
                        self._index.setdefault((owner, term.family), set()).add(actor_id)

    def of(self, country: str, family: str) -> Iterator[str]:
        """Ids of all that ever held it, sorted."""
        yield from sorted(self._index.get((country, family), ()))


def clear(found: tuple[Candidate, ...]) -> str | None:
    """The id of the only good candidate of an office."""
    if not found or found[0].score < 0.6:
        return None
    if len(found) > 1 and found[1].score > found[0].score - 0.2:
        return None
    return found[0].actor_id


def antecedent(earlier: Iterable[Mention], sense: OfficeSense | None, country: str | None) -> Mention | None:
    """The last person before, of an agreeing office and country; ``None`` when there is none."""
    for m in reversed(list(earlier)):
        if m.kind is not ActorKind.PERSON or m.former:
            continue
        if country and m.country and m.country != country:
            continue
        if sense is None or (m.office and fits(office_sense(m.office, m.country), sense)):
            return m
    return None


def fits(known: OfficeSense, said: OfficeSense) -> bool:
    """True when "the minister" or "the president" may mean a person of the known office."""
    if agreement(known.family, said.family) == 1.0:
        return same_title(known.display, said.display) and (
            known.family != "foreign_minister" or same_style(known.display, said.display)
        )
    if said.family == "cabinet_secretary":
        return known.display.casefold().startswith("secretary of ")
    if said.family == "minister" and said.display.casefold() in ("minister", "ministers"):
        return "minister" in known.family and not known.family.startswith("head")
    return bool(said.family) and known.family.startswith(said.family + ":")


def titled_again(m: Mention, earlier: Iterable[Mention], base: KnowledgeBase) -> Mention:
    """A surname with a title that no office settles: the one person of that name in the text, if the titles agree.

    Persons that the base lacks are one person, too, under the fullest name that the text gives.
    """
    said = m.surface[m.head.start - m.span.start : m.head.end - m.span.start]
    sure_already = m.actor_id and m.candidates and m.candidates[0].score >= _SURE
    if sure_already or len(name_key(said).split(" ")) > 1:
        return m
    same = [s for s in same_name(earlier, said) if s.name != said and s.head != m.head and _agree(s, m)]
    if m.actor_id and same:
        return m
    inner = inner_name(earlier, said) if not same else None
    guessed = m.actor_id is not None and not any(
        r.feature == "country beside the name" for c in m.candidates[:1] for r in c.reasons
    )
    same += [inner] if inner and (guessed or _agree(inner, m)) else []
    if len(same) != 1 or len(name_key(same[0].name).split(" ")) < 2:
        return m
    sure = same[0]
    country = sure.country if guessed else m.country or sure.country
    known = {"actor_id": sure.actor_id, "name": sure.name, "country": country,
             "rank": m.rank or sure.rank, "anaphor": True, "candidates": sure.candidates}  # fmt: skip
    short = not m.office or m.office.casefold() in (sure.office.casefold().split(" ")[-1], "minister", "secretary")
    if short and sure.office:
        known |= {"office": sure.office, "office_basis": sure.office_basis, "rank": sure.rank}
    return msgspec.structs.replace(m, **known)


_SURE = 0.9  # points that a surname has only with its own country or a held office beside it


def _agree(sure: Mention, m: Mention) -> bool:
    ranked = _RANKED.match(m.surface)
    if ranked and ranked[0] not in sure.surface:
        return False
    return not m.country or not sure.country or m.country == sure.country


_RANKED = re.compile(
    r"(?:Sergeant|Corporal|Private|Captain|Capt|Major|Colonel|Col|General|Gen|Lieutenant|Lt|Admiral|Adm|Judge|Father|"
    r"Sister|Rabbi|Imam|Bishop|Officer|Detective|Inspector|Professor|Prof|Constable)\b"
)


def same_name(earlier: Iterable[Mention], text: str) -> list[Mention]:
    """Persons of the text that a bare name may mean, one mention per person, latest first."""
    key = surname_key(text)
    parts = words(text) if len(name_key(text).split(" ")) > 1 else words(text)[-1:]
    seen: dict[str, Mention] = {}
    for m in reversed(list(earlier)):
        if m.kind is not ActorKind.PERSON or m.anaphor:
            continue
        own = words(m.surface[m.head.start - m.span.start : m.head.end - m.span.start]) or words(m.name)
        hit = word_key(own[-1]) == key or (len(own) > 1 and key == word_key(own[0]) and m.country in SURNAME_FIRST)
        if hit and len(parts) > 1 and given_key(parts[0]) != given_key(own[0]):
            hit = False
        if hit:
            seen.setdefault(m.actor_id or m.name.casefold(), m)
    return list(seen.values())


def inner_name(earlier: Iterable[Mention], text: str) -> Mention | None:
    """The one person of the text in whose whole name a word stands that is not its last: "Minister Maliki"."""
    key, seen = surname_key(text), {}
    for m in earlier:
        own = words(m.surface[m.head.start - m.span.start : m.head.end - m.span.start])
        if m.kind is ActorKind.PERSON and not m.anaphor and len(own) > 1 and key in map(word_key, own[:-1]):
            seen[m.actor_id or m.name.casefold()] = m
    return next(iter(seen.values())) if len(seen) == 1 else None


SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "VNM", "TWN", "HKG", "SGP", "KHM"})
