"""Sentences for statements: who said what, in the source's own words, and who would not say."""

from __future__ import annotations

import re

from communique.digest.clauses import cut, says_nothing
from communique.digest.data import phrases
from communique.digest.people import Naming, party_words, tidy
from communique.digest.sentences import Manner, assemble, day_part
from communique.digest.words import word_count
from communique.model import Act, Passage, Statement

_PERSONAL = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me|you|You|your|Your|today|tomorrow|yesterday|here)\b")
_LEANING = re.compile(r"^(?:That|This|These|Those|It|He|She|They|And|But|So|Because|Which|Well|Yes|No|Now|Look)\b")
_MARKS = re.compile(r"[“”\"«»„]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_SELF = frozenset({"I", "We", "we"})
_SAYS_SOMETHING = 10  # words of a spoken sentence that is worth quoting
_FIRST = re.compile(r"\b(?:I|we|We|our|Our|us|my|My)\b")
_FINITE = re.compile(r"\b\w+(?:ed|s)\b|\b(?:will|would|is|are|was|were|has|had|have|can|could|must|should)\b")
_MOST, _LEAST = 38, 3  # words of a reported clause
_CLAUSE = re.compile(
    r"(?:(?!that |which |who )\S+ ){1,6}(?:is|are|was|were|has|have|had|will|would|can|could|must|should)\b"
)
_LEANS = re.compile(r"^(?:all )?such\b|\b(?:that|whether|ensuring) (?:it|they|such)\b")
_OPEN_BRACKET = re.compile(r"\s*\([^)]*$")
_NAME_GOES_ON = re.compile(r"(?:\s*\([A-Z]{2,}\)|\))\s+[A-Z]|\s+[A-Z][a-z]")
_PARTICLE = re.compile(r"(?:to|in|on|at|for|with|from|by|of|as|about|during|after|before)\b", re.IGNORECASE)
_PRONOUN_START = re.compile(r"^(?:all )?(?:he|she|they|it|this|these|those)\b", re.IGNORECASE)


def statement_sentence(
    statement: Statement, passage: Passage, naming: Naming, manner: Manner, quote_words: int
) -> str | None:
    """One sentence, or ``None`` when the words cannot be given shortly and exactly."""
    day = statement.when.anchor if statement.when else None
    speaker = party_words(statement.speaker, naming, day)
    clause = (
        _silence(statement, speaker)
        or _quoted(statement, speaker, passage, quote_words)
        or _reported(statement, speaker, passage)
    )
    if clause is None:
        return None
    words = day_part(statement.when, manner)
    if not words or clause.endswith(("”", "…")):
        return tidy(_lead(words, clause))
    return tidy(assemble(clause, day=words, place="", topics="", manner=manner))


def _lead(day: str, clause: str) -> str:
    text = f"{day}, {clause}" if day else clause
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("”", ".")) else f"{text}."


def _silence(statement: Statement, speaker: str) -> str | None:
    """Refusals to speak, only where the source's own cue or words say so."""
    if statement.act not in (Act.DECLINE, Act.EVADE):
        return None
    cue, words = statement.cue.strip(), statement.words.strip(" .,")
    if statement.verbatim or _MARKS.search(words) or _PERSONAL.search(words) or word_count(words) > 30:
        return None
    if cue in phrases().refusals:
        joined = words if words.startswith(("on ", "about ", "whether ", "to ", "if ")) else ""
        return f"{speaker} {cue} {joined}".strip()
    return None


def _quoted(statement: Statement, speaker: str, passage: Passage, most: int) -> str | None:
    own = bool(statement.target_parties) and _in_first_person(statement, passage)
    if not statement.verbatim and not own:
        return None
    words = (shortened(statement.words, most) if statement.verbatim else None) or _whole(passage, most)
    if words is None or (own and word_count(words) < _SAYS_SOMETHING):
        return None
    cue = _kept_cue(statement.cue) if statement.verbatim else "said"
    return f"{speaker} {cue}: “{words}”"


def _in_first_person(statement: Statement, passage: Passage) -> bool:
    """True where the speaker stands in the passage as "I" or "we": then the whole passage is his."""
    span = statement.speaker.span
    return span is not None and passage.quote[span.start - passage.start : span.end - passage.start] in _SELF


def _whole(passage: Passage, most: int) -> str | None:
    """A spoken sentence of a transcript in full: only where it speaks in the first person, so that it is no prose."""
    return shortened(passage.quote, most) if _FIRST.search(passage.quote) else None


def shortened(words: str, most: int) -> str | None:
    """The words, or their first whole sentence that stands alone, exact and no longer than ``most`` words."""
    text = words.strip().strip('“”"«»„').strip()
    for piece in [text, *_SENTENCE.split(text)]:
        cut = piece.strip()
        fits = 5 <= word_count(cut) <= most
        whole = cut[:1].isupper() and cut[-1:] in ".!?,"
        if fits and whole and not _MARKS.search(cut) and "\n" not in cut and not _LEANING.match(cut):
            return cut.rstrip(",")
    return None


def _kept_cue(cue: str) -> str:
    word, book = _past(cue), phrases()
    return book.spelling.get(word, word) if word in book.cues else "said"


def _past(cue: str) -> str:
    """The source's verb in the past, whether the record has it so ("stressed") or by its base ("stress")."""
    word, book = cue.strip().casefold(), phrases()
    if word in book.cues or not word:
        return word
    verb, _, rest = word.partition(" ")
    made = book.irregular.get(word) or (
        f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{verb}ed"
    )
    return made if word in book.irregular or not rest else f"{made} {rest}"


def _reported(statement: Statement, speaker: str, passage: Passage) -> str | None:
    """Indirect speech: the source's cue and its own clause, where that clause stands alone."""
    words = statement.words.strip().rstrip(".,;: ")
    cue, book = _past(statement.cue), phrases()
    follows = book.cues.get(cue)
    if follows is None or words not in passage.quote or "\n" in words:
        return None
    body = _OPEN_BRACKET.sub("", re.sub(r"^that\s+", "", words))
    body = body if word_count(body) <= _MOST else cut(body, _MOST)
    if _NAME_GOES_ON.match(passage.quote.partition(words)[2]):  # the record breaks off inside a name
        body = body.rpartition(", ")[0]
    verb = book.spelling.get(cue, cue)
    if not body or _MARKS.search(body) or _PERSONAL.search(body) or word_count(body) < _LEAST:
        return None
    if _LEANS.search(body) or _PARTICLE.match(body) or re.search(r"\btheir\b", body) or says_nothing(f"{verb} {body}"):
        return None
    if words.startswith("that ") or follows == "that":
        return _that_clause(speaker, verb, body, cue, clause=words.startswith("that "))
    return f"{speaker} {verb} {body}"


def _that_clause(speaker: str, verb: str, body: str, cue: str, *, clause: bool) -> str | None:
    if not clause and cue in phrases().objects and not _CLAUSE.match(body):
        return f"{speaker} {verb} {body}"
    if _PRONOUN_START.match(body) or (body[:1].islower() and not _FINITE.search(body)):
        return None
    return f"{speaker} {verb} that {body}"
