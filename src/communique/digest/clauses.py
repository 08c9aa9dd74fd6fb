"""A clause of the passage kept as it stands: the verb right behind the actor, and all that belongs to it.

What the record names is printed in house names; the rest are the passage's own words, so that nothing is added.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from communique.digest.data import clause_rules, present
from communique.digest.people import Naming, party_words
from communique.digest.words import word_count
from communique.model import ActorKind, Auxiliary, Participation, Passage, When

_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_LEANING = re.compile(
    r"\b(?:I|me|my|we|We|us|our|you|your|him|her(?= [.,]|$)|them|he|He|she|She|it|they|They|this|these|those|former|"
    r"latter|same|such|above|respective)\b"
)
_QUOTE = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”»]")
_MARK = re.compile(r"[\"“”„«»]")
_AND_OTHERS = re.compile(r"and (?:[a-z]+ ){1,3}(?P<verb>[a-z]+)\b")
_FINITE = re.compile(
    r"\b(?:(?!United)\w{2,}ed|will|would|is|are|was|were|has|had|have|can|could|must|should|may|might|do|does|did|remains?|needs?)\b"
)
_BRACKETS = re.compile(r"\s\((?:[A-Z][\w&’'-]{0,11}|\w+ \w+)\)")
_LISTED = re.compile(r"^,\s+(?:(?:and|as well as)\s+)?(?:the\s+)?(?:[A-Z]|\w+(?:\s\w+){0,4}(?:,|\s+and)\s)")
_BELONGS = re.compile(r",? of (?:the )?(?:[A-Z][\w’-]+ )*[A-Z][\w’-]+(?= [a-z])")
_CAPITAL_OF = re.compile(r", D\.C\.,")
AMONG = ", among others"
_MODIFIED = re.compile(
    r"(?:\b[Tt]he )?\b(?:(?:Democratic|Islamic|Federal|United|Arab|Bolivarian) )*"
    r"(?:Republic|Kingdom|State|Emirate)s? of (?:the )?[A-Z][\w’-]+\s+$"
)
_ON_A_VISIT = re.compile(r"is (?:currently )?(?:in [^.;,]* )?(?:on|for) (?:an?|the|his|her) (?:\w+ ){0,2}[Vv]isit\b")
_JOINT = re.compile(r"^(?:\s|,|and|of|the|with|&)*$")


@dataclass(frozen=True)
class Clause:
    """The predicate in the passage: its own words from the verb on, with where they stand (code points of the text)."""

    words: str
    start: int
    ahead: bool = False


def predicate(passage: Passage, actors: Sequence[Participation], auxiliary: Auxiliary, most: int = 30) -> Clause | None:
    """The clause of these actors, or ``None`` when its verb does not follow them at once or it leans on its context."""
    end = _subject_end(passage, actors)
    if end is None:
        return None
    rest = passage.quote[end:]
    belongs = _BELONGS.match(rest)
    if belongs:
        end, rest = end + belongs.end(), rest[belongs.end() :]
    found = _verb(rest, auxiliary)
    if found is None:
        return None
    at, ahead = found
    told, longer = _in_past(rest[at:])
    words = cut(told, most)
    return Clause(words=words, start=passage.start + end + at - longer, ahead=ahead) if words else None


def _in_past(words: str) -> tuple[str, int]:
    """A performative present ("welcomes") as the past of our report, and by how much that is longer."""
    verb, space, rest = words.partition(" ")
    if _ON_A_VISIT.match(words):
        return f"was {rest}", 1
    past = _past_forms().get(verb)
    return (f"{past}{space}{rest}", len(past) - len(verb)) if past else (words, 0)


@cache
def _past_forms() -> Mapping[str, str]:
    """Third person present → past, for the verbs of headings; British spelling where both are listed."""
    return {forms[0]: past for past, forms in present().verbs.items() if not past.endswith("ized")}


def _subject_end(passage: Passage, actors: Sequence[Participation]) -> int | None:
    """Where the last of the actors ends, when they stand side by side in the passage."""
    spans = sorted((p.span.start - passage.start, p.span.end - passage.start) for p in actors if p.span is not None)
    if len(spans) != len(actors) or not spans or spans[0][0] < 0 or spans[-1][1] > len(passage.quote):
        return None
    for (_, before), (after, _) in pairwise(spans):
        if after > before and not _JOINT.match(passage.quote[before:after]):
            return None
    return max(end for _, end in spans)


def _verb(rest: str, auxiliary: Auxiliary) -> tuple[int, bool] | None:
    """Offset of the verb phrase that is kept, and whether it tells of what lies ahead."""
    rules = clause_rules()
    lead = rest.lstrip(" ,") if auxiliary in (Auxiliary.FUTURE, Auxiliary.NEGATED) else rest.lstrip()
    skipped = len(rest) - len(lead)
    kept = {Auxiliary.FUTURE: rules.ahead, Auxiliary.NEGATED: rules.refused}.get(auxiliary, ())
    for phrase in kept:
        if lead.casefold().startswith(f"{phrase} "):
            return skipped, auxiliary is Auxiliary.FUTURE
    if auxiliary not in (Auxiliary.NONE, Auxiliary.HISTORICAL):
        return None
    if _ON_A_VISIT.match(lead):
        return skipped, False
    performing = re.match(r"(?:is|are) (\w+ing)\b", lead)
    if performing and performing.group(1) in rules.performing:
        return skipped, False
    joined = _AND_OTHERS.match(lead)
    if joined and _is_past(joined.group("verb").casefold()):
        return skipped, False
    for count, found in enumerate(_WORD.finditer(lead)):
        word = found.group().casefold()
        if _is_past(word) or word in _past_forms():
            return skipped + found.start(), False
        if count > 2 or not (word in rules.between or word.endswith("ly")):
            return None
    return None


def _is_past(word: str) -> bool:
    rules = clause_rules()
    return word in rules.past or (word.endswith("ed") and len(word) > 3 and word not in rules.notpast)


@cache
def _stops() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{stop})" for stop in clause_rules().stops))


def cut(text: str, most: int) -> str:
    """The clause up to its end, or up to a comma where the rest does not fit; "" when it cannot stand alone.

    A list that is cut says so ("among others"). Short forms in brackets give way to blanks, so that offsets hold.
    """
    for pattern in (_BRACKETS, re.compile(clause_rules().address), _CAPITAL_OF):
        text = pattern.sub(lambda found: " " * len(found.group()), text)
    stops = (m for m in _stops().finditer(text) if not _inside_quote(text[: m.start()]) and not _in_a_name(text, m))
    stop = next((m.start() for m in stops), len(text))
    whole = text[:stop].strip(" ,;:")
    clause, listed = whole, False
    while clause:
        told = _QUOTE.sub(r"“\1”", clause)
        if _fits(told, most):
            return told + (AMONG if listed else "")
        clause = clause.rpartition(", ")[0].rstrip(" ,;:")
        listed = bool(_LISTED.match(whole[len(clause) :])) and " and " in whole[len(clause) :]
    return ""


def _in_a_name(text: str, stop: re.Match[str]) -> bool:
    """True for a dash between two capitals: "the Norvia – Estmark Partnership"."""
    dash = stop.group().strip() in ("–", "—")
    return dash and text[stop.end() :][:1].isupper() and text[: stop.start()].rpartition(" ")[2][:1].isupper()


def _fits(clause: str, most: int) -> bool:
    bare = _QUOTE.sub("", clause)
    short = 2 <= word_count(clause) <= most and "\n" not in clause
    return short and _complete(bare) and not _MARK.search(bare) and not _LEANING.search(bare)


def _complete(clause: str) -> bool:
    """False when the clause breaks off: after "that" without a verb, or on a word that wants more."""
    _, that, rest = clause.rpartition(" that ")
    if that and not _FINITE.search(rest):
        return False
    return clause.rpartition(" ")[2].casefold() not in clause_rules().unfinished


def _inside_quote(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def says_nothing(words: str) -> bool:
    """True for a clause without an object that says something ("reviewed several options"), or for a mere habit."""
    standing = any(re.search(pattern, words, re.IGNORECASE) for pattern in clause_rules().standing)
    return standing or is_vague(words)


def is_vague(words: str) -> bool:
    """True for a clause without an object that says something ("took part")."""
    return any(re.search(pattern, words, re.IGNORECASE) for pattern in clause_rules().vague)


def attitude(passage: Passage, party: Participation) -> bool:
    """True where a standing attitude follows the actor: "supports", "has also supported"."""
    verb, perfect = _verb_of(passage, party)
    return verb in clause_rules().attitudes and (perfect or not verb.endswith("ed"))


def is_perfect(passage: Passage, party: Participation) -> bool:
    """True where the actor "has supplied": it may have been at any time."""
    return _verb_of(passage, party)[1]


def _verb_of(passage: Passage, party: Participation) -> tuple[str, bool]:
    """The first word of substance behind the actor, and whether "has" or "have" stands before it."""
    if party.span is None:
        return "", False
    ahead = [w.strip(".,").casefold() for w in passage.quote[max(party.span.end - passage.start, 0) :].split()[:4]]
    rules = clause_rules()
    verb = next((w for w in ahead if w not in rules.between and not w.endswith("ly")), "")
    return verb, bool({"has", "have"} & set(ahead[: ahead.index(verb)])) if verb else False


def in_the_past(words: str) -> str:
    """ "will visit" as "was to visit"."""
    for phrase, past in clause_rules().was.items():
        if words.casefold().startswith(f"{phrase} "):
            return past + words[len(phrase) :]
    return words


def without_time(words: str, when: When | None) -> str:
    """The words without the expression that gives the day, since the sentence opens with the day itself."""
    expression = when.expression.strip(" .,") if when else ""
    if not expression:
        return words
    pattern = rf",?\s+(?:(?:on|in|during|for|from)\s+)?(?:the\s+)?{re.escape(expression)}(?=[\s,.]|$),?"
    return re.sub(pattern, "", words, count=1, flags=re.IGNORECASE).strip(" ,")


def is_relative(words: str) -> bool:
    """True when a time is told from the day of print ("today", "last week")."""
    low = f" {words.casefold()} "
    return any(re.search(rf"\b{re.escape(term)}\b", low) for term in clause_rules().relative)


def housed(clause: Clause, parties: Sequence[Participation], naming: Naming, when: When | None) -> str:
    """The clause with house names for the people in it, offices only where they are new and not yet there."""
    day = when.anchor if when else None
    words = clause.words
    people = [p for p in parties if p.kind is ActorKind.PERSON and p.actor_id is not None]
    inside = [p for p in people if p.span is not None and clause.start <= p.span.start]
    for party in sorted(inside, key=lambda p: p.span.start if p.span else 0, reverse=True):
        words = _replaced(words, clause, party, naming, day)
    return words


def _names(words: str, party: Participation, naming: Naming) -> bool:
    """True where the words call somebody by name: "the King" and "the two sides" stay as they are."""
    there = {w[:4].casefold() for w in re.findall(r"[^\W\d_]{3,}", words) if w[:1].isupper()}
    names = " ".join(name.split(" of ")[0] for name in (party.name, naming.names.person(party)))
    return bool(there & {w[:4].casefold() for w in re.findall(r"[^\W\d_]{3,}", names)})


def _replaced(words: str, clause: Clause, party: Participation, naming: Naming, day: date | None) -> str:
    assert party.span is not None  # only parties with a span are handed in
    start, end = party.span.start - clause.start, party.span.end - clause.start
    if end > len(words) or not _names(words[start:end], party, naming):
        return words
    before, after = _MODIFIED.sub("", words[:start]), words[end:]
    noun = re.split(r" (?:of|for) ", party.office)[0].split()[-1:]
    told = bool(noun) and noun[0].casefold() in before[-70:].casefold()
    shown = party_words(party, Naming(names=naming.names, known=naming.known, bare=naming.bare or bool(told)), day)
    if before.endswith("the ") and not words[start:end].startswith("the "):
        before = before[:-4] if shown.startswith("the ") or not told else before
    if ", " in words[start:end] and "," not in shown:
        after = after.removeprefix(",")
    closed = shown.rstrip(",") if after[:1] in (",", "’", "'", "") else shown
    return f"{before}{closed}{after}"


def noun_clause(passage: Passage, most: int = 30) -> str:
    """ "the fourth round of talks took place in Minsk": a meeting told as the subject; "" if it is not one."""
    text = passage.quote.lstrip()
    if not re.match(r"(?:The|A|An)\s", text):
        return ""
    verbs = "|".join(clause_rules().noun_verbs)
    found = re.match(rf"[^.;:“”\"\n]*?\b(?:{verbs})\b", text)
    if not found or _LEANING.search(found.group()) or ", " in found.group():
        return ""
    words = cut(text, most)
    return f"{words[:1].lower()}{words[1:]}" if len(words) >= len(found.group()) else ""
