"""Declared fields at the head of a text file: YAML between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from communique.model import Record

_BLOCK = re.compile(r"\A---[ \t]*\r?\n(.*?)(?:\r?\n)?^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL | re.MULTILINE)
_LONGEST = 16_384


class FrontMatter(Record, frozen=True, kw_only=True):
    """The declared fields; ``start`` is where the body begins; ``fault`` says why the block could not be read."""

    fields: Mapping[str, object]
    start: int = 0
    fault: str = ""


def split(text: str) -> FrontMatter:
    """Split a text into declared fields and body; never raises.

    A text that does not begin with ``---`` and a block of ``key: value`` lines has no fields. Values are plain strings
    (or true, false, lists); nothing but data is ever made of them.
    """
    match = _BLOCK.match(text) if text.startswith("---") else None
    if match is None:
        return FrontMatter(fields={})
    if len(match[1]) > _LONGEST:
        return FrontMatter(fields={}, start=match.end(), fault=f"longer than {_LONGEST} characters")
    try:
        found = yaml.load(match[1], Loader=_Plain)  # noqa: S506 – a loader narrower than SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(fields={}, start=match.end(), fault=" ".join(str(error).split())[:200])
    if not isinstance(found, dict):
        return FrontMatter(fields={}, start=match.end() if found is None else 0)
    return FrontMatter(fields={str(key).strip().lower(): value for key, value in found.items()}, start=match.end())


class _Plain(yaml.BaseLoader):
    """Strings, lists and mappings only: ``2014-11-24`` and ``true`` stay as written, and aliases are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references inside the block are not read")
        node: yaml.Node | None = super().compose_node(parent, index)
        return node
