"""Whose a title is that stands without a country: the base's, the same title's elsewhere in the text, the focus's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import Piece
from communique.resolve.joins import Named, Said
from communique.resolve.offices import office_sense

_OF_STATE = ("head_of_state", "head_of_government", "foreign_minister", "minister", "deputy", "cabinet", "vice", "spokes")


def land(base: KnowledgeBase, piece: Piece | None) -> str | None:
    """Country code of a piece's actor."""
    actor = base.only(piece.actors) if piece and piece.actors else None
    return actor.country if actor else None


def is_union(base: KnowledgeBase, piece: Piece) -> bool:
    """True for the EU, which is a body and no state."""
    return land(base, piece) == "EUE"


def settle(
    base: KnowledgeBase, said: Sequence[Said], people: Sequence[Named], pieces: Sequence[Piece], home: str | None
) -> Iterator[Said]:
    """What was said, titles without an owner given the one that the text or the base lets them have."""
    lands = _lands(base, pieces)
    names = {n.key: max((m.name for m in people if m.key == n.key), key=len) for n in people}
    owned = [s for s in said if s.whom]
    by_title = _by_title(base, owned)
    sure = {(s.person, _family(s)) for s in owned}
    yield from owned
    for one in said:
        family = _family(one)
        if one.whom or not one.title or not family.startswith(_OF_STATE) or (one.person, family) in sure:
            continue
        code, basis = _known(base, names.get(one.person, ""), family, lands)
        if code is None:
            code, basis = _elsewhere(by_title, family), "same title"
        if code is None:
            code, basis = _focus(lands, home), "focus"
        if code in lands:
            yield msgspec.structs.replace(one, whom=lands[code][0], basis=basis)


def _family(one: Said) -> str:
    return office_sense(one.title.text).family if one.title else ""


def _lands(base: KnowledgeBase, pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    out: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if piece.role in ("country", "demonym", "people") and (code := land(base, piece)):
            out[code].append(piece)
    return out


def _by_title(base: KnowledgeBase, owned: Iterable[Said]) -> dict[str, Counter[str]]:
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for one in owned:
        if (code := land(base, one.whom)) and one.whom and one.whom.role != "body":
            out[_family(one)][code] += 1
    return out


def _known(
    base: KnowledgeBase, name: str, family: str, lands: dict[str, list[Piece]]
) -> tuple[str | None, str]:
    """Country of the persons of that name who held such an office, when the text names just one of them."""
    ids = base.persons(name) if " " in name else base.surnamed(name)
    held = {
        t.office.country for i in ids for t in base.terms(i)
        if t.office.country in lands and t.family.partition(":")[0] == family.partition(":")[0]
    }  # fmt: skip
    return (next(iter(held)) if len(held) == 1 else None), "base"


def _elsewhere(by_title: dict[str, Counter[str]], family: str) -> str | None:
    found = by_title.get(family, Counter())
    return next(iter(found)) if len(found) == 1 else None


def _focus(lands: dict[str, list[Piece]], home: str | None) -> str | None:
    ranked = sorted(lands, key=lambda c: (-len(lands[c]), c))
    if not ranked:
        return None
    clear = len(ranked) == 1 or len(lands[ranked[0]]) >= 2 * len(lands[ranked[1]])
    return ranked[0] if clear else home
