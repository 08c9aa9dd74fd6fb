"""``encounters`` and ``timeline``: who met whom at what level, and what happened day by day."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from communique.cli import parts
from communique.cli.show import (
    HERE,
    ActorOption,
    CsvOption,
    DeskOption,
    JsonOption,
    LimitOption,
    PartnerOption,
    SinceOption,
    UntilOption,
    rows,
)
from communique.errors import StoreError, UsageError
from communique.model import slug, to_builtins

if TYPE_CHECKING:
    from communique.ledger import Entry, SideRow

KINDS = ("event", "encounter", "statement")
_WORDS = 300  # characters of a line of the timeline; --json and --csv hold the whole


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    app.command(name="encounters")(encounters)
    app.command(name="timeline")(timeline)


def encounters(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None, actor: ActorOption = None,
    partner: PartnerOption = None, limit: LimitOption = None,
    with_rank: Annotated[bool, typer.Option("--with-rank", help="The ledger: sides, offices, levels, series.")] = False,
    ics: Annotated[
        Path | None, typer.Option("--ics", metavar="FILE", help="Write an iCalendar file; - for the terminal.")
    ] = None,
    as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """Who met whom, at what rank, in what form. What was planned, postponed, cancelled or refused is marked so.

    Examples: communique encounters --actor BLR --partner RUS --with-rank;
    communique encounters --since 2014-11-01 --ics meetings.ics
    """
    filters = parts.store.Filters(
        kind="encounter", since=since, until=until, actor=actor, partner=partner,
        limit=limit,
    )  # fmt: skip
    if ics is not None and (as_json or as_csv):
        raise UsageError("--ics with --json or --csv", advice="Choose one of them.")
    with parts.desks.Desk(desk) as opened:
        found = parts.ledger.entries(opened, filters)
        series, focus = opened.settings.desk.series, opened.settings.desk.country
    if ics is not None:
        _write_calendar(found, ics, series, f"{slug(focus)}.communique")
    elif as_json:
        rows([_full(one) for one in found], title="encounters", columns=(), as_json=True, as_csv=False)
    elif with_rank and not as_csv:
        _ledger(found)
    else:
        columns = ("id", "day", "format", "status", "participants", "place", "topics", "origins")
        shown = [_flat(one) if with_rank else _brief(one) for one in found]
        rows(shown, title="encounters", columns=columns, as_json=False, as_csv=as_csv)


def timeline(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None, actor: ActorOption = None,
    partner: PartnerOption = None,
    kind: Annotated[str | None, typer.Option("--kind", help="event, encounter or statement.")] = None,
    limit: LimitOption = None, as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """What happened day by day, oldest first: encounters, events and statements with source and id.

    Meetings stand under the visit they were part of; an event that only says again that people met is left out.

    Example: communique timeline --partner RUS --since 2014-11-01 --until 2014-11-24
    """
    if kind is not None and kind not in KINDS:
        raise UsageError(f"--kind {kind}: unknown", advice=f"Kinds: {', '.join(KINDS)}.")
    filters = parts.store.Filters(kind=kind, since=since, until=until, actor=actor, partner=partner)
    with parts.desks.Desk(desk) as opened:
        told = in_order(parts.ledger.entries(opened, filters))[:limit]
    if as_json or as_csv:
        rows([_line_row(one, inside) for one, inside in told], title="timeline", columns=_TIMELINE, as_json=as_json,
             as_csv=as_csv)  # fmt: skip
    else:
        _timeline(told)


def in_order(found: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Entries by day, each with the visit under which it stands (empty for none); doubles left out."""
    present = {one.id for one in found}
    doubles = {link.to for one in found for link in one.links if link.kind == "coded as" and link.of in present}
    visit = {link.to: link.of for one in found for link in one.links if link.kind == "contains" and link.of in present}
    listed = [one for one in found if one.id not in doubles]
    inside: dict[str, list[Entry]] = {}
    for one in listed:
        inside.setdefault(visit.get(one.id, ""), []).append(one)
    return [
        (one, under)
        for head in inside.get("", [])
        for one, under in ((head, ""), *((part, head.id) for part in inside.get(head.id, [])))
    ]


_TIMELINE = ("day", "kind", "type", "standing", "words", "place", "publisher", "address", "id", "part_of")


def _line_row(one: Entry, under: str) -> dict[str, Any]:
    first = one.sources[0] if one.sources else None
    return {
        "day": one.day, "first_day": one.first, "last_day": one.last, "precision": one.precision,
        "date_basis": one.basis, "kind": one.kind, "type": one.type, "standing": one.standing, "words": one.words,
        "place": one.place, "origins": one.origins, "publisher": first.publisher if first else None,
        "address": first.address if first else None, "id": one.id, "part_of": under or None,
        "links": [f"{link.of} {link.kind} {link.to}" for link in one.links],
    }  # fmt: skip


def _timeline(told: Sequence[tuple[Entry, str]]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    width = max(Console().width, 40)
    if not told:
        console.print("nothing happened in that period, as far as the texts of this desk tell")
    days: dict[str, Any] = {}
    shown: dict[str, str] = {}
    for one, under in told:
        head = shown.get(under) or _heading(one)
        shown[one.id] = head
        days.setdefault(head, []).append((one, under))
    for place, (head, lines) in enumerate(days.items()):
        console.print(f"{'' if place == 0 else chr(10)}[bold]{head}[/]")
        for one, under in lines:
            console.print(escape(_line(one, under, width)))


def _heading(one: Entry) -> str:
    """The day under which it stands; the span itself where no day of it is known to a week."""
    if one.anchor is None:
        return "No day"
    wide = one.first and one.last and (one.last - one.first).days > 7 and one.precision != "days"
    if wide:
        return parts.ledger.day_words(one.first, one.last, one.precision, one.basis)
    return f"{one.anchor:%A} {one.anchor.day} {one.anchor:%B %Y}"


def _line(one: Entry, under: str, width: int) -> str:
    exact = one.precision == "day" and one.basis != "print" and not under
    when = "" if exact else f"{parts.ledger.day_words(one.first, one.last, one.precision, one.basis)}, "
    state = "" if one.standing in ("", "held", "none") else f"[{one.standing}] "
    words = textwrap.shorten(one.words, _WORDS, placeholder=" …")
    where = f", {one.place}" if one.place else ""
    publisher = one.sources[0].publisher if one.sources else "no source"
    more = f", {one.origins} origins" if one.origins > 1 else ""
    more += "".join(f", {words}" for words in _linked(one))
    indent = "      " if under else "  "
    text = f"{state}{words}{where} ({when}{publisher}{more}; {one.id})"
    return textwrap.fill(text, width, initial_indent=f"{indent}- ", subsequent_indent=f"{indent}  ",
                         break_on_hyphens=False)  # fmt: skip


def _ledger(found: Sequence[Entry]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    width = max(Console().width, 40)
    console.print(f"encounters ({len(found)}), of them held {sum(one.held for one in found)}", style="italic")
    for one in found:
        state = one.standing if one.held else one.standing.upper()
        where = f" · {one.place}" if one.place else ""
        head = f"{parts.ledger.day_words(one.first, one.last, one.precision, one.basis)}  {one.type} · {state}{where}"
        gap = " " * max(2, width - len(head) - len(one.id))
        console.print(f"[bold]{escape(head)}[/]{gap}{one.id}")
        for side in one.sides:
            console.print(escape(_side(side, width)))
        for line in _notes(one):
            console.print(escape(textwrap.fill(line, width, initial_indent="    ", subsequent_indent="    ")))


def _side(side: SideRow, width: int) -> str:
    countries = ", ".join(dict.fromkeys(one.country for one in side.parties if one.country))
    head = f"    {side.role or 'with':<6} {countries:<4} {parts.ledger.level_words(side) or '–':<16} "
    people = "; ".join(f"{one.name}{f', {one.office}' if one.office else ''}" for one in side.parties)
    return textwrap.fill(people, width, initial_indent=head, subsequent_indent=" " * 34, break_on_hyphens=False)


_SAID = {
    "fulfilled by": ("held as", "as planned in"),
    "called off by": ("called off in", "planned in"),
    "signed": ("signed:", "signed at"),
    "next": ("next:", "announced at"),
    "contains": ("with", "part of"),
}


def _linked(one: Entry, leave_out: frozenset[str] = frozenset({"contains", "coded as"})) -> list[str]:
    """How it stands to others, in words, each kind once: "held as h9, h12"."""
    found: dict[str, list[str]] = {}
    for link in one.links:
        if link.kind not in leave_out and link.kind in _SAID:
            forth, back = _SAID[link.kind]
            mine = link.of == one.id
            found.setdefault(forth if mine else back, []).append(link.to if mine else link.of)
    return [f"{words} {', '.join(ids)}" for words, ids in found.items()]


def _notes(one: Entry) -> list[str]:
    numbered = f"No. {one.ordinal}" if one.ordinal else ""
    series = ", ".join(part for part in (one.series, numbered) if part)
    notes = [f"series: {series}"] if series else []
    notes += [f"on: {', '.join(one.topics)}"] if one.topics else []
    return notes + _linked(one, frozenset({"coded as"}))


def _write_calendar(found: Sequence[Entry], path: Path, series: str, realm: str) -> None:
    made, left_out = parts.ics.calendar(found, series, realm)
    if str(path) == "-":
        sys.stdout.write(made.decode())
    else:
        try:
            path.write_bytes(made)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}", advice="Choose another file.") from error
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    written = len(found) - len(left_out)
    console.print(f"{written} encounters written{f' to {escape(str(path))}' if str(path) != '-' else ''}")
    if left_out:
        ids = ", ".join(one.id for one in left_out)
        console.print(f"{len(left_out)} left out, whose day is not known to a month: {ids}")


def _brief(one: Entry) -> Mapping[str, Any]:
    return {
        "id": one.id, "day": one.day, "date_basis": one.basis, "place": one.place, "origins": one.origins,
        "readings": list(one.readings), "format": one.type, "status": one.standing,
        "participants": [party.shown for side in one.sides for party in side.parties],
        "topics": list(one.topics), "series": one.series, "ordinal": one.ordinal,
    }  # fmt: skip


def _full(one: Entry) -> Mapping[str, Any]:
    return {
        **_brief(one), "first_day": one.first, "last_day": one.last, "precision": one.precision, "held": one.held,
        "place_country": one.place_country, "sides": [to_builtins(side) for side in one.sides],
        "sources": [to_builtins(source) for source in one.sources],
        "links": [to_builtins(link) for link in one.links],
    }  # fmt: skip


def _flat(one: Entry) -> Mapping[str, Any]:
    """One column a field: two sides and all others, with the level of each."""
    main, others = one.sides[:2], one.sides[2:]
    row: dict[str, Any] = {
        "id": one.id, "first_day": one.first, "last_day": one.last, "precision": one.precision,
        "date_basis": one.basis, "format": one.type, "status": one.standing, "held": "yes" if one.held else "no",
    }  # fmt: skip
    for number in (1, 2):
        side = main[number - 1] if len(main) >= number else None
        row |= {
            f"side_{number}": _people((side,) if side else ()),
            f"side_{number}_role": side.role if side else "",
            f"side_{number}_highest": side.highest if side else None,
            f"side_{number}_lowest": side.lowest if side else None,
        }
    ranked = [side for side in others if side.highest]
    row |= {
        "others": _people(others),
        "others_highest": ranked[0].highest if len(ranked) == 1 else None,
        "others_lowest": ranked[0].lowest if len(ranked) == 1 else None,
        "place": one.place, "place_country": one.place_country, "series": one.series, "ordinal": one.ordinal,
        "topics": list(one.topics), "origins": one.origins,
        "publisher": one.sources[0].publisher if one.sources else None,
        "address": one.sources[0].address if one.sources else None,
        "part_of": [link.of for link in one.links if link.kind == "contains" and link.to == one.id],
    }  # fmt: skip
    return row


def _people(sides: Sequence[SideRow]) -> str:
    return "; ".join(party.shown for side in sides for party in side.parties)
