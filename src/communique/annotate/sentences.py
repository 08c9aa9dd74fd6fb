"""A sentence splitter for news, releases and transcripts: one pass over the full stops, decided by word lists."""

from __future__ import annotations

import re

from communique.annotate.layout import Range, trim
from communique.annotate.vocabulary import Abbreviations, abbreviations

_STOP = re.compile(r"(?:[.!?…]+)(?:[\"')\]]+(?![A-Za-z0-9]))?")
_WORD_BEFORE = re.compile(r"[A-Za-zÀ-ɏ](?:[\w'&-]|\.(?=[A-Za-z]))*$")
_NEXT = re.compile(r"[\"'(\[ ]*")
_FIRST_WORD = re.compile(r"[\w'-]+")
_LIST_MARK = re.compile(r"[\"'(\[]*(?:\d{1,3}|[ivxIVX]{1,5}|[A-Za-z])$")
_CLAUSE = (
    re.compile(r";\s"),
    re.compile(r":\s|\s-+\s"),
    re.compile(r",\s(?=and |but |or |while |which |as )"),
    re.compile(r",\s"),
    re.compile(r"\s"),
)
_INITIAL = re.compile(r"(?:[A-Z]|[A-Z][a-z]?)$")
_BULLET = re.compile(r"(?:[•●▪◦‣·*]|-(?= ))\s*")


def split_sentences(folded: str, block: Range, longest: int) -> list[Range]:
    """The sentences of one paragraph, trimmed, in order, none longer than ``longest`` code points.

    ``folded`` is the whole folded body; the offsets returned point into it.
    """
    rules = abbreviations()
    out: list[Range] = []
    start = block[0]
    for match in _STOP.finditer(folded, *block):
        if match.end() < block[1] and _ends(folded, start, match, block[1], rules):
            out.append((start, match.end()))
            start = match.end()
    out.append((start, block[1]))
    kept = (_unbulleted(folded, trim(folded, *one)) for one in out)
    return [piece for one in kept if one[0] < one[1] for piece in _capped(folded, one, longest)]


def _unbulleted(text: str, one: Range) -> Range:
    match = _BULLET.match(text, *one)
    return (match.end(), one[1]) if match else one


def _ends(text: str, start: int, match: re.Match[str], limit: int, rules: Abbreviations) -> bool:
    at = match.end()
    if not text[at].isspace():
        return _ends_without_space(text, match, limit)
    ahead = _NEXT.match(text, at, limit)
    after = ahead.end() if ahead else at
    while after < limit and text[after].isspace():
        after += 1
    if after >= limit:
        return True
    if text[after].islower():
        return False
    if match.group()[0] != "." or match.group().startswith(".."):
        return True
    return _stop_ends(text, start, match, after, rules)


def _ends_without_space(text: str, match: re.Match[str], limit: int) -> bool:
    """Sentences that lost the space between them: ``…in Minsk.The talks…``."""
    at, stop = match.end(), match.start()
    before, after = text[max(0, stop - 2) : stop], text[at : at + 2]
    if len(match.group()) > 2 or not (before.isalpha() and before.islower() and len(before) == 2):
        return False
    return at + 2 < limit and after[:1].isupper() and (after[1:].islower() or after[1:] == " ")


def _stop_ends(text: str, start: int, match: re.Match[str], after: int, rules: Abbreviations) -> bool:
    stop = match.start()
    if _LIST_MARK.match(text, trim(text, start, stop)[0], stop):
        return False
    found = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if not found:
        return True
    word = found.group()
    ahead = _FIRST_WORD.match(text, after)
    following = ahead.group() if ahead else ""
    if len(match.group()) > 1:  # a closing mark follows the stop
        return not (word.lower() in rules.never and match.group().endswith("'"))
    return _word_ends(text, found.start(), word, following, rules)


def _word_ends(text: str, at: int, word: str, following: str, rules: Abbreviations) -> bool:
    key = word.lower()
    if key in rules.before_number and following[:1].isdigit():
        return False
    if key in rules.never:
        return key == "min" and word.islower()
    if key in rules.clock:
        return following.lower() not in rules.clock_followers
    starter = following.lower() in rules.starters and following[:1].isupper()
    if key in rules.unless_starter and (word[:1].isupper() or "." in word or key in ("etc", "al", "et al")):
        return starter or not following[:1].isalnum()
    if _INITIAL.match(word) and len(word) == 1:
        return word == "I" and not _name_before(text, at)
    return True


def _name_before(text: str, at: int) -> bool:
    before = text[max(0, at - 20) : at].split()
    return bool(before) and before[-1][:1].isupper() and before[-1].lower() not in abbreviations().starters


def _capped(text: str, one: Range, longest: int) -> list[Range]:
    start, end = one
    if end - start <= longest:
        return [one]
    cut = _cut(text, start, end, longest)
    halves = (trim(text, start, cut), trim(text, cut, end))
    return [piece for half in halves if half[0] < half[1] for piece in _capped(text, half, longest)]


def _cut(text: str, start: int, end: int, longest: int) -> int:
    middle = (start + end) // 2
    margin = min((end - start) // 3, longest // 2)
    for pattern in _CLAUSE:
        places = [match.end() for match in pattern.finditer(text, middle - margin, middle + margin)]
        if places:
            return min(places, key=lambda place: (abs(place - middle), place))
    return middle
