"""Reading the head of an HTTP answer: pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from email.message import Message

from communique.ingest.interface import FetchCause, FetchFailedError

_PASSING = {408, 425, 429, 500, 502, 503, 504}


def check_status(status: int, headers: dict[str, str], address: str) -> None:
    """Raise :class:`FetchFailedError` unless the answer brings a document."""
    if 200 <= status < 300 and status != 204:
        return
    asked = headers.get("retry-after", "")
    raise FetchFailedError(
        FetchCause.EMPTY if status == 204 else FetchCause.STATUS,
        address,
        f"the server answered {status}",
        status=status,
        transient=status in _PASSING,
        retry_after=float(asked) if asked.isdecimal() and len(asked) < 7 else None,
    )


def header_map(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by lower-case name; repeated ones joined with commas."""
    found: dict[str, str] = {}
    for key, value in headers:
        name, text = key.decode("latin-1").lower(), value.decode("latin-1").strip()
        found[name] = f"{found[name]}, {text}" if name in found and name != "location" else text
    return found


def content_type(value: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type header."""
    message = Message()
    message["content-type"] = value.replace("\r", " ").replace("\n", " ")
    charset = message.get_param("charset", "")
    media_type = message.get_content_type() if "/" in value else ""
    return media_type, charset.strip().lower() if isinstance(charset, str) else ""
