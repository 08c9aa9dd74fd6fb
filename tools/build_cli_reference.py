"""Write ``docs/reference/cli.md`` from the command line itself.

``python tools/build_cli_reference.py`` writes the page, ``--check`` only says whether it is up to date (exit 1 if not).
"""

from __future__ import annotations

import re
import sys
from enum import Enum
from pathlib import Path
from typing import Any

import typer

from communique.cli import app

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/cli.md"
_EXAMPLE = re.compile(r"Examples?: ")
_NEXT = re.compile(r";\s+(?=communique )")
HEAD = """\
# The command line

Written by `python tools/build_cli_reference.py` from the program's own help; do not edit by hand.
Exit codes: [exit-codes.md](exit-codes.md).
"""


def page() -> str:
    """The whole page as Markdown."""
    root = typer.main.get_command(app)
    commands: dict[str, Any] = getattr(root, "commands", {})
    options = [one for one in root.params if not getattr(one, "hidden", False)]
    parts = [HEAD, f"```console\n$ communique {' '.join(_long(o) for o in options)}\n```\n", _table(options)]
    parts += [_verb(name, command) for name, command in commands.items()]
    return "\n".join(parts).rstrip() + "\n"


def _verb(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    required = [f"{_long(p)} {_value(p)}" for p in options if p.required]
    usage = " ".join(["communique", name, *(_place(p) for p in arguments), *required, "[OPTIONS]"])
    about = _escaped(" ".join(command.help.split("\n\n")[0].split()))
    rest = [_paragraph(part) for part in command.help.split("\n\n")[1:]]
    return "\n\n".join([f"## {name}", about, f"```text\n{usage}\n```", *rest, _table([*arguments, *options])])


def _paragraph(words: str) -> str:
    flat = " ".join(words.split())
    found = _EXAMPLE.match(flat)
    if not found:
        return _escaped(flat)
    lines = (f"$ {one}" for one in _NEXT.split(flat[found.end() :]))
    return "\n".join(["```console", *lines, "```"])


def _table(params: list[Any]) -> str:
    rows = [f"| {_names(p)} | {_escaped(p.help or '')}{_default(p)} |" for p in params]
    return "\n".join(["| | |", "|---|---|", *rows, ""])


def _place(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return f"`{_place(param)}`".replace("|", "\\|")
    spelled = ", ".join(f"`{one}`" for one in sorted(param.opts, key=len))
    other = "".join(f" / `{one}`" for one in param.secondary_opts)
    return f"{spelled}{other}" if param.is_flag else f"{spelled} {_value(param)}"


def _value(param: Any) -> str:
    if isinstance(param.default, Enum):
        return "\\|".join(str(one.value) for one in type(param.default))
    return str(param.metavar or param.name.upper().removeprefix("AS_"))


def _long(param: Any) -> str:
    return str(max(param.opts, key=len))


def _default(param: Any) -> str:
    if param.required:
        return " *(required)*"
    shown = param.show_default if isinstance(param.show_default, str) else param.default
    value = shown.value if isinstance(shown, Enum) else shown
    if value in (None, "", False) or param.param_type_name == "argument":
        return ""
    return f" *(default: {value})*"


def _escaped(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def main() -> None:
    """Write the page, or compare it."""
    fresh = page()
    if "--check" in sys.argv[1:]:
        if not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != fresh:
            sys.exit(f"{PAGE.relative_to(ROOT)} is out of date: run python tools/build_cli_reference.py")
        return
    PAGE.write_text(fresh, encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
