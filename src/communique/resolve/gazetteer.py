"""Finds names of countries, peoples, institutions and organisations in running text, longest first, at word edges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from communique import shipped
from communique.model import ActorKind, Record
from communique.resolve.base import KnowledgeBase

_QUOTES = str.maketrans("’‘\u00a0–—‑“”", "'' ---\"\"")


class Piece(Record, frozen=True, kw_only=True):
    """One name found. ``role``: country, demonym, people, capital, body (organisation, institution, metonym)."""

    start: int
    end: int
    role: str
    actors: tuple[str, ...]


@cache
def institution_nouns() -> frozenset[str]:
    """Words for institutions that every state has: by themselves they name nobody."""
    rows: dict[str, Any] = shipped.read_yaml("communique.resolve", "institutions.yaml")["institutions"]
    return frozenset(n.casefold() for row in rows.values() for n in row["nouns"])


@cache
def lookalikes() -> dict[str, Any]:
    """The file of names that also mean something else."""
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "lookalikes.yaml")
    return raw


def flat(text: str) -> str:
    """The text with plain quotes, dashes and spaces, code point for code point."""
    return text.translate(_QUOTES)


_ROLES = {"demonym": "demonym", "demonym_other": "demonym", "demonym_noun": "people", "demonym_noun_other": "people",
          "capital": "capital"}  # fmt: skip
_RANK = {"country": 0, "demonym": 1, "people": 2, "body": 3, "capital": 4}


class NameFinder:
    """An automaton over the names of everything but persons."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._entries = self._collect(base)
        self._names = sorted(self._entries)
        first = Counter(r.name.split(" ")[0] for r in base.name_rows if r.key and " " in r.name)
        self.given = frozenset(n for n, count in first.items() if count > 2)
        self._machine = AhoCorasick(self._names, matchkind=MatchKind.LeftmostLongest)

    @staticmethod
    def _collect(base: KnowledgeBase) -> dict[str, tuple[str, tuple[str, ...]]]:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        nouns = institution_nouns()
        stop = {str(s) for s in lookalikes()["stop"]}
        for row in base.name_rows:
            actor = base.actor(row.actor)
            if actor is None or actor.kind is ActorKind.PERSON or row.name in stop or row.lang not in ("en", "und"):
                continue
            if actor.valid_to and row.kind != "label":
                continue
            if actor.kind is ActorKind.PARTY and (row.kind == "acronym" or " " not in row.name):
                continue
            if actor.kind is ActorKind.INSTITUTION and row.name.casefold() in nouns:
                continue
            if len(row.name) < 2 or row.name.islower() or (row.kind == "acronym" and len(row.name) < 2):
                continue
            land = actor.kind in (ActorKind.STATE, ActorKind.TERRITORY) or actor.id == "Q458"
            role = _ROLES.get(row.kind, "country" if land else "body")
            found[flat(row.name)][role].append(row.actor)
        for name, codes in lookalikes()["shared"].items():
            found[name]["country"] += [a.id for code in codes if (a := base.country(code))]
        out = {}
        for name, roles in found.items():
            role = min(roles, key=lambda r: _RANK[r])
            if role == "people" and "demonym" in roles:
                role = "demonym"
            out[name] = (role, tuple(sorted(set(roles[role]))))
        return out

    def find(self, text: str) -> list[Piece]:
        """All names in ``text`` (already flat), in order, without overlap."""
        pieces = []
        for index, start, end in self._machine.find_matches_as_indexes(text):
            if _inside_word(text, start, end):
                continue
            role, actors = self._entries[self._names[index]]
            pieces.append(Piece(start=start, end=end, role=role, actors=actors))
        return pieces


_COMPASS = re.compile(r"\b(?:Central|Latin|North|South|East|West|Northern|Southern|Eastern|Western) $")
_CAP_BEFORE = re.compile(r"([A-Z][\w'-]+) $")
_CAP_AFTER = re.compile(r" ([A-Z][\w'-]+)")


def _inside_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if after == "$" or text[max(0, start - 3) : start].casefold() in ("al-", "el-"):
        return True
    return before.isalnum() or after.isalnum() or (before in "@#_." and start > 1 and text[start - 2].isalnum())


def is_lookalike(text: str, piece: Piece, flags: frozenset[str], given: frozenset[str] = frozenset()) -> bool:
    """True when a country's name here is more likely a person's or another place's."""
    name = text[piece.start : piece.end]
    if name in flags or _COMPASS.search(text[max(0, piece.start - 9) : piece.start]):
        return True
    if name not in set(lookalikes()["person"]):
        return False
    if re.search(
        r"\b(?:of|in|from|to|with|and|for|between|by)(?: the)? $", text[max(0, piece.start - 14) : piece.start]
    ):
        return False
    known = set(lookalikes()["not_names"])
    before, after = _CAP_BEFORE.search(text[max(0, piece.start - 24) : piece.start]), _CAP_AFTER.match(text, piece.end)
    if after and after[1] not in known and not after[1].isupper() and text[piece.end :][:3] != "'s ":
        return True
    return bool(before and before[1] not in known and not before[1].isupper()
                and (before[1] in given or not _starts(text, piece.start - len(before[0]))))  # fmt: skip


def _starts(text: str, at: int) -> bool:
    """True when a sentence starts at ``at``: its capital says nothing."""
    return not text[:at].rstrip(" ") or text[:at].rstrip(" ")[-1] in ".!?:\n\"'("


def _says(text: str, word: str) -> bool:
    """True when a word (or a phrase) stands in the text by itself: "Jim", not "Jimmy"."""
    at = text.find(word)
    while at >= 0:
        if not (at and text[at - 1].isalnum()) and not text[at + len(word) : at + len(word) + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def other_meanings(text: str) -> frozenset[str]:
    """Names that in this text mean the other thing, by the words around them."""
    found = set()
    for name, needed in lookalikes()["needs"].items():
        if name in text and not any(_says(text, w) for w in needed):
            found.add(name)
    for name, row in lookalikes()["other"].items():
        if name not in text or not row["against"]:
            continue
        against = sum(_says(text, w) for w in row["against"])
        favour = sum(_says(text, w) for w in row["for"])
        if against > favour:
            found.add(name)
    return frozenset(found)
