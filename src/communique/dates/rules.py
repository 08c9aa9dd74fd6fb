"""Explicit dates: what names a day, month, season or year itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from communique.dates import calendar
from communique.dates.calendar import Stretch
from communique.dates.context import Context, choose_day, choose_year
from communique.dates.words import compiled, day_number, month_number, part_bounds, rows, vocabulary
from communique.model import Basis, Precision

Found = tuple[int, int, Stretch]
"""Start and end relative to the text, and what the words mean."""

Reader = Callable[[re.Match[str], Context], Sequence[Found]]
Rule = tuple[re.Pattern[str], Reader, Basis]


def load_rules(name: str, readers: Mapping[str, Reader], basis: Basis) -> tuple[Rule, ...]:
    """The rules of one data file, in its order; raises ``KeyError`` when it names a reader that is not there."""
    return tuple((compiled(pattern), readers[reader], basis) for reader, pattern in rows(name))


@cache
def explicit_rules() -> tuple[Rule, ...]:
    """Rules for expressions that stand on their own, as listed in ``data/explicit.tsv``."""
    readers: dict[str, Reader] = {
        "two_days": _two_days,
        "day_list": _day_list,
        "one_day": _one_day,
        "numeric": _numeric,
        "two_months": _two_months,
        "month_year": _month_year,
        "month": _month,
        "season": _season,
        "quarter": _quarter,
        "two_years": _two_years,
        "year": _year,
        "decade": _decade,
    }
    return load_rules("explicit.tsv", readers, Basis.SAID)


def _whole(match: re.Match[str], stretch: Stretch | None) -> list[Found]:
    return [(match.start(), match.end(), stretch)] if stretch else []


def _pick(month: int, number: int, year: str | None, context: Context) -> date | None:
    return calendar.make_day(int(year), month, number) if year else choose_day(month, number, context)


def _one_day(match: re.Match[str], context: Context) -> Sequence[Found]:
    found = _pick(month_number(match["month"]), day_number(match["day"]), match["year"], context)
    return _whole(match, calendar.day(found) if found else None)


def _numeric(match: re.Match[str], context: Context) -> Sequence[Found]:
    found = calendar.make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return _whole(match, calendar.day(found) if found else None)


def _two_days(match: re.Match[str], context: Context) -> Sequence[Found]:
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    last = _pick(m2, day_number(match["d2"]), match["year"], context)
    if last is None:
        return []
    first = calendar.make_day(int(match["y1"] or last.year - (m1 > m2)), m1, day_number(match["d1"]))
    if first is None:
        return []
    if re.search(r"\band\b", match.group(), re.IGNORECASE) and not match["between"]:
        return _apart(match, [(min(match.start("d1"), match.start("m1")), first),
                              (min(match.start("d2"), match.start("m2")), last)])  # fmt: skip
    return _whole(match, calendar.days(first, last, Precision.RANGE if match["between"] else Precision.DAYS))


def _day_list(match: re.Match[str], context: Context) -> Sequence[Found]:
    month = month_number(match["month"])
    last = _pick(month, day_number(match["last"]), match["year"], context)
    if last is None:
        return []
    starts = [(match.start("list") + m.start(), day_number(m.group())) for m in re.finditer(r"\d+\w*", match["list"])]
    firsts = [(at, calendar.make_day(last.year, month, number)) for at, number in starts]
    dated = [(at, found) for at, found in firsts if found] + [(match.start("last"), last)]
    linked = match["link"].strip(" ,").lower()
    if linked in ("and", "&", "/") and not match["between"] and _gaps(dated):
        return _apart(match, dated)
    return _whole(match, calendar.days(dated[0][1], last, Precision.RANGE if match["between"] else Precision.DAYS))


def _gaps(dated: Sequence[tuple[int, date]]) -> bool:
    return any((after - before).days != 1 for (_, before), (_, after) in pairwise(dated))


def _apart(match: re.Match[str], dated: Sequence[tuple[int, date]]) -> list[Found]:
    """Days that do not touch become mentions of their own; each ends where its words end."""
    text, base = match.string, match.end()
    out = []
    for index, (at, found) in enumerate(dated):
        limit = dated[index + 1][0] if index + 1 < len(dated) else base
        end = at + len(re.sub(r"[\s,&/]*(?:\b(?:and|from))?\s*$", "", text[at:limit], flags=re.IGNORECASE))
        out.append((at, max(end, at + 1), calendar.day(found)))
    return out


def _two_months(match: re.Match[str], context: Context) -> Sequence[Found]:
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    last = calendar.month(int(match["year"]), m2)
    first = calendar.month(int(match["y1"] or int(match["year"]) - (m1 > m2)), m1)
    return _whole(match, calendar.join(first, last, Precision.RANGE))


def _parted(match: re.Match[str], whole: Stretch) -> Stretch:
    return calendar.part(whole, *part_bounds(match["part"])) if match["part"] else whole


def _month_year(match: re.Match[str], context: Context) -> Sequence[Found]:
    return _whole(match, _parted(match, calendar.month(int(match["year"]), month_number(match["month"]))))


def _month(match: re.Match[str], context: Context) -> Sequence[Found]:
    number = month_number(match["month"])
    year = choose_year(number, context)
    if year is None:
        return []
    whole = calendar.month(year, number)
    return _whole(match, _parted(match, whole) if "part" in match.re.groupindex else whole)


def _season(match: re.Match[str], context: Context) -> Sequence[Found]:
    first = vocabulary()["seasons"][match["season"].lower()]
    return _whole(match, _parted(match, calendar.months(int(match["year"]), first, 3, Precision.SEASON)))


def _quarter(match: re.Match[str], context: Context) -> Sequence[Found]:
    which = match["which"].lower()
    number = int(which) if which.isdigit() else int(vocabulary()["ordinals"][which])
    year = int(match["year"])
    if match["unit"].lower() in ("quarter", "q"):
        return _whole(match, calendar.quarter(year, number))
    return _whole(match, calendar.months(year, 6 * number - 5, 6, Precision.RANGE) if number <= 2 else None)


def _two_years(match: re.Match[str], context: Context) -> Sequence[Found]:
    return _whole(
        match, calendar.join(calendar.year(int(match["y1"])), calendar.year(int(match["y2"])), Precision.RANGE)
    )


def _year(match: re.Match[str], context: Context) -> Sequence[Found]:
    ahead = re.match(r"\s+(\w+)", match.string[match.end() : match.end() + 30])
    if ahead and ahead[1].lower() in vocabulary()["named_by_year"]:
        return []
    whole = calendar.year(int(match["year"]))
    return _whole(match, _parted(match, whole) if "part" in match.re.groupindex else whole)


def _decade(match: re.Match[str], context: Context) -> Sequence[Found]:
    first = int(match["decade"])
    whole = calendar.months(first, 1, 120, Precision.RANGE)
    return _whole(match, calendar.part(whole, *part_bounds(match["part"])) if match["part"] else whole)
