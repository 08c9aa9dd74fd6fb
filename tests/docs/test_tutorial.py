"""The commands that the tutorial and the how-tos show do what these pages say.

In a ``console`` block a line after ``$`` is run; ``# exit N`` or ``# exit N or M`` says how it ends (0 when unsaid).
Other lines must stand in what it prints, blanks aside; a line that ends in ``…`` need only begin so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit ([\d or]+)$")
SHOWN = sorted(one for one in (DOCS / "howto").glob("*.md") if BLOCK.search(one.read_text(encoding="utf-8")))


class Step(NamedTuple):
    """One command, how it ends, and the lines that it prints."""

    command: str
    codes: tuple[int, ...]
    lines: tuple[str, ...]


def steps(page: Path) -> Iterator[Step]:
    """The commands of a page in their order."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            said, *lines = part.splitlines()
            found = EXIT.search(said)
            command = said[: found.start()] if found else said
            codes = tuple(map(int, found[1].split(" or "))) if found else (0,)
            yield Step(command, codes, tuple(filter(str.strip, lines)))


def follow(page: Path, folder: Path, program: Path) -> int:
    """Run every command of a page, beginning in ``folder``; the number of commands."""
    path = f"{program}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "200", "NO_COLOR": "1"}
    found = list(steps(page))
    for step in found:
        if step.command.startswith("cd "):
            folder = folder / step.command.removeprefix("cd ")
            continue
        done = subprocess.run(
            step.command,
            shell=True,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        printed = [" ".join(line.split()) for line in (done.stdout + done.stderr).splitlines()]
        assert done.returncode in step.codes, f"{step.command}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr, step.command
        for line in step.lines:
            assert any(_shown(line, one) for one in printed), f"{step.command}: no line {line!r} in\n{done.stdout}"
    return len(found)


def _shown(line: str, printed: str) -> bool:
    wanted = " ".join(line.split())
    return printed.startswith(wanted.removesuffix("…").rstrip()) if wanted.endswith("…") else printed == wanted


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ``communique`` that is the code under test."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "communique"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "from communique.cli import main; main()" "$@"\n')
    script.chmod(0o755)
    return folder


def test_the_tutorial(tmp_path: Path, program: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    assert follow(DOCS / "tutorial/first-issue.md", tmp_path, program) > 10


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_a_how_to(page: Path, desk: Path, program: Path) -> None:
    shutil.copytree(ROOT / "samples", desk.parent / "samples")
    assert follow(page, desk, program) > 0
