"""Mentions of states, institutions, organisations and unnamed groups."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from communique import shipped
from communique.model import Actor, ActorKind, Candidate, Mention, Rank, Reason, Span
from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import Piece, lookalikes
from communique.resolve.offices import office_data


@cache
def _yaml(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", f"{name}.yaml")
    return raw


@cache
def _institution_nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {n: kind for kind, row in _yaml("institutions")["institutions"].items() for n in row["nouns"]}
    nouns = sorted(kinds, key=lambda n: (-len(n), n))
    upper = {n.upper(): kinds[n] for n in nouns if kinds[n].endswith("_ministry") and " " in n}
    every = sorted({*nouns, *upper}, key=lambda n: (-len(n), n))
    return re.compile(r"\b(" + "|".join(re.escape(n) for n in every) + r")\b(?!-[a-z])"), kinds | upper


@cache
def _group_nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = _yaml("groups")
    mods = "|".join(re.escape(m) for m in sorted(data["modifiers"], key=lambda s: (-len(s), s)))
    nouns = "|".join(re.escape(n) for n in sorted(data["nouns"], key=lambda s: (-len(s), s)))
    alone = "|".join(re.escape(n) for n in sorted(data["alone"], key=lambda s: (-len(s), s)))
    return re.compile(rf"(?:(?:{mods}) )*(?:{nouns})\b(?! ?-)"), re.compile(rf"\b(?:{alone})\b")


def body_mention(
    base: KnowledgeBase, text: str, piece: Piece, home: str | None, lands: frozenset[str] = frozenset(),
    named: frozenset[str] = frozenset(),
) -> Mention | None:  # fmt: skip
    """A mention of the actor of a name; with several of one name the publisher's own, else the one of them that the
    text also calls by a name of its own (``named``), else unresolved. Parties need their country in the text."""
    actors = [a for i in piece.actors if (a := base.actor(i))]
    if not actors:
        return None
    own = [a for a in actors if a.country == home] or [a for a in actors if piece.role == "capital" and a.id == "Q458"]
    shared = lookalikes()["shared"].get(text[piece.start : piece.end])
    actors += [a for code in shared or () if (a := base.country(code)) and a not in actors]
    told = [a for a in actors if a.id in named] if len(actors) > 1 else []
    chosen = own[0] if len(own) == 1 and len(actors) > 1 else told[0] if len(told) == 1 else base.only(piece.actors)
    if chosen and ((shared and len(told) != 1) or _foreign_party(chosen, lands, home)):
        chosen = None
    surface = text[piece.start : piece.end]
    why = {"capital": "capital for its government", "country": "name of a state", "body": "name"}.get(
        piece.role, piece.role
    )
    found = tuple(
        Candidate(
            actor_id=a.id, score=0.9 if a is chosen else 0.3, reasons=(Reason(feature=why, value=surface, weight=0.9),)
        )
        for a in actors[:4]
    )
    return Mention(
        span=Span(start=piece.start, end=piece.end), head=Span(start=piece.start, end=piece.end), surface=surface,
        kind=(chosen or actors[0]).kind, name=base.name_of(chosen.id) if chosen else surface,
        actor_id=chosen.id if chosen else None, country=chosen.country if chosen else None,
        candidates=found,
    )  # fmt: skip


def _foreign_party(actor: Actor, lands: frozenset[str], home: str | None) -> bool:
    """True for "Reform Party" in a text that never names that party's country."""
    return actor.kind is ActorKind.PARTY and actor.country is not None and actor.country not in {*lands, home}


_ORG = (
    "Office|Council|Programme|Program|Centre|Center|Foundation|Association|Institute|University|Agency|Authority|"
    "Corporation|Company|Fund|League|Initiative|Club|Bank|Airlines|Airways|Exchange|Business Council"
)
_BEARS = re.compile(rf"(?: (?:[A-Z][\w&-]+|of|for|and)){{0,4}} (?:{_ORG})\b")
_CAP_LEFT = re.compile(r"(?<![.!?:\"'(] )(?<!\n)\b([A-Z][a-z]{3,}) $")


def bearers(base: KnowledgeBase, text: str, pieces: list[Piece]) -> Iterator[Mention]:
    """Organisations that bear a state's name and are not the state: "Singapore Trade Office"."""
    states = [p for p in pieces if p.role == "country"]
    taken = {p.end for p in pieces}
    before = {p.start: m for p in states if (m := _CAP_LEFT.search(text, max(0, p.start - 24), p.start))}
    firms = {
        text[m.start(1) : p.end] for p in states
        if (m := before.get(p.start)) and p.start - 1 not in taken and _names_a_firm(text, m[1], m.start(1))
    }  # fmt: skip
    for piece in states:
        word = re.search(r"[A-Z]\w+ $", text[max(0, piece.start - 24) : piece.start])
        start = piece.start - len(word[0]) if word else piece.start
        start = start if text[start : piece.end] in firms else piece.start
        end = _bears_to(text, piece.end)
        if (start, end) != (piece.start, piece.end):
            yield Mention(
                span=Span(start=start, end=end), head=Span(start=start, end=end), surface=text[start:end],
                kind=ActorKind.ORGANISATION, name=text[start:end], country=_land(base, piece),
            )  # fmt: skip


def _bears_to(text: str, end: int) -> int:
    """End of an organisation's name that goes on after a state's; ``end`` where none does."""
    after = _BEARS.match(text, end)
    institution = after and any(after[0].endswith(noun) for noun in _institution_nouns()[1])
    return after.end() if after and not institution else end


def short_forms(base: KnowledgeBase, text: str, named: frozenset[str]) -> Iterator[Mention]:
    """ "the Alliance" in a text that names NATO."""
    for word, body in lookalikes()["short_forms"].items():
        actor = base.actor(body) if body in named else None
        for match in re.finditer(rf"\b[Tt]he ({word})\b(?! [A-Z])", text) if actor else ():
            span = Span(start=match.start(1), end=match.end(1))
            reason = Reason(feature="short form of a body named in the text", value=word, weight=0.8)
            yield Mention(
                span=span, head=span, surface=word, kind=actor.kind if actor else ActorKind.ORGANISATION,
                name=base.name_of(body), actor_id=body, country=actor.country if actor else None, anaphor=True,
                candidates=(Candidate(actor_id=body, score=0.8, reasons=(reason,)),),
            )  # fmt: skip


def government_of(base: KnowledgeBase, text: str, span: Span, country: str | None) -> Mention | None:
    """ "the Biden Administration": the government of the country that the person leads."""
    actor = base.institution(country, "government") if country else None
    return _institution(base, text, span.start, span.end, actor, country, True) if actor and country else None


def named_alone(text: str, pieces: list[Piece]) -> frozenset[str]:
    """Ids of actors that the text calls by a name which is nobody else's."""
    shared = lookalikes()["shared"]
    return frozenset(p.actors[0] for p in pieces if len(p.actors) == 1 and text[p.start : p.end] not in shared)


def _names_a_firm(text: str, word: str, at: int) -> bool:
    """True when a capitalised word before a state's name is none of the words that may stand there."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if word in lookalikes()["agencies"]:
        return not _TITLE_OF.search(line)
    if not line.strip() or word.casefold() in _plain_words() or word.endswith(("ing", "ed", "an", "ish", "ese")):
        return False
    caps = [w for w in line.split() if len(w) > 3]
    return sum(w[0].isupper() for w in caps) * 2 <= len(caps) if caps else False


@cache
def _plain_words() -> frozenset[str]:
    """Words that stand before a state's name without being a name's part: titles, compass, grammar."""
    data = office_data()
    rows = (*data["heads"]["closed"], *data["heads"]["open"], *data["portfolio"], *data["modifiers"])
    words = {w.casefold() for row in rows for w in str(row).split()}
    words |= {
        str(w).casefold() for w in (*lookalikes()["not_names"], *lookalikes()["months"], *lookalikes()["openers"])
    }
    return frozenset(words | {w.casefold() for n in _institution_nouns()[1] for w in n.split()} | _EPOCHS)


_EPOCHS = frozenset({"mainland", "greater", "soviet", "communist", "nazi", "imperial", "modern", "ancient", "mother",
                     "metropolitan", "rural", "dear", "team", "destination"})  # fmt: skip


_TITLE_OF = re.compile(r"(?:\b(?:of|for|and|&|the)|\b[A-Z][\w'-]*) $")


_GUARD = re.compile(r"([A-Za-z]+)[ ](?:the )?$")


def acts_as_state(text: str, piece: Piece) -> bool:
    """True when a capital's name stands for its government: no place preposition before, no capitalised word beside."""
    before = text[max(0, piece.start - 24) : piece.start]
    guard = _GUARD.search(before)
    opener = guard is not None and guard[1] in lookalikes()["openers"]
    if guard and not opener and (guard[1].casefold() in lookalikes()["capital_guard"] or guard[1][0].isupper()):
        return False
    after = text[piece.end : piece.end + 3]
    if re.match(r" [A-Z]|, [A-Z]|-[a-z]|/", after) or before.endswith((", ", "(", "/")) or "\n" in before[-1:]:
        return False
    return bool(before.strip())


def institutions(base: KnowledgeBase, text: str, pieces: list[Piece], home: str | None) -> Iterator[Mention]:
    """ "Russian Foreign Ministry", "Ministry of Defence of Belarus", "Poland's parliament"."""
    pattern, kinds = _institution_nouns()
    ends, starts = {p.end: p for p in pieces}, {p.start: p for p in pieces}
    for match in pattern.finditer(text):
        kind = kinds[match[1]]
        start, end, land, explicit = match.start(), match.end(), None, True
        owner = next(
            (p for gap in (" ", "'s ", "' ") if text[:start].endswith(gap) and (p := ends.get(start - len(gap)))), None
        )
        of = re.compile(r" of (?:the )?(?:Republic of )?(?:the )?").match(text, end)
        right = starts.get(of.end()) if of else None
        if owner and owner.role != "body":
            land, start = _land(base, owner), owner.start
        elif right and right.role == "country":
            land, end = _land(base, right), right.end
        elif home and (
            (start not in starts and _own(text, start, end, kind, match[1]))
            or (kind == "government" and _own_government(base, text, match, pieces, home))
        ):
            land, explicit = home, False
        actor = base.institution(land, kind) if land else None
        if actor and land:
            yield _institution(base, text, start, end, actor, land, explicit)


_LISTED = re.compile(r"(?:\bthe|,(?: and)?|\band|^|\n|\bfrom|\bto|: ?|\bin) ?$")
_FOREIGN = re.compile(r"'s $|[A-Z][\w.-]* $")
_HOUSES = frozenset({"Parliament", "Senate", "Congress", "House of Representatives"})


def _own(text: str, start: int, end: int, kind: str, noun: str) -> bool:
    """True when an institution without a country is the publisher's own: "the Foreign Ministry", "Parliament"."""
    before = text[max(0, start - 24) : start]
    if not noun[0].isupper() or text.startswith((" of ", " for "), end) or text[end : end + 2] == " -":
        return False
    if kind.endswith("_ministry"):
        return bool(_LISTED.search(before)) or _definite(text, start)
    if kind == "security_council":
        listed = noun.startswith("National") and bool(_LISTED.search(before))
        return _definite(text, start) or listed
    return noun in _HOUSES and not (_FOREIGN.search(before) and not before.casefold().endswith("the "))


def _own_government(base: KnowledgeBase, text: str, match: re.Match[str], pieces: list[Piece], home: str) -> bool:
    """ "The Government" of a text in whose sentence, up to there, and the one before no other land is named."""
    start, end = match.span()
    if (
        match[1] != "Government"
        or not _definite(text, start)
        or text.startswith((" of ", " for ", " in ", " and people", " and the people"), end)
    ):
        return False
    begin = text.rfind(". ", 0, max(0, text.rfind(". ", 0, start)))
    lands = {_land(base, p) for p in pieces if max(begin, text.rfind("\n", 0, start)) <= p.start < start}
    return lands <= {home, None}


def _definite(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].casefold().endswith("the ")


def _land(base: KnowledgeBase, piece: Piece) -> str | None:
    actor = base.only(piece.actors)
    return actor.country if actor else None


def _institution(
    base: KnowledgeBase, text: str, start: int, end: int, actor: str, land: str, explicit: bool
) -> Mention:
    feature = "institution with its country" if explicit else "the publisher's own institution"
    return Mention(
        span=Span(start=start, end=end), head=Span(start=start, end=end), surface=text[start:end],
        kind=ActorKind.INSTITUTION,
        name=base.name_of(actor), actor_id=actor, country=land, anaphor=not explicit,
        candidates=(Candidate(actor_id=actor, score=0.9, reasons=(Reason(feature=feature, value=land, weight=0.9),)),),
    )  # fmt: skip


_FROM = re.compile(r" (?:from|of) (?:the )?")


def groups(base: KnowledgeBase, text: str, pieces: list[Piece]) -> Iterator[Mention]:
    """Unnamed people who act, with their country where the text says it."""
    noun, alone = _group_nouns()
    starts = {p.start: p for p in pieces}
    for piece in pieces:
        if piece.role not in ("demonym", "country", "body"):
            continue
        gap = "'s " if text.startswith("'s ", piece.end) else " "
        match = noun.match(text, piece.end + len(gap)) if text.startswith(gap, piece.end) else None
        if match:
            yield _group(base, text, piece.start, match.end(), piece)
    for match in alone.finditer(text):
        after = _FROM.match(text, match.end())
        owner = starts.get(after.end()) if after else None
        owner = owner if owner and owner.role in ("country", "body") else None
        yield _group(base, text, match.start(), owner.end if owner else match.end(), owner)


def _group(base: KnowledgeBase, text: str, start: int, end: int, owner: Piece | None) -> Mention:
    return Mention(
        span=Span(start=start, end=end), head=Span(start=start, end=end), surface=text[start:end], kind=ActorKind.GROUP,
        name=" ".join(text[start:end].split()), country=_land(base, owner) if owner else None, rank=Rank.GROUP,
    )  # fmt: skip
