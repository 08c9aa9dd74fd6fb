"""Persons described and not named: "the Foreign Minister", "the Russian president", "his Polish counterpart"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from communique.model import ActorKind, Candidate, Mention, Rank
from communique.resolve import discourse, phrases
from communique.resolve.base import KnowledgeBase
from communique.resolve.beside import Beside
from communique.resolve.draft import Name
from communique.resolve.gazetteer import Piece
from communique.resolve.offices import OfficeSense, agreement, office_sense, same_style
from communique.resolve.persons import Holders, Setting, antecedent, clear, fits, holder, mention

_EU = "Q458"
_COUNTERPART = re.compile(r" (?P<noun>counterpart)\b(?P<of> (?:from|in) (?:the )?)?")
_COMMON = {
    "foreign_minister": "Foreign Minister",
    "head_of_government": "Prime Minister",
    "minister:defence": "Defence Minister",
}
_OFFICE_OF = re.compile(r"'s (?:Office|Department|Cabinet|Administration|Residence|Palace)\b")
_INSIDE = re.compile(
    r"\b(?:Department|Office|Ministry|Embassy|Residence|Administration|Cabinet|Council|Secretariat|Bureau|Order|Palace|"
    r"Court|House|Academy|Day|deputy|deputies|aide|aides|adviser|advisers|spokesman|spokeswoman|office|envoy|wife|"
    r"husband|son|daughter|staff|residence|election|chief of staff) (?:to|of|for) the $"
)
_ADJECTIVE = r"(?:visiting|outgoing|incoming|new|newly appointed|veteran|acting|same|current|embattled|long-time|top)"
_DEFINITE = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur)(?: {_ADJECTIVE})? $|"
    r"\b[Tt]he (?:ministry|department|government|party|bloc|delegation|agency)'s $"
)
_COUNTED = re.compile(r"\b(?:(?:the|The) (?:two |three |four )?|(?:two|both|Both) (?:the )?)$")
_LEADER = re.compile(r"(?i)leader|strongman|ruler")
_CHIEF = re.compile(r"(?i)(?:secretary[ -]general|chief|head|boss)$")
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2},?)?,? ((?:19|20)\d\d)\b"
)


class Describer:
    """Finds who is described, by the text before and by who held the office on the day."""

    def __init__(self, base: KnowledgeBase, holders: Holders) -> None:
        self._base, self._holders = base, holders

    def by_office(
        self, body: str, office: Beside, where: Setting, people: Sequence[Mention], context: Sequence[Mention]
    ) -> Mention | None:
        """ "the Russian president", "the Foreign Minister", "the minister", "the two presidents"."""
        sense = office_sense(office.title, office.country or where.home)
        earlier = [*context, *(m for m in people if m.span.start < office.start)]
        if office.phrase.plural:
            start = _counted(body, office.start)
            return discourse.pair(body, start, office.end, earlier, sense.rank) if start < office.start else None
        if _OFFICE_OF.match(body, office.end) or _INSIDE.search(body, max(0, office.start - 40), office.start):
            return None
        if office.explicit:
            return self._explicit(body, office, sense, where, earlier)
        if office.phrase.former or not sense.family or not _definite(body, office.start):
            return None
        return self._dated(body, office, sense, where) or self._said_before(body, office, sense, where, earlier)

    def _explicit(
        self, body: str, office: Beside, sense: OfficeSense, where: Setting, earlier: Sequence[Mention]
    ) -> Mention | None:
        """With the country or body beside it: who was named so before, else who held it that day."""
        possessed = "'" in body[office.start : office.phrase.start]
        if office.phrase.former or (office.phrase.weak and not possessed and not _definite(body, office.start)):
            return None
        named = _distinct(earlier, sense, office.country) if office.country else []
        if len(named) == 1:
            return discourse.copy(named[0], office.start, office.end, body)
        if _LEADER.fullmatch(office.phrase.text) and office.country:
            same = {m.actor_id: m for m in earlier if m.country == office.country and _top(m) and m.actor_id}
            return discourse.copy(next(iter(same.values())), office.start, office.end, body) if len(same) == 1 else None
        found = self._of_body(office, sense, where)
        if not found:
            if not sense.family or office.country is None or office.organisation not in (None, _EU):
                return None
            found = holder(self._base, sense, office.country, where, self._holders)
        return mention(self._base, body, _name(body, office), found, clear(found), where, anaphor=True)

    def _of_body(self, office: Beside, sense: OfficeSense, where: Setting) -> tuple[Candidate, ...]:
        """ "the NATO chief", "the UN Secretary-General"."""
        if office.organisation in (None, _EU) or not _CHIEF.search(office.title):
            return ()
        head = office_sense("Secretary-General")
        return holder(self._base, head, office.organisation or "", where, self._holders)

    def _dated(self, body: str, office: Beside, sense: OfficeSense, where: Setting) -> Mention | None:
        """ "On October 27, 2006, … the President declared": the holder of that day, long out of office."""
        year = _year_said(body, office.start)
        if year is None or where.day is None or year >= where.day.year or not where.home:
            return None
        then = msgspec.structs.replace(where, day=date(year, 7, 1))
        found = holder(self._base, sense, where.home, then, self._holders)
        made = mention(self._base, body, _name(body, office), found, clear(found), then, anaphor=True)
        return msgspec.structs.replace(made, former=made.actor_id is not None)

    def _said_before(
        self, body: str, office: Beside, sense: OfficeSense, where: Setting, earlier: Sequence[Mention]
    ) -> Mention | None:
        capital = body[office.phrase.start].isupper()
        near = [m for m in earlier if m.span.start > office.start - _NEAR or m.span.end > office.start]
        rivals = _distinct(near, sense, None)
        before = antecedent(earlier, sense, None)
        if len(rivals) > 1:
            ours = [m for m in rivals if where.home and m.country == where.home]
            before = ours[0] if len(ours) == 1 else None
            if before is None and not (capital and where.home):
                return None
        elif before and capital and where.home and before.country != where.home:
            own = antecedent([m for m in earlier if m.country == where.home], sense, None)
            found = holder(self._base, sense, where.home, where, self._holders)
            before = own or (None if clear(found) else before)
        if before:
            return discourse.copy(before, office.start, office.end, body)
        if where.home and capital and sense.rank and sense.rank <= Rank.MINISTER:
            found = holder(self._base, sense, where.home, where, self._holders)
            if (chosen := clear(found)) and self._styled_so(chosen, office.title, sense, where):
                return mention(self._base, body, _name(body, office), found, chosen, where, anaphor=True)
        return None

    def _styled_so(self, actor_id: str, said: str, sense: OfficeSense, where: Setting) -> bool:
        """False for "the Foreign Secretary" in a text of a state that has a Foreign Minister."""
        titles = [t.office.title for t in self._base.terms(actor_id)
                  if t.family == sense.family and t.office.country == where.home]  # fmt: skip
        return any(same_style(title, said) for title in titles)

    def counterparts(
        self, body: str, pieces: Sequence[Piece], where: Setting, people: Sequence[Mention], context: Sequence[Mention]
    ) -> list[Mention]:
        """ "his Russian counterpart", "her counterpart from Poland": the same office in the other country that day."""
        starts, ends, out = {p.start: p for p in pieces}, {p.end: p for p in pieces}, []
        for match in _COUNTERPART.finditer(body):
            owner = ends.get(match.start()) or (starts.get(match.end("of")) if match["of"] else None)
            start = owner.start if owner and owner.end == match.start() else match.start() + 1
            end = owner.end if owner and owner.start == match.end("of") else match.end("noun")
            before = antecedent([m for m in people if m.span.end <= start] or context, None, None)
            if before and before.office and not any(m.span.start == end + 1 for m in people):
                made = self._counterpart(body, start, end, owner, before, where, people)
                out += [made] if made else []
        return out

    def _counterpart(
        self, body: str, start: int, end: int, owner: Piece | None, before: Mention, where: Setting,
        people: Sequence[Mention],
    ) -> Mention | None:  # fmt: skip
        sense = office_sense(before.office, before.country)
        if owner is None:
            return _other(body, start, end, before, sense, people)
        actor = self._base.only(owner.actors)
        if actor is None or actor.country is None:
            return None
        sense = office_sense(_COMMON.get(sense.family, sense.display), actor.country)
        found = holder(self._base, sense, actor.country, where, self._holders)
        office = Beside(start=start, end=end, title=sense.display, country=actor.country, explicit=True,
                        phrase=phrases.Phrase(start=start, end=end, text=sense.display))  # fmt: skip
        return mention(self._base, body, _name(body, office), found, clear(found), where, anaphor=True)


def _other(
    body: str, start: int, end: int, before: Mention, sense: OfficeSense, people: Sequence[Mention]
) -> Mention | None:
    """ "his counterpart" without a country: the only other person named before in the same office."""
    seen = {
        m.actor_id: m for m in people
        if m.span.end <= start and m.actor_id and m.actor_id != before.actor_id and m.office
        and agreement(office_sense(m.office, m.country).family, sense.family) == 1.0
    }  # fmt: skip
    return discourse.copy(next(iter(seen.values())), start, end, body) if len(seen) == 1 else None


def _name(body: str, office: Beside) -> Name:
    return Name(start=office.start, end=office.end, head_start=office.start, head_end=office.end,
                text=body[office.start : office.end], office=office)  # fmt: skip


_NEAR = 320  # characters before a description in which two fitting persons make it unclear


def _distinct(earlier: Iterable[Mention], sense: OfficeSense, country: str | None) -> list[Mention]:
    """Persons whose office fits, one mention each, of a country where one is given."""
    seen: dict[str, Mention] = {}
    for m in earlier:
        held = m.kind is ActorKind.PERSON and not m.former and m.office and country in (None, m.country)
        if held and fits(office_sense(m.office, m.country), sense):
            seen[m.actor_id or m.name.casefold()] = m
    return list(seen.values())


def _top(m: Mention) -> bool:
    return m.kind is ActorKind.PERSON and m.rank is not None and m.rank <= Rank.HEAD_OF_GOVERNMENT and not m.former


def _definite(body: str, start: int) -> bool:
    return bool(_DEFINITE.search(body, max(0, start - 28), start))


def _counted(body: str, start: int) -> int:
    """Start of "the two" or "both" before a plural office, ``start`` itself without it."""
    match = _COUNTED.search(body, max(0, start - 12), start)
    return match.start() if match else start


def _year_said(body: str, at: int) -> int | None:
    """Year of a date said before ``at`` in the same sentence."""
    begin = max(body.rfind(". ", 0, at), body.rfind("\n", 0, at)) + 1
    found: Iterable[str] = _DATED.findall(body, begin, at)
    years = [int(year) for year in found]
    return years[-1] if years else None
