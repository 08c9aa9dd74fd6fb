"""What a rule hands back, and how rule files are loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from communique.dates.calendar import Stretch
from communique.dates.context import Context
from communique.dates.words import compiled, rows
from communique.model import Basis, TimeKind


class Value(NamedTuple):
    """One expression with a standard value; offsets into the text."""

    start: int
    end: int
    value: str
    kind: TimeKind = TimeKind.DATE


class Found(NamedTuple):
    """Offsets into the text and what the words mean; ``values`` where the standard sees other spans or values."""

    start: int
    end: int
    stretch: Stretch | None
    kind: TimeKind = TimeKind.DATE
    values: tuple[Value, ...] | None = None
    sets_anchor: bool = True

    def as_values(self) -> tuple[Value, ...]:
        """The standard's view: as given, else the stretch's value over the whole span."""
        if self.values is not None:
            return self.values
        value = self.stretch.value if self.stretch else ""
        return (Value(self.start, self.end, value, self.kind),) if value else ()


Reader = Callable[[re.Match[str], Context], Sequence[Found]]


class Rule(NamedTuple):
    """A pattern, tried only near its trigger, and the reader of its matches."""

    trigger: str
    pattern: re.Pattern[str]
    reader: Reader
    basis: Basis


def load_rules(name: str, readers: Mapping[str, Reader], basis: Basis) -> tuple[Rule, ...]:
    """The rules of one data file, in its order; raises ``KeyError`` when it names a reader that is not there."""
    return tuple(Rule(trigger, compiled(pattern), readers[reader], basis) for trigger, reader, pattern in rows(name))


def whole(match: re.Match[str], stretch: Stretch | None) -> list[Found]:
    """The whole match means ``stretch``; nothing when that is ``None``."""
    return [Found(match.start(), match.end(), stretch)] if stretch else []


def valued(match: re.Match[str], stretch: Stretch | None, value: str, kind: TimeKind) -> list[Found]:
    """The whole match with a value of its own; without a stretch it dates nothing."""
    values = (Value(match.start(), match.end(), value, kind),)
    mention = TimeKind.DATE if stretch else kind
    return [Found(match.start(), match.end(), stretch, mention, values, sets_anchor=False)]


def group(match: re.Match[str], name: str) -> str:
    """A group's words in lower case with single spaces; empty where the pattern has no such group or it is unused."""
    found = match.groupdict().get(name)
    return " ".join(found.lower().split()) if found else ""
