"""Who publishes an item that says so itself: one source per publisher, whatever folder it lies in."""

from __future__ import annotations

from collections.abc import Mapping

from communique.model import Source
from communique.model.naming import source_id

_YES = {"true", "yes", "1", "on"}
_NO = {"false", "no", "0", "off"}


def source_of(base: Source, fields: Mapping[str, object]) -> Source:
    """The source of one item read through ``base``: ``base`` itself, or the publisher that the item names.

    What an item does not say it takes from ``base``: what a person says of a folder holds for all of it. The errors
    this can make are the careful ones: two outlets counted as one origin, a report voiced as an official claim. The
    source of an item has no location: it is never read by itself, so that one publisher may come through many places.
    """
    publisher = _word(fields, "publisher") or base.name
    owner = _word(fields, "owner") or base.owner
    country = _country(fields) or base.country
    official = _flag(fields, "official", base.official)
    if (publisher, owner, country, official) == (base.name, base.owner, base.country, base.official):
        return base
    return Source(
        id=source_id(publisher, owner, country, "official" if official else None),
        name=publisher,
        owner=owner,
        country=country,
        language=base.language,
        official=bool(official),
        state_controlled=_flag(fields, "state_controlled", base.state_controlled),
        completeness=base.completeness,
        licence=_word(fields, "licence") or _word(fields, "license") or base.licence,
        notice=base.notice,
    )


def _word(fields: Mapping[str, object], key: str) -> str:
    value = fields.get(key)
    plain = " ".join(value.split()) if isinstance(value, str) else ""
    return plain.encode("utf-8", "replace").decode().replace("\x00", "")[:300]


def _country(fields: Mapping[str, object]) -> str | None:
    code = _word(fields, "country").upper()
    return code if len(code) == 3 and code.isascii() and code.isalnum() else None


def _flag(fields: Mapping[str, object], key: str, otherwise: bool | None) -> bool | None:
    value = fields.get(key)
    word = str(value).strip().lower() if isinstance(value, (str, bool)) else ""
    return True if word in _YES else False if word in _NO else otherwise
