"""From bytes to text: byte order mark, then what is declared, then UTF-8, then a guess that is flagged."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from communique.model import Record

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HTML_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_XML_HEAD = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']", re.IGNORECASE)
_GUESS_BYTES = 64 * 1024
_TEXT_CODECS = {"rot13", "rot_13"}  # text-to-text or byte-to-byte codecs are no character sets
_UNTEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


class Decoded(Record, frozen=True, kw_only=True):
    """Text and how it was read; ``fault`` is empty, or says why the reading is doubtful."""

    text: str
    encoding: str
    fault: str = ""


def decode(data: bytes, declared: str = "", *, markup: bool = False) -> Decoded:
    """Decode ``data``; never raises.

    The order is: byte order mark; ``declared`` (from outside, such as Content-Type); with ``markup`` the declaration in
    an XML head or HTML ``meta``; UTF-8; a guess. A declaration that does not hold and a guess are named in ``fault``.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], name)
    claims = [name for name in (declared, _inner_claim(data) if markup else "") if name]
    wrong: list[str] = []
    for name in [*claims, "utf-8"]:
        text = _strictly(data, name)
        if text is not None:
            return Decoded(text=text, encoding=name.lower(), fault=_wrong_claim(wrong, name))
        wrong.append(name)
    return _guessed(data, wrong)


def looks_binary(text: str) -> bool:
    """True when a decoded text is so full of control characters that it cannot be one."""
    head = text[:4096]
    return bool(head) and len(_UNTEXT.findall(head)) > max(4, len(head) // 20)


def _inner_claim(data: bytes) -> str:
    match = _XML_HEAD.match(data[:1024]) or _HTML_META.search(data[:4096])
    name = match.group(1).decode("ascii") if match else ""
    # A page that can be read as ASCII up to its declaration cannot be UTF-16, whatever it says (WHATWG).
    return "utf-8" if name.lower().startswith("utf-16") else name


def _strictly(data: bytes, name: str) -> str | None:
    label = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}.get(name.lower(), name)
    try:
        if not codecs.lookup(label)._is_text_encoding or label.lower() in _TEXT_CODECS:
            return None
        return data.decode(label)
    except (LookupError, UnicodeError, ValueError):
        return None


def _forced(data: bytes, name: str) -> Decoded:
    text = data.decode(name, errors="replace")
    fault = f"some bytes are not valid {name} and were replaced" if "\ufffd" in text else ""
    return Decoded(text=text, encoding=name, fault=fault)


def _wrong_claim(wrong: list[str], used: str) -> str:
    return f"declared {', '.join(wrong)}, but it is {used}" if wrong else ""


def _guessed(data: bytes, wrong: list[str]) -> Decoded:
    match = from_bytes(data[:_GUESS_BYTES]).best()
    name = match.encoding if match else "cp1252"
    text = data.decode(name, errors="replace")
    return Decoded(text=text, encoding=name, fault=f"not valid {', '.join(wrong)}; read as {name} by a guess")
