"""Who publishes, at which address, which version of a text, and exact spans of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from communique.model.base import Record, content_id, sha256


class Completeness(StrEnum):
    """How much of what a source publishes we hold; only ``full`` can support an absence."""

    FULL = "full"
    SELECTED = "selected"
    UNKNOWN = "unknown"


class PublishedBasis(StrEnum):
    """How we know the day of publication."""

    DECLARED = "declared"  # in the record that was handed in, or by --published
    FEED = "feed"
    PAGE = "page"  # extracted from the page's own metadata
    NONE = "none"


class Source(Record, frozen=True, kw_only=True):
    """Who publishes: a declaration, not a crawl.

    ``owner`` is the owner group: outlets of one owner are one independent origin. ``country`` is ISO 3166 alpha-3 of
    the publisher's home. ``location`` is where it is read from (folder, file, page or feed address).
    """

    id: str
    name: str
    owner: str = ""
    country: str | None = None
    language: str = "en"
    official: bool = False
    state_controlled: bool | None = None
    completeness: Completeness = Completeness.UNKNOWN
    licence: str = ""
    cadence_days: int | None = None
    kind: str = "files"  # files | jsonl | page | feed
    location: str = ""
    notice: str = ""  # what readers of anything made from it must be told
    published: date | None = None  # the day to take for texts that say none (``add --published``)

    @property
    def origin(self) -> str:
        """The key under which independent origins are counted."""
        return self.owner or self.name


class Article(Record, frozen=True, kw_only=True):
    """One address of one source; its wordings over time are ``Text`` versions."""

    id: str
    source_id: str
    address: str

    @staticmethod
    def make_id(source_id: str, address: str) -> str:
        """Id from source and address."""
        return content_id("a", source_id, address)


class Text(Record, frozen=True, kw_only=True):
    """One version of an article's text, never rewritten. Offsets everywhere are code points into ``body``."""

    id: str
    article_id: str
    source_id: str
    address: str
    title: str
    body: str
    language: str
    published: date | None
    published_basis: PublishedBasis
    authors: tuple[str, ...] = ()
    credited_agency: str | None = None  # "BelTA", "Interfax" … when the text says it was taken from there
    based_on: str | None = None  # address of what it was written from, when declared
    sha256: str
    bytes_sha256: str
    extractor: str
    extractor_version: str
    first_seen: datetime

    @staticmethod
    def make_id(article_id: str, body: str, title: str, published: date | None) -> str:
        """Id from what a reader would see; the clock and the extractor take no part."""
        return content_id("t", article_id, sha256(body), title, published.isoformat() if published else None)


class DuplicateKind(StrEnum):
    """How a text repeats another."""

    EXACT = "exact"
    NEAR = "near"


class Duplicate(Record, frozen=True, kw_only=True):
    """``text_id`` repeats the earlier ``of_text_id``; both are kept."""

    text_id: str
    of_text_id: str
    kind: DuplicateKind
    similarity: float


class Span(Record, frozen=True, kw_only=True):
    """Half-open code point offsets ``[start, end)``."""

    start: int
    end: int


class Passage(Record, frozen=True, kw_only=True):
    """An exact span of one text version (W3C TextPositionSelector and TextQuoteSelector in one)."""

    id: str
    text_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @staticmethod
    def cut(text_id: str, body: str, start: int, end: int, context: int = 32) -> Passage:
        """The passage ``body[start:end]``; raises ``ValueError`` when the span is empty or outside."""
        if not 0 <= start < end <= len(body):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(body)} code points")
        return Passage(
            id=content_id("p", text_id, start, end),
            text_id=text_id,
            start=start,
            end=end,
            quote=body[start:end],
            prefix=body[max(0, start - context) : start],
            suffix=body[end : end + context],
        )
