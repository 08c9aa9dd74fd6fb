"""Decompression in bounded steps: a small answer cannot become an unbounded body."""

from __future__ import annotations

import zlib

from communique.ingest.interface import FetchCause

_STEP = 256 * 1024
_RATIO_FROM = 1024 * 1024
_WINDOW = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}


class InflateError(ValueError):
    """A body that cannot be decompressed, or not within the limits; ``cause`` says which."""

    def __init__(self, cause: FetchCause, detail: str) -> None:
        super().__init__(detail)
        self.cause = cause


class Inflater:
    """Takes a body piece by piece and gives it back decompressed; sizes in bytes.

    ``coding`` is the value of Content-Encoding. Raises :class:`InflateError` for codings that are unknown or stacked,
    for broken data, and as soon as the body passes ``max_bytes`` or grows more than ``max_ratio`` times.
    """

    def __init__(self, coding: str, *, max_bytes: int, max_ratio: int) -> None:
        self._coding = coding.strip().lower()
        if self._coding not in {"", "identity", *_WINDOW}:
            raise InflateError(FetchCause.ENCODING, f"content coding {coding!r} is not accepted")
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._read = 0
        self._parts: list[bytes] = []
        self._size = 0
        self._engine = self._new_engine()
        self._started = False

    def feed(self, data: bytes) -> None:
        """Take the next piece."""
        self._read += len(data)
        if self._read > self._max_bytes:
            raise InflateError(FetchCause.TOO_LARGE, f"more than {self._max_bytes:,} bytes")
        if self._engine is None:
            self._keep(data)
        else:
            self._inflate(data)

    def finish(self) -> bytes:
        """The whole body; raises :class:`InflateError` when the compressed data ended too early."""
        if self._engine is not None and self._started and not self._engine.eof:
            raise InflateError(FetchCause.ENCODING, "the compressed body ends too early")
        return b"".join(self._parts)

    def _new_engine(self) -> zlib._Decompress | None:
        window = _WINDOW.get(self._coding)
        return None if window is None else zlib.decompressobj(window)

    def _inflate(self, data: bytes) -> None:
        while data and self._engine is not None:
            if self._engine.eof:  # gzip allows members one after the other; anything else after the end is padding
                if self._coding == "deflate" or not data.startswith(b"\x1f\x8b"):
                    return
                self._engine = self._new_engine()
                continue
            data = self._step(data)

    def _step(self, data: bytes) -> bytes:
        assert self._engine is not None
        try:
            piece = self._engine.decompress(data, _STEP)
        except zlib.error as error:
            if self._coding == "deflate" and not self._started:  # many servers send deflate without its zlib head
                self._started = True
                self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
                return data
            raise InflateError(FetchCause.ENCODING, str(error)) from error
        self._started = True
        self._keep(piece)
        return self._engine.unconsumed_tail or self._engine.unused_data

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > _RATIO_FROM and self._size > self._read * self._max_ratio:
            raise InflateError(FetchCause.BOMB, f"{self._read:,} bytes grow to more than {self._size:,}")
        if self._size > self._max_bytes:
            cause = FetchCause.TOO_LARGE if self._engine is None else FetchCause.BOMB
            raise InflateError(cause, f"more than {self._max_bytes:,} bytes after decompression")
        self._parts.append(piece)
