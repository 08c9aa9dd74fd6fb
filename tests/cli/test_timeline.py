"""``encounters --with-rank`` and ``timeline`` as a user sees them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from icalendar import Calendar


def say(*words: str, cwd: Path, columns: int = 80) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": str(columns), "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from communique.cli import main; main()", *words]
    done = subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=environment, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_the_ledger_fits_eighty_columns_and_marks_what_was_not_held(made: Path) -> None:
    found = json.loads(say("encounters", "--json", cwd=made).stdout)
    shown = say("encounters", "--with-rank", cwd=made).stdout
    assert max(map(len, shown.splitlines())) <= 80
    assert all(f" {one['id']}\n" in shown for one in found)
    assert shown.count("PLANNED") == sum(one["status"] == "planned" for one in found) > 0
    assert [one["held"] for one in found] == [one["status"] == "held" for one in found]
    lavrov = next(one for one in found if {"head of state", "minister"} <= {s["highest"] for s in one["sides"]})
    assert lavrov["sources"][0]["address"]


def test_the_ledger_as_csv_has_one_column_a_field(made: Path) -> None:
    found = json.loads(say("encounters", "--json", cwd=made).stdout)
    rows = list(csv.DictReader(io.StringIO(say("encounters", "--with-rank", "--csv", cwd=made).stdout)))
    assert [row["id"] for row in rows] == [one["id"] for one in found]
    assert {"first_day", "last_day", "precision", "status", "side_1_lowest", "side_2_highest", "series", "ordinal",
            "publisher", "address", "part_of"} <= rows[0].keys()  # fmt: skip
    assert any(row["ordinal"] == "4" for row in rows)


def test_a_calendar_holds_every_encounter_with_a_day(made: Path, tmp_path: Path) -> None:
    done = say("encounters", "--ics", str(tmp_path / "met.ics"), cwd=made)
    assert done.returncode == 0
    events = Calendar.from_ical((tmp_path / "met.ics").read_bytes()).walk("VEVENT")
    assert f"{len(events)} encounters written" in done.stderr
    assert {"CONFIRMED", "TENTATIVE"} <= {str(event["status"]) for event in events}
    assert say("encounters", "--ics", "x.ics", "--json", cwd=made).returncode == 2
    assert say("encounters", "--ics", "/dev/null/x.ics", cwd=made).returncode == 1


def test_visits_hold_their_meetings_and_plans_lead_to_what_came_of_them(made: Path) -> None:
    found = {one["id"]: one for one in json.loads(say("encounters", "--json", cwd=made).stdout)}
    links = [link for one in found.values() for link in one["links"] if link["of"] == one["id"]]
    inside = {link["to"]: link["of"] for link in links if link["kind"] == "contains"}
    assert {found[of]["format"] for of in inside.values()} == {"visit"}
    held = {link["to"] for link in links if link["kind"] == "fulfilled by"}
    assert held
    assert all(found[id_]["held"] for id_ in held)
    rows = json.loads(say("timeline", "--json", cwd=made).stdout)
    places = {row["id"]: number for number, row in enumerate(rows)}
    assert {row["id"]: row["part_of"] for row in rows if row["part_of"]} == inside
    assert all(places[of] < places[to] for to, of in inside.items())
    doubles = {link["to"] for link in links if link["kind"] == "coded as"}
    assert doubles
    assert not doubles & places.keys()
    to, of = next(iter(inside.items()))
    assert f"link: {of} contains {to}" in say("why", to, cwd=made, columns=200).stdout
    ledger = say("encounters", "--with-rank", cwd=made).stdout
    assert f"part of {of}" in ledger
    calendar = Calendar.from_ical(say("encounters", "--ics", "-", cwd=made).stdout)
    parents = [str(event["related-to"]) for event in calendar.walk("VEVENT") if "related-to" in event]
    assert sorted(parents) == sorted(f"{of}@blr.communique" for of in inside.values())


def test_the_timeline_goes_day_by_day_oldest_first(made: Path) -> None:
    period = ("--since", "2014-11-17", "--until", "2014-11-19")
    shown = say("timeline", *period, cwd=made).stdout
    assert max(map(len, shown.splitlines())) <= 80
    heads = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Monday 17 November 2014", "Tuesday 18 November 2014", "Wednesday 19 November 2014"]
    rows = json.loads(say("timeline", *period, "--json", cwd=made).stdout)
    assert all(f"; {row['id']})" in " ".join(shown.split()) for row in rows)
    assert {row["kind"] for row in rows} == {"event", "encounter", "statement"}
    only = json.loads(say("timeline", *period, "--kind", "statement", "--partner", "RUS", "--json", cwd=made).stdout)
    assert {row["kind"] for row in only} == {"statement"}
    assert len(list(csv.DictReader(io.StringIO(say("timeline", *period, "--csv", cwd=made).stdout)))) == len(rows)
    assert say("timeline", "--kind", "nonsense", cwd=made).returncode == 2
