"""Notes: one number for each cited passage or computation, in the order of their first use."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.digest.words import MONTHS, capital, day_name, number, ordinal, signed
from communique.model import Claim, Computation, Passage, Role, Source, Text

_END = re.compile(r"[.!?][”\"’')\]]*(?=\s+[A-Z“\"‘(\d])|\n")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|St|No|Sen|Rep|Gov|vs|Jr|Sr|[A-Z])\.$")
_DAY = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_MOST = 320


@dataclass(frozen=True, kw_only=True)
class Note:
    """A numbered note: a passage with its text and source, or a computation."""

    number: int
    key: str
    passage: Passage | None = None
    computation: Computation | None = None


def number_notes(claims: Sequence[Claim]) -> tuple[tuple[Note, ...], Mapping[str, tuple[int, ...]]]:
    """All notes, and for each claim id the numbers of its own, in order."""
    notes: dict[str, Note] = {}
    of_claim: dict[str, tuple[int, ...]] = {}
    for item in claims:
        numbers = [_note(notes, p.id, passage=p) for p in item.passages]
        if item.computation is not None:
            numbers.append(_note(notes, item.computation.id, computation=item.computation))
        of_claim[item.id] = tuple(dict.fromkeys(numbers))
    return tuple(notes.values()), of_claim


def _note(
    notes: dict[str, Note], key: str, *, passage: Passage | None = None, computation: Computation | None = None
) -> int:
    if key not in notes:
        notes[key] = Note(number=len(notes) + 1, key=key, passage=passage, computation=computation)
    return notes[key].number


def reported(claims: Sequence[Claim], texts: Mapping[str, Text]) -> Mapping[str, str]:
    """ "reported 6 December" by claim id, for body sentences that name no day themselves.

    One that goes on from a sentence of its section which gave the day of the same text needs none.
    """
    out: dict[str, str] = {}
    dated: set[tuple[int, str]] = set()
    for item in claims:
        if item.role is not Role.BODY or not item.passages:
            continue
        places = {(item.section, p.text_id) for p in item.passages}
        day = "" if places & dated else _print_day(item, texts)
        if day:
            out[item.id] = day
        if day or item.computation is not None or _DAY.search(item.text):
            dated |= places
    return out


def _print_day(item: Claim, texts: Mapping[str, Text]) -> str:
    """ "reported 6 December"; "" where the sentence says when, or cites no dated text."""
    if item.computation is not None or _DAY.search(item.text):
        return ""
    days = sorted({d for p in item.passages if (d := texts[p.text_id].published) is not None})
    return f"reported {day_name(days[0], days[0].year)}" if days else ""


def publisher(text: Text, sources: Mapping[str, Source]) -> str:
    """Who published a text, as printed."""
    source = sources.get(text.source_id)
    return source.name if source else text.source_id


def printed_day(day: date | None) -> str:
    """A day with its year, or that there is none."""
    return day_name(day) if day else "undated"


def _iso(day: str) -> str:
    return printed_day(date.fromisoformat(day))


def around(passage: Passage, body: str) -> tuple[str, str]:
    """At most one sentence before and one after the passage, on one line each; empty where there is none."""
    return _before(body[: passage.start]), _after(body[passage.end :])


def _ends(text: str) -> list[int]:
    return [m.end() for m in _END.finditer(text) if m.group() == "\n" or not _abbreviated(text[: m.start() + 1])]


def _abbreviated(text: str) -> bool:
    return _ABBREVIATION.search(text) is not None


def _before(text: str) -> str:
    if not text.strip() or text.rstrip(" \t").endswith("\n"):
        return ""
    tail = text.rstrip()
    ends = [e for e in _ends(tail) if tail[e:].strip()]
    piece = tail[ends[-1] :].strip() if ends else tail.strip()
    return piece if len(piece) <= _MOST else f"… {piece[-_MOST:].split(' ', 1)[-1]}"


def _after(text: str) -> str:
    if not text.strip() or text.lstrip(" \t").startswith("\n"):
        return ""
    lead = text.lstrip()
    end = next((e for e in _ends(f"{lead}\n") if lead[:e].strip()), len(lead))
    piece = lead[:end].strip()
    return piece if len(piece) <= _MOST else f"{piece[:_MOST].rsplit(' ', 1)[0]} …"


def explain(computation: Computation) -> str:
    """A computation in one plain sentence."""
    result, arguments = dict(computation.result), dict(computation.arguments)
    match computation.kind:
        case "rests-on":
            count = len(computation.claims)
            what = "reading" if "reading" in arguments else "heading"
            return f"A {what} that rests on {number(count)} checked sentence{'s' if count != 1 else ''} of this issue."
        case "count" if arguments.get("what") == "mix":
            return (
                f"Counted from the scored events: {result['events']} in all, {result['beyond words']} beyond words, "
                f"{result['adding']} adding points, {result['taking']} taking them."
            )
        case "count" if arguments.get("what") == "partners":
            before = f"; {result['before']} in the period before" if "before" in result else ""
            return f"Partners with a contact on record: {result['partners']}{before}."
        case "count":
            return (
                f"Contacts on record: {result['period']} in the period, {result['before']} in the one before; a visit "
                "with its meetings is one, and only sources that reported in both periods are counted."
            )
        case "ordinal":
            since = (
                f", the one before on {printed_day(date.fromisoformat(result['since']))}" if "since" in result else ""
            )
            return (
                f"Counted from the contacts of the two on record; this is the {ordinal(int(result['ordinal']))}{since}."
            )
        case "earlier":
            return (
                f"{capital(result['phrase'])} is {_iso(result['day'])}, worked out from the days of the two passages."
            )
        case "absence":
            return (
                f"Contacts found in {result['with']} of the {result['of']} periods of the same length before, none in "
                "this one; only sources that are held in full are looked at."
            )
        case "score":
            before = f"; the period before gave {signed(float(result['previous']))}" if result.get("previous") else ""
            return (
                f"Index: sum {signed(float(result['sum']))}, mean {signed(float(result['mean']))} over "
                f"{result['count']} scored events, weights {arguments['weights']}{before}."
            )
        case _:
            return f"Worked out from {len(computation.readings)} readings ({computation.kind})."
