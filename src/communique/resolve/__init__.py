"""Mention → actor, and the office held on that day."""

from communique.resolve.base import KnowledgeBase
from communique.resolve.interface import Knowledge, ResolverOptions
from communique.resolve.resolver import Resolver

__all__ = ["Knowledge", "KnowledgeBase", "Resolver", "ResolverOptions"]
