"""A plain view of a text with the same length, so that an offset in the one is an offset in the other."""

from __future__ import annotations

from functools import cache

_PLAIN = {
    '"': "“”„‟«»〝〞＂",
    "'": "‘’‚‛′´`＇",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u200b\u200c\u200d\u2060\ufeff\t\r\x0b\x0c\x85",
    "\n": "\u2028\u2029",
}


@cache
def _tables() -> tuple[dict[int, str], dict[int, str]]:
    full = {ord(odd): plain for plain, odds in _PLAIN.items() for odd in odds}
    parse = {code: plain for code, plain in full.items() if plain != "-"} | {ord("\n"): " ", 0x2028: " ", 0x2029: " "}
    return full, parse


def fold(body: str) -> str:
    """``body`` with curly quotes, dashes and odd spaces made plain; the same number of code points, one for one."""
    return body.translate(_tables()[0])


def fold_for_parser(sentence: str) -> str:
    """As :func:`fold`, but long dashes stay (a parser reads them as pauses) and line ends become spaces."""
    return sentence.translate(_tables()[1])
