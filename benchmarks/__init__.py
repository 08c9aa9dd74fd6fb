"""Speed and memory; ``python -m pytest benchmarks -s``. Not part of ``make test``."""
