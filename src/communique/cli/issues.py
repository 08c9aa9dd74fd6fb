"""``digest`` and ``verify``: writing an issue, and reopening every passage of one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from communique.cli import parts
from communique.cli.show import HERE, Bars, DeskOption, JsonOption, day_option
from communique.errors import NoDataError, UsageError
from communique.model import Outcome, Window, to_builtins

if TYPE_CHECKING:
    from communique.reopen import Checked


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="digest")(digest)
    app.command(name="verify")(verify)


def digest(
    start: Annotated[date, day_option("--from", "First day of the period.")],
    end: Annotated[date, day_option("--to", "Last day of the period.")],
    desk: DeskOption = HERE,
    cutoff: Annotated[date | None, day_option("--cutoff", "Use texts published up to it.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="RUN", help="Only what that run had recorded.")
    ] = None,
    formats: Annotated[str, typer.Option("--format", help="html, md, or both.")] = "html,md",
    out: Annotated[Path, typer.Option("--out", help="Folder for the files.")] = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Write, verify and store an issue.

    A sentence that its passage does not support is left out and listed (exit 4); none left: refused (exit 5).

    Example: communique digest --from 2014-11-03 --to 2014-11-24
    """
    if start > end:
        raise UsageError(f"--from {start} lies after --to {end}", advice="Give the first day, then the last.")
    wanted = tuple(part.strip() for part in formats.split(",") if part.strip())
    known = parts.digest.FORMATS
    if not wanted or not known.keys() >= set(wanted):
        raise UsageError(f"--format {formats}: unknown", advice=f"Known formats: {', '.join(sorted(known))}.")
    with parts.desks.Desk(desk, progress=Bars()) as opened:
        window = Window(start=start, end=end)
        mask = opened.stages.mask
        made = parts.publish.publish(opened, window, out=out, cutoff=cutoff, as_of=as_of, formats=wanted)
    if as_json:
        sys.stdout.write(mask(json.dumps(to_builtins(made.issue), ensure_ascii=False, indent=1)) + "\n")
    else:
        console = Console(soft_wrap=True, highlight=False)
        console.print(f"[bold]{escape(made.issue.headline)}[/]")
        console.print(
            f"issue {made.issue.number}: {len(made.issue.claims)} sentences, {len(made.issue.left_out)} left out"
        )
        verdicts = {verdict.claim_id: verdict for verdict in made.issue.verdicts}
        for claim in made.issue.left_out:
            verdict = verdicts.get(claim.id)
            because = "; ".join(r.detail or r.value for r in verdict.reasons[:2]) if verdict else ""
            said, why = escape(mask(claim.text)), escape(mask(because))
            console.print(f"  left out ({verdict.outcome if verdict else ''}): {said} [dim]{why}[/]")
        for path in made.paths:
            console.print(f"wrote {path}")
    if made.issue.left_out:
        raise typer.Exit(4)


def verify(
    what: Annotated[str, typer.Argument(metavar="ISSUE|FILE.md", help="Number or id of an issue, or a Markdown file.")],
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Reopen every passage of an issue, or of one that an editor changed by hand; exit 5 if something no longer holds.

    Example: communique verify out/issue-1.md
    """
    with parts.desks.Desk(desk, progress=Bars()) as opened:
        path = Path(what)
        if path.suffix.lower() in {".md", ".markdown"} or path.is_file():
            if not path.is_file():
                raise NoDataError(f"{what}: no such file", advice="Name a Markdown issue, or an issue's number.")
            checked = parts.reopen.verify_file(opened, path)
        else:
            checked = parts.reopen.verify_issue(opened, what)
        mask = opened.stages.mask
    if as_json:
        sys.stdout.write(mask(json.dumps([_row(one) for one in checked], ensure_ascii=False, indent=1)) + "\n")
    else:
        _show(checked, mask)
    if any(one.outcome is not Outcome.SUPPORTED for one in checked):
        raise typer.Exit(5)


def _row(one: Checked) -> dict[str, object]:
    return {
        "sentence": one.sentence, "line": one.line, "outcome": one.outcome.value,
        "reasons": [to_builtins(reason) for reason in one.reasons],
    }  # fmt: skip


def _show(checked: tuple[Checked, ...], mask: Callable[[str], str]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for one in checked:
        if one.outcome is not Outcome.SUPPORTED:
            where = f"line {one.line}: " if one.line else ""
            console.print(f"[red]{one.outcome.value}[/] {where}{escape(mask(one.sentence))}")
            for reason in one.reasons:
                console.print(
                    f"    {escape(reason.feature)}: {escape(mask(reason.value))} {escape(mask(reason.detail))}"
                )
    held = sum(one.outcome is Outcome.SUPPORTED for one in checked)
    console.print(f"{held} of {len(checked)} sentences hold")
