"""Toponyms → places."""

from communique.places.forms import place_form
from communique.places.gazetteer import Gazetteer
from communique.places.locate import Toponym, locate
from communique.places.reader import read_places
from communique.places.spots import Spot

__all__ = ["Gazetteer", "Spot", "Toponym", "locate", "place_form", "read_places"]
