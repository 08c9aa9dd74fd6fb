"""Every verb as a new user would say it, also wrongly."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest

from communique.cli import main

Run = subprocess.CompletedProcess[str]
WIDTH = {"COLUMNS": "200"}
PERIOD = ("--from", "2014-11-03", "--to", "2014-11-24")


def say(*words: str, cwd: Path | None = None) -> Run:
    """Run the command line in this process, which has the models loaded; whatever it raises fails the test."""
    out, err = io.StringIO(), io.StringIO()
    environment = patch.dict(os.environ, {**WIDTH, "NO_COLOR": "1"})
    with chdir(cwd or Path()), environment, patch.object(sys, "argv", ["communique", *words]):
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def say_anew(*words: str, cwd: Path | None = None) -> Run:
    """Run the command line in a process of its own; no answer may hold a traceback."""
    environment = {**os.environ, **WIDTH, "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from communique.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.mark.parametrize(
    "verb",
    [
        "init",
        "add",
        "run",
        "fetch",
        "ingest",
        "code",
        "merge",
        "digest",
        "verify",
        "events",
        "encounters",
        "timeline",
        "statements",
        "sources",
        "articles",
        "stories",
        "problems",
        "index",
        "why",
        "join",
        "split",
        "undo",
        "decisions",
        "who",
        "accept",
        "forget",
        "doctor",
        "demo",
    ],
)
def test_every_verb_has_help_with_an_example(verb: str) -> None:
    done = say(verb, "--help")
    assert done.returncode == 0
    assert "xample" in done.stdout


def test_a_first_desk(tmp_path: Path, reports: Path) -> None:
    assert say_anew("init", "minsk", "--country", "BLR", cwd=tmp_path).returncode == 0
    desk = tmp_path / "minsk"
    assert (desk / "communique.toml").is_file()
    assert (desk / "communique.sqlite3").is_file()
    assert say_anew("add", str(reports), cwd=desk).returncode == 0
    done = say_anew("run", "--json", cwd=desk)
    counts = json.loads(done.stdout.strip().splitlines()[-1])
    assert done.returncode == 0
    assert counts["new"] == counts["coded"] == len(list(reports.glob("*.md")))
    again = json.loads(say_anew("run", "--json", cwd=desk).stdout.strip().splitlines()[-1])
    assert (again.get("new", 0), again.get("coded", 0), again["unchanged"]) == (0, 0, counts["new"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("run",), 2),  # no desk here
        (("init", "x", "--country", "ZZZ"), 2),
        (("init",), 2),
        (("nonsense",), 2),
        (("digest", "--from", "2014-11-03"), 2),
    ],
)
def test_wrong_use_is_exit_2_with_a_word(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    done = say_anew(*words, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr.strip()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("digest", "--from", "2014-11-24", "--to", "2014-11-03"), 2),
        (("digest", "--from", "yesterday", "--to", "2014-11-03"), 2),
        (("digest", *PERIOD, "--format", "pdf"), 2),
        (("digest", "--from", "1950-01-01", "--to", "1950-02-01"), 3),
        (("run", "--only", "nonsense"), 2),
        (("digest", *PERIOD, "--out", "/dev/null/out"), 2),
        (("events", "--json", "--csv"), 2),
        (("events", "--since", "soon"), 2),
        (("index",), 2),
        (("why", "h999999"), 3),
        (("verify", "999"), 3),
        (("verify", "missing.md"), 3),
        (("add", "no-such-folder"), 2),
        (("join", "h1"), 2),
        (("join", "h1", "h999999"), 3),
        (("split", "h999999", "r-12345"), 3),
        (("undo",), 3),
        (("add", ".", "--country", "belarus"), 2),
        (("digest", *PERIOD, "--as-of", "run-x"), 2),
    ],
)
def test_wrong_words_on_a_desk(made: Path, words: tuple[str, ...], code: int) -> None:
    done = say(*words, cwd=made)
    assert done.returncode == code, done.stderr
    assert "error" in done.stderr.lower()


@pytest.mark.parametrize("verb", ["events", "encounters", "statements", "sources", "articles", "stories", "problems"])
def test_tables_in_three_forms(made: Path, verb: str) -> None:
    found = json.loads(say(verb, "--json", cwd=made).stdout)
    assert isinstance(found, list)
    rows = list(csv.DictReader(io.StringIO(say(verb, "--csv", cwd=made).stdout)))
    assert len(rows) == len(found)
    assert verb in say(verb, cwd=made).stdout


def test_a_narrow_terminal_gets_a_list_instead_of_strips(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = say("events", cwd=made).stdout
    monkeypatch.setitem(WIDTH, "COLUMNS", "60")
    narrow = say("events", cwd=made).stdout
    assert "┃" in wide
    assert "┃" not in narrow
    assert max(map(len, narrow.splitlines())) <= 60
    assert "recipients" in narrow


def test_an_empty_table_says_so(made: Path) -> None:
    done = say("events", "--since", "1950-01-01", "--until", "1950-02-01", cwd=made)
    assert (done.returncode, done.stdout.strip()) == (0, "events (0): none")


def test_filters(made: Path) -> None:
    everything = json.loads(say("events", "--json", cwd=made).stdout)
    with_russia = json.loads(say("events", "--json", "--partner", "RUS", cwd=made).stdout)
    assert 0 < len(with_russia) < len(everything)
    assert len(json.loads(say("events", "--json", "--limit", "1", cwd=made).stdout)) == 1


def test_why_opens_the_passage(made: Path) -> None:
    event = json.loads(say("events", "--json", cwd=made).stdout)[0]
    found = json.loads(say("why", event["id"], "--json", cwd=made).stdout)
    cited = found["cited"][0]
    assert cited["text"]["body"][cited["passage"]["start"] : cited["passage"]["end"]] == cited["passage"]["quote"]
    assert "because" in say("why", event["id"], cwd=made).stdout


def test_index_recomputes_from_its_evidence(made: Path) -> None:
    period = ("--since", "2014-11-03", "--until", "2014-11-24", "--json")
    scores = json.loads(say("index", *period, cwd=made).stdout)
    evidence = json.loads(say("index", *period, "--evidence", cwd=made).stdout)
    assert scores
    for score in scores:
        points = [row["points"] for row in evidence if row["partner"] == score["partner"]]
        assert round(sum(points), 2) == score["sum"]


def test_a_digest_is_written_verified_and_refused_when_doctored(desk: Path) -> None:
    done = say("digest", *PERIOD, "--out", "out", cwd=desk)
    assert done.returncode in {0, 4}, done.stderr
    page = next((desk / "out").glob("*.html")).read_text(encoding="utf-8")
    assert "http-equiv" not in page
    assert "<script src" not in page
    assert "Lukashenka" in page
    issue = next((desk / "out").glob("*.md"))
    assert say("verify", "1", cwd=desk).returncode == 0
    assert say("verify", str(issue), cwd=desk).returncode == 0
    doctored = issue.read_text(encoding="utf-8").replace("18 November", "17 November")
    assert doctored != issue.read_text(encoding="utf-8")
    edited = desk / "edited.md"
    edited.write_text(doctored, encoding="utf-8")
    assert say("verify", str(edited), cwd=desk).returncode == 5


def test_doctor_says_what_is_there(made: Path, tmp_path: Path) -> None:
    findings = json.loads(say("doctor", "--json", cwd=made).stdout)
    assert {"python", "sqlite", "models", "store"} <= {one["what"] for one in findings}
    assert all(one["ok"] for one in findings), findings
    assert "run-" in next(one["detail"] for one in findings if one["what"] == "latest runs")
    assert say("doctor", cwd=tmp_path).returncode == 0


def test_version_names_code_base_and_models() -> None:
    done = say("--version")
    assert done.returncode == 0
    for word in ("communique", "annotator", "base", "coder"):
        assert word in done.stdout
