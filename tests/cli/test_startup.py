"""Help and wrong use import none of what stands behind the verbs (how fast that is: benchmarks/test_startup.py)."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"spacy", "scipy", "trafilatura", "datasketch", "onnxruntime", "sqlalchemy", "alembic", "numpy", "pydantic_settings",
         "communique.pipeline", "communique.wiring", "communique.store"}  # fmt: skip
SAY = """
import json, sys
from communique.cli import main
try:
    main()
except SystemExit as end:
    code = end.code
sys.stderr.write("\\n" + json.dumps([code, sorted(sys.modules)]))
"""


def loaded(*words: str) -> tuple[int, set[str]]:
    """Exit code of a command, and the modules that a process of its own has loaded after it."""
    command = [sys.executable, "-c", SAY, *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--help",), 0),
        (("digest", "--help"), 0),
        (("nosuchverb",), 2),
        (("events", "--nosuch"), 2),
        (("digest", "--from", "yesterday", "--to", "2014-11-24"), 2),
        (("run", "--only", "dance"), 2),
        (("events", "--json", "--csv"), 2),
        (("events", "--since", "yesterday"), 2),
    ],
)
def test_help_and_wrong_use_load_nothing_heavy(words: tuple[str, ...], code: int) -> None:
    ended, modules = loaded(*words)
    assert ended == code
    assert modules & HEAVY == set()


@pytest.mark.parametrize("words", [("who", "Makei"), ("--version",)])
def test_names_and_versions_load_no_model(words: tuple[str, ...]) -> None:
    ended, modules = loaded(*words)
    assert ended == 0
    assert "communique.resolve" in modules
    assert not modules & {"spacy", "scipy", "trafilatura", "datasketch", "onnxruntime"}


def test_looking_at_a_desk_loads_no_model(made: Path) -> None:
    ended, modules = loaded("events", "--desk", str(made))
    assert ended == 0
    assert not modules & {"spacy", "scipy", "trafilatura", "datasketch", "onnxruntime"}
