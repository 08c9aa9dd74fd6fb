"""What the build says of itself: counts, conflicts, gaps per country and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from knowledge_base import Base

SEATS = ("head_of_state", "head_of_government", "foreign_minister")
SINGLE = ("head_of_government", "foreign_minister")


def counts(base: Base, minted: int) -> Iterator[str]:
    """How much there is of what, and from where."""
    yield f"actors by kind: {dict(sorted(Counter(a[1] for a in base.actors.values()).items()))}"
    unverified = sum(t[11] == "0" for t in base.terms)
    yield (
        f"names: {len(base.names)}; terms: {len(base.terms)}, {unverified} to verify; "
        f"memberships: {len(base.members)}; minted ids: {minted}"
    )
    yield f"names by language: {dict(sorted(Counter(lang for lang, _ in base.names.values()).items()))}"
    families = Counter(t[3] for t in base.terms if t[3])
    yield f"terms by office: {dict(families.most_common(20))}"
    sources = Counter(source for t in base.terms for source in t[10].split(";"))
    yield f"terms by source: {dict(sources.most_common())}"
    dated = sum(bool(m[3] or m[4]) for m in base.members)
    yield f"memberships with a date: {dated} of {len(base.members)}"


def conflicts(base: Base) -> Iterator[str]:
    """Two holders of a seat for one, by more than a month, among dated rows. Both stay; which is believed, and why."""
    seats: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for term in base.terms:
        if term[3] in SINGLE and len(term[7]) == len(term[8]) == len("2014-11-06"):
            seats[(term[4], term[3])].append(term)
    lines = []
    for (code, family), held in sorted(seats.items()):
        held.sort(key=lambda t: (t[7], t[0]))
        lines += [_overlap(code, family, one, two) for one, two in pairwise(held) if _clash(one, two)]
    yield f"conflicts: {len(lines)}"
    yield from lines


def _clash(one: list[str], two: list[str]) -> bool:
    return one[0] != two[0] and one[8] > two[7] and one[8][:7] != two[7][:7]


def _overlap(code: str, family: str, one: list[str], two: list[str]) -> str:
    alike = one[11] == two[11]
    better = two if alike or two[11] == "1" else one
    why = "began later" if alike else "is sourced"
    return (
        f"overlap {code} {family}: {one[0]} to {one[8]} ({one[10]}), {two[0]} from {two[7]} ({two[10]}); "
        f"both stay, {better[0]} comes first: it {why}"
    )


def gaps(base: Base, by_code: dict[str, str], years: Iterable[int]) -> Iterator[str]:
    """States without a known holder of a seat on 1 July of a year: per year, then per country with what there is."""
    states = sorted(c for c, a in by_code.items() if "kind=state" in base.actors[a][5] and not base.actors[a][7])
    spans: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for term in base.terms:
        if term[3] in SEATS:
            spans[(term[4], term[3])].append(term)
    listed = list(years)
    yield f"gaps: of {len(states)} states, without a dated holder on 1 July (in brackets: known only from memory)"
    for year in listed:
        yield f"  {year}: " + ", ".join(_lacking(states, spans, seat, f"{year}-07-01") for seat in SEATS)
    yield "gaps per country, foreign minister:"
    for code in states:
        rows = spans[(code, "foreign_minister")]
        lacking = [year for year in listed if not _covers(rows, f"{year}-07-01")]
        if lacking:
            yield f"  {code}: {_ranges(lacking)}; {_instead(rows)}"


def _lacking(states: list[str], spans: dict[tuple[str, str], list[list[str]]], seat: str, day: str) -> str:
    found = {code: _covers(spans[(code, seat)], day) for code in states}
    none = sum(not rows for rows in found.values())
    memory = sum(bool(rows) and all(t[11] == "0" for t in rows) for rows in found.values())
    return f"{seat} {none} ({memory})"


def _covers(rows: list[list[str]], day: str) -> list[list[str]]:
    return [t for t in rows if t[7] and t[7] <= day and (t[8] or "9999") >= day]


def _ranges(years: list[int]) -> str:
    out: list[list[int]] = []
    for year in years:
        if out and out[-1][1] == year - 1:
            out[-1][1] = year
        else:
            out.append([year, year])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


def _instead(rows: list[list[str]]) -> str:
    """What the sources have where no dated row covers the day: the reason why the gap stays."""
    seen = sorted({t[9] for t in rows if not t[7]})
    dated = sum(bool(t[7]) for t in rows)
    attested = f", attested on {', '.join(seen)} only" if seen else ""
    return f"{dated} dated rows in all{attested}" if rows else "no row in any source"
