import pytest

from communique.ingest import Incoming, ReadOptions, read_source
from communique.model import Check, CheckOutcome, Problem, PublishedBasis, Skipped

WORDS = (
    "The foreign minister of the republic received the new ambassador in the capital on Tuesday and spoke with him "
    "about trade between the two countries, about visas for students, and about the meeting of the joint commission "
    "that is to be held in the spring. Both sides said that they were ready to go on with the talks. "
)


def page(words=WORDS, head="<title>Minister receives ambassador</title>"):
    body = f"<article><h1>Minister receives ambassador</h1><p>{words}</p><p>{words[::-1]}</p></article>"
    return f"<html lang='en'><head>{head}</head><body><nav>Menu Home</nav>{body}</body></html>".encode()


def rss(*items, head=""):
    channel = f"<channel><title>News</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?>{head}<rss version="2.0">{channel}</rss>'.encode()


def item(link, extra=""):
    return f"<item><title>Of {link}</title><link>{link}</link>{extra}</item>"


@pytest.fixture
def read(canned, now, source_at):
    def reading(pages, kind="feed", location="https://x.org/feed", options=None, **more):
        fetcher = canned(pages)
        items = list(read_source(source_at(location, kind), fetcher=fetcher, clock=now, options=options, **more))
        checks = [one for one in items if isinstance(one, Check)]
        assert [one.address for one in checks[:-1]] == fetcher.asked  # every fetch leaves its check
        return items

    return reading


def texts(items):
    return [one.text for one in items if isinstance(one, Incoming)]


def causes(items):
    return [one.cause for one in items if isinstance(one, Problem)]


def feed_of(data, **pages):
    more = {f"https://x.org/{name}": ("text/html", content) for name, content in pages.items()}
    return {"https://x.org/feed": ("application/rss+xml", data), **more}


def test_each_entry_brings_its_page(read):
    dated = "<pubDate>Mon, 02 Mar 2026 23:30:00 -0500</pubDate>"
    items = read(feed_of(rss(item("https://x.org/1", dated), item("https://x.org/2")), **{"1": page(), "2": page()}))
    one, two = texts(items)
    assert (one.address, str(one.published), one.published_basis) == (
        "https://x.org/1",
        "2026-03-02",  # the publisher's own day, not that of Greenwich
        PublishedBasis.FEED,
    )
    assert WORDS.strip() in one.body
    assert "Menu" not in one.body
    assert one.title == "Minister receives ambassador"
    assert two.published is None
    assert causes(items) == ["undated"]


def test_a_page_of_its_own_with_its_metadata(read):
    head = (
        "<title>T</title><meta property='article:published_time' content='2026-02-11T09:00:00+03:00'>"
        "<meta name='author' content='Jan Novak'>"
    )
    items = read({"https://x.org/p": ("text/html", page(head=head))}, kind="page", location="https://x.org/p")
    (text,) = texts(items)
    assert (str(text.published), text.published_basis) == ("2026-02-11", PublishedBasis.PAGE)
    assert text.authors == ("Jan Novak",)
    assert text.language == "en"
    assert text.extractor == "trafilatura"


def test_a_page_from_the_future_is_told(read):
    head = "<meta property='article:published_time' content='2027-02-11T09:00:00Z'>"
    items = read({"https://x.org/p": ("text/html", page(head=head))}, kind="page", location="https://x.org/p")
    assert causes(items) == ["future-dated"]


def test_the_feeds_own_content_stands_in_for_a_page_that_fails(read):
    content = f"<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description>"
    items = read(
        feed_of(
            rss(item("https://x.org/gone", content), item("https://x.org/lost", "<description>Short.</description>"))
        )
    )
    (text,) = texts(items)
    assert text.body == WORDS.strip()
    assert text.extractor == "feed+trafilatura"
    assert text.title == "Of https://x.org/gone"
    assert causes(items).count("http-status") == 2
    outcomes = [(one.address, one.outcome) for one in items if isinstance(one, Check)]
    assert ("https://x.org/lost", CheckOutcome.ERROR) in outcomes


def test_a_broken_feed_gives_the_entries_before_the_break(read):
    whole = rss(item("https://x.org/1"), item("https://x.org/2"))
    items = read(feed_of(whole[: whole.index(b"https://x.org/2</link>")], **{"1": page()}))
    assert [text.address for text in texts(items)] == ["https://x.org/1"]
    (broken,) = [one for one in items if isinstance(one, Problem) and one.cause == "broken-xml"]
    assert broken.place.startswith("https://x.org/feed:")


def test_entities_are_not_expanded(read):
    bomb = '<!DOCTYPE rss [<!ENTITY a "boom">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
    )
    data = rss(item("https://x.org/1", "<description>&j;</description>"), head=bomb + "]>")
    items = read(feed_of(data, **{"1": page()}))
    assert "entity-declarations" in causes(items)
    assert all("boom" not in text.body for text in texts(items))
    assert [text.address for text in texts(items)] == ["https://x.org/1"]


def test_an_outer_entity_reads_no_file(read, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden " * 60)
    head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]>'
    items = read(feed_of(rss(item("https://x.org/gone", "<description>&x;</description>"), head=head)))
    assert all("hidden" not in repr(one) for one in items)
    assert "entity-declarations" in causes(items)


def test_a_feed_that_is_a_file_name_opens_no_file(read, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("https://x.org/inner")))
    items = read({"https://x.org/feed": ("application/rss+xml", str(path).encode())})
    assert "empty-feed" in causes(items)


def test_entries_that_repeat_lack_a_link_or_are_too_many(read):
    entries = [item("https://x.org/1"), item("https://x.org/1#again"), "<item><title>None</title></item>"]
    items = read(feed_of(rss(*entries, item("https://x.org/2")), **{"1": page()}), options=ReadOptions(max_entries=3))
    assert [one for one in causes(items) if one != "undated"] == ["duplicate-address", "no-address", "too-many-entries"]


def test_pages_already_held_are_not_fetched_again(read):
    items = read(feed_of(rss(item("https://x.org/1"))), known=lambda address: address == "https://x.org/1")
    assert [one.reason for one in items if isinstance(one, Skipped)] == ["already-held"]
    assert items[-1].outcome is CheckOutcome.OK


def test_atom_in_another_encoding(read):
    data = (
        '<?xml version="1.0" encoding="windows-1251"?><feed xmlns="http://www.w3.org/2005/Atom"><entry>'
        '<title>Встреча</title><link href="/1"/><updated>2026-03-03T22:00:00+03:00</updated></entry></feed>'
    ).encode("cp1251")
    items = read(feed_of(data, **{"1": page(head="")}))
    (text,) = texts(items)
    assert (text.address, str(text.published)) == ("https://x.org/1", "2026-03-03")


def test_a_feed_behind_a_page_address_is_read_as_a_feed(read):
    pages = feed_of(rss(item("https://x.org/1")), **{"1": page()})
    pages["https://x.org/feed"] = ("text/xml", pages["https://x.org/feed"][1])
    assert len(texts(read(pages, kind="page"))) == 1


@pytest.mark.parametrize(
    ("kind", "content", "cause"),
    [
        ("text/html", b"  ", "empty-response"),
        ("text/html", b"<html><body></body></html>", "empty"),
        ("application/pdf", b"%PDF-1.7", "unknown-kind"),
        ("text/plain", bytes(range(256)), "not-text"),
        ("text/html", b"\x00" * 50, "empty"),
    ],
)
def test_pages_without_a_text(read, kind, content, cause):
    items = read({"https://x.org/p": (kind, content)}, kind="page", location="https://x.org/p")
    assert texts(items) == []
    assert causes(items) == [cause]


def test_rows_and_plain_text_from_the_network(read):
    rows = b'{"url": "https://y.org/1", "text": "Words.", "published": "2026-03-01"}\n'
    pages = {"https://x.org/a.jsonl": ("application/octet-stream", rows), "https://x.org/b": ("text/plain", b"Words.")}
    assert texts(read(pages, kind="page", location="https://x.org/a.jsonl"))[0].address == "https://y.org/1"
    assert texts(read(pages, kind="page", location="https://x.org/b"))[0].body == "Words."


def test_a_fetch_that_fails_is_told_and_checked(read):
    items = read({}, kind="page", location="https://x.org/p")
    assert causes(items) == ["http-status"]
    assert [one.outcome for one in items if isinstance(one, Check)] == [CheckOutcome.ERROR, CheckOutcome.ERROR]
