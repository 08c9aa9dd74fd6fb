"""Explicit dates: what names a day, month, season or year itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

from communique.dates import calendar
from communique.dates.calendar import Stretch
from communique.dates.context import Context, choose_day, choose_year
from communique.dates.found import Found, Reader, Rule, Value, group, load_rules, whole
from communique.dates.words import (
    day_number,
    month_number,
    ordinal,
    part_bounds,
    vocabulary,
    year_number,
)
from communique.model import Basis, Precision

_LINK_AT_END = re.compile(r"[\s,&/-]*(?:\b(?:and|or|from|to|until|till|through|the))?[\s-]*$", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)


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
        "month_bare": _month,
        "season": _season,
        "two_seasons": _two_seasons,
        "quarter": _quarter,
        "fiscal": _fiscal,
        "two_years": _two_years,
        "bare_bc": _bare_bc,
        "year": _year,
        "year_bare": _year_bare,
        "decade": _decade,
        "century": _century,
        "holiday": _holiday,
    }
    return load_rules("explicit.tsv", readers, Basis.SAID)


def _pick(month: int, number: int, year: str | None, context: Context) -> date | None:
    return calendar.make_day(year_number(year), month, number) if year else choose_day(month, number, context)


def _one_day(match: re.Match[str], context: Context) -> Sequence[Found]:
    found = _pick(month_number(match["month"]), day_number(match["day"]), match["year"], context)
    return whole(match, calendar.day(found) if found else None)


def _numeric(match: re.Match[str], context: Context) -> Sequence[Found]:
    year = int(match["year"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    found = calendar.make_day(year, int(match["month"]), int(match["day"]))
    return whole(match, calendar.day(found) if found else None)


def _two_days(match: re.Match[str], context: Context) -> Sequence[Found]:
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    last = _pick(m2, day_number(match["d2"]), match["year"], context)
    if last is None:
        return []
    year = year_number(match["y1"]) if match["y1"] else last.year - (m1 > m2)
    first = calendar.make_day(year, m1, day_number(match["d1"]))
    if first is None:
        return []
    at1, at2 = min(match.start("d1"), match.start("m1")), min(match.start("d2"), match.start("m2"))
    if _AND.search(match.group()) and not match["between"]:
        return _apart(match, [(at1, first), (at2, last)])
    precision = Precision.RANGE if match["between"] else Precision.DAYS
    named = [(at1, calendar.day(first)), (at2, calendar.day(last))]
    return _spanning(match, calendar.days(first, last, precision), named)


def _day_list(match: re.Match[str], context: Context) -> Sequence[Found]:
    month = month_number(match["month"])
    last = _pick(month, day_number(match["last"]), match["year"], context)
    if last is None:
        return []
    starts = [(match.start("list") + m.start(), day_number(m.group())) for m in re.finditer(r"\d+\w*", match["list"])]
    firsts = [(at, calendar.make_day(last.year, month, number)) for at, number in starts]
    dated = [(at, found) for at, found in firsts if found] + [(match.start("last"), last)]
    if match.start("month") < match.start("list"):
        dated[0] = (match.start("month"), dated[0][1])
    linked = match["link"].strip(" ,").lower()
    if linked in ("and", "or", "&", "/") and not match["between"] and _gaps(dated):
        return _apart(match, dated)
    precision = Precision.RANGE if match["between"] else Precision.DAYS
    named = [(at, calendar.day(found)) for at, found in dated]
    return _spanning(match, calendar.days(dated[0][1], last, precision), named)


def _gaps(dated: Sequence[tuple[int, date]]) -> bool:
    return any((after - before).days != 1 for (_, before), (_, after) in pairwise(dated))


def _ends(match: re.Match[str], starts: Sequence[int]) -> list[int]:
    """Where the words end that begin at each start: before the link to the next."""
    text, out = match.string, []
    for at, limit in zip(starts, [*starts[1:], match.end()], strict=True):
        words = _LINK_AT_END.sub("", text[at:limit])
        out.append(max(at + len(words), at + 1))
    return out


def _apart(match: re.Match[str], dated: Sequence[tuple[int, date]]) -> list[Found]:
    """Days that do not touch become mentions of their own; each ends where its words end."""
    starts = [at for at, _ in dated]
    return [Found(at, end, calendar.day(found)) for (at, found), end in zip(dated, _ends(match, starts), strict=True)]


def _spanning(match: re.Match[str], stretch: Stretch | None, named: Sequence[tuple[int, Stretch]]) -> list[Found]:
    """One mention over all; the standard sees each named end by itself."""
    if stretch is None:
        return []
    ends = _ends(match, [at for at, _ in named])
    values = tuple(Value(at, end, one.value) for (at, one), end in zip(named, ends, strict=True))
    return [Found(match.start(), match.end(), stretch, values=values)]


def _two_months(match: re.Match[str], context: Context) -> Sequence[Found]:
    m1, m2 = month_number(match["m1"]), month_number(match["m2"])
    written = match.groupdict()
    year = year_number(match["year"]) if written.get("year") else choose_year(m2 if m1 <= m2 else m1, context)
    if year is None:
        return []
    if not written.get("year") and m1 > m2:
        year += 1
    last = _parted(calendar.month(year, m2), match["p2"])
    first = _parted(
        calendar.month(year_number(match["y1"]) if written.get("y1") else year - (m1 > m2), m1), match["p1"]
    )
    at1 = match.start("p1") if match["p1"] else match.start("m1")
    at2 = match.start("p2") if match["p2"] else match.start("m2")
    if _AND.search(match["link"]) and not written.get("between"):
        ends = _ends(match, [at1, at2])
        return [Found(at1, ends[0], first), Found(at2, ends[1], last)]
    return _spanning(match, calendar.join(first, last, Precision.RANGE), [(at1, first), (at2, last)])


def _parted(whole_stretch: Stretch, words: str | None) -> Stretch:
    return calendar.part(whole_stretch, *part_bounds(words)) if words else whole_stretch


def _month_year(match: re.Match[str], context: Context) -> Sequence[Found]:
    stretch = calendar.month(year_number(match["year"]), month_number(match["month"]))
    return whole(match, _parted(stretch, match["part"]))


def _month(match: re.Match[str], context: Context) -> Sequence[Found]:
    number = month_number(match["month"])
    year = choose_year(number, context)
    if year is None:
        return []
    return whole(match, _parted(calendar.month(year, number), group(match, "part")))


def _season(match: re.Match[str], context: Context) -> Sequence[Found]:
    first = vocabulary()["seasons"][match["season"].lower()]
    return whole(match, _parted(calendar.season(year_number(match["year"]), first), match["part"]))


def _two_seasons(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "the spring and early summer of 1943"."""
    year, seasons = year_number(match["year"]), vocabulary()["seasons"]
    one = _parted(calendar.season(year, seasons[match["s1"].lower()]), match["p1"])
    other = _parted(calendar.season(year, seasons[match["s2"].lower()]), match["p2"])
    begin = match.start("p2") if match["p2"] else match.start("s2")
    return [Found(match.start(), match.end("s1"), one), Found(begin, match.end(), other)]


def _quarter(match: re.Match[str], context: Context) -> Sequence[Found]:
    which = match["which"].lower()
    number = int(which) if which.isdigit() else int(vocabulary()["ordinals"][which])
    year = year_number(match["year"])
    if match["unit"].lower() in ("quarter", "q"):
        return whole(match, calendar.quarter(year, number))
    return whole(match, calendar.half(year, number) if number <= 2 else None)


def _fiscal(match: re.Match[str], context: Context) -> Sequence[Found]:
    """A fiscal year begins on another day in each country: only its number is known, so it is a range."""
    number = year_number(match["year"])
    number += 2000 if number < 100 else 0
    around = calendar.months(number - 1, 4, 21, Precision.RANGE, calendar.year_value(number))
    return [Found(match.start(), match.end(), around, sets_anchor=False)]


def _two_years(match: re.Match[str], context: Context) -> Sequence[Found]:
    last, first = year_number(match["y2"]), year_number(match["y1"])
    if last >= calendar.FIRST_BC and first < calendar.FIRST_BC:
        first = calendar.before_christ(first)
    elif len(match["y2"]) == 2:
        last += first // 100 * 100
        if not first < last <= first + 15:
            return []
    one, other = calendar.year(first), calendar.year(last)
    if _AND.search(match["link"]) and not match.groupdict().get("between"):
        ends = _ends(match, [match.start("y1"), match.start("y2")])
        return [Found(match.start("y1"), ends[0], one), Found(match.start("y2"), ends[1], other)]
    return _spanning(
        match, calendar.join(one, other, Precision.RANGE), [(match.start("y1"), one), (match.start("y2"), other)]
    )


def _bare_bc(match: re.Match[str], context: Context) -> Sequence[Found]:
    """ "in 496" among years BC."""
    anchor = context.anchor.start if context.anchor else None
    year = calendar.before_christ(int(match["year"]))
    if anchor is None or anchor.year < calendar.FIRST_BC or abs(anchor.year - year) > 100:
        return []
    return [Found(match.start("year"), match.end(), calendar.year(year))]


def _year(match: re.Match[str], context: Context) -> Sequence[Found]:
    ahead = _AHEAD_WORD.match(match.string, match.end())
    if ahead and (ahead[1].lower() in vocabulary()["named_by_year"] or ahead[1].lower() in vocabulary()["counted"]):
        return []
    found = whole(match, _parted(calendar.year(year_number(match["year"])), group(match, "part")))
    names = ahead and _OWNED.search(match.string, max(0, match.start() - 8), match.start())
    return [one._replace(sets_anchor=not names) for one in found]


_OWNED = re.compile(r"(?:\bthe|\bhis|\bits|\bher|\btheir|'s)\s+$")
_AHEAD_WORD = re.compile(r"\s+(\w+)")
_CAPITAL = re.compile(r"(?:^|[^.!?:\s]\s)[A-Z][\w.'-]*\s$")
_QUANTITY = re.compile(
    r"\b(?:some|than|about|nearly|over|almost|of|to|only|approximately|around|No\.|number|page|room|p\.)\s$",
    re.IGNORECASE,
)


def _year_bare(match: re.Match[str], context: Context) -> Sequence[Found]:
    """A number of four digits that nothing makes a quantity or part of a name."""
    before = match.string[max(0, match.start() - 24) : match.start()]
    ahead = _AHEAD_WORD.match(match.string, match.end())
    if ahead and ahead[1].lower() in vocabulary()["counted_kinds"]:
        return []
    if _CAPITAL.search(before) or _QUANTITY.search(before):
        return []
    year = int(match["year"])
    if context.reference and not context.narrative and not 1900 <= year <= context.reference.year + 40:
        return []
    return _year(match, context)


def _decade(match: re.Match[str], context: Context) -> Sequence[Found]:
    words = match.groupdict()
    if words.get("short") or words.get("named"):
        tens = int(words["short"]) if words.get("short") else int(vocabulary()["decades"][group(match, "named")])
        latest = context.origin.year if context.origin else 2000
        first = max((c + tens for c in (1800, 1900, 2000) if c + tens <= latest), default=1900 + tens)
    elif words.get("bc"):
        first = calendar.before_christ(int(match["decade"]) + 9)
    else:
        first = int(match["decade"])
    stretch = _parted(calendar.decade(first), match["part"])
    return [one._replace(sets_anchor=bool(words.get("bc"))) for one in whole(match, stretch)]


def _century(match: re.Match[str], context: Context) -> Sequence[Found]:
    number = ordinal(match["nth"])
    if not 0 < number <= 30:
        return []
    stretch = calendar.century(number, bc=bool(match["bc"]))
    return [one._replace(sets_anchor=False) for one in whole(match, stretch)]


def _holiday(match: re.Match[str], context: Context) -> Sequence[Found]:
    """A feast that dates something; not one that people are greeted on, or that another thing is called by."""
    ahead = _AHEAD_WORD.match(match.string, match.end())
    before = match.string[max(0, match.start() - _GREETED) : match.start()]
    if (ahead and ahead[1].lower() in vocabulary()["called_by_feast"]) or _feast_words().search(before):
        return []
    month, number = vocabulary()["holidays"][" ".join(match["name"].split())]
    found = _pick(month, number, match["year"], context)
    return [one._replace(sets_anchor=False) for one in whole(match, calendar.day(found) if found else None)]


_GREETED = 60  # characters


@cache
def _feast_words() -> re.Pattern[str]:
    """ "Exchanged greetings on the coming New Year and …": words after which a feast is what it is about."""
    words = "|".join(vocabulary()["greeting"])
    return re.compile(rf"\b(?:{words})\b[^.;:,]*$", re.IGNORECASE)
