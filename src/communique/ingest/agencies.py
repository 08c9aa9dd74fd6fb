"""Which news agency a text says it was taken from, by the wordings of ``data/agencies.yaml``."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from communique import shipped

_LEAD = 900
_TAIL = 200


class _Credits(NamedTuple):
    lead: tuple[re.Pattern[str], ...]
    tail: tuple[re.Pattern[str], ...]
    names: dict[str, str]


def credited_agency(title: str, body: str, publisher: str) -> str | None:
    """The agency credited in the first paragraphs or at the end, or ``None``.

    The earliest credit counts. An agency that is the publisher itself is no other origin and is not given.
    """
    credits = _credits()
    if any(alias.casefold() in publisher.casefold().split() or alias == publisher for alias in credits.names):
        return None
    lead, tail = body[:_LEAD], body[-_TAIL:].rstrip()
    found = _first(credits.lead, lead) or _first(credits.tail, tail) or _first(credits.tail, title)
    return credits.names.get(found) if found else None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    matches = [match for pattern in patterns if (match := pattern.search(text))]
    return min(matches, key=lambda match: match.start("agency"))["agency"] if matches else None


@functools.cache
def _credits() -> _Credits:
    data = shipped.read_yaml("communique.ingest", "agencies.yaml")
    names = {alias: row["name"] for row in data["agencies"] for alias in row["names"]}
    longest_first = sorted(names, key=lambda alias: (-len(alias), alias))
    group = rf"(?P<agency>(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-]))"
    lead, tail = (
        tuple(re.compile(pattern.replace("{agency}", group)) for pattern in data[key]) for key in ("lead", "tail")
    )
    return _Credits(lead, tail, names)
