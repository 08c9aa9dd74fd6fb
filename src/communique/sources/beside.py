"""``source.toml`` or ``source.yaml`` beside the texts: what the folder says of itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec
import yaml

from communique.errors import UsageError
from communique.sources.interface import Declaration

NAMES = ("source.toml", "source.yaml", "source.yml")
_LONGEST = 64 * 1024


def read_beside(place: Path, said: Declaration) -> Declaration:
    """``said`` with what it leaves unsaid filled in from the file beside ``place`` (in it, if it is a folder).

    The file has the fields of :class:`Declaration`. Raises :class:`communique.errors.UsageError` if it has others, or
    cannot be read: a declaration that is half understood would be worse than none.
    """
    folder = place if place.is_dir() else place.parent
    path = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if path is None:
        return said
    written = _parsed(path)
    unsaid = {
        key: value
        for key, value in written.items()
        if key not in said.__struct_fields__ or getattr(said, key) == getattr(Declaration(), key)
    }
    given = {key: getattr(said, key) for key in said.__struct_fields__}
    return _checked({**given, **unsaid}, path)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()[:_LONGEST].decode("utf-8-sig")
        found = tomllib.loads(raw) if path.suffix == ".toml" else yaml.safe_load(raw)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(f"{path} cannot be read: {' '.join(str(error).split())[:200]}") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise UsageError(f"{path} must hold fields and values")
    return {str(key): value for key, value in found.items()}


def _checked(values: dict[str, Any], path: Path) -> Declaration:
    try:
        return msgspec.convert(values, Declaration)
    except msgspec.ValidationError as error:
        fields = ", ".join(Declaration.__struct_fields__)
        raise UsageError(f"{path}: {error}", advice=f"Fields: {fields}.") from error
