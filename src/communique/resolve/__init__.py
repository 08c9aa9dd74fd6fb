"""Mention → actor, and the office held on that day."""

from communique.resolve import whois
from communique.resolve.base import KnowledgeBase
from communique.resolve.gazetteer import NameFinder, Piece, flat
from communique.resolve.interface import ResolverOptions
from communique.resolve.joins import Named
from communique.resolve.resolver import Resolver
from communique.resolve.roles import Relation, Role, read_roles

__all__ = [
    "KnowledgeBase",
    "NameFinder",
    "Named",
    "Piece",
    "Relation",
    "Resolver",
    "ResolverOptions",
    "Role",
    "flat",
    "read_roles",
    "whois",
]
