"""Every problem of reading says what a person can do."""

import ast
from pathlib import Path

import communique.ingest
from communique.ingest.interface import FetchCause
from communique.ingest.problems import advices, problem
from communique.model import Source

SOURCE = Source(id="s", name="S", owner="", kind="files", location="x")
_WITH_ADVICE = 5  # cause, place, source, detail, advice


def raised() -> set[str]:
    """Causes that the code gives without advice of its own, read from its syntax trees."""
    found = set()
    for path in Path(communique.ingest.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "problem":
                cause = node.args[0]
                if isinstance(cause, ast.Constant) and len(node.args) < _WITH_ADVICE:
                    found.add(str(cause.value))
    return found


def test_every_cause_has_advice():
    assert "broken-json" in raised()
    assert (raised() | {str(cause) for cause in FetchCause}) - advices().keys() == set()


def test_nothing_stands_in_the_file_that_is_no_cause():
    words = {path: path.read_text(encoding="utf-8") for path in Path(communique.ingest.__file__).parent.glob("*.py")}
    assert [cause for cause in advices() if not any(f'"{cause}"' in text for text in words.values())] == []


def test_advice_in_its_place_wins():
    assert problem("empty", "x", SOURCE, advice="own words").advice == "own words"
    assert problem("empty", "x", SOURCE).advice == advices()["empty"]
