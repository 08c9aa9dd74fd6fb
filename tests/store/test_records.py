from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from make import DAY, NOW, SOURCE, assembled, coding_of, opening, reading_of, run_of, save, text_of

from communique.errors import StoreError
from communique.model import (
    Check,
    CheckOutcome,
    Claim,
    Computation,
    Correction,
    Issue,
    Outcome,
    Passage,
    Problem,
    Reading,
    Role,
    Skipped,
    Verdict,
    Voice,
    Window,
)
from communique.store import Store


def issue_of(number: int = 0, *, content_hash: str = "c1", claims: tuple[Claim, ...] = ()) -> Issue:
    return Issue(
        id=f"i-{content_hash}",
        number=number,
        focus="FRE",
        window=Window(start=DAY, end=DAY + timedelta(days=13)),
        cutoff=DAY + timedelta(days=16),
        as_of_run=None,
        series="Digest",
        headline="A headline",
        sections=(),
        claims=claims,
        left_out=(),
        verdicts=tuple(Verdict(claim_id=claim.id, outcome=Outcome.SUPPORTED) for claim in claims),
        text_hashes=(),
        content_hash=content_hash,
        versions=(),
    )


def test_runs_are_numbered_and_an_open_one_shows(store: Store) -> None:
    assert (store.begin_run(run_of(1)), store.begin_run(run_of(2))) == (1, 2)
    ended = store.end_run("run-2", NOW + timedelta(minutes=1), (("coded", 3),))
    first, second = store.runs()
    assert first.run.finished is None
    assert second.run == ended
    assert ended.counts == (("coded", 3),)
    with pytest.raises(StoreError):
        store.end_run("run-9", NOW)


def test_a_check_is_tried_first_and_then_has_one_outcome(store: Store) -> None:
    store.add_source(SOURCE)
    tried = Check(source_id="gazette", at=NOW, day=DAY, outcome=CheckOutcome.TRIED)
    number = store.add_check(tried)
    assert store.checks() == (tried,)
    done = msgspec.structs.replace(tried, outcome=CheckOutcome.OK, count=7, covers_from=DAY)
    store.finish_check(number, done)
    assert store.checks(source="gazette", since=DAY, until=DAY) == (done,)
    assert store.checks(since=DAY + timedelta(days=1)) == ()
    with pytest.raises(StoreError, match="not open"):
        store.finish_check(number, tried)
    with pytest.raises(StoreError):
        store.add_check(msgspec.structs.replace(tried, source_id="nobody"))


def test_problems_and_skips_are_stored_once(store: Store) -> None:
    problem = Problem(stage="ingest", place="feed.xml", cause="broken-xml", advice="Look at it.")
    other = Problem(stage="ingest", place="a.txt", cause="undated")
    skip = Skipped(stage="ingest", subject="b.pdf", reason="format")
    for _ in range(2):
        store.add_problems([problem, other])
        store.add_skipped([skip])
    assert store.problems() == (problem, other)
    assert store.problems(cause="undated") == (other,)
    assert store.skipped(reason="format") == (skip,)
    assert len(store.problems(limit=1)) == 1


def test_issues_are_numbered_and_the_same_content_is_the_same_issue(store: Store) -> None:
    first = store.save_issue(issue_of())
    second = store.save_issue(issue_of(content_hash="c2"))
    assert (first.number, second.number) == (1, 2)
    assert store.save_issue(issue_of(number=9)) == first
    assert store.issue(2) == store.issue("2") == store.issue(second.id) == second
    assert store.issue("i-unknown") is None
    assert store.issues() == (first, second)
    assert store.issues(series="Other") == ()
    assert store.issues(before=DAY) == ()


def test_an_issue_that_prints_the_same_gets_the_checkers_newest_word(store: Store) -> None:
    gone = Claim(id="k9", text="They quarrelled.", voice=Voice.FACT, role=Role.BODY)
    refused = Verdict(claim_id="k9", outcome=Outcome.UNSUPPORTED)
    first = store.save_issue(msgspec.structs.replace(issue_of(), left_out=(gone,), verdicts=(refused,)))
    again = store.save_issue(msgspec.structs.replace(issue_of(number=7), verdicts=()))
    assert (again.number, again.id, again.left_out, again.verdicts) == (first.number, first.id, (), ())
    assert store.issue(1) == again
    assert store.issues() == (again,)
    assert store.why("k9") is None


def test_corrections_can_be_undone_and_the_undoing_too(store: Store) -> None:
    def correction(id_: str, undoes: str | None = None) -> Correction:
        return Correction(
            id=id_, at=datetime(2020, 5, 1, tzinfo=UTC), text_sha256="0", quote="met", subject="r-1", field="type",
            value="AID", undoes=undoes,
        )  # fmt: skip

    store.add_correction(correction("a"))
    store.add_correction(correction("a"))
    store.add_correction(correction("b"))
    store.add_correction(correction("c", undoes="a"))
    assert [one.id for one in store.corrections()] == ["b"]
    store.add_correction(correction("d", undoes="c"))
    assert [one.id for one in store.corrections()] == ["a", "b"]
    assert [one.id for one in store.corrections(standing_only=False)] == ["a", "b", "c", "d"]


def stored_reading(store: Store) -> Reading:
    text = text_of("Freedonia met Sylvania in May.", published=date(2020, 5, 2))
    save(store, text)
    reading = reading_of(text)
    store.save_coding(coding_of(text, reading))
    store.apply_steps([opening("h1", reading)], [assembled("h1", list(store.told()))])
    return reading


def test_why_goes_back_to_the_passage_from_anywhere(store: Store) -> None:
    reading = stored_reading(store)
    for id_, kind in (
        (reading.id, "reading"),
        ("h1", "happening"),
        (reading.passage.id, "passage"),
        (reading.passage.text_id, "text"),
    ):
        found = store.why(id_)
        assert found is not None
        assert (found.kind, found.readings) == (kind, (reading,))
        (cited,) = found.cited
        assert cited.text.body[cited.passage.start : cited.passage.end] == cited.passage.quote
        assert cited.source == SOURCE
    assert store.why("h404") is None
    assert store.passages([reading.passage.id, "p-none"]) == {reading.passage.id: reading.passage}


def test_why_of_claims(store: Store) -> None:
    reading = stored_reading(store)
    cites = Claim(
        id="k1", text="They met.", voice=Voice.FACT, role=Role.BODY, passages=(reading.passage,), happenings=("h1",)
    )
    figure = Computation(id="c-1", kind="count", arguments=(), readings=(reading.id,), claims=(), result=())
    counts = Claim(id="k2", text="Once.", voice=Voice.OUR_READING, role=Role.BODY, computation=figure)
    issue = store.save_issue(issue_of(claims=(cites, counts)))
    first, second = store.why("k1"), store.why("k2")
    assert first is not None and second is not None
    assert (first.claim, first.issue_number, [h.id for h in first.happenings]) == (cites, issue.number, ["h1"])
    assert first.verdict is not None and first.verdict.outcome is Outcome.SUPPORTED
    assert second.readings == (reading,)
    assert [one.passage for one in second.cited] == [reading.passage]


def test_a_happening_nobody_tells_any_more_keeps_its_log(store: Store) -> None:
    reading = stored_reading(store)
    store.apply_steps([], [])
    assert store.happenings() == ()
    found = store.why("h1")
    assert found is not None
    assert (found.happenings, found.steps) == ((), (opening("h1", reading),))


def test_integrity_finds_a_passage_that_is_not_in_its_text(store: Store) -> None:
    reading = stored_reading(store)
    assert store.integrity() == ()
    wrong = Passage.cut(reading.passage.text_id, "z" * 40, 3, 9)
    store.save_coding(
        coding_of(
            store.texts_by_id([reading.passage.text_id])[reading.passage.text_id],
            Reading.make(
                passage=wrong,
                content=reading.content,
                coder="tester",
                coder_version="3",
                base_version="b1",
                confidence=0.1,
            ),
            version="3",
        )
    )
    assert [problem.cause for problem in store.integrity()] == ["passage-not-in-text"]
