"""``why ID``: everything behind one record."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from communique.cli import parts
from communique.cli.show import HERE, DeskOption, JsonOption
from communique.errors import NoDataError
from communique.model import Reading, Reason, to_builtins

if TYPE_CHECKING:
    from communique.store import Cited, Why

CONTEXT = 220


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="why")(why)


def why(
    record: Annotated[str, typer.Argument(metavar="ID", help="A happening, reading, claim, passage or text.")],
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Everything behind one record: the passage in its context, reasons, coder and version.

    Example: communique why h12
    """
    with parts.desks.Desk(desk) as opened:
        found, mask = opened.store.why(record), opened.stages.mask
    if found is None:
        raise NoDataError(f"nothing is known under {record}", advice="Ids stand in `events --json` and in an issue.")
    if as_json:
        sys.stdout.write(mask(json.dumps(to_builtins(found), ensure_ascii=False, indent=1)) + "\n")
    else:
        _show(found, mask)


def _show(found: Why, mask: Callable[[str], str]) -> None:
    console = Console(highlight=False)
    console.print(f"[bold]{found.kind} {found.id}[/]")
    if found.claim:
        verdict = f" · {found.verdict.outcome}" if found.verdict else ""
        console.print(f"“{escape(mask(found.claim.text))}” ({found.claim.voice}{verdict}, issue {found.issue_number})")
    for happening in found.happenings:
        origins = ", ".join(happening.origins)
        console.print(f"happening {happening.id}: {len(happening.readings)} readings, origins: {escape(origins)}")
        _reasons(console, happening.reasons, mask)
        for other in happening.alternatives:
            console.print(f"  also told: {other.field} = {escape(mask(other.value))} ({', '.join(other.readings)})")
    for reading in found.readings:
        _reading(console, reading, mask)
    for cited in found.cited:
        _passage(console, cited, mask)
    for link in found.links:
        grounds = "; ".join(escape(mask(reason.detail)) for reason in link.reasons)
        console.print(f"link: {link.of} {link.kind.value} {link.to} [dim]({grounds})[/]")
    for one in found.decisions:
        about = f"undoes {one.undoes}" if one.undoes else " and ".join(one.happenings)
        because = f": {escape(one.because)}" if one.because else ""
        when = one.at.isoformat(" ", timespec="minutes")
        console.print(f"decision {one.id}: {one.action.value} {about}, by {escape(one.by)}, {when}{because}")
    for step in found.steps:
        console.print(
            f"[dim]{step.action} {step.happening_id} {step.reading_id or ''} {step.into or ''} by {step.by}[/]"
        )


def _reading(console: Console, reading: Reading, mask: Callable[[str], str]) -> None:
    content = {key: value for key, value in to_builtins(reading.content).items() if value not in (None, "", [], ())}
    console.print(
        f"\n[bold]reading {reading.id}[/] confidence {reading.confidence:.2f}, "
        f"coder {reading.coder} {reading.coder_version}, base {reading.base_version}"
    )
    console.print_json(mask(json.dumps(content, ensure_ascii=False)))
    _reasons(console, reading.reasons, mask)


def _passage(console: Console, cited: Cited, mask: Callable[[str], str]) -> None:
    body, passage = cited.text.body, cited.passage
    before = mask(body[max(0, passage.start - CONTEXT) : passage.start])
    after = mask(body[passage.end : passage.end + CONTEXT])
    console.print(f"\n[bold]{escape(cited.source.name)}[/], {cited.text.published}: {escape(mask(cited.text.title))}")
    console.print(f"{escape(cited.text.address)} [{passage.start}:{passage.end}]", soft_wrap=True)
    inside = mask(body[passage.start : passage.end])
    console.print(f"[dim]…{escape(before)}[/][reverse]{escape(inside)}[/][dim]{escape(after)}…[/]")


def _reasons(console: Console, reasons: tuple[Reason, ...], mask: Callable[[str], str]) -> None:
    for reason in reasons:
        weight = f" {reason.weight:+g}" if reason.weight else ""
        console.print(
            f"  because {escape(reason.feature)}{weight}: {escape(mask(reason.value))} {escape(mask(reason.detail))}"
        )
