"""Finds runs of words that can be a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from communique.resolve.gazetteer import lookalikes
from communique.resolve.offices import office_data

_UP = r"[^\W\d_a-zß-öø-ÿ]"
_CAP = rf"(?:{_UP}(?:\.-?{_UP})*\.(?![a-z])|{_UP}['’]?[^\W\d_]+(?:[-'’][^\W\d_]+)*|{_UP}(?![\w.]))"
_PARTICLE = r"(?:bin|bint|ibn|ben|al|el|de|da|do|dos|del|di|du|la|le|van|von|der|den|ter|al-|el-)"
_RUN = re.compile(rf"(?<![\w'’-]){_CAP}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}(?:al-|el-)?{_CAP})*(?![\w])")


@cache
def _barred() -> frozenset[str]:
    titles = {w for h in (*office_data()["heads"]["closed"], *office_data()["heads"]["open"]) for w in h.split()}
    marks = {str(h).strip(".") for h in office_data()["honorifics"] if " " not in str(h)} - {"Tun", "Pan", "HE"}
    return frozenset(
        marks | {str(w) for w in lookalikes()["not_names"]} | {str(w) for w in lookalikes()["months"]} | titles
    )


@cache
def _honorific() -> re.Pattern[str]:
    forms = sorted((str(h) for h in office_data()["honorifics"]), key=lambda s: (-len(s), s))
    return re.compile(rf"(?:(?:the )?(?:{'|'.join(re.escape(f) for f in forms)})\.?[ ,]+)+$")


def honorific_before(text: str, start: int, floor: int) -> int:
    """Start of the honorifics right before ``start`` ("His Excellency Mr"), ``start`` itself without one."""
    match = _honorific().search(text[max(floor, start - 48) : start])
    return start - len(match[0]) if match else start


def find_runs(text: str, taken: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of capitalised runs of a flat text with the spans in ``taken`` and words that are no names cut out."""
    cuts = bytearray(len(text) + 1)
    for a, b in taken:
        cuts[a:b] = b"\x01" * (b - a)
    out: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        start, said = match.start(), []
        for part in re.finditer(r"\S+", match[0]):
            begin, end = match.start() + part.start(), match.start() + part.end()
            said.append(part[0])
            if _GLUED.search(part[0]) or (len(said) > _WHOLE and said[-1] == said[-2]):
                _keep(out, text, start, begin)
                start, said = end + 1, []
            elif part[0].endswith(("'s", "s'")):
                _keep(out, text, start, begin if part[0][:-2] in _barred() else end)
                start = end + 1
            elif part[0].rstrip(".") in _barred() or any(cuts[begin:end]):
                _keep(out, text, start, begin)
                start, said = end + 1, []
        _keep(out, text, start, match.end())
    return out


_GLUED = re.compile(r"[a-z]{3}[A-Z][a-z]{3}")  # "JairPresident": two words that lost their space
_WHOLE = 2  # words of a name before a repetition ends it: "Jair Bolsonaro Bolsonaro …", not "Boutros Boutros-Ghali"


def _keep(out: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end].rstrip()
    if piece.endswith(".") and not re.search(r"(^|\s)\w\.$", piece):
        piece = piece[:-1]
    piece = piece.removesuffix("'s") if piece.endswith("'s") else piece
    lead = len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if re.search(r"[^\W\d_]{2}", piece):
        out.append((start + lead, start + lead + len(piece)))
