"""Fetches one address over HTTP: with limits on time, size and redirects, and never from a private address.

It is built on the standard library's HTTP, with the connection made here: redirects, decoding, proxies and deadlines
must be ours to be safe, and nothing else of an HTTP library is needed.
"""

from __future__ import annotations

import base64
import http.client
import ssl
import threading
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from seedread.index.feeds.addresses import check_name, connect
from seedread.index.feeds.deadline import Deadline
from seedread.index.feeds.decoding import ENCODINGS, Body
from seedread.index.feeds.feed import InvalidUrlError, feed_url, origin
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from seedread.index.feeds.feed import Login

__all__ = ["Answer", "Request", "download"]

_HOPS = 5
_CONNECT, _TOTAL = 15.0, 60.0
"""Seconds for a connection and between two pieces, and for a whole request; a redirect is another request."""
_CHUNK = 65_536
_LARGE = 4_000_000
_large_bodies = threading.BoundedSemaphore(2)
"""Only so many large answers are in memory at once."""
_MOVED = (301, 308)
_REDIRECTS = (*_MOVED, 302, 303, 307)


@dataclass(frozen=True, slots=True)
class Request:
    """What to fetch, and how."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    login: Login | None = None
    """Sent to the origin of `url` only."""
    allow_private: bool = False
    """Whether the host of `url`, and no other, may have a private address."""
    cafile: str = ""
    seconds: float = _TOTAL


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    url: str
    """The address that answered, after redirects."""
    headers: Mapping[str, str]
    """Names in small letters; the first of several counts."""
    body: bytes
    complete: bool = True
    """Whether the body was not cut off."""
    moved_to: str | None = None
    """The address that permanent redirects lead to."""


def download(request: Request, turn: Callable[[str], AbstractContextManager[None]]) -> Answer:
    """Fetch an address, following redirects; `turn` waits until a host may be asked. Raises FetchError.

    The body of an answer that is no success is left unread.
    """
    url, moved, permanent = request.url, None, True
    for _ in range(_HOPS + 1):
        parts = urlsplit(url)
        with turn(parts.hostname or ""), Deadline(request.seconds) as deadline:
            answer = _translated(request, parts, deadline)
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            return Answer(answer.status, url, answer.headers, answer.body, answer.complete, moved)
        url = _next(url, answer.headers["location"])
        permanent = permanent and answer.status in _MOVED
        moved = url if permanent else moved
    raise FetchError("redirects", f"more than {_HOPS} redirects")


def _next(url: str, location: str) -> str:
    """Return the address that a redirect leads to."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()  # servers send UTF-8, which the library reads as Latin-1
    try:
        return feed_url(urljoin(url, location))[0]
    except (InvalidUrlError, ValueError) as error:
        raise FetchError("redirects", f"a redirect to {safe_line(location)[:80]}: {error}") from None


def _translated(request: Request, parts: SplitResult, deadline: Deadline) -> Answer:
    """Make one request; every error of the system becomes a FetchError."""
    late = FetchError("too slow", f"the answer took more than {deadline.seconds:.0f} seconds")
    try:
        answer = _one(request, parts, deadline)
    except FetchError:
        raise
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            "certificate", f"the certificate of {parts.hostname} is not valid: {error.verify_message}"
        ) from None
    except ssl.SSLError as error:
        raise (late if deadline.expired else FetchError("TLS", f"no secure connection ({error.reason})")) from None
    except TimeoutError:
        raise FetchError("no answer", f"{parts.hostname} does not answer") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = safe_line(str(error) or type(error).__name__)[:100]
        raise (late if deadline.expired else FetchError("no HTTP", f"not a valid answer ({reason})")) from None
    if deadline.expired:
        raise late
    return answer


def _one(request: Request, parts: SplitResult, deadline: Deadline) -> Answer:
    """Make one request, without following a redirect."""
    proxy = _proxy_for(parts)
    with closing(_connection(request, parts, proxy, deadline)) as connection:
        target = parts.geturl() if proxy and parts.scheme == "http" else f"{parts.path or '/'}{_query(parts)}"
        connection.request("GET", target, headers=_headers(request, parts, proxy))
        with connection.getresponse() as response:
            headers: dict[str, str] = {}
            for name, value in response.getheaders():
                headers.setdefault(name.lower(), value)
            body, complete = _body(response, headers) if response.status == http.client.OK else (b"", True)
            return Answer(response.status, "", headers, body, complete)


def _query(parts: SplitResult) -> str:
    return f"?{parts.query}" if parts.query else ""


def _body(response: http.client.HTTPResponse, headers: Mapping[str, str]) -> tuple[bytes, bool]:
    """Return the decoded body, and whether it came whole."""
    body = Body(headers.get("content-encoding", ""))
    announced = headers.get("content-length", "")
    wanted = int(announced) if announced.isdecimal() and "transfer-encoding" not in headers else None
    received = 0
    with _memory(body) as waits_if_large:
        try:
            while piece := response.read1(_CHUNK):
                received += len(piece)
                body.add(piece)
                waits_if_large()
        except (http.client.IncompleteRead, ConnectionError):
            if not len(body):
                raise FetchError("cut off", "the connection ended before the answer") from None
            return body.data(), False
        return body.data(), body.ended and (wanted is None or received >= wanted)


@contextmanager
def _memory(body: Body) -> Iterator[Callable[[], None]]:
    """Yield a function that waits, once a body is large, until few other large ones are in memory."""
    held = False

    def wait_if_large() -> None:
        nonlocal held
        if not held and len(body) > _LARGE:
            held = _large_bodies.acquire()

    try:
        yield wait_if_large
    finally:
        if held:
            _large_bodies.release()


def _headers(request: Request, parts: SplitResult, proxy: SplitResult | None) -> dict[str, str]:
    headers = {"Accept-Encoding": ENCODINGS, "Connection": "close", **request.headers}
    if request.login and origin(parts.geturl()) == origin(request.url):
        headers["Authorization"] = _basic(request.login.user, request.login.password)
    if proxy and parts.scheme == "http":
        headers |= _proxy_headers(proxy)
    return headers


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def _proxy_for(parts: SplitResult) -> SplitResult | None:
    """Return the proxy that the environment names for an address, if any; raises FetchError for one of another kind."""
    host = parts.hostname or ""
    named = getproxies().get(parts.scheme) or getproxies().get("all")
    if not named or proxy_bypass(host):
        return None
    proxy = urlsplit(named if "://" in named else f"http://{named}")
    if proxy.scheme != "http" or not proxy.hostname:
        raise FetchError("proxy", "only proxies with an http:// address are supported: check the *_proxy variables")
    return proxy


def _proxy_headers(proxy: SplitResult) -> dict[str, str]:
    if not proxy.username:
        return {}
    return {"Proxy-Authorization": _basic(unquote(proxy.username), unquote(proxy.password or ""))}


def _connection(
    request: Request, parts: SplitResult, proxy: SplitResult | None, deadline: Deadline
) -> http.client.HTTPConnection:
    """Return a connection that is open, secured where the address says so."""
    host, timeout = parts.hostname or "", deadline.left(_CONNECT)
    private = request.allow_private and host == urlsplit(request.url).hostname
    if proxy:
        if not private:
            check_name(host)
        opened = connect(proxy.hostname or "", proxy.port or 80, timeout, allow_private=True)
    else:
        opened = connect(host, origin(parts.geturl())[2], timeout, allow_private=private)
    opened.settimeout(_CONNECT)  # from here on the deadline ends what takes too long
    deadline.watch(opened)
    try:
        if proxy and parts.scheme == "https":
            _tunnel(opened, parts, proxy)
        if parts.scheme == "https":
            opened = _tls(request.cafile).wrap_socket(opened, server_hostname=host.rstrip("."))
    except BaseException:
        opened.close()
        raise
    connection = http.client.HTTPConnection(host, parts.port)
    connection.default_port = 443 if parts.scheme == "https" else 80  # what `Host` leaves out
    connection.sock = opened
    return connection


def _tunnel(opened: socket.socket, parts: SplitResult, proxy: SplitResult) -> None:
    """Ask a proxy for a connection to a host."""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    place = f"{host}:{origin(parts.geturl())[2]}"
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    lines += [f"{name}: {value}" for name, value in _proxy_headers(proxy).items()]
    opened.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("ascii"))
    with http.client.HTTPResponse(opened, method="CONNECT") as response:
        response.begin()
        if response.status != http.client.OK:
            raise FetchError("proxy", f"the proxy {proxy.hostname} refused the connection ({response.status})")


@lru_cache(maxsize=32)
def _tls(cafile: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=cafile or None)
    except OSError as error:
        raise FetchError("certificate", f"the certificates in {cafile} cannot be read ({error})") from None
