"""Stretches of a text that are not running prose: datelines, bylines, signatures, letters, captions, headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from communique.annotate.layout import Range
from communique.annotate.vocabulary import words
from communique.model import Section, Span

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = rf"\(?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})\)?\.?"  # noqa: E501
_DATE_LINE = re.compile(rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?{_DATE}$", re.IGNORECASE)
_TIME_LINE = re.compile(
    r"(?:END\s+)?\(?(?:[^\n]{0,40}\s)?(?:at\s+)?\d{1,2}:\d\d\s*[ap]\.?m\.?(?:\s+[A-Za-z]{2,5})?\.?\)?$", re.IGNORECASE
)
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Za-z.'À-ɏ]+(?:[ /-][A-Z][A-Za-z.'À-ɏ]+){{0,3}})(?:,\s*[A-Z][A-Za-z. ]{{1,24}}?)?,?\s*(?:{_DATE},?\s*|{_MONTH}\s+\d{{1,2}},?\s*)?"  # noqa: E501
    r"(?:\((?!AP\w)[A-Za-z][\w .&/-]{1,24}\)\s*|/[A-Za-z][\w .-]{1,20}/\s*)?(?:--?\s+|\.\s(?=/))",
    re.IGNORECASE,
)
_DATELINE_PLACE = re.compile(r"[A-Z][A-Z.'À-Þ]{3,}")
_AGENCY = re.compile(r"\([A-Z][\w .&/-]{1,24}\)|/[A-Z][\w .-]{1,20}/")
_DEAR = re.compile(r"(?:Dear\s+[A-Z][^\n.!?]{0,70}?[,:]|(?:Your\s+)?Excellenc(?:y|ies),)(?=\s|$)")
_ADDRESSEE = re.compile(r"(?:His|Her)\s+(?:Excellency|Royal Highness|Majesty|Highness)\s+[A-Z]")
_INLINE_SIGNATURE = re.compile(
    r"(?:MINISTRY OF [A-Z ]{4,40}?|PRIME MINISTER'S OFFICE|OFFICE OF THE [A-Z ]{4,30}?)[ ,]*[A-Z ]{0,30}?\s*"
    r"\d{1,2}\s+(?:JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?:\s+\d{4})?"
)
_ASIDE = re.compile(r"\[[^\[\]\n]{2,160}\]|\([^()\n]{3,80}\)")
_BULLET = re.compile(r"(?:[•●▪◦‣·*]|-(?=\s)|\([a-z]\)|[a-z]\))\s*\S")
_BYLINE = re.compile(r"By\s+[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){1,3}(?:,\s*[A-Z].{0,60})?$")
_VERB_HINT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|said|says|met|meets|do|does|did|be|been|thank|welcome)\b|'(?:s|re|ll|ve|m)\s",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.!?:;,…][\"')\]]*$")
_LONGEST_LETTER = 8000  # characters
_HEAD = 8  # bylines and places of a transcript stand within the first paragraphs
_LEAD = 2  # a place in capitals and a dash, without date or agency, are a dateline only here
_FOOT = 14  # signatures and captions within the last


def find_sections(folded: str, paragraphs: Sequence[Range], title: str) -> tuple[Section, ...]:
    """Sections in order; kinds as in :class:`communique.model.Section`, and ``stage`` for stage directions."""
    count = len(paragraphs)
    kinds = [_kind(folded[slice(*block)], index, count, title) for index, block in enumerate(paragraphs)]
    found: list[Section] = []
    for index, block in enumerate(paragraphs):
        kind = kinds[index]
        if kind == "capitals":
            kind = "signature" if "signature" in kinds[max(0, index - 2) : index + 3] else "heading"
        if kind:
            found.append(_section(kind, *block))
        elif dateline := _dateline(folded, block, index):
            found.append(dateline)
    found += _letters(folded, paragraphs)
    captions = _captions(folded, paragraphs, found)
    found = [one for one in found if one.span not in {caption.span for caption in captions}] + captions
    found += [_section("signature", *match.span()) for match in _INLINE_SIGNATURE.finditer(folded)]
    found += [_section("stage", *match.span()) for match in _ASIDE.finditer(folded) if _is_stage(match.group())]
    return tuple(sorted(set(found), key=lambda one: (one.span.start, -one.span.end, one.kind)))


def _section(kind: str, start: int, end: int) -> Section:
    return Section(kind=kind, span=Span(start=start, end=end))


def _kind(text: str, index: int, count: int, title: str) -> str | None:
    lower = text.lower().strip("[]() ")
    if index == 0 and title and _same(text, title):
        return "headline"
    if _is_caption(lower):
        return "caption"
    if lower in words("sections.yaml", "ends"):
        return "heading"
    if len(text) > 160:
        return None
    if _TIME_LINE.match(text):
        return "dateline"
    if _DATE_LINE.match(text):
        return "dateline" if index < min(_HEAD, count // 2) else "signature"
    if _signs(text, lower):
        return "signature"
    if index >= count - _FOOT and _capitals(text, lower):
        return "capitals"
    if _BYLINE.match(text):
        return "byline"
    return _short_kind(text, lower, index)


def _is_stage(aside: str) -> bool:
    first = aside[1:-1].lower().replace("-", " ").split()
    return bool(first) and first[0].strip(".,:;") in words("sections.yaml", "stage")


def _same(text: str, title: str) -> bool:
    return " ".join(text.casefold().split()) == " ".join(title.casefold().split())


def _is_caption(lower: str) -> bool:
    head = lower.split(":", maxsplit=1)[0].strip()
    return ":" in lower and head in words("sections.yaml", "captions")


def _signs(text: str, lower: str) -> bool:
    signers = words("sections.yaml", "signers")
    if lower.rstrip(".,") in words("sections.yaml", "closings"):
        return True
    return any(lower.startswith(signer) for signer in signers) and not _TERMINAL.search(text)


def _capitals(text: str, lower: str) -> bool:
    """A short line in capitals: a name or place under a release, if the lines beside it are of a signature."""
    if lower in words("labels.yaml", "questions") | words("labels.yaml", "speakers"):
        return False
    return text.isupper() and len(text.split()) <= 6 and not _TERMINAL.search(text.rstrip("."))


def _short_kind(text: str, lower: str, index: int) -> str | None:
    if _TERMINAL.search(text):
        return None
    if _BULLET.match(text):
        return "list" if not _VERB_HINT.search(text) else None
    tokens = text.split()
    if len(tokens) > 14 or _VERB_HINT.search(text):
        return None
    named = {word.strip(".,") for word in lower.split()}
    capitals = sum(token[:1].isupper() or not token[:1].isalpha() for token in tokens)
    titled = capitals >= 0.5 * len(tokens)
    if index < _HEAD and titled and named & words("sections.yaml", "venues"):
        return "dateline" if not named & (words("sections.yaml", "byline_offices") - {"office"}) else "byline"
    if index < _HEAD and titled and named & words("sections.yaml", "byline_offices"):
        return "byline"
    if index < _HEAD and _place_line(tokens):
        return "dateline"
    return "heading" if len(tokens) <= 10 else None


def _place_line(tokens: list[str]) -> bool:
    return (
        2 <= len(tokens) <= 5
        and any(token.endswith(",") for token in tokens[:-1])
        and all(t[:1].isupper() for t in tokens)
    )


def _dateline(folded: str, block: Range, index: int) -> Section | None:
    """``MINSK, 18 November (BelTA) - `` at the start of a paragraph."""
    start, end = block
    match = _DATELINE.match(folded, start, min(end, start + 110))
    if not match or match.end() >= end:
        return None
    text = match.group()
    dated = re.search(_DATE, text, re.IGNORECASE) or re.search(rf"{_MONTH}\s+\d", text, re.IGNORECASE)
    if (index < _LEAD and _DATELINE_PLACE.match(text)) or _AGENCY.search(text) or dated:
        return _section("dateline", start, match.end())
    return None


def _letters(folded: str, paragraphs: Sequence[Range]) -> list[Section]:
    """From the address ("Dear …", "Your Excellency,") to the closing and the name under it."""
    out: list[Section] = []
    begins, ends = {start for start, _ in paragraphs}, {end for _, end in paragraphs}
    for match in _DEAR.finditer(folded):
        if out and match.start() < out[-1].span.end:
            continue
        last = _closings().search(folded, match.end(), match.end() + _LONGEST_LETTER)
        alone = match.start() in begins and match.end() in ends and match.group().startswith("Dear")
        if last is None and not alone:
            continue
        end = _signature_end(folded, last.end()) if last else _next_end(paragraphs, match.end())
        addressee = _ADDRESSEE.search(folded, max(0, match.start() - 200), match.start())
        out.append(_section("letter", addressee.start() if addressee else match.start(), end))
    return out


@cache
def _closings() -> re.Pattern[str]:
    listed = sorted(map(re.escape, words("sections.yaml", "closings")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


def _signature_end(folded: str, at: int) -> int:
    match = re.compile(r",?\s*(?:[A-Z][A-Z.'-]+(?:\s+|$)){1,6}").match(folded, at)
    return at + len(match.group().rstrip()) if match else at


def _next_end(paragraphs: Sequence[Range], at: int) -> int:
    """The end of the first paragraph that ends after ``at``; ``at`` when there is none."""
    return next((end for _, end in paragraphs if end > at), at)


def _untold(text: str) -> bool:
    """True for what may be a caption: not long, no full sentence."""
    return len(text) < 400 and not text.endswith((".", "!", "?"))


def _captions(folded: str, paragraphs: Sequence[Range], found: Sequence[Section]) -> list[Section]:
    """A paragraph after the signature that stands right before or after a photo credit is a caption too."""
    signed = min((one.span.start for one in found if one.kind == "signature"), default=None)
    if signed is None:
        return []
    credits = {one.span.start for one in found if one.kind == "caption"}
    known = {one.span.start for one in found if one.kind != "heading"}
    out = []
    for index, (start, end) in enumerate(paragraphs):
        beside = [paragraphs[near][0] for near in (index - 1, index + 1) if 0 <= near < len(paragraphs)]
        if start > signed and start not in known and _untold(folded[start:end]) and credits & set(beside):
            out.append(_section("caption", start, end))
    return out
