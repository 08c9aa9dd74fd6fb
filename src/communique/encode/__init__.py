"""Words in context as vectors: an ability of the house that stages are handed."""

from communique.encode.encoder import MiniLM
from communique.encode.interface import Encoded, Encoder, Vectors

__all__ = ["Encoded", "Encoder", "MiniLM", "Vectors"]
