"""Whatever is handed in, reading goes to its end and hands on records that can be stored."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.ingest import Incoming, ReadOptions, read_source
from communique.ingest.decode import decode
from communique.ingest.front_matter import split
from communique.ingest.inflate import InflateError, Inflater
from communique.model import Check, Problem, Source, Text, from_json, to_json

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [
        b"<html>", b"<p>", b"</p>", b"<rss><channel>", b"<item><link>http://x.org/1</link></item>", b"<!DOCTYPE x [",
        b'<!ENTITY a "b">', b"]>", b"&a;", b'{"text": "a\\ud800"}\n', b'{"text": ', b"---\n", b"title: x\n", b"\x00",
        b"\xff\xfe", b"\xef\xbb\xbf", b"<?xml version='1.0' encoding='utf-16'?>", b"<meta charset=idna>",
        b"<meta charset=hex>", b"# A\n", "Министр ".encode("cp1251"), "“Words” – ".encode(), b"[" * 50,
        b"<div>" * 80, b"\n\n", b"http://x.org",
    ]
)  # fmt: skip
ANY = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=20).map(b"".join))


def now():
    return datetime(2026, 3, 20, tzinfo=UTC)


def storable(items, source):
    """Checks what every reading must hold; returns the texts."""
    assert isinstance(items[-1], Check)
    texts = [item.text for item in items if isinstance(item, Incoming)]
    for item in items:
        record = item.text if isinstance(item, Incoming) else item
        assert from_json(type(record), to_json(record)) == record
    for text in texts:
        assert text.body.strip()
        assert "\x00" not in text.body + text.title + text.address
    return texts


@FEW
@given(data=ANY, ending=st.sampled_from([".html", ".txt", ".md", ".jsonl"]))
def test_any_file(tmp_path, canned, data, ending):
    path = tmp_path / f"a{ending}"
    path.write_bytes(data)
    source = Source(id="s", name="S", location=str(path))
    first, second = (list(read_source(source, fetcher=canned(), clock=now)) for _ in range(2))
    storable(first, source)
    assert first == second


@FEW
@given(
    data=ANY,
    media_type=st.sampled_from(
        ["text/html", "application/rss+xml", "text/xml", "text/plain", "text/markdown", "", "a/b"]
    ),
    kind=st.sampled_from(["page", "feed"]),
)
def test_any_answer(canned, data, media_type, kind):
    source = Source(id="s", name="S", location="http://x.org/feed", kind=kind)
    fetcher = canned({"http://x.org/feed": (media_type, data), "http://x.org/1": (media_type, data)})
    items = list(read_source(source, fetcher=fetcher, clock=now, options=ReadOptions(max_entries=3)))
    storable(items, source)
    assert sum(isinstance(item, Check) for item in items) == len(fetcher.asked) + 1


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.lists(st.text(max_size=5))
)
KEYS = [
    "url",
    "title",
    "published",
    "publisher",
    "language",
    "owner",
    "official",
    "country",
    "based_on",
    "id",
    "authors",
]


@FEW
@given(
    row=st.dictionaries(st.sampled_from(KEYS), VALUES),
    body=st.text(alphabet=st.characters(blacklist_categories=()), min_size=1, max_size=80),
)
def test_any_row_keeps_its_offsets(tmp_path, canned, row, body):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({**row, "text": body}) + "\n")
    source = Source(id="s", name="S", location=str(path))
    for text in storable(list(read_source(source, fetcher=canned(), clock=now)), source):
        assert len(text.body) == len(json.loads(json.dumps(body)))
        assert all(a in {b, "\ufffd"} for a, b in zip(text.body, json.loads(json.dumps(body)), strict=True))
        assert Text.make_id(text.article_id, text.body, text.title, text.published) == text.id


@given(
    st.binary(max_size=300), st.sampled_from(["", "utf-8", "utf-16", "hex", "rot13", "nonsense", "idna", "undefined"])
)
def test_any_bytes_are_decoded(data, declared):
    assert isinstance(decode(data, declared, markup=True).text, str)


@given(st.text(max_size=200))
def test_any_head_is_split(text):
    for whole in (text, f"---\n{text}\n---\nbody"):
        matter = split(whole)
        assert 0 <= matter.start <= len(whole)


@given(st.lists(st.binary(max_size=60)), st.sampled_from(["", "gzip", "deflate", "br"]))
def test_any_compressed_bytes(pieces, coding):
    try:
        inflater = Inflater(coding, max_bytes=1000, max_ratio=100)
        for piece in pieces:
            inflater.feed(piece)
        assert len(inflater.finish()) <= 1000
    except InflateError as error:
        assert error.cause


@pytest.mark.parametrize("depth", [5_000, 60_000])
def test_pages_nested_without_end(tmp_path, canned, depth):
    path = tmp_path / "deep.html"
    path.write_text("<div>" * depth + "The minister met the envoy." + "</div>" * depth)
    source = Source(id="s", name="S", location=str(path))
    items = list(read_source(source, fetcher=canned(), clock=now))
    assert storable(items, source) or any(isinstance(item, Problem) for item in items)


def test_growth_is_bounded_long_before_the_size_is():
    import zlib

    squeezed = zlib.compress(b"0" * 40_000_000)
    inflater = Inflater("deflate", max_bytes=10**9, max_ratio=100)
    with pytest.raises(InflateError) as caught:
        inflater.feed(squeezed)
    assert caught.value.cause == "decompression-bomb"
    plain = Inflater("deflate", max_bytes=10**9, max_ratio=2000)
    plain.feed(squeezed)
    assert len(plain.finish()) == 40_000_000
