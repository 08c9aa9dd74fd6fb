"""Toponyms → places."""

from communique.places.gazetteer import City, Gazetteer
from communique.places.reader import read_places

__all__ = ["City", "Gazetteer", "read_places"]
