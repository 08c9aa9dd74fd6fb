"""Names of persons with the office and honorific that stand beside them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from communique.model import Record
from communique.resolve.beside import Beside
from communique.resolve.runs import honorific_before

Known = Callable[[str], bool]


class Name(Record, frozen=True, kw_only=True):
    """A run that may be a person, with what stands beside it. ``start``/``end`` cover office and name."""

    start: int
    end: int
    head_start: int
    head_end: int
    text: str
    office: Beside | None = None
    honorific: bool = False


def names(text: str, runs: list[tuple[int, int]], found: list[Beside], known: Known) -> list[Name]:
    """Runs with the office before or after them; ``known`` says whether the base has persons of a name."""
    by_end, by_start = {o.end: o for o in found}, {o.start: o for o in found}
    tails = {o.end: o for o in found if o.end > o.phrase.end}
    ends = sorted(o.phrase.end for o in found)
    out = []
    for first, end in runs:
        begin = _after_a_body(text, tails.get(end), first, end, known)
        at = bisect_right(ends, begin)
        start = honorific_before(text, begin, ends[at - 1] if at else 0)
        office = _before(text, start, by_end, begin, end) or _in_tail(text, tails.get(end), begin, end, known)
        left, stop = (office.start if office else start), end
        if office is None:
            office, stop = _after(text, end, by_start)
        out.append(Name(start=left, end=stop, head_start=begin, head_end=end, text=text[begin:end], office=office,
                        honorific=start < begin))  # fmt: skip
    return out


_ACRONYM = re.compile(r" ?\([A-Z]{2,6}\) $")


def _before(text: str, start: int, by_end: dict[int, Beside], begin: int, end: int) -> Beside | None:
    aside = _ACRONYM.search(text, max(0, start - 12), start)
    if aside and (office := by_end.get(aside.start())) and not office.phrase.plural:
        return office
    for gap in (" ", " [", ", "):
        office = by_end.get(start - len(gap))
        if office and text[office.end : start] == gap and not office.phrase.plural:
            if gap == ", " and not (" " in text[begin:end] and text[end : end + 1] in ",.;)" and office.explicit):
                continue
            return office
    return None


def _after_a_body(text: str, office: Beside | None, begin: int, end: int, known: Known) -> int:
    """ "Chairman of the Arctic Circle NAME": where, in a run of an office's tail, a name that the base knows begins."""
    if office is None or begin <= office.phrase.end or known(text[begin:end]):
        return begin
    starts = [m.start() for m in re.finditer(r"(?<= )\w", text[begin:end])]
    return next((begin + at for at in starts if known(text[begin + at : end])), begin)


def _in_tail(text: str, office: Beside | None, begin: int, end: int, known: Known) -> Beside | None:
    """ "Director of the Federal Security Service NAME": the tail ends before a name that the base knows."""
    if office is None or begin <= office.phrase.end or not (known(text[begin:end]) or _ends_a_body(text, begin, end)):
        return None
    title = text[office.phrase.start : begin].strip(" ,")
    return Beside(start=office.start, end=begin, phrase=office.phrase, title=title,
                  country=office.country, organisation=office.organisation, explicit=office.explicit)  # fmt: skip


_BODY_NOUN = re.compile(
    r"\b(?:Assembly|Parliament|Council|Committee|Senate|House|Service|Agency|Commission|Board|Court|Duma|Authority|"
    r"Staff|Bank|Secretariat|Directorate|Office) $"
)


def _ends_a_body(text: str, begin: int, end: int) -> bool:
    """True when a body's noun stands right before a whole name: "Speaker of the National Assembly NAME"."""
    return " " in text[begin:end] and bool(_BODY_NOUN.search(text, max(0, begin - 16), begin))


_APPOSED = re.compile(
    r"(?:\]\([^)\s]*\))?(?:, | \()(?:(?:who is |currently |now )?(?:the |a |an |our |its |his |her )?)"
    r"(?:current |newly appointed |then |former )?(?:(?:Department|Ministry|Mission|Embassy|Cabinet) )?"
)


def _after(text: str, end: int, by_start: dict[int, Beside]) -> tuple[Beside | None, int]:
    match = _APPOSED.match(text, end)
    office = by_start.get(match.end()) if match else None
    if office is None or office.phrase.plural or match is None:
        return None, end
    after = text[office.end : office.end + 2]
    if after[:1] in {",", ".", ";", ")", ":", "", "\n"} or (after[:1] == " " and after[1:].islower()):
        return office, office.end
    return None, end
