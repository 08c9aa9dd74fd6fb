from __future__ import annotations

from datetime import date

import pytest
from make import DAY, assembled, coding_of, event_of, opening, reading_of, run_of, save, text_of

from communique.errors import UsageError
from communique.model import Problem, Skipped
from communique.store import Coding, Filters, Store


def test_a_coding_marks_its_text_and_is_stored_once(store: Store) -> None:
    text = text_of("Freedonia met Sylvania.")
    save(store, text)
    assert [one.id for one in store.uncoded_texts("tester", "1", "b1")] == [text.id]
    reading = reading_of(text)
    coding = Coding(
        text_id=text.id,
        coder="tester",
        coder_version="1",
        base_version="b1",
        readings=(reading, reading),
        skipped=(Skipped(stage="coding", subject=text.id, reason="standing-fact"),),
        problems=(Problem(stage="coding", place=text.id, cause="too-long"),),
    )
    assert store.save_coding(coding)
    assert list(store.uncoded_texts("tester", "1", "b1")) == []
    assert store.readings() == (reading,)
    assert store.reading(reading.id) == reading
    assert store.problems() == coding.problems
    assert store.skipped_by_reason() == {"standing-fact": 1}
    before = store.counts()
    assert not store.save_coding(coding)
    assert store.counts() == before


def test_an_empty_coding_marks_its_text_too(store: Store) -> None:
    text = text_of("Nothing happened.")
    save(store, text)
    store.save_coding(coding_of(text))
    assert list(store.uncoded_texts("tester", "1", "b1")) == []


def test_a_new_coder_version_replaces_what_counts_and_keeps_what_was(store: Store) -> None:
    text = text_of("Freedonia met Sylvania.")
    save(store, text)
    old, new = reading_of(text, version="1"), reading_of(text, version="2")
    problem = Problem(stage="coding", place=text.id, cause="odd")
    store.save_coding(
        Coding(
            text_id=text.id, coder="tester", coder_version="1", base_version="b1", readings=(old,), problems=(problem,)
        )
    )
    assert [one.id for one in store.uncoded_texts("tester", "2", "b1")] == [text.id]
    store.save_coding(coding_of(text, new, version="2"))
    assert store.readings() == (new,)
    assert store.reading(old.id) == old
    assert store.problems() == ()


def test_readings_of_an_old_wording_do_not_count(store: Store) -> None:
    old, new = text_of("They met."), text_of("They met twice.")
    save(store, old)
    store.save_coding(coding_of(old, reading_of(old)))
    save(store, new)
    assert store.readings() == ()
    assert [one.id for one in store.uncoded_texts("tester", "1", "b1")] == [new.id]


def test_readings_are_filtered_by_day_party_kind_and_type(store: Store) -> None:
    text = text_of("Freedonia met Sylvania.")
    save(store, text)
    met = reading_of(text, event_of(), end=5)
    gave = reading_of(text, event_of("AID", date(2020, 5, 9)), end=6)
    undated = reading_of(text, event_of("SUPPORT", None), end=7)
    store.save_coding(coding_of(text, met, gave, undated))
    assert store.readings(Filters(since=DAY, until=DAY)) == (met,)
    assert store.readings(Filters(type="AID")) == (gave,)
    assert store.readings(Filters(kind="statement")) == ()
    assert len(store.readings(Filters(actor="FRE", partner="Q2"))) == 3
    assert store.readings(Filters(actor="SYL")) == ()
    assert len(store.readings(Filters(limit=2))) == 2
    assert store.readings(Filters(cutoff=date(2020, 4, 29))) == ()


def test_as_of_a_run_later_wordings_and_codings_do_not_count(store: Store) -> None:
    old, new = text_of("They met."), text_of("They met twice.")
    store.begin_run(run_of(1))
    save(store, old)
    first = reading_of(old)
    store.save_coding(coding_of(old, first))
    store.apply_steps([opening("h1", first)], [assembled("h1", list(store.told()))])
    store.begin_run(run_of(2))
    save(store, new)
    second = reading_of(new)
    store.save_coding(coding_of(new, second))
    told = list(store.told())
    assert [one.reading for one in told] == [second]
    store.apply_steps([opening("h2", second)], [assembled("h2", told)])
    assert store.readings(Filters(as_of_run="run-1")) == (first,)
    assert [h.id for h in store.happenings()] == ["h2"]
    for run in ("1", "run-1"):
        assert [h.id for h in store.happenings(Filters(as_of_run=run), assembled)] == ["h1"]
    assert store.membership(as_of_run="1") == {first.id: "h1"}
    with pytest.raises(UsageError):
        store.readings(Filters(as_of_run="run-9"))
