"""The thresholds of merging, as data."""

from __future__ import annotations

from functools import cache

import msgspec

from communique import shipped
from communique.merge.words import stem
from communique.model import Record


class LinkOptions(Record, frozen=True, kw_only=True):
    """What links happenings; ``data/merging.yaml`` says what each means."""

    around_days: int
    visit_days: int
    plan_days: int
    coded_types: tuple[str, ...]
    planned_types: tuple[str, ...]
    signed_types: tuple[str, ...]
    next_types: tuple[str, ...]
    signing: tuple[str, ...]


class MergeOptions(Record, frozen=True, kw_only=True):
    """Thresholds; ``data/merging.yaml`` says what each means. Similarities are shares 0–1, the rest whole days."""

    slack_days: int
    day_gap: int
    need: dict[str, float]
    more: dict[str, float]
    less: dict[str, float]
    classes: dict[str, tuple[str, ...]]
    mutual: tuple[str, ...]
    modes_apart: tuple[str, ...]
    open_formats: tuple[str, ...]
    open_to: tuple[str, ...]
    formats: dict[str, tuple[str, ...]]
    repeated: tuple[str, ...]
    many: tuple[str, ...]
    shortest: int
    common: frozenset[str]
    titles: frozenset[str]
    links: LinkOptions

    def event_class(self, type_name: str) -> str:
        """``meeting``, ``verbal`` or ``material``."""
        return next((name for name, types in self.classes.items() if type_name in types), "material")

    def format_family(self, name: str) -> str:
        """The family of an encounter's format; formats that stand alone are their own."""
        return next((family for family, formats in self.formats.items() if name in formats), name)


@cache
def default_options() -> MergeOptions:
    """The shipped thresholds."""
    raw = shipped.read_bytes("communique.merge", "merging.yaml")
    read = msgspec.yaml.decode(raw, type=MergeOptions)
    return msgspec.structs.replace(read, common=frozenset(map(stem, read.common)))
