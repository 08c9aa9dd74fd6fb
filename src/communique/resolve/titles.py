"""Titles of a text with whose they are: "Germany's army chief", "member of Switzerland's upper house"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from communique import shipped
from communique.model import Record
from communique.resolve.gazetteer import Piece
from communique.resolve.offices import office_data
from communique.resolve.phrases import is_former


class Title(Record, frozen=True, kw_only=True):
    """A title as written. ``start``/``end`` cover the owner's words; ``first``/``last`` the title's own."""

    start: int
    end: int
    first: int
    last: int
    noun: str
    text: str
    owners: tuple[Piece, ...] = ()
    side: Piece | None = None  # a people before the title whose owner comes after: "the German head of BMW"
    former: bool = False
    plural: bool = False


@cache
def role_words() -> dict[str, Any]:
    """The vocabulary file ``roles.yaml`` as read."""
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "roles.yaml")
    return raw


@cache
def role_set(name: str) -> frozenset[str]:
    """A list of ``roles.yaml``, folded."""
    return frozenset(str(w).casefold() for w in role_words()[name])


class Noun(Record, frozen=True, kw_only=True, array_like=True):
    """A noun of a title where it stands; ``bare`` ends before the plural's "s"."""

    start: int
    end: int
    bare: int
    noun: str
    plural: bool


@cache
def _nouns() -> tuple[AhoCorasick, tuple[tuple[str, int], ...]]:
    """The automaton over all forms, with the noun of each and how many letters its plural adds."""
    heads, own = office_data()["heads"], role_words()
    every = {str(n).casefold() for n in (*heads["closed"], *heads["open"], *own["head"], *own["member"], *own["state"])}
    forms = {n + tail: (n, len(tail)) for tail in ("es", "s", "") for n in sorted(every)}
    return AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest), tuple(forms.values())


_PREFIXES = ("co-", "vice-", "ex-")


def _lowered(text: str) -> str:
    """The text in lower case, code point for code point."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _find_nouns(text: str) -> Iterator[Noun]:
    machine, forms = _nouns()
    low = _lowered(text)
    for index, start, end in machine.find_matches_as_indexes(low):
        prefix = next((p for p in _PREFIXES if low.startswith(p, start - len(p))), "")
        before, after = low[start - len(prefix) - 1 : start - len(prefix)], low[end : end + 2]
        hyphen = len(after) == 2 and after[0] == "-" and after[1].isalpha()
        if not (before.isalnum() or (before and before in "-_") or after[:1].isalnum() or hyphen):
            noun, tail = forms[index]
            yield Noun(start=start - len(prefix), end=end, bare=end - tail, noun=noun, plural=tail > 0)


@cache
def _stops() -> frozenset[str]:
    return frozenset(str(w) for w in role_words()["stops"])


_WORD_LEFT = re.compile(r"([^\W_][\w.&/'-]*)( | - |, | and )$")
_POSSESSIVE = ("'s ", "' ", " ", "-based ", "'s-")
_OF = re.compile(
    r"(?:,? (?:of|for|at|with|from|in|to|on)|,)(?: (?:the|its|his|her|their|both|a|an))?(?: [\"'])?"
    r"(?P<words>(?: (?!of\b|for\b|at\b|and\b|who\b|that\b|which\b|to\b|was\b|is\b|said\b|has\b|had\b)"
    r"[\w'-]+){0,4}?) \"?'?$"
)
_REACH = 90


def find_titles(text: str, pieces: Sequence[Piece], names: Sequence[tuple[int, int]]) -> list[Title]:
    """Titles of a flat text in order; ``names`` are spans that no title may run over."""
    blocks = sorted([(p.start, p.end) for p in pieces] + list(names))
    ends = {p.end: p for p in pieces}
    found = list(_unblocked(text, blocks))
    out: list[Title] = []
    for number, (match, floor) in enumerate(found):
        after = found[number + 1][0].start if number + 1 < len(found) else 0
        if after == match.end + 1 and text[match.end] == " ":
            continue  # "chief negotiator", "deputy leader": the last noun is the title, the first belongs to it
        out.append(_title(text, match, pieces, ends, max(out[-1].last if out else 0, floor)))
    return out


def _unblocked(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[tuple[Noun, int]]:
    """Nouns outside the blocks, with the end of the block before."""
    starts = [b[0] for b in blocks]
    for noun in _find_nouns(text):
        before = bisect_left(starts, noun.end) - 1
        floor = blocks[before][1] if before >= 0 else 0
        inside = [n for n in _inner(noun, text) if n.start >= floor]
        if inside:
            yield inside[0], floor


def _inner(noun: Noun, text: str) -> Iterator[Noun]:
    """The noun, and its last word by itself: "party leader" may stand half inside a party's name."""
    yield noun
    cut = text.rfind(" ", noun.start, noun.end)
    if cut > 0:
        last = noun.noun.rpartition(" ")[2]
        yield Noun(start=cut + 1, end=noun.end, bare=noun.bare, noun=last, plural=noun.plural)


def _title(text: str, match: Noun, pieces: Sequence[Piece], ends: dict[int, Piece], floor: int) -> Title:
    first = _leftmost(text, match.start, floor, ends)
    left = next(
        (ends[first - len(g)] for g in _POSSESSIVE if text[:first].endswith(g) and first - len(g) in ends), None
    )
    last, right = _right(text, match.end, pieces)
    directs = bool(re.match(r" (?:for|on|to) ", text[match.end : match.end + 5])) and bool(right)
    owners, side = _owners(left, right, match.noun, directs)
    start = left.start if left else first
    own = match.bare if match.plural else _own_end(text, match.end, right)
    gone = is_former(text, start) or is_former(text, first) or bool(_FORMER.search(text[first : match.start]))
    return Title(
        start=start, end=last if right else match.end, first=first, last=match.end, noun=match.noun,
        text=text[first:own], owners=owners, side=side, former=gone, plural=match.plural,
    )  # fmt: skip


_FORMER = re.compile(r"(?i)\b(?:former|ex|late|then|onetime|outgoing)\b")
_ABROAD = re.compile(r"(?i)ambassador|envoy|representative|correspondent|coordinator|negotiator|adviser|advisor|expert")


def _owners(
    left: Piece | None, right: Piece | None, noun: str, directs: bool
) -> tuple[tuple[Piece, ...], Piece | None]:
    """Whose title it is: a body after it before a people before it; "to" and "for" a land name where, not whose."""
    posted = right is not None and right.role != "body" and (directs or bool(_ABROAD.search(noun)))
    if posted:
        right = None
    if left is None or right is None:
        kept = left or right
        return ((kept,) if kept else ()), None
    if left.role in ("demonym", "people", "country") and right.role in ("body", "place"):
        return (right,), left
    return (left, right), None


def _leftmost(text: str, start: int, floor: int, ends: dict[int, Piece]) -> int:
    """Start of the title's own words: back over words that belong to it, to the owner or a word that ends it."""
    at, taken, best = start, 0, start
    while taken < 6:
        if any(text[:at].endswith(g) and at - len(g) in ends for g in _POSSESSIVE):
            return at
        found = _WORD_LEFT.search(text, max(floor, at - 40), at)
        if not found or found.start(1) < floor or found[1].casefold() in _stops():
            return best
        if found[2] in (", ", " and ") and at == start:
            return best
        if found[1].endswith((".", "'s")) and len(found[1]) > 2:
            return best
        if found[1].islower() and found[1].endswith(("ing", "ed")) and found[1] not in role_set("adjectives"):
            return best
        at, taken = found.start(1), taken + 1
        best = at
    return best


def _right(text: str, end: int, pieces: Sequence[Piece]) -> tuple[int, Piece | None]:
    """The first piece after "of", "for", "at" within the same clause."""
    at = bisect_left(pieces, end, key=lambda p: p.start)
    for piece in pieces[at : at + 3]:
        if piece.start - end > _REACH:
            break
        gap = text[end : piece.start]
        if any(c in gap for c in ".;:\n()"):
            break
        found = _OF.match(gap)
        if found and (not gap.startswith(",") or not found["words"].strip()):
            last, owner = _through(text, piece, pieces, at)
            if owner.role == "body":
                return last, owner
            return _at_body(text, end, pieces, at) or (last, owner)
    return _at_body(text, end, pieces, at) or (end, None)


_AT = re.compile(r"(?: (?:on|of|for|in) [\w, '-]{2,80}?)? (?:at|of|with|for)(?: the)?(?: [\w'-]+){0,3}? \"?$")
_CLAUSE = re.compile(r"\b(?:who|which|that|said|says|told|is|was|has|had|will|met|after|when|as)\b")


def _at_body(text: str, end: int, pieces: Sequence[Piece], at: int) -> tuple[int, Piece] | None:
    """ "expert on Japan-Russia relations at Hosei University": the body after the field."""
    for piece in pieces[at : at + 5]:
        gap = text[end : piece.start]
        if len(gap) > _REACH or any(c in gap for c in ".;:\n()") or _CLAUSE.search(gap):
            return None
        if piece.role == "body" and _AT.match(gap):
            return piece.end, piece
    return None


_INTO = re.compile(r"(?:'s)?(?: [\w-]+){0,3}? [\"']?$")


def _through(text: str, piece: Piece, pieces: Sequence[Piece], at: int) -> tuple[int, Piece]:
    """ "the German Bundesbank", "Rwanda's Green Party": a state right before a body belongs to the body."""
    after = next((p for p in pieces[at : at + 4] if p.start > piece.end), None)
    houses = ("body", "place") if text.startswith("'s", piece.end) else ("body",)
    if piece.role in ("demonym", "country", "place", "capital") and after and after.role in houses:
        gap = text[piece.end : after.start]
        if _INTO.match(gap) and not any(w in _stops() for w in gap.replace("'s", "").split()):
            return after.end, after
    return piece.end, piece


def _own_end(text: str, end: int, right: Piece | None) -> int:
    """End of the title's words for print: its portfolio, without the owner."""
    if right is None:
        return end
    gap = text[end : right.start]
    found = re.match(r" (?:of|for)(?: the)? ((?:[A-Z][\w-]+(?: and | |, )?)+) (?:of|for|at|in)", gap)
    return end + found.end(1) if found else end
