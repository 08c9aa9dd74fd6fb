"""``init``, ``add``, ``demo``, ``doctor``: setting up and looking after a desk."""

from __future__ import annotations

import json
import platform
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from communique.__about__ import __version__
from communique.cli import parts
from communique.cli.show import HERE, Bars, DeskOption, JsonOption, counts, day_option
from communique.errors import UsageError
from communique.model import Completeness, Window

if TYPE_CHECKING:
    from communique.checkup import Finding

SAMPLE = "belarus-2014"


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    for verb in (init, add, demo, doctor):
        app.command(name=verb.__name__)(verb)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make; may exist if it holds no desk.")],
    country: Annotated[str, typer.Option("--country", "-c", help="Whose diplomacy: ISO 3166 alpha-3, or EUE.")],
    series: Annotated[str, typer.Option("--series", help="Name of the digest.")] = "",
) -> None:
    """Make a desk: one folder, one commented communique.toml, one SQLite file.

    Example: communique init minsk --country BLR
    """
    parts.desks.make_desk(folder, country=country, series=series)
    settings = folder / parts.config.FILE_NAME
    Console().print(f"A desk for {country.upper()} is in {folder}. Its settings: {settings}", soft_wrap=True)
    Console().print(f"Next: cd {folder}; communique add REPORTS…; communique run", soft_wrap=True)


def add(
    what: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Files, folders, JSON Lines, page or feed.")],
    desk: DeskOption = HERE,
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it, where it does not say so.")] = "",
    owner: Annotated[str, typer.Option("--owner", help="Owner group: its outlets are one origin.")] = "",
    country: Annotated[str | None, typer.Option("--country", help="Home of the publisher (ISO 3166 alpha-3).")] = None,
    language: Annotated[str, typer.Option("--language", help="Language of its texts.")] = "en",
    official: Annotated[
        bool | None, typer.Option("--official/--not-official", help="A government publishes it.")
    ] = None,
    completeness: Annotated[
        Completeness, typer.Option("--completeness", help="How much of it is held; only full supports an absence.")
    ] = Completeness.UNKNOWN,
    licence: Annotated[str, typer.Option("--licence", help="Licence of its texts.")] = "",
    published: Annotated[date | None, day_option("--published", "Day of undated texts.")] = None,
    feed: Annotated[bool, typer.Option("--feed", help="The address is an RSS or Atom feed.")] = False,
    cadence: Annotated[
        int | None, typer.Option("--cadence-days", min=0, help="Read an address anew only after so many days.")
    ] = None,
) -> None:
    """Add what to read; `communique run` then reads it.

    Examples: communique add reports/ --publisher "MFA of Belarus" --official --country BLR;
    communique add https://example.org/feed.xml --feed
    """
    declaration = parts.sources.Declaration(
        publisher=publisher or None, owner=owner or None,
        country=country.upper() if country else None,
        language=language,
        official=official, completeness=completeness, licence=licence, published=published,
        feed=feed, cadence_days=cadence,
    )  # fmt: skip
    with parts.desks.Desk(desk) as opened, opened.store.lock():
        for one in what:
            source, new = parts.desks.add_source(opened, parts.sources.declare(one, declaration))
            word = "added" if new else "known"
            Console().print(f"{word} {source.id}: {escape(source.name)} ({source.kind}, {escape(source.location)})")


def demo(
    out: Annotated[Path, typer.Option("--out", help="Folder for the issue.")] = Path("out"),
    as_json: JsonOption = False,
) -> None:
    """Write one issue of the digest from the bundled sample: Belarus, 3–24 November 2014.

    Example: communique demo --out out
    """
    with TemporaryDirectory(prefix="communique-demo-") as temporary:
        folder = Path(temporary) / "desk"
        parts.desks.make_desk(folder, country="BLR", series="Belarus Foreign Policy Digest")
        with parts.desks.Desk(folder, progress=Bars()) as desk:
            sample = parts.sources.Declaration(publisher="Communiqué sample")
            desk.store.add_source(parts.sources.declare(str(sample_folder()), sample))
            counted = parts.pipeline.run(desk)
            counts(counted, as_json=as_json)
            window = Window(start=date(2014, 11, 3), end=date(2014, 11, 24))
            made = parts.publish.publish(desk, window, out=out)
    console = Console(soft_wrap=True)
    console.print(f"[bold]{escape(made.issue.headline)}[/]")
    console.print(f"{len(made.issue.claims)} sentences, {len(made.issue.left_out)} left out by the checker")
    for path in made.paths:
        console.print(f"wrote {path}")


def sample_folder() -> Path:
    """Where the bundled sample lies: in the package, or beside it in a checkout."""
    packaged = Path(str(files("communique"))) / "samples" / SAMPLE
    checkout = Path(__file__).parents[3] / "samples" / SAMPLE
    for path in (packaged, checkout):
        if path.is_dir():
            return path
    raise UsageError("the sample is not in this installation", advice="Install the package anew.")


def doctor(desk: DeskOption = HERE, as_json: JsonOption = False) -> None:
    """Look at the environment, the models, the store and what is overdue, and say what to do.

    Example: communique doctor
    """
    findings = parts.checkup.examine(desk)
    if as_json:
        rows = [{"what": one.what, "ok": one.ok, "detail": one.detail, "advice": one.advice} for one in findings]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        _show(findings)
    if not all(one.ok for one in findings):
        raise typer.Exit(1)


def _show(findings: tuple[Finding, ...]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"communique {__version__}, Python {platform.python_version()}, {platform.system()}")
    for one in findings:
        mark = "[green]ok [/]" if one.ok else "[red]bad[/]"
        console.print(f"{mark} {one.what}: {escape(one.detail)}")
        if one.advice and not one.ok:
            console.print(f"    → {escape(one.advice)}")
