from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from make import DAY, assembled, coding_of, event_of, opening, reading_of, save, text_of
from sqlalchemy import event as sa_event

from communique.merge import follow, plan
from communique.model import MergeAction, MergeStep, Reading, Text
from communique.store import Filters, Store


def told_twice(store: Store) -> tuple[Reading, Reading]:
    """Two texts, five days apart in print, each with one reading."""
    found = []
    for number, later in ((1, 0), (2, 5)):
        day = DAY + timedelta(days=later)
        text = text_of(f"They met, says {number}.", address=f"https://gazette.example/{number}", published=day)
        save(store, text)
        reading = reading_of(text)
        store.save_coding(coding_of(text, reading))
        found.append(reading)
    return found[0], found[1]


def merge(store: Store, steps: list[MergeStep]) -> tuple[int, int]:
    told = store.told()
    membership = follow(store.membership(), steps)
    groups: dict[str, list[object]] = {}
    for one in told:
        groups.setdefault(membership[one.reading.id], []).append(one)
    return store.apply_steps(steps, [assembled(id_, members) for id_, members in groups.items()])  # type: ignore[arg-type]


def test_told_brings_text_source_and_copies(store: Store) -> None:
    a, b = told_twice(store)
    told = store.told()
    assert [one.reading.id for one in told] == sorted((a.id, b.id))
    assert {one.source.id for one in told} == {"gazette"}
    assert all(one.text.id == one.reading.passage.text_id for one in told)


def test_steps_and_happenings_are_stored_and_found(store: Store) -> None:
    a, b = told_twice(store)
    assert merge(store, [opening("h1", a), opening("h2", b)]) == (2, 0)
    assert store.membership() == {a.id: "h1", b.id: "h2"}
    assert merge(store, []) == (0, 0), "the same again changes nothing"
    assert merge(store, [MergeStep(action=MergeAction.MERGE, happening_id="h2", into="h1")]) == (1, 1)
    (one,) = store.happenings()
    assert one.readings == tuple(sorted((a.id, b.id)))
    assert store.happening("h2") == one, "an old id leads to the one that lives on"
    assert [step.action.value for step in store.merge_steps()] == ["open", "open", "merge"]
    split = MergeStep(action=MergeAction.SPLIT, happening_id="h1", reading_id=b.id, into="h2", by="editor")
    assert merge(store, [split]) == (2, 0)
    second = store.happening("h2")
    assert second is not None and second.readings == (b.id,), "an id that lives again is no redirect"
    assert store.merge_steps(by="editor") == (split,)


def test_the_membership_table_and_the_replayed_log_agree(store: Store) -> None:
    a, b = told_twice(store)
    steps = [
        opening("h1", a),
        MergeStep(action=MergeAction.ADD, happening_id="h1", reading_id=b.id),
        MergeStep(action=MergeAction.SPLIT, happening_id="h1", reading_id=a.id, into="h2"),
        MergeStep(action=MergeAction.MERGE, happening_id="h1", into="h2"),
        MergeStep(action=MergeAction.SPLIT, happening_id="h2", reading_id=b.id, into="h3"),
        MergeStep(action=MergeAction.MERGE, happening_id="h3", into="h1"),
    ]
    for end in range(len(steps)):
        store.apply_steps(steps[end : end + 1], [], complete=False)
        assert store.membership() == follow({}, steps[: end + 1])


def test_filters(store: Store) -> None:
    a, b = told_twice(store)
    merge(store, [opening("h1", a), opening("h2", b)])
    assert len(store.happenings(Filters(since=DAY, until=DAY, actor="FRE", partner="SYL", kind="event"))) == 2
    assert store.happenings(Filters(since=DAY + timedelta(days=1))) == ()
    assert store.happenings(Filters(actor="Q2")) == ()
    assert len(store.happenings(Filters(party="Q2"))) == 2
    assert len(store.happenings(Filters(limit=1))) == 1
    assert store.happenings(Filters(source="other")) == ()
    assert [h.id for h in store.happenings(Filters(text=a.passage.text_id))] == ["h1"]


def test_a_cutoff_leaves_out_later_texts_and_what_only_they_tell(store: Store) -> None:
    a, b = told_twice(store)
    merge(store, [opening("h1", a), MergeStep(action=MergeAction.ADD, happening_id="h1", reading_id=b.id)])
    (early,) = store.happenings(Filters(cutoff=DAY), assembled)
    assert (early.id, early.readings) == ("h1", (a.id,))
    (late,) = store.happenings(Filters(cutoff=DAY + timedelta(days=5)), assembled)
    assert late == store.happening("h1")
    assert store.happenings(Filters(cutoff=DAY - timedelta(days=1)), assembled) == ()
    assert store.happenings(Filters(cutoff=DAY, kind="statement"), assembled) == ()
    with pytest.raises(ValueError, match="assemble"):
        store.happenings(Filters(cutoff=DAY))


def test_minted_ids_never_come_back(store: Store) -> None:
    a, b = told_twice(store)
    mint = store.minter()
    assert (mint(), mint()) == ("h1", "h2")
    merge(store, [opening("h1", a), opening("h2", b)])
    merge(store, [MergeStep(action=MergeAction.MERGE, happening_id="h2", into="h1")])
    assert store.minter()() == "h3"


def test_a_replaced_reading_leaves_its_happening(store: Store) -> None:
    a, b = told_twice(store)
    merge(store, [opening("h1", a), MergeStep(action=MergeAction.ADD, happening_id="h1", reading_id=b.id)])
    text = store.text(a.passage.text_id)
    assert isinstance(text, Text)
    again = reading_of(text, version="2")
    store.save_coding(coding_of(text, again, version="2"))
    told = store.told()
    former = store.told_by_id(sorted(set(store.membership()) - {one.reading.id for one in told}))
    assert [one.reading.id for one in former] == [a.id]
    steps = plan(told, store.membership(), store.minter(), former=former)
    assert [(step.action.value, step.happening_id) for step in steps] == [("add", "h1")]
    merge(store, list(steps))
    (one,) = store.happenings()
    assert one.readings == tuple(sorted((again.id, b.id)))


def test_ten_thousand_happenings_load_at_once(store: Store) -> None:
    texts = 100
    for number in range(texts):
        body = f"Report {number}. " + "x" * 120
        text = text_of(body, address=f"https://gazette.example/{number}")
        save(store, text)
        days = [date(2020, 1, 1) + timedelta(days=(number * 100 + n) % 300) for n in range(100)]
        readings = [reading_of(text, event_of(day=day), end=n + 1) for n, day in enumerate(days)]
        store.save_coding(coding_of(text, *readings))
    told = store.told()
    steps = [opening(f"h{n}", one.reading) for n, one in enumerate(told)]
    store.apply_steps(steps, [assembled(f"h{n}", [one]) for n, one in enumerate(told)])
    statements = 0

    def counted(*_: object) -> None:
        nonlocal statements
        statements += 1

    sa_event.listen(store._database.engine, "before_cursor_execute", counted)
    started = time.perf_counter()
    assert len(store.happenings()) == 10_000
    seconds = time.perf_counter() - started
    assert statements <= 4
    assert len(store.told()) == 10_000
    assert statements <= 60, "told() takes a statement for some hundreds of readings, not for each"
    assert seconds < 10  # on a loaded machine; see benchmarks for the figure
