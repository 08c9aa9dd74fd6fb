"""Offices of a text with the country or body they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.model import ActorKind, Record
from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import Piece
from communique.resolve.offices import OfficeSense, office_data, office_sense
from communique.resolve.phrases import Phrase, is_former, open_tail

_OF = re.compile(
    r"(?: (?:of|for|from|in|at|to)|,)(?: the)? (?P<form>(?:(?:Republic|Kingdom|Government|State) of )?(?:the )?)"
)
_SENT = ("ambassador", "high commissioner", "envoy", "representative", "charg", "consul", "delegate")
_GAPS = (" ", "'s ", "' ", "'s then ", " then-", " former ", "'s former ", "-based ")


class Beside(Record, frozen=True, kw_only=True):
    """An office in the text with the country or body it belongs to; ``start``/``end`` cover all of its words.

    ``also`` is an office named before it that the same person holds ("Deputy Prime Minister and Foreign Minister").
    """

    start: int
    end: int
    phrase: Phrase
    title: str
    country: str | None = None
    organisation: str | None = None
    explicit: bool = False
    also: str = ""


def offices(base: KnowledgeBase, text: str, phrases: list[Phrase], pieces: list[Piece]) -> list[Beside]:
    """Offices with the country or body before ("Russian", "Russia's", "NATO") or after ("of Belarus") them."""
    ends = {p.end: p for p in pieces}
    starts = {p.start: p for p in pieces}
    return _chained(text, [_beside(base, text, phrase, starts, ends) for phrase in phrases])


def _chained(text: str, found: list[Beside]) -> list[Beside]:
    """Joins "OFFICE and OFFICE" when the second has no country of its own and both are in the singular."""
    out: list[Beside] = []
    for office in found:
        last = out[-1] if out else None
        if last and _joins(text, last, office):
            out[-1] = Beside(
                start=last.start, end=office.end, phrase=_joined(last.phrase, office.phrase), title=office.title,
                country=last.country or office.country, organisation=last.organisation or office.organisation,
                explicit=last.explicit or office.explicit, also=f"{last.also} and {last.title}".removeprefix(" and "),
            )  # fmt: skip
        else:
            out.append(office)
    return out


def _joins(text: str, last: Beside, office: Beside) -> bool:
    plural = last.phrase.plural or office.phrase.plural
    own = office.start < office.phrase.start or (last.end > last.phrase.end and last.explicit)
    upper = last.title[:1].isupper() and office.title[:1].isupper()
    return (
        text[last.end : office.start] in (" and ", ", ") and upper and not plural and not own and not last.phrase.weak
    )


def _joined(one: Phrase, two: Phrase) -> Phrase:
    return Phrase(start=one.start, end=two.end, text=two.text, former=one.former, weak=two.weak)


def _beside(base: KnowledgeBase, text: str, phrase: Phrase, starts: dict[int, Piece], ends: dict[int, Piece]) -> Beside:
    owner, start = _left(base, text, phrase, ends)
    end, title = phrase.end, phrase.text
    directs = directs_field(phrase) and text.startswith((" for ", " for the "), end)
    right = None if directs else _right(text, end, starts, owner)
    if right and not _posting(title, text, end) and owner is None and text[end] != ",":
        owner, end, right = right, right.end, _right(text, right.end, starts, right)
    if right and _posting(title, text, end):
        title, end = f"{title} to {text[right.start : right.end]}", right.end
    if phrase.weak and end == phrase.end and not phrase.plural:
        end = open_tail(text, end)
        title = text[phrase.start : end]
        owner = owner or _inner(text, phrase, end, starts.values())
    country, organisation = _owner(base, owner)
    country = country or office_data()["belongs"].get(title)
    if start < phrase.start and is_former(text, start):
        phrase = Phrase(
            start=phrase.start, end=phrase.end, text=phrase.text, weak=phrase.weak, plural=phrase.plural, former=True
        )
    return Beside(start=start, end=end, phrase=phrase, title=title, country=country, organisation=organisation,
                  explicit=owner is not None or country is not None)  # fmt: skip


def _left(base: KnowledgeBase, text: str, phrase: Phrase, ends: dict[int, Piece]) -> tuple[Piece | None, int]:
    for gap in _GAPS:
        piece = ends.get(phrase.start - len(gap))
        if piece is None or text[piece.end : phrase.start] != gap or (piece.role == "capital" and "'" not in gap):
            continue
        actor = base.only(piece.actors)
        if piece.role != "body" or (actor and actor.kind is not ActorKind.FORUM):
            return piece, piece.start
    return None, phrase.start


def _right(text: str, end: int, starts: dict[int, Piece], owner: Piece | None) -> Piece | None:
    match = _OF.match(text, end)
    if match is None:
        return None
    piece = starts.get(match.start("form")) or starts.get(match.end())
    if piece and piece.role == "demonym" and owner is None:
        after = starts.get(piece.end + 1)
        return after if after and after.role == "body" else piece if _STATE_NOUN.match(text, piece.end) else None
    return piece


_STATE_NOUN = re.compile(
    r"(?:'s)? (?:[Gg]overnment|[Ss]tate|[Rr]epublic|[Pp]arliament|[Nn]ation|[Cc]abinet|[Aa]rmy|[Mm]ilitary|"
    r"[Pp]residency|[Ff]ederation|[Rr]iksdag|[Ss]enate|[Cc]ongress|[Aa]rmed [Ff]orces|[Pp]residential|"
    r"(?:[A-Z]\w+ )?[Mm]inistry)\b"
)  # "head of the Belarusian state" is of Belarus; "President of the Italian-Russian Chamber" is not of Italy


def _inner(text: str, phrase: Phrase, end: int, pieces: Iterable[Piece]) -> Piece | None:
    """The body at the end of a tail: "Director for Russia … at the European External Action Service"."""
    inside = [p for p in pieces if phrase.end < p.start and p.end <= end and p.role == "body"]
    said = [p for p in inside if re.search(r" (?:at|of|in)(?: the)? $", text[max(0, p.start - 8) : p.start])]
    return said[-1] if said else None


def directs_field(phrase: Phrase) -> bool:
    """True for heads that direct a field: "Director for Russia" is no director of Russia's."""
    return (
        phrase.weak and re.search(r"(?i)director|head|chief|coordinator|advis[eo]r|lead|envoy", phrase.text) is not None
    )


def _posting(title: str, text: str, end: int) -> bool:
    """True for "Ambassador to Belarus": the country is where, not whose."""
    return any(w in title.casefold() for w in _SENT) and text.startswith((" to ", " for ", " in "), end)


def _owner(base: KnowledgeBase, piece: Piece | None) -> tuple[str | None, str | None]:
    actor = base.only(piece.actors) if piece else None
    if piece is None or actor is None:
        return None, None
    organisation = actor.id if piece.role == "body" or actor.id == "Q458" else None
    return actor.country, organisation


def sense_of(office: Beside | None, home: str | None) -> OfficeSense | None:
    """What the words of the office mean in its country; of two offices in one hand the foreign minister's counts."""
    if office is None:
        return None
    last = office_sense(office.title, office.country or home)
    if not office.also:
        return last
    first = office_sense(office.also, office.country or home)
    ranks = [r for r in (first.rank, last.rank) if r is not None]
    main = last if last.family == "foreign_minister" else first
    return OfficeSense(family=main.family, display=f"{first.display} and {last.display}", rank=min(ranks, default=None))
