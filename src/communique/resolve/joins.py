"""Joins names to titles and bodies by the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from communique.model import Record
from communique.resolve.gazetteer import Piece
from communique.resolve.offices import office_data
from communique.resolve.titles import Title, role_words


class Named(Record, frozen=True, kw_only=True):
    """A bare name of a person; names with one ``key`` are one person. ``name`` is its fullest form known."""

    start: int
    end: int
    key: str
    name: str = ""


class Said(Record, frozen=True, kw_only=True):
    """A title or a verb that ties a person to a body, as said at ``start``/``end``."""

    person: str
    start: int
    end: int
    title: Title | None = None
    whom: Piece | None = None
    verb: str = ""
    basis: str = "said"


_TAIL = r"(?:(?: [a-z][a-z-]*){0,3}(?: (?:in|of|for|at) (?:the )?[\w' -]{2,30}?)?)??"


@cache
def _before() -> re.Pattern[str]:
    """What may stand between a title and the name after it."""
    forms = "|".join(re.escape(str(h).rstrip(".")) for h in office_data()["honorifics"])
    honorifics = rf"(?:(?:{forms})\.? )*"
    return re.compile(
        rf"(?: \(?\"?[A-Z]{{2,8}}\"?\)?)?(?P<tail>{_TAIL})(?P<mark>\"?,[\"']?|:| -+| is| was|)(?: now| currently)? "
        rf"{honorifics}(?:named |called )?[\"'\[]?$"
    )


_AGE = r"(?:,? (?:aged )?\d{2}(?: years old)?)?"
_AFTER = re.compile(
    rf"(?:[\"'\]])?(?: \([^()]{{1,40}}\))?{_AGE}"
    r"(?P<mark>, (?:who|which) (?:is|was|has been|had been|also|became|serves as|served as|worked as|works as)|"
    r",? (?:is|was|became|becomes|remains|has been|had been|will be|serves as|served as|acts as|works as|worked as|"
    r"took over as|stepped down as|resigned as|returned as|succeeded [\w ]{0,20} as)|, as|,| \(| -+|:)"
    r"(?: (?:also|now|currently|then|still|previously|himself|herself|itself|both|not only))*"
    r"(?: (?:appointed|elected|re-elected|named|made|sworn in)(?: as)?)?"
    r"(?: ?(?:the|a|an|its|his|her|their|our|one of the|another|himself|herself))?"
    r"(?P<words>(?: ?[\w'-]+){0,3}?) ?$"
)
_STOPPED = re.compile(r"\b(?:of|for|to|in|at|on|by|with|from|said|says|told|and|but|that|who|whose|visited|met|he|"
                      r"she|they|it|called|has|have|had|will|would|was|were|is|are|be|been)\b")  # fmt: skip
_ENDS = (",", ".", ";", ")", " ", ":", "", "\n", '"', "'", "-", "!", "?")
_WINDOW = 110


def said(text: str, people: Sequence[Named], titles: Sequence[Title], pieces: Sequence[Piece]) -> Iterator[Said]:
    """Everything that ties a person of the text to a body or office."""
    chains = _chains(text, titles)
    ends = sorted(range(len(titles)), key=lambda n: titles[n].end)
    end_at = [titles[n].end for n in ends]
    starts = [t.start for t in titles]
    for number, name in enumerate(people):
        floor = people[number - 1].end if number else 0
        near = ends[bisect_left(end_at, max(floor, name.start - _WINDOW)) : bisect_left(end_at, name.start + 1)]
        for n in near:
            yield from _title_before(text, name, titles[n], chains)
        ceiling = people[number + 1].start if number + 1 < len(people) else len(text)
        for title in titles[bisect_left(starts, name.end) : bisect_left(starts, min(ceiling, name.end + _WINDOW))]:
            yield from _title_after(text, name, title, chains)
        yield from _bodies_beside(text, name, pieces)
    yield from _coordinated(text, people, titles, pieces)


def _chains(text: str, titles: Sequence[Title]) -> dict[int, list[Title]]:
    """Titles that stand together with the one that starts or ends them: "Chancellor and CDU leader"."""
    out: dict[int, list[Title]] = {}
    group: list[Title] = []
    for title in titles:
        if (
            group
            and text[group[-1].end : title.start] in (" and ", ", ", " and the ", " and a ", ", the ", " as well as ")
            and not (group[-1].plural or title.plural)
        ):
            group.append(title)
        else:
            group = [title]
        for one in group:
            out[one.start] = group
    return {start: _shared(group) for start, group in out.items()}


def _shared(group: list[Title]) -> list[Title]:
    """ "president and chief executive of X": the first has the second's owner, unless it is an office of state."""
    last = group[-1].owners if len(group) > 1 and group[-1].owners and group[-1].end > group[-1].last else ()
    return [
        msgspec.structs.replace(t, owners=last) if not t.owners and not _STATELY.search(t.text) else t for t in group
    ]


_STATELY = re.compile(r"(?i)minister|chancellor|premier|secretary|king|queen|emir")


def _title_before(text: str, name: Named, title: Title, chains: dict[int, list[Title]]) -> Iterator[Said]:
    gap = text[title.end : name.start]
    found = _before().match(gap)
    if title.plural or not found or ("," in found["mark"] and not _comma(text, name, title)):
        return
    if found["tail"] and ("," not in found["mark"] or _VERBAL.search(found["tail"])):
        return
    if found["mark"] in (" is", " was") and not (title.owners or text[: title.start].casefold().endswith("the ")):
        return
    for one in chains[title.start]:
        if one.end <= name.start:
            yield from _of(one, name, text)


_VERBAL = re.compile(r"\b(?:and|or|but|who|that|which|to|was|is|are|were|has|had|have|will|would|said|says|told|met|"
                     r"with|after|before|when|as|not|also|later|by|from|on)\b|ed\b")  # fmt: skip


def _comma(text: str, name: Named, title: Title) -> bool:
    """ "the head of X, NAME," — not "for the chancellor, NAME said"."""
    before = text[max(0, title.start - 5) : title.start].casefold()
    after = text[name.end : name.end + 1]
    if title.owners:
        return after in (",", ".", ";", ")", " ", ":", '"', "'")
    return before.endswith(("the ", "his ", "her ", " its ", "heir ", " a ", " an ", "our ")) and after in (
        ",",
        ".",
        ";",
        ")",
    )


def _title_after(text: str, name: Named, title: Title, chains: dict[int, list[Title]]) -> Iterator[Said]:
    found = _AFTER.match(text[name.end : title.start])
    if title.plural and not (found and " one of the" in found[0]):
        return
    if not found or _STOPPED.search(found["words"]) or not text.startswith(_ENDS, title.end):
        return
    if found["mark"] in (",", ":") and _opens_clause(text, title):
        return
    for one in chains[title.start]:
        if one.start >= name.end:
            yield from _of(one, name, text)


def _opens_clause(text: str, title: Title) -> bool:
    """ "After talks with X, Chancellor Merkel said": a title that stands before a name of its own."""
    return bool(re.match(r" [A-Z][a-z]", text[title.end : title.end + 3])) and not title.plural


def _of(title: Title, name: Named, text: str) -> Iterator[Said]:
    start, end = min(title.start, name.start), max(title.end, name.end)
    for owner in title.owners or (None,):
        yield Said(person=name.key, start=start, end=end, title=title, whom=owner)


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    def any_of(name: str) -> str:
        return "|".join(re.escape(str(v)) for v in role_words()[name])

    words = r"(?: [a-z][\w'-]*){0,4}?"
    heads = re.compile(
        rf",?(?: who)?(?: also| now| currently| has| previously)? (?:{any_of('heads_verb')})"
        rf"(?: the| its| an?)?{words} $"
    )
    led = re.compile(rf"(?:, (?:which (?:is|was) )?| )(?:{any_of('led_by')}) (?:[a-z]+ ){{0,2}}(?:\w+\.? )?$")
    works = re.compile(
        rf",?(?: who)?(?: also| now| currently| has)? (?:{any_of('works_verb')})(?: the| its| an?)?{words} $"
    )
    return heads, led, works


_AFFILIATED = re.compile(
    r"(?: \([^()]{1,30}\))?,? (?:of|from|at|with)(?: the| an?)?(?: (?!who\b|said\b|told\b)[a-z][\w'-]*){0,4}? \"?$"
)
_ITS_PARTY = re.compile(r"'s?(?: [a-z][\w-]*){0,4}? $")
_PARTY = re.compile(
    r"\b(?:Party|Union|Front|Movement|Democrat\w*|League|Alliance|Greens?|Socialists?|Liberals?|Labour|Coalition)\b"
)
_ASIDE = re.compile(r" \((?:of )?(?:the )?$")


def _bodies_beside(text: str, name: Named, pieces: Sequence[Piece]) -> Iterator[Said]:
    """Bodies tied to a name without a title: "NAME of the X", "NAME (X)", "X's NAME", "X, led by NAME"."""
    heads, led, works = _verbs()
    at = bisect_left(pieces, name.end, key=lambda p: p.start)
    for piece in pieces[at : at + 2]:
        gap = text[name.end : piece.start]
        if len(gap) > _WINDOW or any(c in gap for c in ".;\n"):
            break
        if piece.role not in ("body", "place") or (piece.role == "place" and not gap.rstrip('" ').endswith(" the")):
            continue
        verb = "head" if heads.match(gap) else "member" if _affiliation(text, gap, piece, works) else ""
        if not verb and _ITS_PARTY.match(gap) and _PARTY.search(text[piece.start : piece.end]):
            verb = "member"
        if verb:
            yield Said(person=name.key, start=name.start, end=piece.end, whom=piece, verb=verb)
            break
    for piece in pieces[max(0, at - 3) : at]:
        gap = text[piece.end : name.start]
        if piece.end > name.start or piece.role not in ("body", "country") or len(gap) > 60:
            continue
        if led.match(gap) and piece.role == "body":
            yield Said(person=name.key, start=piece.start, end=name.end, whom=piece, verb="head")
        elif gap in ("'s ", "' ") and piece.role == "body":
            yield Said(person=name.key, start=piece.start, end=name.end, whom=piece, verb="member")


def _affiliation(text: str, gap: str, piece: Piece, works: re.Pattern[str]) -> bool:
    if _ASIDE.match(gap):
        return text.startswith((")", ",", "/"), piece.end)
    return bool(_AFFILIATED.match(gap) or works.match(gap))


def _coordinated(
    text: str, people: Sequence[Named], titles: Sequence[Title], pieces: Sequence[Piece]
) -> Iterator[Said]:
    """ "Presidents A and B", "Foreign Ministers A of X and B of Y"."""
    for title in titles:
        if not title.plural:
            continue
        at = bisect_left(people, title.end, key=lambda n: n.start)
        edge = title.end
        for name in people[at : at + 5]:
            if not re.fullmatch(r"(?:,? (?:and |& )?|, (?:and )?| \(?)", text[edge : name.start]):
                break
            owner = _own_land(text, name, pieces)
            for whom in (owner,) if owner else title.owners or (None,):
                yield Said(person=name.key, start=title.start, end=name.end, title=title, whom=whom)
            edge = max(name.end, owner.end if owner else 0)
            edge += text.startswith(")", edge)


def _own_land(text: str, name: Named, pieces: Sequence[Piece]) -> Piece | None:
    at = bisect_left(pieces, name.end, key=lambda p: p.start)
    piece = pieces[at] if at < len(pieces) else None
    if piece and re.fullmatch(r"(?: of (?:the )?| \()", text[name.end : piece.start]):
        return piece
    return None
