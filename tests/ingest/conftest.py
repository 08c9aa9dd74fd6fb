"""A web server on this machine, a fixed clock, and a fetcher that answers from a table."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from communique.ingest import FetchCause, Fetched, Fetcher, FetchFailedError, FetchOptions
from communique.model import Source

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
Route = Callable[[BaseHTTPRequestHandler], None]


def clock() -> datetime:
    return NOW


class Site:
    """Routes of a server under one base address, and the paths asked for."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                route = site.routes.get(self.path)
                if route is None:
                    self.send_error(404)
                else:
                    route(self)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self.server.server_port}"

    def serve(self, path: str, body: bytes, status: int = 200, **headers: str) -> str:
        """Answer ``path`` with ``body``; header names are given with ``_`` for ``-``."""

        def route(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.routes[path] = route
        return self.base + path

    def drip(self, path: str, head: bool) -> str:
        """Send a byte every 50 ms without end, within the head or within the body."""

        def route(request: BaseHTTPRequestHandler) -> None:
            request.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"X-Slow: " if head else b"\r\n"))
            try:
                for _ in range(200):
                    request.wfile.write(b"x")
                    request.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass

        self.routes[path] = route
        return self.base + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    options = FetchOptions(
        allow_loopback=True, total_seconds=5, read_seconds=2, wait_seconds=0.01, max_bytes=2_000_000, max_redirects=3
    )
    return Fetcher(options, clock)


class Canned:
    """A fetcher that answers from a table and fails for everything else."""

    def __init__(self, pages: dict[str, tuple[str, bytes]] | None = None) -> None:
        self.pages = pages or {}
        self.asked: list[str] = []

    def get(self, address: str) -> Fetched:
        self.asked.append(address)
        if address not in self.pages:
            raise FetchFailedError(FetchCause.STATUS, address, "the server answered 404", status=404)
        media_type, content = self.pages[address]
        return Fetched(
            address=address,
            final_address=address,
            status=200,
            media_type=media_type,
            charset="",
            content=content,
            at=NOW,
        )


@pytest.fixture
def canned() -> type[Canned]:
    return Canned


@pytest.fixture
def now() -> Callable[[], datetime]:
    return clock


@pytest.fixture
def source_at() -> Callable[..., Source]:
    def make(location: object, kind: str = "files", **fields: object) -> Source:
        return Source(id="s", name="Test Ministry", kind=kind, location=str(location), **fields)  # type: ignore[arg-type]

    return make
