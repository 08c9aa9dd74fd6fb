"""What ``doctor`` looks at."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from communique.config import FILE_NAME
from communique.desks import Desk
from communique.errors import CommuniqueError
from communique.model import CheckOutcome, Record, last_looks
from communique.wiring import Stages

_LATEST = 5


class Finding(Record, frozen=True, kw_only=True):
    """One thing that was looked at."""

    what: str
    ok: bool
    detail: str
    advice: str = ""


def examine(folder: Path) -> tuple[Finding, ...]:
    """Everything ``doctor`` can see from this folder; never raises for what it finds wrong."""
    findings = [_python(), _search()]
    if (folder / FILE_NAME).is_file():
        return (*findings, *_desk(folder))
    no_desk = Finding(what="desk", ok=True, detail=f"{folder.resolve()} is no desk; nothing more to look at")
    return (*findings, _models(Stages()), no_desk)


def _python() -> Finding:
    fine = sys.version_info >= (3, 11)
    return Finding(what="python", ok=fine, detail=sys.version.split()[0], advice="Use Python 3.11 or newer.")


def _search() -> Finding:
    with sqlite3.connect(":memory:") as memory:
        fine = any("FTS5" in row[0] for row in memory.execute("pragma compile_options"))
    return Finding(
        what="sqlite", ok=fine, detail=f"{sqlite3.sqlite_version}, FTS5 {'there' if fine else 'missing'}",
        advice="Use a Python whose SQLite has FTS5.",
    )  # fmt: skip


def _models(stages: Stages) -> Finding:
    try:
        stages.parser.load()
        detail = "; ".join(f"{name} {version}" for name, version in stages.versions())
    except CommuniqueError as error:
        return Finding(what="models", ok=False, detail=error.message, advice=error.advice)
    return Finding(what="models", ok=True, detail=detail)


def _desk(folder: Path) -> Iterator[Finding]:
    try:
        desk = Desk(folder)
    except CommuniqueError as error:
        yield Finding(what="desk", ok=False, detail=error.message, advice=error.advice)
        return
    with desk:
        models = _models(desk.stages)
        yield models
        held = desk.store.counts()
        yield Finding(what="store", ok=True, detail=", ".join(f"{name} {n}" for name, n in held.items() if n))
        if runs := desk.store.runs():
            latest = ", ".join(f"{one.run.id} ({one.run.started:%Y-%m-%d}, {one.run.verb})" for one in runs[-_LATEST:])
            yield Finding(what="latest runs", ok=True, detail=latest)
        yield _whole(desk)
        if models.ok:
            yield _waiting(desk)
        yield from _overdue(desk)
        for problem in desk.stages.problems:
            yield Finding(
                what="actors file", ok=False, detail=f"{problem.place}: {problem.detail}", advice=problem.advice
            )


def _whole(desk: Desk) -> Finding:
    faults = desk.store.integrity()
    detail = "; ".join(f"{one.place}: {one.cause}" for one in faults[:5]) or "whole"
    return Finding(what="store file", ok=not faults, detail=detail, advice="Copy the file, then restore a backup.")


def _waiting(desk: Desk) -> Finding:
    waiting = sum(1 for _ in desk.waiting())
    return Finding(
        what="uncoded texts", ok=waiting == 0, detail=str(waiting), advice="Run `communique run` to code them."
    )


def _overdue(desk: Desk) -> Iterator[Finding]:
    today = desk.clock().date()
    last = last_looks(desk.store.checks())
    for source in desk.store.sources():
        check = last.get(source.id)
        if not source.location:
            continue
        if check is None:
            yield Finding(what=source.id, ok=False, detail="never read", advice="Run `communique run`.")
        elif check.outcome in {CheckOutcome.ERROR, CheckOutcome.TRIED}:
            yield Finding(
                what=source.id, ok=False, detail=f"last look {check.day}: {check.outcome.value} {check.detail}",
                advice="See `communique problems`, then `communique run`.",
            )  # fmt: skip
        elif source.cadence_days and today - check.day > timedelta(days=source.cadence_days):
            yield Finding(what=source.id, ok=False, detail=f"overdue since {check.day}", advice="Run `communique run`.")
