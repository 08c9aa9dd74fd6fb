"""Persons whom the sources tell under two spellings, made one where office, dates and name parts agree."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from knowledge_base import Base

from communique.resolve.base import SURNAME_FIRST
from communique.resolve.folding import is_latin, name_key

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
    for one, two in sorted(_pairs(base)):
        one, two = kept.get(one, one), kept.get(two, two)  # noqa: PLW2901
        why = _together(terms[one], terms[two], base.actors[one][3]) if one != two else ""
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
    """Persons of one country whose labels share the first and the last part, one label's parts all within the other's.

    Aliases are not looked at: some of the sources' aliases belong to a relative or a successor.
    """
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


def _together(one: list[Term], two: list[Term], country: str) -> str:
    """Why two persons are one: the same office at the same time. ``""`` where nothing says so."""
    for a in one:
        for b in two:
            loose = a[3] == "minister" and country in SURNAME_FIRST
            if not a[3] or a[3] != b[3] or (a[4], a[5]) != (b[4], b[5]) or loose:
                continue
            if a[7] and b[7] and abs(int(a[7][:4]) - int(b[7][:4])) <= 1:
                return f"both {a[3]}, from {a[7]} and {b[7]}"
            start, end = max(a[7] or a[9], b[7] or b[9]), min(a[8] or "9999", b[8] or "9999")
            if start <= end and (a[7] or b[7]):
                return f"both {a[3]}, on {start}"
    return ""


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
