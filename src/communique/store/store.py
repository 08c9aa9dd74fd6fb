"""The store: one SQLite file, all record groups, one writer at a time."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from types import TracebackType

from sqlalchemy.exc import DBAPIError

from communique.errors import StoreError
from communique.store import lock, migrate
from communique.store.corrections import Corrections
from communique.store.decisions import Decisions
from communique.store.engine import Database, as_url, sqlite_path, translated
from communique.store.export import Export
from communique.store.happenings import Happenings
from communique.store.integrity import Integrity
from communique.store.issues import Issues
from communique.store.links import Links
from communique.store.problems import Problems
from communique.store.readings import Readings
from communique.store.runs import Runs
from communique.store.search import Search
from communique.store.sources import Sources
from communique.store.texts import Texts
from communique.store.why import Explain


class Store(
    Sources,
    Texts,
    Readings,
    Happenings,
    Decisions,
    Links,
    Runs,
    Problems,
    Issues,
    Corrections,
    Search,
    Export,
    Explain,
    Integrity,
):
    """Takes and gives model records; every method is one transaction and raises ``StoreError`` when it fails."""

    @classmethod
    def open(cls, path_or_url: str | Path, *, create: bool = False) -> Store:
        """Open a store and bring it to this code's version.

        Raises ``StoreError`` when it is not there (and ``create`` is false), is newer, or cannot be read or written.
        """
        url = as_url(path_or_url)
        path = sqlite_path(url)
        if path is not None and not create and not path.is_file():
            raise StoreError(f"there is no store at {path}", advice="Make a desk first: `communique init DIR`.")
        database = Database(url)
        try:
            migrate.upgrade(database)
        except DBAPIError as error:
            database.close()
            raise translated(error, "opened") from error
        except BaseException:
            database.close()
            raise
        return cls(database)

    def lock(self) -> AbstractContextManager[None]:
        """Hold the desk for one run; raises ``BusyError`` when another run holds it."""
        path = sqlite_path(self._database.url)
        return lock.hold(path.with_name(path.name + ".lock")) if path else nullcontext()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
