"""What changed between two windows, and what customary thing did not happen: the interface, for now.

Nothing here decides anything yet: ``interface.py`` says what a detector will be handed and what it gives.
"""

from communique.shifts.interface import Coverage, Detector

__all__ = ["Coverage", "Detector"]
