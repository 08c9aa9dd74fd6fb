"""The base of all records: frozen, keyword-only, JSON in and out without loss."""

from __future__ import annotations

import hashlib
import re
from typing import Any, TypeVar

import msgspec

R = TypeVar("R", bound="Record")
_SLUG = re.compile(r"[^a-z0-9]+")


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A frozen, keyword-only value without behaviour beyond what can be derived from its own fields."""


def to_json(record: Record) -> bytes:
    """Encode a record as compact UTF-8 JSON with sorted keys, so that equal records give equal bytes."""
    return msgspec.json.encode(record, order="sorted")


def from_json(kind: type[R], data: bytes | str) -> R:
    """Decode JSON into a record; raises ``msgspec.ValidationError`` where it does not fit."""
    return msgspec.json.decode(data, type=kind)


def to_builtins(record: Record) -> Any:
    """Plain dictionaries, lists, strings and numbers: what ``--json`` prints."""
    return msgspec.to_builtins(record, order="sorted")


def sha256(data: bytes | str) -> str:
    """Hex SHA-256 of bytes, or of a string's UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def content_id(prefix: str, *parts: str | int | None) -> str:
    """An id that follows from content alone: ``prefix-`` + 20 hex digits over the parts, NUL-separated."""
    joined = "\x00".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{sha256(joined)[:20]}"


def slug(text: str) -> str:
    """A lower-case ASCII key for files and anchors; never used as an id of a person or state."""
    return _SLUG.sub("-", text.lower()).strip("-")
