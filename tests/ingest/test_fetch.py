import ast
import gzip
import socket
import time
import traceback
import zlib
from pathlib import Path

import pytest

import communique
from communique.errors import FetchError
from communique.ingest import FetchCause, Fetcher, FetchFailedError, FetchOptions, read_source
from communique.ingest.fetch import checked_url

PUBLIC = "93.184.216.34"


def cause_of(fetcher, address):
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    assert isinstance(caught.value, FetchFailedError)
    return caught.value.cause


def answers(*ips):
    def getaddrinfo(host, port, *args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    return getaddrinfo


def test_a_document_comes_with_its_head(site, fetcher):
    address = site.serve("/a", b"words", Content_Type="Text/HTML; charset=KOI8-R", ETag='"1"')
    got = fetcher.get(address + "#part")
    assert (got.content, got.status, got.media_type, got.charset, got.etag) == (
        b"words",
        200,
        "text/html",
        "koi8-r",
        '"1"',
    )
    assert got.address == address + "#part"
    assert got.final_address == address


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("file:///etc/hostname", FetchCause.SCHEME),
        ("ftp://example.org/", FetchCause.SCHEME),
        ("gopher://example.org", FetchCause.SCHEME),
        ("javascript:alert(1)", FetchCause.SCHEME),
        ("data:text/html,x", FetchCause.SCHEME),
        ("example.org", FetchCause.SCHEME),
        ("", FetchCause.SCHEME),
        ("http://2130706433/", FetchCause.BAD_ADDRESS),
        ("http://0x7f.1/", FetchCause.BAD_ADDRESS),
        ("http://0177.0.0.1/", FetchCause.BAD_ADDRESS),
        ("http://name:secret@example.org/", FetchCause.BAD_ADDRESS),
        ("http://", FetchCause.BAD_ADDRESS),
        ("http://" + "a" * 5000, FetchCause.BAD_ADDRESS),
        ("http://127.0.0.1/", FetchCause.PRIVATE),
        ("http://[::1]/", FetchCause.PRIVATE),
        ("http://[::ffff:127.0.0.1]/", FetchCause.PRIVATE),
        ("http://[64:ff9b::a00:1]/", FetchCause.PRIVATE),
        ("http://169.254.169.254/latest", FetchCause.PRIVATE),
        ("http://10.0.0.1/", FetchCause.PRIVATE),
    ],
)
def test_addresses_that_are_refused(address, cause, now):
    assert cause_of(Fetcher(FetchOptions(), now), address) == cause


def test_loopback_needs_the_explicit_setting(site, now):
    assert cause_of(Fetcher(FetchOptions(), now), site.serve("/", b"x")) == FetchCause.PRIVATE
    assert site.asked == []


def test_a_public_name_with_a_private_address_is_refused_before_connecting(monkeypatch, now):
    monkeypatch.setattr(socket, "getaddrinfo", answers(PUBLIC, "10.0.0.7"))
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    assert cause_of(Fetcher(FetchOptions(), now), "http://trap.example/") == FetchCause.PRIVATE


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch, now):
    """A name that means something else when asked again has no second chance: it is asked once."""
    asked, connected = [], []

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        return answers(PUBLIC if len(asked) == 1 else "127.0.0.1")(host, port)

    def create_connection(address, *args, **kwargs):
        connected.append(address)
        raise OSError("no route in this test")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    assert cause_of(Fetcher(FetchOptions(attempts=1), now), "http://rebind.example:8080/") == FetchCause.CONNECT
    assert (asked, connected) == (["rebind.example"], [(PUBLIC, 8080)])


def test_a_rebound_name_is_refused_at_the_next_attempt(monkeypatch, now):
    turns = iter([PUBLIC, "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port, *a, **k: answers(next(turns))(host, port))
    connected = []

    def create_connection(address, *args, **kwargs):
        connected.append(address[0])
        raise OSError

    monkeypatch.setattr(socket, "create_connection", create_connection)
    fetcher = Fetcher(FetchOptions(attempts=2, wait_seconds=0.01), now)
    assert cause_of(fetcher, "http://rebind.example/") == FetchCause.PRIVATE
    assert connected == [PUBLIC]


def test_proxies_of_the_environment_are_not_used(site, fetcher, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetcher.get(site.serve("/", b"direct")).content == b"direct"


@pytest.mark.parametrize(
    ("target", "cause"),
    [
        ("http://10.0.0.1/x", FetchCause.PRIVATE),
        ("http://[::ffff:192.168.0.1]/", FetchCause.PRIVATE),
        ("//169.254.169.254/", FetchCause.PRIVATE),
        ("http://2130706433/", FetchCause.BAD_ADDRESS),
        ("file:///etc/hostname", FetchCause.SCHEME),
        ("http://example.org:99999999/", FetchCause.BAD_ADDRESS),
    ],
)
def test_each_redirect_is_checked(site, fetcher, target, cause):
    assert cause_of(fetcher, site.serve("/r", b"", 302, Location=target)) == cause


def test_redirects_are_followed_and_counted(site, fetcher):
    site.serve("/1", b"", 301, Location="2")
    site.serve("/2", b"", 308, Location=site.base + "/3")
    site.serve("/3", b"there")
    got = fetcher.get(site.base + "/1")
    assert (got.content, got.address, got.final_address) == (b"there", site.base + "/1", site.base + "/3")
    assert got.redirects == (site.base + "/2", site.base + "/3")
    site.serve("/loop", b"", 302, Location="/loop")
    assert cause_of(fetcher, site.base + "/loop") == FetchCause.REDIRECTS
    assert site.asked.count("/loop") == 4


def test_https_does_not_lead_to_http(fetcher, monkeypatch):
    monkeypatch.setattr(Fetcher, "_ask", lambda self, pool, url, deadline: checked_url("http://example.org/plain"))
    assert cause_of(fetcher, "https://example.org/") == FetchCause.DOWNGRADE


@pytest.mark.parametrize("head", [True, False])
def test_slow_drips_end_with_the_total_time(site, now, head):
    fetcher = Fetcher(FetchOptions(allow_loopback=True, total_seconds=0.6, read_seconds=5), now)
    began = time.monotonic()
    assert cause_of(fetcher, site.drip("/slow", head)) == FetchCause.TIMEOUT
    assert time.monotonic() - began < 3


def test_a_name_that_does_not_resolve_in_time(monkeypatch, now):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: time.sleep(5) or [])
    began = time.monotonic()
    fetcher = Fetcher(FetchOptions(total_seconds=0.3, attempts=1), now)
    assert cause_of(fetcher, "http://slow.example/") == FetchCause.TIMEOUT
    assert time.monotonic() - began < 3


def test_size_is_capped_with_and_without_a_declared_length(site, fetcher):
    assert cause_of(fetcher, site.serve("/big", b"x" * 2_000_001)) == FetchCause.TOO_LARGE

    def endless(request):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                request.wfile.write(b"x" * 65536)
        except OSError:
            pass

    site.routes["/endless"] = endless
    assert cause_of(fetcher, site.base + "/endless") == FetchCause.TOO_LARGE


def test_bombs_do_not_go_off(site, fetcher):
    bomb = gzip.compress(b"0" * 30_000_000)
    assert cause_of(fetcher, site.serve("/bomb", bomb, Content_Encoding="gzip")) == FetchCause.BOMB
    many = gzip.compress(b"0" * 900_000) * 40
    assert cause_of(fetcher, site.serve("/members", many, Content_Encoding="gzip")) == FetchCause.BOMB
    twice = gzip.compress(gzip.compress(b"0" * 1000))
    assert cause_of(fetcher, site.serve("/twice", twice, Content_Encoding="gzip, gzip")) == FetchCause.ENCODING


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b"plain words")),
        ("gzip", gzip.compress(b"plain ") + gzip.compress(b"words")),
        ("gzip", gzip.compress(b"plain words") + b"\0\0\0"),
        ("deflate", zlib.compress(b"plain words")),
        ("deflate", zlib.compress(b"plain words")[2:-4]),
        ("identity", b"plain words"),
    ],
)
def test_compressed_answers_are_opened(site, fetcher, coding, body):
    assert fetcher.get(site.serve("/z", body, Content_Encoding=coding)).content == b"plain words"


@pytest.mark.parametrize(
    ("coding", "body"),
    [("br", b"x"), ("zstd", b"x"), ("gzip", b"no gzip"), ("gzip", gzip.compress(b"words" * 99)[:-9])],
)
def test_broken_compression_has_its_cause(site, fetcher, coding, body):
    assert cause_of(fetcher, site.serve("/z", body, Content_Encoding=coding)) == FetchCause.ENCODING


def test_passing_faults_are_tried_again_and_lasting_ones_are_not(site, fetcher):
    turns = iter([503, 429, 200])

    def moody(request):
        status = next(turns)
        request.send_response(status)
        request.send_header("Retry-After", "0")
        request.send_header("Content-Length", "2")
        request.end_headers()
        request.wfile.write(b"ok")

    site.routes["/moody"] = moody
    assert fetcher.get(site.base + "/moody").content == b"ok"
    assert site.asked.count("/moody") == 3
    assert cause_of(fetcher, site.base + "/gone") == FetchCause.STATUS
    assert site.asked.count("/gone") == 1


def test_a_server_that_asks_for_a_long_wait_is_left_alone(site, fetcher):
    assert cause_of(fetcher, site.serve("/wait", b"", 503, Retry_After="3600")) == FetchCause.STATUS
    assert site.asked == ["/wait"]


def test_answers_that_are_no_http(site, fetcher):
    site.routes["/noise"] = lambda request: request.wfile.write(b"\x00\x01 noise\r\n\r\n")
    assert cause_of(fetcher, site.base + "/noise") == FetchCause.PROTOCOL
    site.routes["/short"] = lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf")
    assert cause_of(fetcher, site.base + "/short") == FetchCause.PROTOCOL


def test_nothing_else_opens_a_socket(site, fetcher, tmp_path, monkeypatch, now, source_at):
    """Every connection and every look-up made while all kinds of sources are read comes out of fetch.py."""
    lines: list[bool] = []
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def from_fetch() -> bool:
        frames = traceback.extract_stack()
        return any(frame.filename.endswith("ingest/fetch.py") for frame in frames)

    def connect(self, address):
        lines.append(from_fetch())
        return real_connect(self, address)

    def lookup(*args, **kwargs):
        lines.append(from_fetch())
        return real_lookup(*args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    page = f"<html><body><p>{site.base}/hidden words of a page about a visit to Minsk.</p></body></html>"
    for name in ("a.html", "b.txt", "c.md"):
        (tmp_path / name).write_text(page if name == "a.html" else f"{site.base}/hidden")
    (tmp_path / "d.html").write_text(f"{site.base}/hidden")
    (tmp_path / "e.jsonl").write_text('{"text": "' + site.base + '/hidden"}\n')
    list(read_source(source_at(tmp_path), fetcher=fetcher, clock=now))
    assert lines == []
    feed = site.serve("/feed", f"<rss><channel><item><link>{site.base}/page</link></item></channel></rss>".encode())
    site.serve("/page", page.encode(), Content_Type="text/html")
    list(read_source(source_at(feed, "feed"), fetcher=fetcher, clock=now))
    assert lines
    assert all(lines)
    assert "/hidden" not in site.asked


def test_only_fetch_imports_the_network():
    """What the import contract cannot name, as it lies inside packages with harmless parts."""
    closed = {"socket", "ssl", "httpx2", "httpcore2", "httpx", "requests", "urllib.request", "http.client", "urllib3"}
    root = Path(communique.__file__).parent
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
            if closed.intersection(names):
                found.add(path.relative_to(root).as_posix())
    assert found == {"ingest/fetch.py"}
