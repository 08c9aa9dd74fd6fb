"""What an office means: its family ("foreign_minister"), what it is called in print, and its rank."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from msgspec import structs

from communique import shipped
from communique.model import Rank, Record
from communique.ontology import ranks

_LEADING = re.compile(r"^(the |a |an |acting |interim |caretaker |former |ex-|then-)+", re.IGNORECASE)
_ACTING = re.compile(r"(?:the )?acting ", re.IGNORECASE)
_FAMILY_RANK = {
    "head_of_state": Rank.HEAD_OF_STATE,
    "head_of_government": Rank.HEAD_OF_GOVERNMENT,
    "foreign_minister": Rank.MINISTER,
    "deputy_foreign_minister": Rank.DEPUTY_MINISTER,
    "first_deputy_foreign_minister": Rank.DEPUTY_MINISTER,
    "ambassador": Rank.SENIOR_OFFICIAL,
    "cabinet_secretary": Rank.MINISTER,
    "spokesperson": Rank.SPOKESPERSON,
}


class OfficeSense(Record, frozen=True, kw_only=True):
    """The reading of an office's words. ``family`` is ``""`` for words that no pattern knows."""

    family: str
    display: str
    rank: Rank | None


class _Family(Record, frozen=True, kw_only=True):
    family: str
    display: str
    find: str
    only: tuple[str, ...] = ()


@cache
def office_data() -> dict[str, Any]:
    """The vocabulary file ``offices.yaml`` as read."""
    raw: dict[str, Any] = shipped.read_yaml("communique.resolve", "offices.yaml")
    return raw


@cache
def _families() -> tuple[tuple[_Family, re.Pattern[str]], ...]:
    rows = (
        _Family(family=r["family"], display=r["display"], find=r["find"], only=tuple(r.get("only", ())))
        for r in office_data()["families"]
    )
    return tuple((row, re.compile(row.find)) for row in rows)


@lru_cache(maxsize=32768)
def office_sense(title: str, country: str | None = None) -> OfficeSense:
    """Family, print form and rank of an office as written; ``country`` (alpha-3) settles local titles."""
    bare = _LEADING.sub("", " ".join(title.split()))
    sense = _sense(bare, country)
    if _ACTING.match(title) is None or sense.display.startswith("Acting "):
        return sense
    return structs.replace(sense, display=f"Acting {sense.display}")


def _sense(bare: str, country: str | None) -> OfficeSense:
    low = bare.casefold().replace("’", "'")
    for row, pattern in _families():
        if row.only and country not in row.only:
            continue
        if pattern.search(low):
            return OfficeSense(family=row.family, display=row.display or bare, rank=_rank(row.family, bare))
    return OfficeSense(family="", display=bare, rank=ranks().of(bare))


def _rank(family: str, title: str) -> Rank | None:
    if family in _FAMILY_RANK:
        return _FAMILY_RANK[family]
    return ranks().of(title)


_NEAR = {
    frozenset(("deputy_foreign_minister", "first_deputy_foreign_minister")),
    frozenset(("deputy_prime_minister", "first_deputy_prime_minister")),
    frozenset(("head_of_state", "head_of_government")),
    frozenset(("ambassador", "charge")),
    frozenset(("ambassador", "permanent_representative")),
    frozenset(("deputy_minister", "deputy_foreign_minister")),
    frozenset(("high_representative", "commissioner")),
    frozenset(("premier", "regional_head")),
    frozenset(("governor", "regional_head")),
}


def same_title(known: str, said: str) -> bool:
    """False for a king and a president, a pope and a king, a chancellor and a prime minister: no text swaps these."""
    one, two = (_titled(title) for title in (known, said))
    return not one or not two or one == two


def same_style(known: str, said: str) -> bool:
    """False for a secretary called a minister, or a minister called a secretary: another state's is meant."""
    one, two = (_styled(title) for title in (known, said))
    return not one or not two or one == two


def _styled(title: str) -> str:
    words = title.casefold().split()
    return next((word for word in ("minister", "secretary") if word in words), "")


def _titled(title: str) -> str:
    """What kind of head a title's first word names; ``""`` where it names none."""
    return next(
        (kind for kind, words in office_data()["heads_by_title"].items() if title.casefold().startswith(tuple(words))),
        "",
    )


def agreement(one: str, other: str) -> float:
    """How well two office families agree: 1 same, 0.5 near (deputy, first deputy), 0 different or unknown."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if "cabinet_secretary" in (one, other) and any(
        f == "foreign_minister" or f.startswith("minister") for f in (one, other)
    ):
        return 0.9
    if frozenset((one, other)) in _NEAR or (one.startswith("minister") and other.startswith("minister")):
        return 0.5
    return 0.0
