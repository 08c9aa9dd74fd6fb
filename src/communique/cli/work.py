"""``run`` and its steps."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli import parts
from communique.cli.show import HERE, Bars, DeskOption, JsonOption, counts
from communique.errors import NoDataError, UsageError

STEPS = ("fetch", "ingest", "code", "merge")
AgainOption = Annotated[bool, typer.Option("--again", help="Read addresses that are not due yet as well.")]
WHAT = {
    "fetch": "Read the web pages and feeds that are due.",
    "ingest": "Read the files and folders that were added.",
    "code": "Code every text that this coder has not read yet.",
    "merge": "Make happenings of the readings.",
}


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="run", help=f"All that is due, in order: {' → '.join(STEPS)}.\n\nExample: communique run")(run)
    for step in STEPS:
        app.command(name=step, help=f"{WHAT[step]}\n\nExample: communique {step}")(_step(step))


def run(
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
    only: Annotated[str, typer.Option("--only", help="Steps to take, separated by commas.")] = ",".join(STEPS),
    again: AgainOption = False,
) -> None:
    """All that is due, in order."""
    wanted = {step.strip() for step in only.split(",")}
    if not wanted <= set(STEPS):
        unknown = ", ".join(sorted(wanted - set(STEPS)))
        raise UsageError(f"--only {only}: no step {unknown}", advice=f"Steps: {', '.join(STEPS)}.")
    _run(desk, tuple(step for step in STEPS if step in wanted), as_json, again)


def _step(step: str):  # type: ignore[no-untyped-def]  # typer reads the inner function's signature
    def one(desk: DeskOption = HERE, as_json: JsonOption = False) -> None:
        _run(desk, (step,), as_json)

    def fetch(desk: DeskOption = HERE, as_json: JsonOption = False, again: AgainOption = False) -> None:
        _run(desk, (step,), as_json, again)

    return fetch if step == "fetch" else one


def _run(folder: DeskOption, steps: tuple[str, ...], as_json: bool, again: bool = False) -> None:
    with parts.desks.Desk(folder, progress=Bars()) as desk:
        if not desk.store.sources():
            raise NoDataError("this desk has no sources", advice="Add some: communique add FILE… | FOLDER | ADDRESS")
        counted = parts.pipeline.run(desk, steps, even_if_not_due=again)
        counts(counted, as_json=as_json)
    if any(key.startswith("failed: ") for key in counted):
        raise typer.Exit(4)
