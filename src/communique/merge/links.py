"""How happenings hang together: visits and meetings, plans and what came of them, what was signed and what is next.

Worked out from all happenings at once, and from what they tell alone: equal readings give equal links, whatever ids the
happenings bear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import msgspec

from communique.merge.compare import forms_agree, same_parties
from communique.merge.interface import Told
from communique.merge.options import MergeOptions, default_options
from communique.merge.profile import Person, Profile, profile
from communique.model import (
    Basis,
    Contact,
    Encounter,
    Event,
    Format,
    Happening,
    Link,
    LinkKind,
    Reason,
    Side,
    Status,
    When,
    one_contact,
)

_REMOTE = frozenset({Format.CALL, Format.VIDEO_CALL})
_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED})
_STANDINGS = {Status.HELD: ("none", "historical"), Status.PLANNED: ("future",)}
Rank = tuple[object, ...]


@dataclass(frozen=True)
class Node:
    """A happening as linking sees it."""

    happening: Happening
    told: tuple[Told, ...]
    profile: Profile

    @cached_property
    def key(self) -> str:
        """What orders happenings: never the minted id."""
        return self.happening.readings[0]

    @property
    def when(self) -> When | None:
        """Its days."""
        return self.happening.content.when

    @cached_property
    def days(self) -> tuple[date, date] | None:
        """First and last day where both are said, or follow from what is said."""
        when = self.when
        if when is None or when.start is None or when.last is None or when.basis is Basis.PRINT:
            return None
        return when.start, when.last

    @cached_property
    def first_told(self) -> date | None:
        """The first day on which a text told it."""
        return min((one.text.published for one in self.told if one.text.published), default=None)

    @cached_property
    def units(self) -> frozenset[str]:
        """Countries and bodies in it."""
        return frozenset(unit for side in self.profile.sides for unit in side)

    @cached_property
    def persons(self) -> tuple[Person, ...]:
        """People in it."""
        return tuple(person for side in self.profile.sides for unit in side.values() for person in unit.persons)

    def shares_text(self, other: Node) -> bool:
        """True when one text tells both."""
        return bool(set(self.happening.texts) & set(other.happening.texts))


def link(
    happenings: Iterable[Happening], told: Mapping[str, Told], options: MergeOptions | None = None
) -> tuple[Link, ...]:
    """All links between these happenings, sorted; ``told`` maps the ids of their readings."""
    chosen = options or default_options()
    nodes = sorted((_node(one, told, chosen) for one in happenings), key=lambda node: node.key)
    linker = _Linker(nodes, chosen)
    found = [
        *linker.coded(), *linker.contained(), *linker.fulfilled(), *linker.called_off(), *linker.signed(),
        *linker.next(),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.kind.value, one.of, one.to)))


def _node(happening: Happening, told: Mapping[str, Told], options: MergeOptions) -> Node:
    members = tuple(told[id_] for id_ in happening.readings)
    lead = members[0]
    whole = msgspec.structs.replace(lead.reading, content=happening.content)
    return Node(happening, members, profile(msgspec.structs.replace(lead, reading=whole), options))


class _Linker:
    def __init__(self, nodes: Sequence[Node], options: MergeOptions) -> None:
        self._options, self._rules = options, options.links
        self._met = [node for node in nodes if isinstance(node.happening.content, Encounter)]
        self._done = [node for node in nodes if isinstance(node.happening.content, Event)]
        self._in_text: dict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            for text in node.happening.texts:
                self._in_text[text].append(node)
        self._by_unit: dict[str, list[tuple[date, str, Node]]] = defaultdict(list)
        for day, node in sorted(((d, n) for n in nodes if (d := _anchor(n)) is not None), key=lambda row: row[0]):
            for unit in node.units:
                self._by_unit[unit].append((day, node.key, node))
        self._doubles: dict[str, Node] = {}

    def coded(self) -> Iterator[Link]:
        """Encounters, and the events that the same passages tell of them."""
        for event in self._done:
            beside = [met for met in self._beside(event) if self._doubled(met, event)]
            best = min(beside, key=lambda met: (-_shared(met, event), met.key), default=None)
            if best is not None:
                self._doubles[event.key] = best
                yield _link(LinkKind.CODED, best, event, "passage", "told in one passage, of the same parties")

    def _doubled(self, met: Node, event: Node) -> bool:
        content, told = met.happening.content, event.happening.content
        if not isinstance(content, Encounter) or not isinstance(told, Event):
            return False
        types = self._rules.coded_types if content.status is Status.HELD else self._rules.planned_types
        same = told.type in types and told.auxiliary.value in _STANDINGS.get(content.status, ())
        return same and any(_overlap(a, b) for a in met.told for b in event.told) and _shared(met, event) >= 0.5

    def contained(self) -> Iterator[Link]:
        """Visits, and the encounters held during them: each in one visit only."""
        visits = [node for node in self._met if _format(node) is Format.VISIT]
        of: dict[str, list[tuple[Rank, Node, Node]]] = defaultdict(list)
        for visit in visits:
            for met in self._around(visit):
                if _format(met) is not Format.VISIT and _status(met) is _status(visit) and self._during(visit, met):
                    rank = (not visit.shares_text(met), _length(visit), visit.key)
                    of[met.key].append((rank, visit, met))
        for rows in of.values():
            _, visit, met = min(rows, key=lambda row: row[0])
            yield _link(LinkKind.CONTAINS, visit, met, "visit", _why_inside(visit, met))

    def _during(self, visit: Node, met: Node) -> bool:
        """Same travellers, at the place or with the hosts of the visit, on its days, in person."""
        one, other = _contact(visit, "visit"), _contact(met, "call" if _format(met) in _REMOTE else "meeting")
        if one is None or other is None or not one_contact(one, other):
            return False
        mine, theirs = self._reach(visit), self._reach(met)
        if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
            return False
        exact = visit.days is not None and _length(visit) <= self._rules.visit_days
        near = exact or visit.shares_text(met) or _printed_together(visit, met)
        return near and _travels(visit, met) and _there(visit, met)

    def _reach(self, node: Node) -> tuple[date, date] | None:
        """The days it may have been on: some before a day of print, some after an open beginning."""
        if node.days or node.when is None:
            return node.days
        start, last = node.when.start, node.when.last
        if last is not None:
            return last - timedelta(days=self._options.slack_days), last
        return (start, start + timedelta(days=self._rules.visit_days)) if start else None

    def fulfilled(self) -> Iterator[Link]:
        """Plans, and what was planned when it took place: told before, on a day that the plan covers."""
        for plan in self._plans():
            near = [node for node in self._around(plan) if self._came_true(plan, node)]
            rest = [node for node in near if node.profile.form == plan.profile.form] or near
            best = min(rest, key=lambda node: (-len(plan.units & node.units), _gap(plan, node), node.key), default=None)
            if best is not None:
                yield _link(LinkKind.FULFILLED, plan, best, "plan", _why_planned(plan, best))
            elif _format(plan) is Format.VISIT:
                held = [
                    node for node in self._around(plan) if _status(node) is Status.HELD and _told_before(plan, node)
                ]
                for met in (node for node in held if node.days and self._during(plan, node)):
                    yield _link(LinkKind.FULFILLED, plan, met, "plan", "an encounter of the travellers, there and then")

    def _came_true(self, plan: Node, node: Node) -> bool:
        done = node.profile.standing in ("held", "done")
        return (
            done
            and node.profile.family == plan.profile.family
            and self._of_plan(plan, node)
            and _covers(plan, node, self._options.slack_days)
            and _told_before(plan, node)
        )

    def called_off(self) -> Iterator[Link]:
        """Plans, and reports that they were postponed, cancelled or refused."""
        for plan in self._plans():
            if not isinstance(plan.happening.content, Encounter):
                continue
            for node in self._around(plan):
                later = (
                    plan.first_told is not None and node.first_told is not None and plan.first_told <= node.first_told
                )
                if _status(node) in _OFF and later and self._of_plan(plan, node) and self._meant(plan, node):
                    yield _link(LinkKind.CALLED_OFF, plan, node, "plan", "the same parties and days, told later")

    def _meant(self, plan: Node, node: Node) -> bool:
        """The days of a report that something is off are those of the plan, or only those of print."""
        return node.days is None or _covers(plan, node, self._options.slack_days)

    def _of_plan(self, plan: Node, node: Node) -> bool:
        return forms_agree(plan.profile.form, node.profile.form, self._options) and same_parties(
            plan.profile, node.profile, self._options
        )

    def _plans(self) -> Iterator[Node]:
        for node in (*self._met, *self._done):
            if node.profile.standing in ("planned", "future") and node.days and _length(node) <= self._rules.plan_days:
                yield node

    def signed(self) -> Iterator[Link]:
        """Encounters, and the agreements signed at them."""
        for event in self._done:
            content = event.happening.content
            named = isinstance(content, Event) and content.type in self._rules.signed_types
            if not named or event.profile.standing != "done" or not self._says_signed(event):
                continue
            best = min(
                (met for met in self._around(event) if self._signed_at(met, event)),
                key=lambda met: (not met.shares_text(event), _format(met) is not Format.SIGNING, _length(met), met.key),
                default=None,
            )
            if best is not None:
                yield _link(LinkKind.SIGNED, best, event, "signed", "the same parties, on a day of the encounter")

    def _says_signed(self, event: Node) -> bool:
        words = {word.strip(".,;:“”\"'").casefold() for one in event.told for word in one.reading.passage.quote.split()}
        return bool(words & set(self._rules.signing))

    def _signed_at(self, met: Node, event: Node) -> bool:
        if _status(met) is not Status.HELD or len(met.units & event.units) < 2:
            return False
        if met.days is None or event.days is None:
            return met.shares_text(event)
        inside = met.days[0] <= event.days[0] and event.days[1] <= met.days[1]
        return inside and (met.shares_text(event) or _format(met) in (Format.VISIT, Format.SIGNING))

    def next(self) -> Iterator[Link]:
        """Encounters, and what is announced in the same text after them between the same parties."""
        for node in (*self._met, *self._done):
            if not self._announced(node):
                continue
            before = [
                (gap, met.key, met)
                for met in self._beside(node)
                if _status(met) is Status.HELD and len(met.units & node.units) >= 2 and _later(met, node)
                if self._fresh(met)
                if (gap := _distance(met, node)) is not None
            ]
            if before:
                yield _link(
                    LinkKind.NEXT, min(before)[2], node, "next", "told after it in one text, of the same parties"
                )

    def _fresh(self, met: Node) -> bool:
        """Nothing is announced at an encounter that a text only recalls."""
        day, told = _anchor(met), met.first_told
        return day is None or told is None or (told - day).days <= self._rules.around_days

    def _announced(self, node: Node) -> bool:
        content = node.happening.content
        if isinstance(content, Encounter):
            return content.status is Status.PLANNED
        if not isinstance(content, Event) or content.auxiliary.value != "future":
            return False
        return content.type in self._rules.next_types and node.key not in self._doubles

    def _beside(self, node: Node) -> list[Node]:
        """Encounters told by a text that tells this."""
        found = {one.key: one for text in node.happening.texts for one in self._in_text[text] if one is not node}
        return [one for _, one in sorted(found.items()) if isinstance(one.happening.content, Encounter)]

    def _around(self, node: Node) -> list[Node]:
        """Happenings that may be of its days, or are told beside it."""
        day = _anchor(node)
        found = {one.key: one for text in node.happening.texts for one in self._in_text[text]}
        if day is not None:
            slack = timedelta(days=self._rules.around_days)
            last = (node.days[1] if node.days else day) + slack
            for unit in node.units:
                dated = self._by_unit[unit]
                low, high = bisect_left(dated, day - slack, key=_first), bisect_right(dated, last, key=_first)
                found |= {key: one for _, key, one in dated[low:high]}
        return [one for _, one in sorted(found.items()) if one is not node]


def _first(row: tuple[date, str, Node]) -> date:
    return row[0]


def _anchor(node: Node) -> date | None:
    return node.when.anchor if node.when else None


def _format(node: Node) -> Format | None:
    return getattr(node.happening.content, "format", None)


def _status(node: Node) -> Status | None:
    return getattr(node.happening.content, "status", None)


def _length(node: Node) -> int:
    return (node.days[1] - node.days[0]).days if node.days else 366


def _overlap(a: Told, b: Told) -> bool:
    x, y = a.reading.passage, b.reading.passage
    return x.text_id == y.text_id and x.start < y.end and y.start < x.end


def _shared(a: Node, b: Node) -> float:
    """Share of the parties of the one with fewer that the other has too."""
    mine = {party.key for party in a.happening.content.parties}
    theirs = {party.key for party in b.happening.content.parties}
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _contact(node: Node, form: str) -> Contact | None:
    when = node.when
    if when is None or when.anchor is None:
        return None
    return Contact(start=when.anchor, end=when.last or when.anchor, form=form, texts=node.happening.texts)


def _travels(visit: Node, met: Node) -> bool:
    """Somebody of the visitors meets: a person of theirs, or their state where no one is named."""
    content = visit.happening.content
    assert isinstance(content, Encounter)
    host = content.host or (content.place.country if content.place else None)
    away = [party for party in content.participants if party.side is Side.GUEST or (host and party.country != host)]
    guests = {party.country or party.key for party in away}
    persons = [one for side in visit.profile.sides for unit in guests & side.keys() for one in side[unit].persons]
    theirs = [one for side in met.profile.sides for unit in guests & side.keys() for one in side[unit].persons]
    if persons and theirs:
        return any(one.may_be(other) for one in persons for other in theirs)
    return bool(guests & met.units) and (not persons or visit.shares_text(met))


def _printed_together(visit: Node, met: Node) -> bool:
    """Of neither more than the day of print is known: one day, and one country told as the place of both."""
    one, other = visit.happening.content.place, met.happening.content.place
    if one is None or other is None or one.country is None or one.country != other.country:
        return False
    when, told = visit.when, met.when
    return when is not None and told is not None and when.last is not None and when.last == told.last


def _there(visit: Node, met: Node) -> bool:
    """At the place of the visit, or with its hosts. Where neither is told, one of the travellers on a day of the visit,
    who cannot be elsewhere, or nobody from elsewhere in the same text.
    """
    content, other = visit.happening.content, met.happening.content
    assert isinstance(content, Encounter)
    host = content.host or (content.place.country if content.place else None)
    if content.place and other.place and content.place.country and other.place.country:
        return content.place.country == other.place.country
    if host is not None and host in met.units:
        return True
    named = any(one.may_be(someone) for one in visit.persons for someone in met.persons)
    inside = visit.days and met.days and visit.days[0] <= met.days[0] and met.days[1] <= visit.days[1]
    return bool(named and inside) or (visit.shares_text(met) and met.units <= visit.units)


def _covers(plan: Node, node: Node, slack: int) -> bool:
    """The days of the one lie in those of the plan; a day of print may follow them by ``slack``."""
    if plan.days is None:
        return False
    if node.days:
        return plan.days[0] <= node.days[0] and node.days[1] <= plan.days[1]
    day = node.when.last if node.when else None
    return day is not None and plan.days[0] <= day <= plan.days[1] + timedelta(days=slack)


def _told_before(plan: Node, node: Node) -> bool:
    day = node.days[1] if node.days else node.first_told
    first = plan.first_told
    return first is not None and day is not None and first <= day and first <= (node.first_told or day)


def _told_later(plan: Node, node: Node) -> bool:
    return plan.first_told is not None and node.first_told is not None and plan.first_told <= node.first_told


def _gap(plan: Node, node: Node) -> int:
    return abs((node.days[0] - plan.days[0]).days) if plan.days and node.days else 366


def _later(met: Node, node: Node) -> bool:
    """What is next cannot lie before; without a day it may be any time."""
    return not (met.days and node.days) or node.days[0] > met.days[0]


def _distance(met: Node, node: Node) -> int | None:
    """Code points between the end of the one and the beginning of the other in a text; ``None`` if it comes first."""
    gaps = [
        b.reading.passage.start - a.reading.passage.end
        for a in met.told
        for b in node.told
        if a.reading.passage.text_id == b.reading.passage.text_id
    ]
    return min((gap for gap in gaps if gap >= 0), default=None)


def _why_inside(visit: Node, met: Node) -> str:
    how = "told by one text" if visit.shares_text(met) else "on the same days"
    return f"the same travellers, there, {how}"


def _why_planned(plan: Node, node: Node) -> str:
    days = plan.when.to_iso() if plan.when else ""
    return f"told {plan.first_told} for {days}; the same parties, {node.when.to_iso() if node.when else ''}"


def _link(kind: LinkKind, of: Node, to: Node, feature: str, detail: str) -> Link:
    return Link(kind=kind, of=of.happening.id, to=to.happening.id, reasons=(Reason(feature=feature, detail=detail),))
