"""Desks: folders with settings and a store, where a country's record is read."""

from __future__ import annotations

import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from communique.__about__ import __version__
from communique.config import FILE_NAME, Settings, load_settings, settings_text
from communique.errors import StoreError, UsageError
from communique.log import Progress, Quiet
from communique.model import Run, Source, Text
from communique.model.naming import source_id
from communique.store import Store
from communique.wiring import Stages

Clock = Callable[[], datetime]


def now() -> datetime:
    """The real clock; everything below is handed one."""
    return datetime.now(UTC)


class Desk:
    """An open desk. Its stages are built when they are first asked for."""

    def __init__(self, folder: Path, *, clock: Clock = now, progress: Progress | None = None) -> None:
        self.folder = folder
        self.settings: Settings = load_settings(folder)
        self.clock = clock
        self.progress: Progress = progress or Quiet()
        self.store = Store.open(self.path(self.settings.desk.store), create=True)
        self.stages = Stages(self.path(self.settings.desk.actors))

    def path(self, name: str) -> Path:
        """A file of the desk; absolute names stay as they are."""
        return self.folder / name

    @property
    def coder_version(self) -> str:
        """Version of the coder with that of the annotator it reads through: what decides whether a text is coded."""
        return f"{self.stages.coder.version}/{self.stages.annotator.version}"

    def waiting(self) -> Iterator[Text]:
        """Texts that this coder and base have not read yet."""
        return self.store.uncoded_texts(self.stages.coder.name, self.coder_version, self.stages.base.version)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def running(self, verb: str, *, models: bool) -> Iterator[Counter[str]]:
        """Hold the desk for one run and record it with its versions and counts."""
        counts: Counter[str] = Counter()
        with self.store.lock():
            run = Run(
                id=f"run-{uuid.uuid4().hex[:12]}",
                verb=verb,
                started=self.clock(),
                finished=None,
                versions=(("code", __version__), *(self.stages.versions() if models else ())),
                config=json.dumps(self.settings.model_dump(mode="json"), sort_keys=True),
            )
            self.store.begin_run(run)
            yield counts
            self.store.end_run(run.id, self.clock(), tuple(sorted(counts.items())))


def make_desk(folder: Path, *, country: str, series: str = "") -> None:
    """Make a desk in ``folder``; raises ``UsageError`` when one is there or the country is unknown."""
    code = country.strip().upper()
    if (folder / FILE_NAME).exists():
        raise UsageError(f"{folder} is a desk already", advice="Choose another folder, or use the one there.")
    base = Stages().base
    if base.country(code) is None:
        raise _no_country(country)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(
            settings_text(code, series or f"{base.display(code)} Foreign Policy Digest"), encoding="utf-8"
        )
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}", advice="Choose another folder.") from error
    Store.open(folder / load_settings(folder).desk.store, create=True).close()


def _no_country(code: str) -> UsageError:
    return UsageError(f"{code}: no country has this code", advice="Give ISO 3166 alpha-3, such as BLR, or EUE.")


def add_source(desk: Desk, source: Source) -> tuple[Source, bool]:
    """Store a declaration; returns it as stored, and whether it is new or changed.

    Ids follow from the end of the path, so that a folder that moved keeps its id. Where the place known under
    this id is still there, this is another one, and its whole path tells the two apart. Raises ``UsageError`` for a
    country that no state has as its code.
    """
    if source.country and desk.stages.base.country(source.country) is None:
        raise _no_country(source.country)
    held = desk.store.source(source.id)
    if held and held.location != source.location and Path(held.location).exists():
        source = msgspec.structs.replace(source, id=source_id(source.id, source.location))
    return source, desk.store.add_source(source)
