"""Words in context as vectors: an ability of the house that stages are handed."""

from communique.encode.encoder import MiniLM
from communique.encode.interface import Encoded, Vectors

__all__ = ["Encoded", "MiniLM", "Vectors"]
