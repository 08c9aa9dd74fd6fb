"""States called by a name that another shares ("Korea"): which of them a text means."""

from __future__ import annotations

import msgspec

from communique.coding.lexicon import groups
from communique.coding.participants import LANDS, Lands
from communique.model import Document, Mention


def with_lands(document: Document, lands: Lands) -> Document:
    """The document with such states settled: the one of the house list, unless the text names one of the others."""
    if not any(_is_open(m) for m in document.mentions):
        return document
    named = {m.country for m in document.mentions if m.country} | {p.country for p in document.places if p.country}
    settled = tuple(_settled(m, named, lands) if _is_open(m) else m for m in document.mentions)
    return msgspec.structs.replace(document, mentions=settled)


def _is_open(one: Mention) -> bool:
    return one.kind in LANDS and one.country is None and one.actor_id is None


def _settled(one: Mention, named: set[str], lands: Lands) -> Mention:
    for row in groups()["short_lands"]:
        name, code, *others = row.split(" ")
        if one.name != name or named & set(others):
            continue
        found = lands.country(code)
        if found is not None:
            return msgspec.structs.replace(one, name=found.name, actor_id=found.id, country=code)
    return one
