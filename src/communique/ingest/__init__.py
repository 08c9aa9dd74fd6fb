"""From the network and from files to texts: fetch, feeds, extraction, duplicates."""

from communique.ingest.duplicates import Deduplicator
from communique.ingest.fetch import Fetcher
from communique.ingest.interface import (
    Clock,
    FetchCause,
    Fetched,
    FetchFailedError,
    FetchOptions,
    FetchPort,
    Incoming,
    Item,
    ReadOptions,
)
from communique.ingest.read import read_source

__all__ = [
    "Clock",
    "Deduplicator",
    "FetchCause",
    "FetchFailedError",
    "FetchOptions",
    "FetchPort",
    "Fetched",
    "Fetcher",
    "Incoming",
    "Item",
    "ReadOptions",
    "read_source",
]
