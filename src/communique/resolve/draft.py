"""Combines pieces of a text (countries, bodies, offices, name runs) into drafts of mentions."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.model import Record
from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import Piece
from communique.resolve.offices import OfficeSense, office_sense
from communique.resolve.phrases import Phrase, open_tail
from communique.resolve.runs import honorific_before


class Beside(Record, frozen=True, kw_only=True):
    """An office in the text with the country or body it belongs to; ``start``/``end`` cover all of its words."""

    start: int
    end: int
    phrase: Phrase
    title: str
    country: str | None = None
    organisation: str | None = None
    explicit: bool = False


class Name(Record, frozen=True, kw_only=True):
    """A run that may be a person, with what stands beside it. ``start``/``end`` cover office and name."""

    start: int
    end: int
    head_start: int
    head_end: int
    text: str
    office: Beside | None = None
    honorific: bool = False


_GLUE_LEFT = re.compile(r"(?:'s?)? (?:the )?$|(?:'s?)? ?(?:then-)?$")
_OF = re.compile(r"(?: (?:of|for|from|in|at|to)|,)(?: the)?(?: (?:Republic|Kingdom|Government|State) of)?(?: the)? ")


def offices(base: KnowledgeBase, text: str, phrases: list[Phrase], pieces: list[Piece]) -> list[Beside]:
    """Offices with the country or body before ("Russian", "Russia's", "NATO") or after ("of Belarus") them."""
    ends = {p.end: p for p in pieces}
    starts = {p.start: p for p in pieces}
    return [_beside(base, text, phrase, starts, ends) for phrase in phrases]


def _beside(base: KnowledgeBase, text: str, phrase: Phrase, starts: dict[int, Piece], ends: dict[int, Piece]) -> Beside:
    start, end = phrase.start, phrase.end
    owner = None
    for gap in (" ", "'s ", "' ", "'s then ", " then-", " former ", "'s former "):
        piece = ends.get(start - len(gap))
        if piece and text[piece.end : start] == gap and (piece.role != "capital" or "'" in gap):
            owner, start = piece, piece.start
            break
    title = text[phrase.start : end]
    directs = _open_head(phrase) and text.startswith((" for ", " for the "), end)
    after = None if directs else _OF.match(text, end)
    right = starts.get(after.end()) if after else None
    if right and right.role in ("demonym",) and owner is None:
        right = _body_after(starts, right)
    if right and after:
        if _posting(title, after[0]):
            title, end = f"{title} to {text[right.start : right.end]}", right.end
        elif owner is None and not after[0].startswith(","):
            owner, end = right, right.end
    if phrase.weak and end == phrase.end and not phrase.plural:
        tail = open_tail(text, end)
        title, end = text[phrase.start : tail], tail
        if owner is None:
            inner = [p for p in starts.values() if phrase.end < p.start and p.end <= tail and p.role == "body"]
            inner = [p for p in inner if re.search(r" (?:at|of|in)(?: the)? $", text[p.start - 8 : p.start])]
            owner = inner[-1] if inner else None
    country, organisation = _owner(base, owner)
    return Beside(start=start, end=end, phrase=phrase, title=title, country=country, organisation=organisation,
                  explicit=owner is not None)  # fmt: skip


def _open_head(phrase: Phrase) -> bool:
    """True for heads that direct a field: "Director for Russia" is no director of Russia's."""
    return (
        phrase.weak and re.search(r"(?i)director|head|chief|coordinator|advis[eo]r|lead|envoy", phrase.text) is not None
    )


def _body_after(starts: dict[int, Piece], piece: Piece) -> Piece:
    following = starts.get(piece.end + 1)
    return following if following and following.role == "body" else piece


def _posting(title: str, glue: str) -> bool:
    """True for "Ambassador to Belarus": the country is where, not whose."""
    low = title.casefold()
    sent = any(
        w in low for w in ("ambassador", "high commissioner", "envoy", "representative", "charg", "consul", "delegate")
    )
    return sent and glue.strip().split(" ")[0] in ("to", "for", "in")


def _owner(base: KnowledgeBase, piece: Piece | None) -> tuple[str | None, str | None]:
    actor = base.only(piece.actors) if piece else None
    if piece is None or actor is None:
        return None, None
    organisation = actor.id if piece.role == "body" or actor.id == "Q458" else None
    return actor.country, organisation


def names(text: str, runs: list[tuple[int, int]], found: list[Beside]) -> list[Name]:
    """Runs with the office before or after them."""
    by_end = {o.end: o for o in found}
    by_start = {o.start: o for o in found}
    ends = sorted(o.phrase.end for o in found)
    out = []
    for begin, end in runs:
        at = bisect_right(ends, begin)
        start = honorific_before(text, begin, ends[at - 1] if at else 0)
        office = _before(text, start, by_end, begin, end) or None
        left = office.start if office else start
        stop = end
        if office is None:
            office, stop = _after(text, end, by_start)
        out.append(Name(start=left, end=stop, head_start=begin, head_end=end, text=text[begin:end], office=office,
                        honorific=start < begin))  # fmt: skip
    return out


def _before(text: str, start: int, by_end: dict[int, Beside], begin: int, end: int) -> Beside | None:
    for gap in (" ", " [", ", "):
        office = by_end.get(start - len(gap))
        if office and text[office.end : start] == gap and not office.phrase.plural:
            if gap == ", " and not (" " in text[begin:end] and text[end : end + 1] in ",.;)" and office.explicit):
                continue
            return office
    return None


_APPOSED = re.compile(
    r"(?:\]\([^)\s]*\))?(?:, | \()(?:(?:who is |currently |now )?(?:the |a |an |our |its |his |her )?)(?:current |newly appointed |then |former )?"
)


def _after(text: str, end: int, by_start: dict[int, Beside]) -> tuple[Beside | None, int]:
    match = _APPOSED.match(text, end)
    office = by_start.get(match.end()) if match else None
    if office is None or office.phrase.plural or match is None:
        return None, end
    after = text[office.end : office.end + 1]
    if match[0].startswith(" (") and after == ",":
        return office, office.end
    if after not in {",", ".", ";", ")", ":", "", "\n", " "} or (
        after == " " and not office.phrase.weak and text[office.end + 1 : office.end + 2].isupper()
    ):
        return None, end
    return office, office.end


def sense_of(office: Beside | None, home: str | None) -> OfficeSense | None:
    """What the words of the office mean in its country."""
    if office is None:
        return None
    return office_sense(office.title, office.country or home)
