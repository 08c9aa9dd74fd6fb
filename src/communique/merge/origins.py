"""Who tells it independently: copies, agency stories and outlets of one owner count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from communique.merge.interface import Told


def origins(members: Sequence[Told]) -> tuple[str, ...]:
    """Independent origins, sorted: a credited agency, else what a text was copied from or based on, else the owner."""
    texts = {told.text.id: told for told in members}
    addresses = {told.text.address: told for told in members}
    found: dict[str, str] = {}
    for _, told in sorted(texts.items()):
        name = _origin(told, texts, addresses, frozenset())
        key = name.casefold()
        found[key] = min(name, found.get(key, name))
    return tuple(sorted(found.values()))


def _origin(told: Told, texts: Mapping[str, Told], addresses: Mapping[str, Told], seen: frozenset[str]) -> str:
    text = told.text
    if text.credited_agency:
        return text.credited_agency.strip()
    seen = seen | {text.id}
    for original in told.copied_from:
        if original in seen:  # copies of each other: one of them stands for all
            return texts[min(seen)].source.origin
        if original in texts:
            return _origin(texts[original], texts, addresses, seen)
    if text.based_on:
        known = addresses.get(text.based_on)
        if known is not None and known.text.id not in seen:
            return _origin(known, texts, addresses, seen)
        return urlsplit(text.based_on).hostname or text.based_on
    return f"copy of {min(told.copied_from)}" if told.copied_from else told.source.origin
