"""Time expressions in a text and the days they mean on that text's clock."""

from communique.dates.reader import read_expressions, read_times

__all__ = ["read_expressions", "read_times"]
