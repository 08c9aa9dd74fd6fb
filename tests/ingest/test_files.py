import json
import os

import pytest

from communique.ingest import Incoming, ReadOptions, read_source
from communique.model import CheckOutcome, Completeness, Problem, PublishedBasis, Skipped, sha256

BODY = "The foreign minister received the ambassador on Tuesday.\n\nThey spoke of trade – and of “visas”.\r\n"


@pytest.fixture
def read(tmp_path, canned, now, source_at):
    def reading(location=tmp_path, published=None, options=None, **fields):
        source = source_at(location, **fields)
        return list(read_source(source, fetcher=canned(), clock=now, published=published, options=options))

    return reading


def texts(items):
    return [item.text for item in items if isinstance(item, Incoming)]


def causes(items):
    return [item.cause for item in items if isinstance(item, Problem)]


def rows(path, *made):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made), encoding="utf-8")


def test_rows_are_kept_to_the_letter(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"url": "https://x.org/1", "title": "T", "published": "2026-03-01", "text": BODY})
    items = read()
    (text,) = texts(items)
    assert text.body == BODY
    assert (text.address, text.title, str(text.published)) == ("https://x.org/1", "T", "2026-03-01")
    assert (text.published_basis, text.language) == (PublishedBasis.DECLARED, "en")
    assert text.sha256 == sha256(BODY)
    assert causes(items) == []
    assert items[-1].outcome is CheckOutcome.OK
    assert items[-1].count == 1


def test_reading_twice_gives_the_same_records(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"text": BODY}, {"text": BODY + "More.", "id": 7})
    (tmp_path / "b.txt").write_text(BODY)
    assert read() == read()


def test_a_row_put_in_before_others_does_not_make_them_new(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"text": BODY}, {"text": BODY * 2})
    before = {text.id for text in texts(read())}
    rows(tmp_path / "a.jsonl", {"text": "A new first row."}, {"text": BODY}, {"text": BODY * 2})
    assert before < {text.id for text in texts(read())}


def test_broken_rows_are_told_by_file_and_line_and_the_rest_is_read(tmp_path, read):
    good = json.dumps({"text": BODY, "published": "2026-03-01"}).encode()
    lines = [good, b"{broken", b"[1]", b'{"title": "no text"}', b'{"text": 5}', b"", b"[" * 100_000, b"9" * 6000]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*lines, good.replace(b"Tuesday", b"Monday")]))
    items = read()
    problems = [(item.place, item.cause) for item in items if isinstance(item, Problem)]
    assert len(texts(items)) == 2
    assert problems == [
        ("a.jsonl:2", "broken-json"), ("a.jsonl:3", "broken-json"), ("a.jsonl:4", "no-text"),
        ("a.jsonl:5", "no-text"), ("a.jsonl:7", "broken-json"), ("a.jsonl:8", "broken-json"),
    ]  # fmt: skip


def test_a_huge_row_is_passed_over_and_the_next_is_read(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"text": "x" * 5000}, {"text": BODY, "published": "2026-03-01"})
    items = read(options=ReadOptions(max_row_bytes=1000))
    assert [(item.place, item.cause) for item in items if isinstance(item, Problem)] == [("a.jsonl:1", "too-large")]
    assert len(texts(items)) == 1


def test_nul_and_half_characters_are_replaced_one_for_one(tmp_path, read):
    (tmp_path / "a.jsonl").write_text(
        '{"text": "a\\u0000b\\ud83dc 😀", "title": "\\udc00", "published": "2026-03-01"}\n'
    )
    items = read()
    assert texts(items)[0].body == "a\ufffdb\ufffdc 😀"
    assert causes(items) == ["broken-characters"]


def test_undated_texts_are_kept_and_told(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"text": BODY})
    items = read()
    assert texts(items)[0].published is None
    assert texts(items)[0].published_basis is PublishedBasis.NONE
    (problem,) = [item for item in items if isinstance(item, Problem)]
    assert (problem.cause, problem.place) == ("undated", "a.jsonl:1")
    assert "--published" in problem.advice


def test_a_day_given_by_hand_is_for_undated_texts_only(tmp_path, read, now):
    rows(tmp_path / "a.jsonl", {"text": BODY, "id": 1}, {"text": BODY, "id": 2, "published": "2026-01-31"})
    items = read(published=now().date())
    assert [str(text.published) for text in texts(items)] == ["2026-03-20", "2026-01-31"]
    assert causes(items) == []


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2026-02-30", "0001-01-01", "1890-05-05", "32"])
def test_days_that_are_none_are_told(tmp_path, read, day):
    rows(tmp_path / "a.jsonl", {"text": BODY, "published": day})
    items = read()
    assert texts(items)[0].published is None
    assert causes(items) == ["bad-date"]


@pytest.mark.parametrize(("day", "found"), [("2026-03-21", []), ("2026-03-22", ["future-dated"])])
def test_future_dated_texts_are_kept_and_told(tmp_path, read, day, found):
    rows(tmp_path / "a.jsonl", {"text": BODY, "published": day})
    items = read()
    assert str(texts(items)[0].published) == day
    assert causes(items) == found


def test_empty_and_huge_texts_give_problems_only(tmp_path, read):
    rows(tmp_path / "a.jsonl", {"text": " \n"}, {"text": "x" * 101, "published": "2026-03-01"})
    (tmp_path / "b.txt").write_text("")
    (tmp_path / "c.txt").write_text("x" * 1001)
    items = read(options=ReadOptions(max_chars=100, max_file_bytes=1000))
    assert texts(items) == []
    assert sorted(causes(items)) == ["empty", "empty", "too-large", "too-large"]
    assert items[-1].outcome is CheckOutcome.ERROR


def test_an_address_that_comes_twice(tmp_path, read):
    row = {"url": "https://x.org/1", "text": BODY, "published": "2026-03-01"}
    rows(tmp_path / "a.jsonl", row, row, row | {"text": BODY + "Corrected."})
    items = read()
    one, two = texts(items)
    assert one.article_id == two.article_id
    assert one.id != two.id
    assert causes(items) == ["duplicate-address"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["repeated"]


def test_each_publisher_is_a_source_of_its_own(tmp_path, read):
    rows(
        tmp_path / "a.jsonl",
        {"text": BODY, "id": 1, "publisher": "Interfax", "owner": "Interfax Group", "official": False},
        {"text": BODY, "id": 2},
        {"text": BODY, "id": 3, "publisher": "БелТА", "country": "blr"},
    )
    made = [item.source for item in read(country="RUS", official=True) if isinstance(item, Incoming)]
    assert [(one.name, one.owner, one.country, one.official) for one in made] == [
        ("Interfax", "Interfax Group", "RUS", False), ("Test Ministry", "", "RUS", True), ("БелТА", "", "BLR", True),
    ]  # fmt: skip
    assert len({one.id for one in made}) == 3
    assert made[1].location == str(tmp_path)
    assert made[0].location == made[2].location == ""


def test_front_matter_is_declared_and_not_in_the_body(tmp_path, read):
    (tmp_path / "a.md").write_text(
        "---\ntitle: A visit\npublisher: Desk\npublished: 2026-03-02\nbased_on: https://x.org/a\nlanguage: en\n"
        "address: sample:a\nauthors: [A. B., C. D.]\n---\n\nThe **minister** [met](https://x.org) his\ncolleague.\n\n"
        "- one\n- two\n"
    )
    items = read()
    (text,) = texts(items)
    assert text.body == "The minister met his colleague.\n\none\n\ntwo"
    assert (text.title, str(text.published), text.based_on) == ("A visit", "2026-03-02", "https://x.org/a")
    assert (text.address, text.authors) == ("sample:a", ("A. B.", "C. D."))
    assert causes(items) == []


@pytest.mark.parametrize("block", ["a: [", "a: &x 1\nb: *x", "a: b: c", "k: !!python/object:os.system x\nb: ["])
def test_broken_front_matter_is_told_and_the_body_is_kept(tmp_path, read, block):
    (tmp_path / "a.md").write_text(f"---\n{block}\n---\nThe minister left.\n")
    items = read()
    assert texts(items)[0].body == "The minister left."
    assert "bad-front-matter" in causes(items)


def test_three_dashes_that_are_a_rule_are_no_front_matter(tmp_path, read):
    (tmp_path / "a.txt").write_text("---\nJust words\n---\nThe minister left.\n")
    assert texts(read())[0].body == "---\nJust words\n---\nThe minister left.\n"


def test_plain_text_is_kept_with_its_title_line(tmp_path, read):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfMinister in Minsk\r\n\r\nThe minister arrived.\r\n")
    (tmp_path / "b.txt").write_bytes(b"The minister arrived.\nHe left.")
    one, two = texts(read())
    assert (one.title, one.body) == ("Minister in Minsk", "Minister in Minsk\r\n\r\nThe minister arrived.\r\n")
    assert two.title == "b"


def test_encodings(tmp_path, read):
    words = "Министр иностранных дел принял посла и обсудил с ним вопросы торговли и визовый режим между странами."
    (tmp_path / "a.txt").write_bytes(words.encode("utf-16"))
    (tmp_path / "b.txt").write_bytes(words.encode("cp1251"))
    (tmp_path / "c.html").write_bytes(
        f'<html><head><meta charset="windows-1251"></head><body><p>{words * 3}</p></body></html>'.encode("cp1251")
    )
    (tmp_path / "d.html").write_bytes(
        f'<html><head><meta charset="utf-8"></head><body><p>{words * 3}</p></body></html>'.encode("cp1251")
    )
    items = read(published=None)
    found = {text.address: text for text in texts(items)}
    assert found["a.txt"].body == words
    assert found["b.txt"].body == words
    assert found["c.html"].body.startswith(words)
    assert found["d.html"].body.startswith(words)
    assert {text.language for text in found.values()} == {"ru"}
    wrong = [item.place for item in items if isinstance(item, Problem) and item.cause == "wrong-encoding"]
    assert wrong == ["b.txt", "d.html"]


def test_what_is_no_text_is_skipped_or_told(tmp_path, read):
    (tmp_path / "README.md").write_text("About.")
    (tmp_path / "table.tsv").write_text("a\tb")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "source.toml").write_text("publisher = 'x'")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.txt").write_text(BODY)
    items = read()
    skipped = {item.subject: item.reason for item in items if isinstance(item, Skipped)}
    assert skipped == {"README.md": "about-the-folder", "table.tsv": "unknown-kind", "pipe.txt": "not-a-file"}
    assert {item.place: item.cause for item in items if isinstance(item, Problem)} == {
        "gone.txt": "unreadable", "noise.txt": "not-text", "deep/a.txt": "undated",
    }  # fmt: skip


def test_a_place_that_is_not_there(read, tmp_path):
    items = read(location=tmp_path / "gone")
    assert causes(items) == ["no-such-file"]
    assert items[-1].outcome is CheckOutcome.ERROR


def test_an_empty_folder_is_an_empty_look(read):
    (check,) = read()
    assert check.outcome is CheckOutcome.EMPTY


@pytest.mark.parametrize("completeness", list(Completeness))
def test_only_what_is_held_in_full_covers_days(tmp_path, read, completeness):
    rows(
        tmp_path / "a.jsonl",
        {"text": BODY, "published": "2026-03-05", "id": 1},
        {"text": BODY, "published": "2026-02-05", "id": 2},
    )
    check = read(completeness=completeness)[-1]
    full = completeness is Completeness.FULL
    assert str(check.covers_from) == ("2026-02-05" if full else "None")
    assert str(check.covers_to) == ("2026-03-05" if full else "None")


def test_a_folder_that_may_not_be_entered_is_told(tmp_path, read, monkeypatch):
    (tmp_path / "a.txt").write_text(BODY)
    shut = tmp_path / "shut"
    shut.mkdir()
    scan = os.scandir

    def guarded(path):
        if os.fspath(path) == str(shut):
            raise PermissionError(13, "Permission denied", str(shut))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    items = read()
    told = {(item.place, item.cause, item.advice) for item in items if isinstance(item, Problem)}
    assert (str(shut), "unreadable", "check the folder's rights") in told
    assert len([item for item in items if isinstance(item, Incoming)]) == 1
