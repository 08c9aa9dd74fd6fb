"""Issues: the same readings give the same bytes, cut-offs hold, and nothing unsupported is printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from communique.desks import Desk
from communique.errors import NoDataError, UsageError
from communique.model import Outcome, Role, Window
from communique.publish import previous_window, publish
from communique.reopen import verify_file, verify_issue

WINDOW = Window(start=date(2014, 11, 3), end=date(2014, 11, 24))


def test_previous_window_is_as_long_and_ends_the_day_before() -> None:
    before = previous_window(WINDOW)
    assert (before.start, before.end) == (date(2014, 10, 12), date(2014, 11, 2))


def test_the_same_desk_gives_the_same_bytes(desk: Path, tmp_path: Path) -> None:
    with Desk(desk) as opened:
        first = publish(opened, WINDOW, out=tmp_path / "a")
        second = publish(opened, WINDOW, out=tmp_path / "b")
    assert first.issue == second.issue
    assert [p.read_bytes() for p in first.paths] == [p.read_bytes() for p in second.paths]


def test_every_printed_sentence_is_supported(desk: Path, tmp_path: Path) -> None:
    with Desk(desk) as opened:
        issue = publish(opened, WINDOW, out=tmp_path).issue
        checked = verify_issue(opened, str(issue.number))
    outcomes = {verdict.claim_id: verdict.outcome for verdict in issue.verdicts}
    assert {outcomes[claim.id] for claim in issue.claims} == {Outcome.SUPPORTED}
    assert all(one.outcome is Outcome.SUPPORTED for one in checked)
    assert {claim.role for claim in issue.claims} >= {Role.HEADLINE, Role.STANDFIRST, Role.BODY}
    assert all(claim.passages or claim.computation for claim in issue.claims)


def test_a_cutoff_hides_later_texts(desk: Path, tmp_path: Path) -> None:
    with Desk(desk) as opened:
        early = publish(opened, WINDOW, out=tmp_path, cutoff=date(2014, 11, 18)).issue
        cited = {p.text_id for claim in early.claims for p in claim.passages}
        days = [text.published for text in opened.store.texts_by_id(sorted(cited)).values()]
    assert days
    assert max(day for day in days if day) <= date(2014, 11, 18)


def test_nothing_to_tell_and_an_impossible_cutoff(desk: Path, tmp_path: Path) -> None:
    with Desk(desk) as opened:
        with pytest.raises(NoDataError):
            publish(opened, Window(start=date(1950, 1, 1), end=date(1950, 2, 1)), out=tmp_path)
        with pytest.raises(UsageError):
            publish(opened, WINDOW, out=tmp_path, cutoff=date(2014, 1, 1))


def test_a_heading_falls_with_the_sentence_it_rests_on(desk: Path, tmp_path: Path) -> None:
    with Desk(desk) as opened:
        made = publish(opened, WINDOW, out=tmp_path)
        file = next(path for path in made.paths if path.suffix == ".md")
        assert all(one.outcome is Outcome.SUPPORTED for one in verify_file(opened, file))
        rests = {one for claim in made.issue.claims if claim.computation for one in claim.computation.claims}
        told = next(c.text for c in made.issue.claims if c.id in rests and " November" in c.text)
        edited = tmp_path / "edited.md"
        edited.write_text(
            file.read_text(encoding="utf-8").replace(told, told.replace(" November", " October")), "utf-8"
        )
        fallen = [one.sentence for one in verify_file(opened, edited) if one.outcome is not Outcome.SUPPORTED]
    headings = [claim.text for claim in made.issue.claims if claim.role in {Role.HEADLINE, Role.SUBTITLE}]
    assert set(fallen) & set(headings)
