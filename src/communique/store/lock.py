"""One run at a time on a desk: a lock that the system itself drops when the process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.errors import BusyError, StoreError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; raises ``BusyError`` (with the holder's process number) when another does."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"the lock {path} cannot be made: {error}", advice="Check the folder's rights.") from error
    try:
        _take(handle, path)
        yield
    finally:
        os.close(handle)


def _take(handle: int, path: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(handle, 32, 0).decode(errors="replace").strip() or "unknown"
        raise BusyError(
            f"another run (process {holder}) is at work on this desk",
            advice="Wait until it ends. Nothing is left behind by a run that died: the lock goes with it.",
        ) from error
    try:
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    except OSError as error:
        raise StoreError(f"the lock {path} cannot be written: {error}", advice="Free some disk space.") from error
