"""The store: texts, readings, happenings, issues and what was at work, in one SQLite file."""

from communique.store.interface import Cited, Coding, Filters, Hit, NumberedRun, Why
from communique.store.store import Store

__all__ = ["Cited", "Coding", "Filters", "Hit", "NumberedRun", "Store", "Why"]
