"""The one way out to the network: no other module opens a socket.

A request is allowed to http and https only. The host is resolved here, every answer is checked, and the connection is
made to exactly the address that was checked, so that a name cannot mean one thing when checked and another when used.
Redirects are followed by hand and each step goes through the same check. Proxies of the environment are not used: they
would connect where we cannot see. Retries are for passing faults only and share one time limit.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

import httpcore2
import httpx2
import stamina

from communique.ingest.addresses import odd_host, refusal
from communique.ingest.heads import check_status, content_type, header_map
from communique.ingest.inflate import InflateError, Inflater
from communique.ingest.interface import Clock, FetchCause, Fetched, FetchFailedError, FetchOptions

_REDIRECTS = {301, 302, 303, 307, 308}
_MAX_ADDRESS = 4096


class Fetcher:
    """Gets documents under the limits of its options. ``get`` may be called from several threads."""

    def __init__(self, options: FetchOptions, clock: Clock) -> None:
        self._options = options
        self._clock = clock
        self._tls = httpcore2.default_ssl_context()

    def get(self, address: str) -> Fetched:
        """The document at ``address``, decompressed.

        Raises :class:`FetchFailedError` (a :class:`communique.errors.FetchError`) with its cause, and nothing else.
        """
        options = self._options
        deadline = _Deadline(options.total_seconds, address)
        for attempt in stamina.retry_context(
            on=lambda error: _worth_retrying(error, deadline, options),
            attempts=options.attempts,
            timeout=options.total_seconds,
            wait_initial=options.wait_seconds,
            wait_max=options.max_wait_seconds,
            wait_jitter=0,
        ):
            with attempt:
                return self._follow(address, deadline)
        raise FetchFailedError(FetchCause.TIMEOUT, address, "no attempt was made")

    def _follow(self, address: str, deadline: _Deadline) -> Fetched:
        steps: list[str] = []
        url = checked_url(address)
        with self._pool(deadline) as pool:
            while True:
                answer = self._ask(pool, url, deadline)
                if isinstance(answer, Fetched):
                    return _with(answer, address=address, redirects=tuple(steps))
                steps.append(str(answer))
                if len(steps) > self._options.max_redirects:
                    raise FetchFailedError(FetchCause.REDIRECTS, address, f"more than {self._options.max_redirects}")
                if url.scheme == "https" and answer.scheme == "http":
                    raise FetchFailedError(FetchCause.DOWNGRADE, address, f"redirected to {answer}")
                url = answer

    @contextlib.contextmanager
    def _pool(self, deadline: _Deadline) -> Iterator[httpcore2.ConnectionPool]:
        backend = _CheckedBackend(deadline, self._options.allow_loopback)
        with httpcore2.ConnectionPool(
            ssl_context=self._tls, max_connections=2, retries=0, network_backend=backend
        ) as pool:
            yield pool

    def _ask(self, pool: httpcore2.ConnectionPool, url: httpx2.URL, deadline: _Deadline) -> Fetched | httpx2.URL:
        options = self._options
        timeouts = {
            "connect": options.connect_seconds,
            "read": options.read_seconds,
            "write": options.read_seconds,
            "pool": options.connect_seconds,
        }
        with (
            _named_faults(str(url)),
            pool.stream("GET", _core_url(url), headers=self._headers(), extensions={"timeout": timeouts}) as response,
        ):
            headers = header_map(response.headers)
            if response.status in _REDIRECTS and headers.get("location"):
                return _next_url(url, headers["location"])
            check_status(response.status, headers, str(url))
            content = self._body(response, headers, str(url), deadline)
            return self._fetched(url, response.status, headers, content)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        return [
            (b"User-Agent", self._options.user_agent.encode("ascii", "replace")),
            (b"Accept", b"text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, */*;q=0.5"),
            (b"Accept-Encoding", b"gzip, deflate"),
        ]

    def _body(self, response: httpcore2.Response, headers: dict[str, str], address: str, deadline: _Deadline) -> bytes:
        limit = self._options.max_bytes
        declared = headers.get("content-length", "")
        if declared.isdecimal() and len(declared) < 20 and int(declared) > limit:
            raise FetchFailedError(FetchCause.TOO_LARGE, address, f"{int(declared):,} bytes, the limit is {limit:,}")
        try:
            inflater = Inflater(headers.get("content-encoding", ""), max_bytes=limit, max_ratio=self._options.max_ratio)
            for piece in response.iter_stream():
                deadline.left()
                inflater.feed(piece)
            return inflater.finish()
        except InflateError as error:
            raise FetchFailedError(error.cause, address, str(error)) from error

    def _fetched(self, url: httpx2.URL, status: int, headers: dict[str, str], content: bytes) -> Fetched:
        media_type, charset = content_type(headers.get("content-type", ""))
        return Fetched(
            address=str(url),
            final_address=str(url),
            status=status,
            media_type=media_type,
            charset=charset,
            content=content,
            at=self._clock(),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
        )


def checked_url(address: str) -> httpx2.URL:
    """The address as a URL that may be tried: http or https, a proper host, no password in it.

    Raises :class:`FetchFailedError`. What the host resolves to is checked later, when the connection is made.
    """
    if len(address) > _MAX_ADDRESS:
        raise FetchFailedError(FetchCause.BAD_ADDRESS, address[:80], f"longer than {_MAX_ADDRESS} characters")
    try:
        url = httpx2.URL(address.strip()).copy_with(fragment=None)
        host = url.raw_host.decode("ascii")
    except (httpx2.InvalidURL, ValueError, TypeError) as error:
        raise FetchFailedError(FetchCause.BAD_ADDRESS, address, str(error)) from error
    if url.scheme not in {"http", "https"}:
        detail = f"only http and https are fetched, not {url.scheme or 'an address without a scheme'}"
        raise FetchFailedError(FetchCause.SCHEME, address, detail)
    why = "the address holds a user name or password" if url.userinfo else odd_host(host)
    if url.port is not None and not 0 < url.port < 65536:
        why = f"there is no port {url.port}"
    if why:
        raise FetchFailedError(FetchCause.BAD_ADDRESS, address, why)
    return url


class _Deadline:
    """The time limit that all steps of one fetch share."""

    def __init__(self, seconds: float, address: str) -> None:
        self._end = time.monotonic() + seconds
        self._seconds = seconds
        self._address = address

    def left(self) -> float:
        """Seconds left; raises :class:`FetchFailedError` when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchFailedError(FetchCause.TIMEOUT, self._address, f"not done after {self._seconds:g} seconds")
        return left

    def within(self, timeout: float | None) -> float:
        """``timeout`` cut to what is left."""
        left = self.left()
        return left if timeout is None else min(timeout, left)

    def allows(self, seconds: float) -> bool:
        """True when that long a wait still ends before the limit."""
        return time.monotonic() + seconds < self._end


class _CheckedBackend(httpcore2.NetworkBackend):
    """Opens connections only to addresses that were resolved and checked in the same step."""

    def __init__(self, deadline: _Deadline, allow_loopback: bool) -> None:
        self._deadline = deadline
        self._allow_loopback = allow_loopback
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first of the host's checked addresses that answers."""
        addresses = self._checked(host, port)
        for index, ip in enumerate(addresses):
            try:
                limit = self._deadline.within(timeout)
                stream = self._inner.connect_tcp(ip, port, limit, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if index == len(addresses) - 1:
                    raise
        raise FetchFailedError(FetchCause.NAME, host, "the name has no address")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Always refused."""
        raise FetchFailedError(FetchCause.PRIVATE, path, "local sockets are never opened")

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses; one that is refused spoils them all, as names with such answers are set as traps."""
        why = odd_host(host)
        if why:
            raise FetchFailedError(FetchCause.BAD_ADDRESS, host, why)
        addresses = _resolve(host.strip("[]"), port, self._deadline)
        for ip in addresses:
            why = refusal(ip, allow_loopback=self._allow_loopback)
            if why:
                raise FetchFailedError(FetchCause.PRIVATE, host, why)
        return addresses


class _TimedStream(httpcore2.NetworkStream):
    """A connection whose every wait also ends at the fetch's own limit: slow drips cannot hold it."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: _Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes as they come."""
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of ``buffer``."""
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted and still timed; the certificate must fit the host's name."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> object:
        """What the transport knows of the connection."""
        return self._inner.get_extra_info(info)


def _resolve(host: str, port: int, deadline: _Deadline) -> list[str]:
    """The host's IP addresses in the resolver's order, asked in a thread as the system call knows no time limit."""
    answers: queue.Queue[list[str] | OSError | ValueError] = queue.Queue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
        except (OSError, ValueError) as error:  # a name that cannot be encoded is a ValueError
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise FetchFailedError(FetchCause.TIMEOUT, host, "the name was not resolved in time", transient=True) from None
    if isinstance(answer, Exception):
        passing = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
        raise FetchFailedError(FetchCause.NAME, host, str(answer), transient=passing) from answer
    return answer


@contextlib.contextmanager
def _named_faults(address: str) -> Iterator[None]:
    """Turn what the transport raises into a :class:`FetchFailedError` with its cause."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise FetchFailedError(FetchCause.TIMEOUT, address, str(error), transient=True) from error
    except httpcore2.NetworkError as error:
        untrusted = "certificate" in str(error).lower()
        raise FetchFailedError(FetchCause.CONNECT, address, str(error), transient=not untrusted) from error
    except httpcore2.RemoteProtocolError as error:
        raise FetchFailedError(FetchCause.PROTOCOL, address, str(error), transient=True) from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError, ValueError) as error:
        raise FetchFailedError(FetchCause.PROTOCOL, address, str(error)) from error


def _worth_retrying(error: Exception, deadline: _Deadline, options: FetchOptions) -> bool | float:
    if not isinstance(error, FetchFailedError) or not error.transient or not deadline.allows(options.wait_seconds):
        return False
    if error.retry_after is None:
        return True
    wait = error.retry_after
    return wait if wait <= options.max_wait_seconds and deadline.allows(wait) else False


def _next_url(url: httpx2.URL, location: str) -> httpx2.URL:
    try:
        target = str(url.join(location))
    except (httpx2.InvalidURL, ValueError) as error:
        raise FetchFailedError(FetchCause.BAD_ADDRESS, location, str(error)) from error
    return checked_url(target)


def _core_url(url: httpx2.URL) -> httpcore2.URL:
    return httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)


def _with(fetched: Fetched, *, address: str, redirects: tuple[str, ...]) -> Fetched:
    return Fetched(
        **{name: getattr(fetched, name) for name in fetched.__struct_fields__ if name not in {"address", "redirects"}},
        address=address,
        redirects=redirects,
    )
