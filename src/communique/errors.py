"""Every error this package raises on purpose, as one tree.

``CommuniqueError``
├── ``UsageError``        wrong use: the command line exits with 2
├── ``ConfigError``       ``communique.toml`` cannot be read or holds a wrong value (exit 2)
├── ``NoDataError``       nothing to work on: empty desk, empty window (exit 3)
├── ``RefusedError``      an issue with no sentence that may be published; a second run on a busy desk (exit 5)
│   └── ``BusyError``     another run holds the desk
├── ``FetchError``        a request that was refused or failed; never leaves ``ingest``: it becomes a ``Problem``
├── ``ModelError``        a language model is missing or is a squatted name
└── ``StoreError``        the store cannot be opened, migrated or written (disk full)

Bad *input* raises nothing: it becomes a :class:`communique.model.Problem` and the run goes on.
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of all errors of this package; ``exit_code`` is what the command line returns."""

    exit_code = 1

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class UsageError(CommuniqueError):
    """The caller asked for something that cannot be meant."""

    exit_code = 2


class ConfigError(UsageError):
    """The configuration file is missing, unreadable or holds a wrong value."""


class NoDataError(CommuniqueError):
    """There is nothing to work on."""

    exit_code = 3


class RefusedError(CommuniqueError):
    """The work was refused: nothing in it may be published, or it may not run now."""

    exit_code = 5


class BusyError(RefusedError):
    """Another run holds the desk."""


class FetchError(CommuniqueError):
    """A fetch that was refused by policy or failed on the way."""


class ModelError(CommuniqueError):
    """A language model is missing, or its name is a known squat."""


class StoreError(CommuniqueError):
    """The store cannot be opened, migrated or written."""
