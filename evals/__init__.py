"""The commands that measure Communiqué, one module per question; see docs and ``../shared/evals.md``."""
