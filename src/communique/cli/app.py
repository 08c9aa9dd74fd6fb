"""The application: global options, verbs, and how errors end."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console

from communique.__about__ import __version__
from communique.cli import desk, hand, issues, ledger, parts, tables, who, why, work
from communique.errors import CommuniqueError

app = typer.Typer(
    name="communique",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "From the public record of a country's diplomacy to a cited digest and an index that can be recomputed.\n\n"
        "A first issue: communique init desk --country BLR; cd desk; communique add reports/; communique run; "
        "communique digest --from 2014-11-03 --to 2014-11-24"
    ),
    epilog="Exit codes: 0 ok, 1 error, 2 wrong use, 3 no data, 4 partial, 5 refused.",
)


def _version(wanted: bool) -> None:
    if not wanted:
        return
    versions = (*parts.wiring.Stages().versions(), ("weights", parts.ontology.weights().id))
    listed = "; ".join(f"{name} {version}" for name, version in versions)
    Console().print(f"communique {__version__} ({listed})", highlight=False, soft_wrap=True)
    raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Name code, models, coder, base and weights."),
    ] = False,
) -> None:
    del version


for group in (desk, work, issues, ledger, tables, why, hand, who):
    group.register(app)


def main() -> None:
    """Run the command line; every error of ours ends in one line, its advice and its exit code."""
    console = Console(stderr=True)
    try:
        app()
    except CommuniqueError as error:
        console.print(f"[bold red]error:[/] {_safe(error.message)}", highlight=False, soft_wrap=True)
        if error.advice:
            console.print(f"  {_safe(error.advice)}", highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        console.print("stopped; what was done is kept, and the same command goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


def _safe(words: str) -> str:
    return words.replace("[", r"\[")
