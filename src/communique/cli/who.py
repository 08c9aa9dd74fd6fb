"""``who``, ``forget``, ``accept``: what the base knows of a name, and what a desk changes of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from communique.cli import parts
from communique.cli.show import HERE, DeskOption, JsonOption, day_option, rows
from communique.errors import NoDataError, UsageError
from communique.model import NameForm, to_builtins

if TYPE_CHECKING:
    from communique.known import Told
    from communique.resolve import KnowledgeBase
    from communique.resolve.whois import Belongs, Entry, Held

_NO_OFFICES = 12  # rows of one kind that a person is shown; --json holds all


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="who")(who_)
    app.command(name="accept")(accept)
    app.command(name="forget")(forget)


def who_(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name in any spelling, last name, code (BLR) or id.")
    ] = "",
    on: Annotated[date | None, day_option("--on", "Who held what then; today if not said.")] = None,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="List offices that texts tell and the base does not know.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many candidates.")] = 5,
    desk: DeskOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """What the base knows of a name on a day, and why: offices with source, former and faded ones, spellings.

    A desk is not needed; with one, its own actors file counts. Nobody of that name: exit 3, with near spellings.

    Examples: communique who Makei --on 2014-11-06; communique who BLR --on 2014-11-06; communique who --candidates
    """
    if candidates:
        _candidates(desk, as_json)
        return
    if not name.strip():
        raise UsageError("who needs a name", advice="Say `communique who NAME`, or `communique who --candidates`.")
    when = on or datetime.now(UTC).date()
    base, form = _base(desk)
    found = parts.resolve.whois.who(base, name, when, form)
    if not found:
        alike = parts.resolve.whois.near(base, name)
        advice = f"Near spellings: {'; '.join(alike)}." if alike else "Try the last name alone, or another spelling."
        raise NoDataError(f"nobody called {name} is known", advice=advice)
    if as_json:
        shown = {"name": name, "day": when.isoformat(), "base": base.version, "found": [to_builtins(e) for e in found]}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
        return
    _show(found[:limit], len(found), when)


def _base(folder: Path) -> tuple[KnowledgeBase, NameForm]:
    """The shipped base, with the desk's own file where there is a desk; a broken line of it is said on stderr."""
    if folder == HERE and not (folder / parts.config.FILE_NAME).is_file():
        return parts.resolve.KnowledgeBase.load()[0], NameForm.HOUSE
    settings = parts.config.load_settings(folder)
    base, problems = parts.resolve.KnowledgeBase.load(folder / settings.desk.actors)
    for problem in problems:
        line = f"{problem.place}: {problem.detail}; {problem.advice}"
        Console(stderr=True).print(f"[yellow]actors file:[/] {escape(line)}", highlight=False, soft_wrap=True)
    return base, settings.digest.names


def _show(found: Iterable[Entry], total: int, when: date) -> None:
    console = Console(highlight=False, soft_wrap=True)
    shown = 0
    for entry in found:
        shown += 1
        land = f" · {escape(entry.country_name)}" if entry.country_name and entry.country_name != entry.name else ""
        console.print(f"[bold]{escape(entry.name)}[/]  {entry.id} · {entry.kind}{land}")
        for ground in entry.found:
            console.print(f"  found by {ground.feature}{f': {escape(ground.detail)}' if ground.detail else ''}")
        if entry.valid_from or entry.valid_to:
            console.print(f"  existed {_span(entry.valid_from, entry.valid_to)}")
        _offices(console, f"offices on {when}", entry.offices)
        _offices(console, f"posts on {when}", entry.posts, holder=True)
        _belongs(console, f"memberships on {when}", entry.memberships)
        if len({name for _, name in entry.forms}) > 1:
            _lines(console, "printed", [f"{escape(name)} ({form})" for form, name in entry.forms])
        _lines(console, "spellings", [f"{escape(n)} ({lang} {kind})" for n, lang, kind in entry.spellings])
        _lines(console, "codes", [escape(f"{key} {value}") for key, value in entry.codes])
        if entry.sources:
            console.print(f"  sources: {', '.join(entry.sources)}")
    if total > shown:
        console.print(f"{total - shown} more: --limit {total}, or --json")


def _offices(console: Console, title: str, held: tuple[Held, ...], *, holder: bool = False) -> None:
    if not held:
        return
    console.print(f"  {title}:")
    for one in held[:_NO_OFFICES]:
        where = ", ".join(part for part in (one.country or "", one.organisation) if part)
        person = f"{escape(one.name)} ({one.person}), " if holder else ""
        console.print(
            f"    {one.standing.value:<6} {person}{escape(one.title)}{f' ({escape(where)})' if where else ''}, "
            f"{_span(one.start, one.end) or 'no dates'}, rank {one.rank}, source {one.source} of {one.as_of}"
        )
        console.print(f"           [dim]{escape(one.reason)}[/]")
    if len(held) > _NO_OFFICES:
        console.print(f"    … {len(held) - _NO_OFFICES} more with --json")


def _belongs(console: Console, title: str, belongs: tuple[Belongs, ...]) -> None:
    now_ = [one for one in belongs if one.standing.value == "held"]
    groups: dict[str, list[str]] = {}
    for one in now_:
        groups.setdefault(one.status, []).append(escape(one.name))
    for status, names in groups.items():
        console.print(f"  {title}, {status}: {', '.join(names)}")


def _lines(console: Console, title: str, parts: list[str]) -> None:
    if parts:
        console.print(f"  {title}: {'; '.join(parts)}")


def _span(start: str, end: str) -> str:
    return f"{start or '?'} – {end or 'end not known'}" if start or end else ""


def _candidates(folder: Path, as_json: bool) -> None:
    with parts.desks.Desk(folder) as opened:
        found = parts.known.told_roles(opened)
    if not found:
        raise NoDataError(
            "no text tells of an office that the base does not know", advice="Say `communique run` first."
        )
    listed = [_candidate(one) for one in found]
    columns = ("id", "name", "office", "country", "first", "last", "passages", "sources")
    rows(listed, title="candidates", columns=columns, as_json=as_json, as_csv=False)
    if not as_json:
        Console().print("Take one over into the actors file: communique accept ID")


def _candidate(one: Told) -> dict[str, object]:
    return {
        "id": one.id, "name": one.name, "actor": one.actor_id, "office": one.office, "country": one.country,
        "first": one.first, "last": one.last, "passages": len(one.passages), "sources": list(one.sources),
        "passage_ids": list(one.passages),
    }  # fmt: skip


def accept(
    candidate: Annotated[str, typer.Argument(metavar="ID", help="A candidate that `who --candidates` lists.")],
    desk: DeskOption = HERE,
) -> None:
    """Take an office that texts tell over into the desk's actors file, dated to the texts that tell it.

    Example: communique accept cand-1a2b3c4d
    """
    with parts.desks.Desk(desk) as opened:
        taken, path = parts.known.accept_told(opened, candidate)
    Console(soft_wrap=True, highlight=False).print(
        f"{escape(taken.name)}, {escape(taken.office)} ({taken.first} – {taken.last}) stands in {path}; "
        "`communique run` reads the texts anew with it"
    )


def forget(
    actor: Annotated[str, typer.Argument(metavar="ID", help="A person, or an actor of the desk's own file.")],
    desk: DeskOption = HERE,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take the mark off again; removed lines do not come back.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Withhold a person's name: out of the desk's own file, and the office instead of it in all output. Ids stay.

    It says first what it touches and what it leaves: stored texts, earlier readings and issues keep their words.

    Examples: communique forget Q58217; communique forget my-1 --yes; communique forget Q58217 --undo --yes
    """
    with parts.desks.Desk(desk) as opened:
        plan = parts.known.forget_plan(opened, actor, undo=undo)
        console = Console(stderr=as_json, soft_wrap=True, highlight=False)
        if not plan.changes:
            console.print(f"{actor}: {'no name is withheld' if undo else 'forgotten already'}; nothing to do")
        else:
            for line in (*plan.touches, *plan.leaves):
                console.print(f"  {escape(line)}")
            if not yes:
                _ask(actor)
            (parts.known.remember_actor if undo else parts.known.forget_actor)(opened, actor)
            console.print("done; `communique run` reads the texts anew without the name" if not undo else "done")
    if as_json:
        sys.stdout.write(json.dumps(to_builtins(plan), ensure_ascii=False, indent=1) + "\n")


def _ask(actor: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(f"forget {actor} was not confirmed", advice="Say it with --yes where nobody can be asked.")
    typer.confirm(f"Go on with {actor}?", abort=True)
