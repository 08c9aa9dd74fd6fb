"""From what a person says, and a small file beside the texts, to a source."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from communique.errors import UsageError
from communique.model import Completeness, Source
from communique.model.naming import place_name, source_id
from communique.sources.beside import read_beside
from communique.sources.interface import Declaration

_FEED = re.compile(r"(?:\.(?:rss|atom|rdf|xml)|/(?:feed|feeds|rss|atom)/?)$", re.IGNORECASE)
_ROWS = {".jsonl", ".ndjson"}


def declare(location: str | Path, declaration: Declaration | None = None) -> Source:
    """The source at ``location``: a file, a folder, or a web address.

    What ``declaration`` leaves unsaid is taken from ``source.toml`` or ``source.yaml`` beside the texts. The id follows
    from publisher, owner and the end of the location (two path components), so that one publisher may be read from
    several places and the same folder has the same id on every machine.

    Raises :class:`communique.errors.UsageError` for a path that is not there, an address that is neither http nor
    https, and a file beside the texts that cannot be read.
    """
    place = str(location).strip()
    said = declaration or Declaration()
    if "://" in place:
        _refuse_other_schemes(place)
        kind, key = _web_kind(place, said.feed), place.split("://", 1)[1]
    else:
        place, kind, key = _on_disk(place)
        said = read_beside(Path(place), said)
    name = said.publisher or place_name(place)
    return Source(
        id=source_id(said.publisher, said.owner, key),
        name=name,
        owner=said.owner or "",
        country=said.country,
        language=said.language,
        official=bool(said.official),
        state_controlled=said.state_controlled,
        completeness=Completeness(said.completeness),
        licence=said.licence,
        notice=said.notice,
        cadence_days=said.cadence_days,
        kind=kind,
        location=place,
        published=said.published,
    )


def _refuse_other_schemes(address: str) -> None:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError as error:
        raise UsageError(f"{address} is not an address: {error}") from error
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise UsageError(f"{address} is neither http nor https", advice="Give a web address, a file or a folder.")


def _web_kind(address: str, feed: bool) -> str:
    return "feed" if feed or _FEED.search(urlsplit(address).path) else "page"


def _on_disk(place: str) -> tuple[str, str, str]:
    """Absolute path, kind, and the end of the path by which the source is known."""
    path = Path(place).expanduser()
    try:
        path = path.resolve(strict=True)
        path.stat()
    except PermissionError as error:
        advice = "Check the rights of the file and of the folders it lies in."
        raise UsageError(f"{place} may not be read: {error.strerror}", advice=advice) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UsageError(f"{place} is not there", advice="Check the path; web addresses begin with https://") from error
    kind = "jsonl" if path.is_file() and path.suffix.lower() in _ROWS else "files"
    return str(path), kind, "/".join(path.parts[-2:])
