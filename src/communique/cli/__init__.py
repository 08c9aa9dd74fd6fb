"""The command line: one file per verb group; exit codes 0 ok, 1 error, 2 wrong use, 3 no data, 4 partial, 5 refused."""

from communique.cli.app import app, main

__all__ = ["app", "main"]
