"""Sources as declarations: who publishes, where it is read from, and how much of it is held."""

from communique.sources.declare import declare
from communique.sources.interface import Declaration

__all__ = ["Declaration", "declare"]
