from __future__ import annotations

import json
from datetime import date

import msgspec
import pytest
from make import DAY, SOURCE, save, text_of

from communique.errors import StoreError
from communique.model import Duplicate, DuplicateKind
from communique.store import Store


def test_a_text_comes_back_as_it_was_saved(store: Store) -> None:
    text = text_of("Freedonia’s envoy met nobody.\n\nТекст, naïve “quotes” 🙂.")
    assert save(store, text)
    assert store.text(text.id) == text
    assert store.raw(text.bytes_sha256) == text.body.encode()
    assert list(store.signatures()) == [(text.id, text.sha256, b"s")]


def test_the_same_text_twice_changes_nothing(store: Store) -> None:
    text = text_of("Once.")
    save(store, text)
    before = list(store.logical_export()), store.counts()
    assert not save(store, text)
    assert (list(store.logical_export()), store.counts()) == before


def test_a_later_wording_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    old, new = text_of("They met."), text_of("They met twice.")
    save(store, old)
    save(store, new)
    assert [text.id for text in store.texts()] == [new.id]
    assert [text.id for text in store.versions(old.article_id)] == [old.id, new.id]
    assert not save(store, old), "an old wording seen again does not flip the latest one"
    assert [text.id for text in store.texts()] == [new.id]


def test_texts_by_day_and_source(store: Store) -> None:
    days = [date(2020, 1, 3), date(2020, 1, 1), date(2020, 1, 2)]
    texts = [text_of(f"Text {day}", address=f"https://gazette.example/{day}", published=day) for day in days]
    undated = text_of("No day", address="https://gazette.example/none", published=None)
    for text in (*texts, undated):
        save(store, text)
    found = [text.published for text in store.texts(since=date(2020, 1, 1), until=date(2020, 1, 2))]
    assert found == [date(2020, 1, 1), date(2020, 1, 2)]
    assert len(list(store.texts())) == 4
    assert list(store.texts(source="other")) == []


def test_duplicates_are_linked(store: Store) -> None:
    first = text_of("Same words.", address="https://gazette.example/1")
    second = text_of("Same words.", address="https://gazette.example/2")
    save(store, first)
    link = Duplicate(text_id=second.id, of_text_id=first.id, kind=DuplicateKind.EXACT, similarity=1.0)
    store.save_text(second, b"Same words.", duplicates=[link])
    assert store.duplicates() == (link,)


def test_a_text_whose_link_fails_is_not_half_stored(store: Store) -> None:
    store.add_source(SOURCE)
    text = text_of("Linked to nothing.")
    link = Duplicate(text_id=text.id, of_text_id="t-unknown", kind=DuplicateKind.NEAR, similarity=0.9)
    before = store.counts()
    with pytest.raises(StoreError):
        store.save_text(text, b"x", duplicates=[link])
    assert store.counts() == before
    assert store.search("linked") == ()


def test_sources_are_kept_as_declared_last(store: Store) -> None:
    assert store.add_source(SOURCE)
    assert not store.add_source(SOURCE)
    changed = msgspec.structs.replace(SOURCE, official=True)
    assert store.add_source(changed)
    assert store.sources() == (changed,)
    assert store.source("gazette") == changed
    assert store.source("nobody") is None


def test_search_finds_words_phrases_and_beginnings_and_takes_any_input(store: Store) -> None:
    text = text_of("The naïve ambassador presented credentials in Minsk.", title="Credentials")
    save(store, text)
    for query in ("credentials", '"presented credentials"', "ambass*", "naive minsk"):
        assert [hit.text_id for hit in store.search(query)] == [text.id], query
    assert store.search('"credentials presented"') == ()
    for odd in ("", "***", 'AND OR NOT "', "a) OR (b", "title:x NEAR(", "'; DROP TABLE text"):
        assert isinstance(store.search(odd), tuple)
    assert "[credentials]" in store.search("presented credentials")[0].snippet.lower()


def test_search_shows_only_the_latest_wording(store: Store) -> None:
    save(store, text_of("The old wording."))
    new = text_of("The new wording.")
    save(store, new)
    assert [hit.text_id for hit in store.search("wording")] == [new.id]


def test_the_export_holds_no_clock(store: Store) -> None:
    save(store, text_of("Clockless."))
    lines = [json.loads(line) for line in store.logical_export()]
    assert lines
    assert all("first_seen" not in line for line in lines)
    assert lines[0]["published"] == DAY.isoformat()
