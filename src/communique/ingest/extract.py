"""The main text of a page that was already fetched: trafilatura on a string, never on an address."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.ingest.days import read_day
from communique.ingest.language import identify, regular
from communique.model import Record

NAME = "trafilatura"
_LANG = re.compile(r"<html[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]+)?)", re.IGNORECASE)
_BREAK = re.compile(r"\n+")


class Page(Record, frozen=True, kw_only=True):
    """What a page says: paragraphs of ``body`` are parted by a blank line; unknown values are empty."""

    title: str = ""
    body: str = ""
    published: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    fault: str = ""


def version() -> str:
    """The version of the extractor."""
    import trafilatura  # noqa: PLC0415 – slow to load, only pages need it

    return str(trafilatura.__version__)


def extract(html: str, address: str, today: date) -> Page:
    """Title, text, day, authors and language of a page; never raises: what goes wrong is told in ``fault``.

    ``address`` is only read for a day written in it. Days up to ten years ahead of ``today`` are accepted here, so that
    a page from the future can be told as one.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415

    limits = {"original_date": True, "extensive_search": False, "max_date": str(today + timedelta(days=3653))}
    try:
        # The root element in front keeps a page that is nothing but an address from being taken for one.
        found = bare_extraction(
            html if html.lstrip().startswith("<") else f"<html><body>{html}</body></html>",
            url=address if address.startswith(("http://", "https://")) else None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=limits,
        )
    except Exception as error:  # noqa: BLE001 – any page may be handed in, and it must not stop the run
        return Page(fault=f"{type(error).__name__}: {error}"[:200])
    if found is None or isinstance(found, dict):
        return Page()
    body = _BREAK.sub("\n\n", (found.text or "").strip())
    return Page(
        title=found.title or "",
        body=body,
        published=found.date if found.date and read_day(found.date) else "",
        language=_language(html, body),
        authors=tuple(filter(None, (name.strip() for name in (found.author or "").split(";")))),
    )


def _language(html: str, body: str) -> str:
    """By the words where there are enough; templates often keep a wrong ``lang``."""
    declared = _LANG.search(html[:4096])
    return identify(body) or (regular(declared[1]) if declared else "")
