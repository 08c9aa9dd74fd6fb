"""Passage to readings: events, encounters and statements."""

from communique.coding.coder import Coder, triggers

__all__ = ["Coder", "triggers"]
