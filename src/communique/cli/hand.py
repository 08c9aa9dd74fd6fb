"""``join``, ``split``, ``undo``, ``decisions``: what an editor says about what is one happening."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from communique.cli import parts
from communique.cli.show import HERE, CsvOption, DeskOption, JsonOption, rows
from communique.model import to_builtins

if TYPE_CHECKING:
    from communique.hand import Decided

BecauseOption = Annotated[str, typer.Option("--because", help="Why; `why` shows it.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides; your login name if not said.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="join")(join_)
    app.command(name="split")(split_)
    app.command(name="undo")(undo_)
    app.command(name="decisions")(decisions)


def join_(
    happenings: Annotated[list[str], typer.Argument(metavar="ID ID…", help="Happenings that are one.")],
    because: BecauseOption = "",
    by: ByOption = "",
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Say that two happenings, or more, are one. It holds in later runs, whatever is read anew; `undo` takes it back.

    The first id lives on, the others lead to it. Only what is of one kind and state can be one: a plan and its
    fulfilment are linked instead.

    Example: communique join h3 h8 --because "the agency mistook the day"
    """
    with parts.desks.Desk(desk) as opened:
        done = parts.hand.join(opened, happenings, by=by or _who(), because=because)
        _show(done, opened.stages.mask, as_json)


def split_(
    happening: Annotated[str, typer.Argument(metavar="ID", help="The happening that is more than one.")],
    readings: Annotated[
        list[str], typer.Argument(metavar="READING…", help="Readings to take out (or how they begin).")
    ],
    because: BecauseOption = "",
    by: ByOption = "",
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take readings out of a happening: they tell another, which gets an id of its own. `why ID` lists the readings.

    Example: communique split h3 r-1a2b3c4d --because "that was the second call"
    """
    with parts.desks.Desk(desk) as opened:
        done = parts.hand.split(opened, happening, readings, by=by or _who(), because=because)
        _show(done, opened.stages.mask, as_json)


def undo_(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The last one that holds, if not said.")] = "",
    because: BecauseOption = "",
    by: ByOption = "",
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Take a `join` or `split` back; undoing an undoing restores it. The log keeps all of them.

    Example: communique undo d2
    """
    with parts.desks.Desk(desk) as opened:
        done = parts.hand.undo(opened, decision, by=by or _who(), because=because)
        _show(done, opened.stages.mask, as_json)


def decisions(desk: DeskOption = HERE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """What was joined, split and undone by hand: when, by whom, why, and whether it holds.

    Example: communique decisions
    """
    with parts.desks.Desk(desk) as opened:
        held = opened.store.decisions()
        lost = {problem.place: opened.stages.mask(problem.detail) for problem in opened.store.unbound()}
    holding = {one.id for one in parts.merge.standing(held)}
    found = [
        {
            "id": one.id, "at": one.at.isoformat(timespec="minutes"), "by": one.by, "action": one.action.value,
            "happenings": list(one.happenings), "undoes": one.undoes, "because": one.because,
            "holds": one.id in holding and one.id not in lost, "lost": lost.get(one.id),
        }
        for one in held
    ]  # fmt: skip
    columns = ("id", "at", "by", "action", "happenings", "undoes", "because", "holds")
    rows(found, title="decisions", columns=columns, as_json=as_json, as_csv=as_csv)


def _show(done: Decided, mask: Callable[[str], str], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(mask(json.dumps(to_builtins(done), ensure_ascii=False, indent=1)) + "\n")
        return
    console = Console(soft_wrap=True, highlight=False)
    one = done.decision
    about = f"{one.undoes} ({', '.join(one.happenings)})" if one.undoes else ", ".join(one.happenings)
    console.print(f"{one.id}: {one.action.value} {about}")
    for happening in done.happenings:
        told = f"{_counted(len(happening.readings), 'reading')}, {_counted(len(happening.origins), 'origin')}"
        console.print(f"  {happening.id}: {told} ({', '.join(happening.readings)})")
    for step in done.steps:
        if step.into and not any(one_.id == step.happening_id for one_ in done.happenings) and not step.reading_id:
            console.print(f"  {step.happening_id} leads to {step.into} now")
    if done.note:
        console.print(f"  {escape(done.note)}")
    if not one.undoes:
        console.print(f"Take it back: communique undo {one.id}")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no name for this user id, as in some containers
        return "editor"
