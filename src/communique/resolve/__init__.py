"""Mention → actor, and the office held on that day."""

from communique.resolve.base import KnowledgeBase
from communique.resolve.interface import Knowledge, ResolverOptions

__all__ = ["Knowledge", "KnowledgeBase", "ResolverOptions"]
