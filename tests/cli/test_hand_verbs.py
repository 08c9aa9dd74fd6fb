"""``join``, ``split``, ``undo``, ``decisions`` as a user says them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def say(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from communique.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def told(desk: Path) -> list[dict[str, Any]]:
    found = json.loads(say("encounters", "--json", cwd=desk).stdout)
    return [one for one in found if one["status"] == "held"]


def test_join_say_why_split_and_undo(desk: Path) -> None:
    one, other = told(desk)[:2]
    joined = say("join", one["id"], other["id"], "--because", "told twice", "--by", "Ed", "--json", cwd=desk)
    assert joined.returncode == 0, joined.stderr
    decision = json.loads(joined.stdout)["decision"]
    assert (decision["action"], decision["by"], decision["because"]) == ("join", "Ed", "told twice")
    why = say("why", other["id"], cwd=desk).stdout
    assert f"happening {one['id']}" in why
    assert "by Ed" in why
    assert "told twice" in why
    split = say("split", one["id"], *other["readings"], cwd=desk)
    assert split.returncode == 0, split.stderr
    assert "communique undo d2" in split.stdout
    rows = json.loads(say("decisions", "--json", cwd=desk).stdout)
    assert [(row["id"], row["action"], row["holds"]) for row in rows] == [("d1", "join", True), ("d2", "split", True)]
    assert say("undo", cwd=desk).returncode == 0
    assert say("undo", "d1", cwd=desk).returncode == 0
    assert say("undo", "d1", cwd=desk).returncode == 2
    assert {(row["id"], tuple(row["readings"])) for row in told(desk)} >= {
        (row["id"], tuple(row["readings"])) for row in (one, other)
    }
