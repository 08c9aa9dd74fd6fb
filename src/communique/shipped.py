"""The data files that lie in the packages (``PACKAGE/data/NAME``): vocabulary and facts, never a user's files."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

# libyaml, where it is built in, reads seven times as fast
_VALUES = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRINGS = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_bytes(package: str, name: str) -> bytes:
    """A file as it lies there."""
    return files(package).joinpath("data", name).read_bytes()


def read_text(package: str, name: str) -> str:
    """A file of UTF-8 text."""
    return read_bytes(package, name).decode("utf-8")


def read_rows(package: str, name: str) -> list[list[str]]:
    """The cells of a table with tabs between them; lines that are empty or begin with ``#`` are left out."""
    lines = read_text(package, name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read_yaml(package: str, name: str, *, strings: bool = False) -> Any:
    """A YAML file as plain values; with ``strings`` every scalar is a string: "no" and "on" are words there."""
    return yaml.load(read_bytes(package, name), Loader=_STRINGS if strings else _VALUES)  # noqa: S506  (safe loaders)
