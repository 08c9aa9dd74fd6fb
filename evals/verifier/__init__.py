"""Does the checker publish false sentences, does it refuse true ones? ``python -m evals.verifier``."""
