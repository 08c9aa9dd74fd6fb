"""Texts in, annotations out: turns, sentences, quotes, sections, and a parse of the sentences a gate lets through."""

from communique.annotate.annotator import Annotator
from communique.annotate.folding import fold
from communique.annotate.guard import check_models, refuse_squats
from communique.annotate.interface import AnnotatorOptions, Gate
from communique.annotate.parser import SpacyParser
from communique.annotate.remembered import RememberedParses

__all__ = [
    "Annotator",
    "AnnotatorOptions",
    "Gate",
    "RememberedParses",
    "SpacyParser",
    "check_models",
    "fold",
    "refuse_squats",
]
