"""Paragraphs: where the author broke the text, and where only a typesetter broke a line."""

from __future__ import annotations

import re
from statistics import median

Range = tuple[int, int]
"""Half-open code point offsets into the body."""

_BLANK = re.compile(r"\n[ ]*\n\s*")
_LINE = re.compile(r"\n\s*")
_MARK = re.compile(r"(?:\*[ ]?){3,}|<\.\.\.>|<…>|#[ ]#[ ]#")


def paragraphs(folded: str) -> list[Range]:
    """Trimmed, non-empty paragraphs in order. Marks such as ``***`` inside a paragraph part it and belong to none.

    A single line end parts paragraphs unless the text looks hard-wrapped (lines of one length that break mid-sentence).
    """
    breaks = _BLANK if _hard_wrapped(folded) else _LINE
    pieces = (part for block in _split(folded, (0, len(folded)), breaks) for part in _split(folded, block, _MARK))
    return [piece for piece in (trim(folded, *part) for part in pieces) if piece[0] < piece[1]]


def trim(text: str, start: int, end: int) -> Range:
    """The range without the white space at its ends; may come back empty."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _split(text: str, block: Range, pattern: re.Pattern[str]) -> list[Range]:
    out, at = [], block[0]
    for match in pattern.finditer(text, *block):
        out.append((at, match.start()))
        at = match.end()
    out.append((at, block[1]))
    return out


def _hard_wrapped(folded: str) -> bool:
    lines = [line for block in _BLANK.split(folded) for line in block.split("\n")[:-1]]
    if len(lines) < 3:
        return False
    lengths = [len(line.rstrip()) for line in lines]
    if not (45 <= median(lengths) <= 100 and max(lengths) <= 130):
        return False
    broken = sum(line.rstrip()[-1:] not in '.!?:;"' for line in lines)
    even = sum(length >= 0.75 * median(lengths) for length in lengths)
    return broken >= 0.6 * len(lines) and even >= 0.8 * len(lines)
