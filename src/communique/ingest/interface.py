"""Ports, options and the items that ingest hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from communique.errors import FetchError
from communique.model import Check, Problem, Record, Skipped, Source, Text

STAGE = "ingest"

Clock = Callable[[], datetime]
"""Returns the present moment with its time zone; handed in, so that a run can be repeated."""


class FetchCause(StrEnum):
    """Why a fetch was refused or failed; fixed words that can be counted."""

    BAD_ADDRESS = "bad-address"  # not a web address, or a host written as a number
    SCHEME = "scheme-refused"  # neither http nor https
    PRIVATE = "private-address"  # leads into a private, local or reserved network
    DOWNGRADE = "https-downgrade"
    REDIRECTS = "too-many-redirects"
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"
    BOMB = "decompression-bomb"
    ENCODING = "bad-compression"
    NAME = "unknown-host"
    CONNECT = "connect-failed"
    PROTOCOL = "broken-response"
    STATUS = "http-status"
    EMPTY = "empty-response"


class FetchFailedError(FetchError):
    """A fetch that did not give a document: the cause, the address it failed at, and whether a later try may help.

    ``status`` is the HTTP status where there was one (else 0); ``retry_after`` the seconds the server asked to wait.
    """

    def __init__(
        self,
        cause: FetchCause,
        address: str,
        detail: str = "",
        *,
        status: int = 0,
        transient: bool = False,
        retry_after: float | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(f"{cause}: {detail or address}", advice=advice)
        self.cause = cause
        self.address = address
        self.detail = detail
        self.status = status
        self.transient = transient
        self.retry_after = retry_after


class FetchOptions(Record, frozen=True, kw_only=True):
    """Limits of one fetch. Times in seconds, sizes in bytes.

    ``max_bytes`` holds before and after decompression; ``max_ratio`` is the largest growth by decompression (looked at
    from 1 MiB on). ``allow_loopback`` is for tests against a server on this machine, and for nothing else.
    """

    user_agent: str = "communique/0.1 (reads public releases; +https://example.org/communique)"
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    max_bytes: int = 20 * 1024 * 1024
    max_redirects: int = 5
    max_ratio: int = 200
    attempts: int = 3
    wait_seconds: float = 0.5
    max_wait_seconds: float = 10.0
    allow_loopback: bool = False


class Fetched(Record, frozen=True, kw_only=True):
    """A document as it came, decompressed. ``final_address`` is where the redirects ended."""

    address: str
    final_address: str
    status: int
    media_type: str  # lower case, without parameters: "text/html"
    charset: str  # as declared in Content-Type, or empty
    content: bytes
    at: datetime
    redirects: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""


class FetchPort(Protocol):
    """What gets documents from the network."""

    def get(self, address: str) -> Fetched:
        """The document at ``address``; raises :class:`communique.errors.FetchError`."""
        ...


class ReadOptions(Record, frozen=True, kw_only=True):
    """Limits of reading: bytes of one file or row, code points of one body, entries of one feed."""

    max_file_bytes: int = 20 * 1024 * 1024
    max_row_bytes: int = 8 * 1024 * 1024
    max_html_chars: int = 6_000_000
    max_chars: int = 2_000_000
    max_entries: int = 500
    max_files: int = 100_000
    feed_words: int = 40  # a feed's own content this long may stand in for a page that cannot be fetched


class Incoming(Record, frozen=True, kw_only=True):
    """A text as it came in: the record, the bytes it was made from, and who publishes it."""

    text: Text
    raw: bytes
    source: Source


Item = Incoming | Skipped | Problem | Check


class Draft(Record, frozen=True, kw_only=True):
    """What was found of one text before it is cleaned, dated and given its ids.

    ``published`` is the day as the item gives it (``""`` = it gives none); ``fields`` all that the item declares.
    ``place`` is where a person would look for a fault: an address, or file and line.
    """

    place: str
    address: str
    title: str
    body: str
    raw: bytes
    extractor: str
    extractor_version: str
    published: str = ""
    published_from: str = "declared"  # a PublishedBasis value
    language: str = ""
    authors: tuple[str, ...] = ()
    fields: Mapping[str, object] = {}


def day_of(clock: Clock) -> date:
    """Today by the clock handed in."""
    return clock().date()
