"""Facts of the tables that contradict each other: mended where one of two must be wrong, else told in the report.

The tables give no days of birth or death. What stands in for them: nobody's career begins with the highest offices of a
state and goes on, years later, with a lower one; and nobody starts an office on the day on which somebody else does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from knowledge_base import Base, Row

from communique.resolve.folding import is_latin, name_key
from communique.resolve.holding import skeleton

_GUESSED = "qid by name"  # note of a row whose id was found by its name only: a relative may be meant
_TOP = {"head_of_state": 1, "head_of_government": 2, "deputy_head_of_government": 3}
_LOWER = 9
_SEATS = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
_CAREER = 60  # years from a first to a last office from which two persons may be meant
Term = list[str]


def of_relatives(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows without those that give a person the terms of a relative of the same name, and what was left out."""
    own: dict[str, list[Row]] = defaultdict(list)
    starts: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["start"] and _GUESSED not in row["note"]:
            own[row["person_qid"]].append(row)
            starts[(row["country_iso3"], row["rank_guess"], row["start"])].append(row)
    kept, lines = [], []
    for row in rows:
        why = _before_career(row, own[row["person_qid"]]) or _anothers(row, starts)
        if why and _GUESSED in row["note"]:
            lines.append(f"  {row['person']} ({row['person_qid']}), {row['country_iso3']} {row['office']}, "
                         f"{row['start']} to {row['end']}: {why}")  # fmt: skip
        else:
            kept.append(row)
    return kept, [f"rows joined to an id by name only and contradicted, left out: {len(lines)}", *lines]


def _before_career(row: Row, own: list[Row]) -> str:
    """A highest office that ended before the person's first known one, a lower one, began."""
    first = min(own, key=lambda r: r["start"], default=None)
    if first is None or not row["end"] or row["rank_guess"] not in _TOP or row["end"] >= first["start"]:
        return ""
    lower = _TOP.get(first["rank_guess"], _LOWER) > _TOP[row["rank_guess"]]
    return f"the first office of that id is {first['office']} from {first['start']}" if lower else ""


def _anothers(row: Row, starts: dict[tuple[str, str, str], list[Row]]) -> str:
    """A seat that another row gives, from the same day, to somebody who shares part of the name."""
    if row["rank_guess"] not in _SEATS or len(row["start"]) != len("2023-12-16"):
        return ""
    mine = name_key(row["person"]).split()
    for other in starts[(row["country_iso3"], row["rank_guess"], row["start"])]:
        theirs = name_key(other["person"]).split()
        first = skeleton(mine[0]) != skeleton(theirs[0])
        if other["person_qid"] != row["person_qid"] and first and set(mine) & set(theirs):
            return f"{other['person']} holds it from that day ({other['source_id']})"
    return ""


def stray_aliases(base: Base) -> None:
    """Drop spellings of a person that are another's name: the same country, the other's first name, not the own."""
    people: dict[tuple[str, str, str], dict[str, frozenset[str]]] = defaultdict(dict)
    labels: dict[str, list[str]] = {}
    for actor, person in base.actors.items():
        parts = name_key(person[2]).split() if person[1] == "person" and is_latin(person[2]) else []
        if len(parts) > 1:
            labels[actor] = parts
            people[(person[3], parts[0], parts[-1])][actor] = frozenset(parts)
    dropped = []
    for actor, name in list(base.names):
        own, parts = labels.get(actor), name_key(name).split()
        first = skeleton(parts[0]) if own and len(parts) > 1 and is_latin(name) else frozenset()
        if own is None or not first or parts[0] in own or first & skeleton(" ".join(own)):
            continue
        others = people.get((base.actors[actor][3], parts[0], parts[-1]), {})
        if any(o != actor and (set(parts) <= theirs or theirs <= set(parts)) for o, theirs in others.items()):
            dropped.append(f"  {name}: not {base.actors[actor][2]} ({actor})")
            del base.names[(actor, name)]
    base.report += [f"spellings of a person that are another's name, dropped: {len(dropped)}", *sorted(dropped)]


def doubts(base: Base) -> Iterator[str]:
    """What looks wrong and stays: relatives in one seat at one time, careers of a lifetime, persons told twice."""
    relatives = sorted(_relatives(base))
    yield f"one seat at one time held by two of one surname: {len(relatives)}"
    yield from relatives
    long = sorted(_long(base))
    yield f"persons with more than {_CAREER} years from their first office to the start of their last: {len(long)}"
    yield from long
    twice = sorted(_twice(base.terms, base))
    yield f"persons of one name with one office from one day under two ids: {len(twice)}"
    yield from twice


def _relatives(base: Base) -> Iterator[str]:
    seats: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in base.terms:
        parts = name_key(base.actors[term[0]][2]).split()
        if term[3] in _SEATS and term[7] and parts:
            seats[(term[4], term[3], parts[-1])].append(term)
    for (code, family, _), held in seats.items():
        for one, two in combinations(sorted(held), 2):
            start, end = max(one[7], two[7]), min(one[8] or "9999", two[8] or "9999")
            if one[0] != two[0] and start[:7] < end[:7]:
                who = " and ".join(f"{base.actors[t[0]][2]} ({t[0]})" for t in (one, two))
                yield f"  {code} {family}: {who}, {start} to {end}"


def _long(base: Base) -> Iterator[str]:
    starts: dict[str, list[str]] = defaultdict(list)
    for term in base.terms:
        if term[7]:
            starts[term[0]].append(term[7])
    for actor, days in starts.items():
        if int(max(days)[:4]) - int(min(days)[:4]) > _CAREER:
            yield f"  {base.actors[actor][2]} ({actor}): {min(days)} to {max(days)}"


def _twice(terms: Iterable[Term], base: Base) -> Iterator[str]:
    same: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for term in terms:
        if term[3] and len(term[7]) == len("2014-11-06"):
            same[(name_key(base.actors[term[0]][2]), term[3], term[7])].add(term[0])
    for (name, family, start), ids in same.items():
        if len(ids) > 1:
            yield f"  {name}, {family} from {start}: {', '.join(sorted(ids))}"
