"""Persons whom the sources tell under two spellings, made one where office, dates and name parts agree."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import combinations

from knowledge_base import Base

from communique.resolve.base import SURNAME_FIRST
from communique.resolve.folding import is_latin, name_key
from communique.resolve.holding import skeleton

Term = list[str]
_TITLES = frozenset({"ir", "iunior", "sr", "seih", "sir", "dr"})  # keys of what is no part of a name
_SHORT = 3  # letters of a key below which two names agree by chance


def join_doubles(base: Base) -> None:
    """Give the terms and spellings of one to the other; the old id leads to the kept one (code ``was=``).

    Only a pair with at least one minted id is joined: two Wikidata ids are two persons until Wikidata says otherwise.
    """
    terms: dict[str, list[Term]] = defaultdict(list)
    for term in base.terms:
        terms[term[0]].append(term)
    kept: dict[str, str] = {}
    lines, apart = [], 0
    alike = _pairs(base) | _of_realms(base) | _regnal(base)
    for one, two in sorted(alike | _by_alias(base) | _in_one_seat(base)):
        close = _MONTHS if (one, two) not in alike else _YEAR
        one, two = kept.get(one, one), kept.get(two, two)  # noqa: PLW2901
        why = _together(terms[one], terms[two], base.actors[one][3], close) if one != two else ""
        why = why or (_one_day(terms[one], terms[two]) if one != two else "")
        if why and one.startswith("Q") and two.startswith("Q"):
            apart += 1
        elif why:
            stays, goes = sorted((one, two), key=lambda i: (not i.startswith("Q"), i))
            lines.append(f"  {base.actors[goes][2]} ({goes}) is {base.actors[stays][2]} ({stays}): {why}")
            _move(base, terms, goes, stays)
            kept |= {goes: stays} | {old: stays for old, new in kept.items() if new == goes}
    base.terms = _without_repeats([term for rows in terms.values() for term in rows], base)
    base.report += [f"persons under two spellings joined: {len(lines)}", *lines,
                    f"pairs of two Wikidata ids that look like one person, left apart: {apart}"]  # fmt: skip


def _pairs(base: Base) -> set[tuple[str, str]]:
    """Persons of one country whose labels share first and last part, one label's parts all within the other's."""
    groups: dict[tuple[str, str, str], dict[str, frozenset[str]]] = defaultdict(dict)
    for actor, person in base.actors.items():
        if person[1] != "person" or not person[3] or not is_latin(person[2]):
            continue
        parts = [p for p in name_key(person[2]).split() if p not in _TITLES]
        if len(parts) > 1 and min(len(parts[0]), len(parts[-1])) >= _SHORT:
            groups[(person[3], parts[0], parts[-1])][actor] = frozenset(parts)
    return {
        (one, two)
        for same in groups.values()
        for one, two in combinations(sorted(same), 2)
        if same[one] <= same[two] or same[two] <= same[one]
    }


def _of_realms(base: Base) -> set[tuple[str, str]]:
    """Persons of several lands with one whole name, by label or alias: the monarch of realms, a state's territories."""
    groups: dict[str, set[str]] = defaultdict(set)
    for (actor, name), (lang, _) in base.names.items():
        key = name_key(name) if base.actors[actor][1] == "person" and lang in _LATIN and is_latin(name) else ""
        if " " in key:
            groups[key].add(actor)
    return {
        (one, two)
        for same in groups.values()
        for one, two in combinations(sorted(same), 2)
        if base.actors[one][3] != base.actors[two][3]
    }


_LATIN = frozenset({"en", "Latn", "und"})
_REGNAL = re.compile(r"^(?:Pope|King|Queen|Emperor|Emir|Amir|Sultan) (?=[A-Z]\w+$)")


def _by_alias(base: Base) -> set[tuple[str, str]]:
    """Persons of one country where a spelling of one is the label of the other and their labels share a part: some of
    the sources' spellings are a successor's.
    """
    labels: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor, person in base.actors.items():
        if person[1] == "person" and person[3] and " " in name_key(person[2]):
            labels[(person[3], name_key(person[2]))].add(actor)
    found = set()
    for actor, name in base.names:
        same = labels.get((base.actors[actor][3], name_key(name)), set()) - {actor}
        found |= {tuple(sorted((actor, other))) for other in same
                  if skeletons(base.actors[actor][2]) & skeletons(base.actors[other][2])}  # fmt: skip
    return {(one, two) for one, two in found}


def skeletons(name: str) -> frozenset[str]:
    """Consonants of the parts of a name, parts joined by a hyphen told apart and as one."""
    return skeleton(name) | skeleton(name.replace("-", ""))


def _in_one_seat(base: Base) -> set[tuple[str, str]]:
    """Persons in one sole office of a state at one time, the consonants of one's name all within the other's."""
    seats: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in base.terms:
        if term[3] in _SOLE and term[4] and term[7]:
            seats[(term[4], term[3])].add(term[0])
    parts = {actor: skeleton(base.actors[actor][2]) for held in seats.values() for actor in held}
    return {
        (one, two)
        for held in seats.values()
        for one, two in combinations(sorted(held), 2)
        if len(parts[one] & parts[two]) > 1 and (parts[one] <= parts[two] or parts[two] <= parts[one])
    }


_SOLE = frozenset({"head_of_state", "head_of_government", "foreign_minister"})


def _regnal(base: Base) -> set[tuple[str, str]]:
    """Heads of state of one country who go by one first name, with the title or without: "Pope Francis", "Francis"."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    heads = {t[0] for t in base.terms if t[3] == "head_of_state"}
    for actor in heads:
        key = name_key(_REGNAL.sub("", base.actors[actor][2]))
        if " " not in key and base.actors[actor][3]:
            groups[(base.actors[actor][3], key)].add(actor)
    return {pair for same in groups.values() for pair in combinations(sorted(same), 2)}


def _one_day(one: list[Term], two: list[Term]) -> str:
    """Why two of one name are one although their lands differ: the same office from the same day."""
    days = {(t[3], t[7]) for t in one if t[3] and len(t[7]) == len("1952-02-06")}
    both = sorted(days & {(t[3], t[7]) for t in two})
    return f"both {both[0][0]}, from {both[0][1]}, of several lands" if both else ""


def _together(one: list[Term], two: list[Term], country: str, close: int) -> str:
    """Why two persons are one: the same office at the same time. ``""`` where nothing says so, or where both starts
    are known to the day and lie more than ``close`` days apart.
    """
    for a in one:
        for b in two:
            loose = a[3] == "minister" and country in SURNAME_FIRST
            if not a[3] or a[3] != b[3] or (a[4], a[5]) != (b[4], b[5]) or loose:
                continue
            if close < _YEAR and len(a[7]) == len(b[7]) == len(_DAY) and _apart(a[7], b[7]) > close:
                continue
            if a[7] and b[7] and abs(int(a[7][:4]) - int(b[7][:4])) <= 1:
                return f"both {a[3]}, from {a[7]} and {b[7]}"
            start, end = max(a[7] or a[9], b[7] or b[9]), min(a[8] or "9999", b[8] or "9999")
            if start <= end and (a[7] or b[7]):
                return f"both {a[3]}, on {start}"
    return ""


_DAY, _MONTHS, _YEAR = "2014-11-06", 60, 366  # how far two sources of one start may lie apart where names alone agree


def _apart(one: str, two: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(two)).days)


def _move(base: Base, terms: dict[str, list[Term]], goes: str, stays: str) -> None:
    terms[stays] += [[stays, *term[1:]] for term in terms.pop(goes)]
    for (actor, name), how in list(base.names.items()):
        if actor == goes:
            base.names.setdefault((stays, name), how)
            del base.names[(actor, name)]
    gone, person = base.actors.pop(goes), base.actors[stays]
    was = [code for code in gone[5].split("|") if code.startswith("was=")]
    person[5] = "|".join(filter(None, [person[5], f"was={goes}", *was]))


def _without_repeats(rows: list[Term], base: Base) -> list[Term]:
    """A row typed from memory goes where a sourced row of the same person tells the same office from the same year."""
    sourced = {(t[0], t[3], t[4], t[5], t[7][:4]) for t in rows if t[11] == "1" and t[3]}
    kept = [t for t in rows if t[11] == "1" or (t[0], t[3], t[4], t[5], t[7][:4]) not in sourced]
    base.report.append(f"hand rows dropped after joining: {len(rows) - len(kept)}")
    return kept
