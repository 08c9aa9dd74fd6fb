"""Mentions that lean on others: pronouns, counterparts, plural offices, speakers of turns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from communique.model import ActorKind, Annotation, Mention, Rank, Span, Turn

_PRONOUN = re.compile(r"\b(?:He|She|he|she)\b")
_FIRST = re.compile(r"\b(?:I|We|we)\b(?!\.)")


def copy(model: Mention, start: int, end: int, body: str) -> Mention:
    """A mention of the same person at another span, as an anaphor without the office words."""
    return Mention(
        span=Span(start=start, end=end), head=Span(start=start, end=end), surface=body[start:end], kind=model.kind,
        name=model.name, actor_id=model.actor_id, country=model.country, office=model.office,
        office_basis=model.office_basis,
        rank=model.rank, former=model.former, anaphor=True, candidates=model.candidates,
    )  # fmt: skip


def pronouns(body: str, annotation: Annotation, found: Sequence[Mention]) -> Iterator[Mention]:
    """He or she where exactly one person stands in the sentence before it and the one before that."""
    people = sorted((m for m in found if m.kind is ActorKind.PERSON), key=lambda m: m.span.start)
    inside = [q.span for q in annotation.quotes]
    for number, sentence in enumerate(annotation.sentences):
        if sentence.turn is not None:
            continue
        before = (
            annotation.sentences[number - 1] if number and annotation.sentences[number - 1].turn is None else sentence
        )
        for match in _PRONOUN.finditer(body, sentence.start, sentence.end):
            if any(s.start <= match.start() < s.end for s in inside):
                continue
            near = [m for m in people if before.start <= m.span.start < match.start()]
            who = {m.actor_id or m.name for m in near}
            lead = [m for m in near if m.span.start == before.start]
            if len(who) == 1 or (
                lead and match.start() == sentence.start and not any(m.span.start >= sentence.start for m in near)
            ):
                yield copy((lead if len(who) > 1 else near)[-1], match.start(), match.end(), body)


def first_person(body: str, annotation: Annotation, speakers: Sequence[Mention | None]) -> Iterator[Mention]:
    """I and we in a turn: the speaker."""
    for number, turn in enumerate(annotation.turns):
        speaker = speakers[number] if number < len(speakers) else None
        if turn.question or speaker is None:
            continue
        for match in _FIRST.finditer(body, turn.span.start, turn.span.end):
            yield copy(speaker, match.start(), match.end(), body)


def addressed(
    body: str, turns: Sequence[Turn], speakers: Sequence[Mention | None], fits: Callable[[Mention, str], bool]
) -> Iterator[Mention]:
    """ "Thank you, Mr. Secretary", "Prime Minister, will you …": another speaker of the text whose office fits, the
    one right before or after where several do. ``fits`` says whether a person may be called by an office's words.
    """
    for number, turn in enumerate(turns):
        own = speakers[number]
        others = [s for s in speakers if s and s.name != (own.name if own else "")]
        beside = [
            s for s in (*speakers[number + 1 : number + 2], *speakers[max(0, number - 1) : number]) if s in others
        ]
        for match in _ADDRESS.finditer(body, turn.span.start, turn.span.end):
            start, end = match.span("office")
            said = match["office"]
            who = _one(s for s in others if fits(s, said)) or _one(s for s in beside if fits(s, said))
            if who and (match["mark"] or _spoken_to(body, start, end)):
                yield copy(who, match.start(), end, body)


_ADDRESS = re.compile(
    r"\b(?P<mark>(?:Mr|Mrs|Ms|Madam|Madame)\.? )?"
    r"(?P<office>(?:Vice |Deputy )?(?:President|Prime Minister|Premier|Chancellor|Secretary General|Secretary-General|"
    r"Secretary|Foreign Minister|Minister|Ambassador|Taoiseach|High Representative))\b(?! (?:of|for|to|[A-Z]))"
)
_BEFORE_CALL = re.compile(r"(?:^|[.!?:,\n] ?|\b(?:Well|Thanks|Thank you|Yes|No|And|But|So|you|morning|Hi|Dear) )$")


def _spoken_to(body: str, start: int, end: int) -> bool:
    """True for an office without "Mr" between commas or the ends of a sentence."""
    return bool(_BEFORE_CALL.search(body, max(0, start - 12), start)) and body[end : end + 1] in (",", ".", "?", "!")


def _one(found: Iterator[Mention]) -> Mention | None:
    people = {m.actor_id or m.name: m for m in found}
    return next(iter(people.values())) if len(people) == 1 else None


def pair(body: str, start: int, end: int, earlier: Sequence[Mention], rank: Rank | None) -> Mention:
    """ "the two presidents": a group whose candidates are the last persons of that rank."""
    seen: dict[str, Mention] = {}
    for m in reversed(earlier):
        if m.kind is ActorKind.PERSON and m.actor_id and (rank is None or m.rank is rank):
            seen.setdefault(m.actor_id, m)
    last = list(seen.values())[:2]
    return Mention(
        span=Span(start=start, end=end), head=Span(start=start, end=end), surface=body[start:end], kind=ActorKind.GROUP,
        name=body[start:end], rank=rank or Rank.GROUP, anaphor=True,
        candidates=tuple(c for m in last for c in m.candidates[:1]),
    )  # fmt: skip
