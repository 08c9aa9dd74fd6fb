"""Agreement of two judges on pairs, and a draw that tells the judge nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from evals.judged.pairs_draw import blind_id, drawn, for_a_judge
from evals.verifier.agreement import figures, paired

ROOT = Path(__file__).parents[2]


def test_agreement_beyond_chance() -> None:
    yes, no = "supported", "unsupported"
    rows = [{"id": str(k), "label": label, "kind": kind} for k, (label, kind) in enumerate(
        [(yes, "a"), (yes, "a"), (no, "number"), (no, "number"), (no, "name")])]  # fmt: skip
    second = {blind_id(row): label for row, label in zip(rows, [yes, yes, no, no, yes], strict=True)}
    found = figures(paired([*rows, {"id": "unjudged", "label": no, "kind": "name"}], second))
    assert (found["judged_twice"], found["same"], found["kappa"]) == (5, 0.8, 0.6154)
    assert found["otherwise"] == {"unsupported: name": 1}


def test_nobody_judged_gives_no_figure() -> None:
    found = figures([])
    assert found["judged_twice"] == 0 and found["same"] is None and found["kappa"] is None


def test_the_judge_sees_neither_label_nor_kind() -> None:
    rows = drawn()
    assert len(rows) == 200 and rows == drawn()
    assert sum(row["label"] == "supported" for row in rows) == 100
    for row in rows:
        shown = for_a_judge(row)
        assert set(shown) == {"id", "sentence", "passage", "published", "title", "publisher"}
        assert row["id"] not in shown["id"] and row["kind"] not in shown["id"]


def test_the_command_runs_by_two_processes(tmp_path: Path) -> None:
    """Started as a module, as users do: what the processes are handed must be found by its name."""
    body = "Peru signed 3 agreements with Chile in Lima. The talks took two days."
    kept = {"published": "2021-03-03", "title": "", "publisher": "", "start": 0, "end": 44, "kind": "own"}
    rows = [{**kept, "id": str(k), "text": f"{body} Text {k}.", "sentence": said, "label": label} for k, (said, label) in
            enumerate([("Peru signed 3 agreements with Chile in Lima.", "supported"),
                       ("Peru signed 7 agreements with Chile in Lima.", "unsupported")])]  # fmt: skip
    path = tmp_path / "pairs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    command = [sys.executable, "-m", "evals.verifier", "--data", str(path), "--jobs", "2", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["n"], found["published_unsupported_share"], found["refused_supported_share"]) == (2, 0.0, 0.0)
