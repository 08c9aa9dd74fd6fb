"""Words inside quotation marks: straight, curly, single, guillemets; nested, unclosed, reopened at a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.annotate.layout import Range
from communique.model import Quote, Span

_OPENERS = {"“": "”", "„": "“”‟", "«": "»", "‟": "”"}
_MARK = re.compile("[“”„‟«»\"]|[‘’']")
_REACH = 1200  # an unclosed quote in a text without paragraphs is not believed beyond this many characters
_SCARE_WORDS = 3


def find_quotes(body: str, paragraphs: Sequence[Range]) -> tuple[Quote, ...]:
    """All quotes, outer before inner, in order of their start. ``span`` includes the marks, ``inner`` does not.

    A quote with no closing mark runs to the end of its paragraph and has ``closed`` false (the convention for a
    quote that the next paragraph reopens).
    """
    quotes: list[Quote] = []
    for start, end in paragraphs:
        quotes += _doubles(body, start, end)
        quotes += _singles(body, start, end)
    kept = (quote for quote in quotes if quote.inner.start < quote.inner.end)
    return tuple(sorted(kept, key=lambda quote: (quote.span.start, -quote.span.end)))


def _doubles(body: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    stack: list[tuple[int, str]] = []
    for match in re.finditer('[“”„‟«»"]', body[start:end]):
        at, mark = start + match.start(), match.group()
        if stack and mark in stack[-1][1]:
            out.append(_quote(body, stack.pop()[0], at + 1, closed=True))
        elif mark == '"' and _opens(body, at, start):
            stack.append((at, '"”'))
        elif mark in _OPENERS:
            stack.append((at, _OPENERS[mark] + ('"' if mark == "“" else "")))
    for at, _ in stack[:1]:
        if not any(quote.span.start > at and quote.span.end - at > _REACH for quote in out):
            out.append(_unclosed(body, at, end))
    return out


def _opens(body: str, at: int, start: int) -> bool:
    before = body[at - 1] if at > start else " "
    after = body[at + 1 : at + 2]
    return not before.isdigit() and bool(after) and not (before.isalpha() and not after.isalnum())


def _unclosed(body: str, at: int, end: int) -> Quote:
    if end - at > _REACH:
        stop = re.compile(r"[.!?]\s").search(body, at + 1, at + _REACH)
        end = stop.start() + 1 if stop else at + _REACH
    return _quote(body, at, end, closed=False)


def _quote(body: str, start: int, end: int, *, closed: bool) -> Quote:
    inner = Span(start=start + 1, end=end - 1 if closed else end)
    words = body[inner.start : inner.end].split()
    scare = (
        closed and len(words) <= _SCARE_WORDS and not body[inner.start : inner.end].rstrip().endswith((".", "!", "?"))
    )
    return Quote(span=Span(start=start, end=end), inner=inner, scare=scare, closed=closed)


def _singles(body: str, start: int, end: int) -> list[Quote]:
    """‘…’ and '…'. An apostrophe is told from a closing mark by what stands around it."""
    out: list[Quote] = []
    at = start
    while True:
        match = re.compile("[‘']").search(body, at, end)
        if not match:
            return out
        at = match.end()
        if not _single_opens(body, match.start(), start, end):
            continue
        close = _single_close(body, match.start(), end)
        if close is not None:
            out.append(_quote(body, match.start(), close + 1, closed=True))
            at = close + 1


def _single_opens(body: str, at: int, start: int, end: int) -> bool:
    before = body[at - 1] if at > start else " "
    after = body[at + 1] if at + 1 < end else " "
    return (
        (before.isspace() or before in '([{—–-"“„«:')
        and not after.isspace()
        and not (after.isdigit() and body[at] == "'")
    )


def _single_close(body: str, at: int, end: int) -> int | None:
    marks = "’" if body[at] == "‘" else "'"
    fallback = None
    for match in re.finditer(f"[{marks}‘]" if marks == "’" else "'", body[at + 1 : min(end, at + 1 + _REACH)]):
        place = at + 1 + match.start()
        if match.group() == "‘" and _single_opens(body, place, at, end):
            break
        before, after = body[place - 1], body[place + 1] if place + 1 < end else " "
        if before.isspace() or after.isalnum():
            continue
        if before in ".,!?;…" or not (before == "s" and after.isspace()):
            return place
        fallback = place if fallback is None else fallback
    return fallback
