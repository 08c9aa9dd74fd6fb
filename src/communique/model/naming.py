"""Names and ids of declarations: where a source is read from, and who publishes."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from urllib.parse import urlsplit

from communique.model.base import sha256, slug

_ID_LENGTH = 80


class NameForm(StrEnum):
    """House style of names in print. Ids never change with it.

    ``house``: the shipped house forms, else the English press form. ``local``: romanised from the national language;
    ``russian``: romanised from Russian, for countries of the former Soviet Union; ``english``: the English press form.
    """

    HOUSE = "house"
    LOCAL = "local"
    RUSSIAN = "russian"
    ENGLISH = "english"


def source_id(*parts: str | None) -> str:
    """The id of a source: its declared parts (publisher, owner …) as one readable key, given once and then kept.

    Letters outside ASCII that have no plain form would vanish from the key, so a digest of the parts stands in for
    them. A part that repeats the one before adds nothing.
    """
    kept = [part for index, part in enumerate(parts) if part and part != (parts[index - 1] if index else None)]
    folded = [unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode() for part in kept]
    key = "--".join(filter(None, map(slug, folded)))
    whole = all(_letters(plain) == _letters(part) for plain, part in zip(folded, kept, strict=True))
    if whole and key and len(key) <= _ID_LENGTH:
        return key
    return f"{key[:_ID_LENGTH]}-{sha256(chr(0).join(kept).encode('utf-8', 'replace'))[:8]}".strip("-")


def place_name(location: str) -> str:
    """What a source is called when nobody says who publishes: the host, or the name of the file or folder."""
    host = urlsplit(location).hostname if "://" in location else None
    return host or location.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1] or location


def _letters(text: str) -> int:
    return sum(map(str.isalnum, unicodedata.normalize("NFC", text)))
