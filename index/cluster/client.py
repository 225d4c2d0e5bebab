"""Requests to a search cluster over plain HTTP: several hosts, connections that stay open, TLS, and clear errors.

It is the standard library's client: seedread sends a dozen kinds of requests, for which no other package is needed.
No request waits longer than its deadline, whatever the hosts do.
"""

from __future__ import annotations

import base64
import gzip
import http.client
import json
import ssl
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any, NamedTuple

from seedread.index.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.cluster.address import ClusterAddress

__all__ = ["Client", "Incomplete", "NotThere", "Refused", "Unreachable", "to_json"]

_PATIENCE = 3.5
"""Seconds until a request that a reader waits for must be answered: with the look at the manifest before, five."""
_OLDEST = (3, 6)
"""The oldest OpenSearch that was tried."""
_BUSY, _UNAVAILABLE, _WAITS = 429, 503, (0.1, 0.2, 0.4, 0.8, 1.6)
_LOGIN = (401, 403)
_GONE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError, http.client.CannotSendRequest)


def to_json(value: Any) -> bytes:
    """Return a value as the servers take it; bytes of a command line that are no text become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Unreachable(LibraryError):
    """No node answers in time."""


class Incomplete(LibraryError):
    """Some parts of an index did not answer, and the question cannot be answered without them."""


class Refused(LibraryError):
    """An answer that is an error; `status` is that of HTTP."""

    def __init__(self, message: str, status: int, kind: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.kind = kind
        """The server's name for the error."""


class NotThere(Refused):
    """An index or a document that does not exist."""


class _Request(NamedTuple):
    method: str
    path: str
    data: bytes | None
    headers: dict[str, str]


class Client:
    """Asks the nodes of one cluster; may be used from several threads, each with connections of its own."""

    def __init__(self, address: ClusterAddress, patience: float = _PATIENCE) -> None:
        self.address = address
        self.patience = patience
        self._own = threading.local()
        self._opened: dict[int, http.client.HTTPConnection] = {}
        """Every open connection, to close them with the client."""
        weakref.finalize(self, _close_all, self._opened)
        self._first = 0
        self._checked = False
        self._headers = {"accept-encoding": "gzip"}
        if address.user:
            login = base64.b64encode(f"{address.user}:{address.password()}".encode()).decode()
            self._headers["authorization"] = f"Basic {login}"
        self._tls = _context(address) if address.tls else None

    def call(  # noqa: PLR0913 (all but method and path are named)
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        lines: bytes | None = None,
        ok: Collection[int] = (),
        patience: float | None = None,
    ) -> dict[str, Any]:
        """Return the answer to a request with a JSON `body`, or with `lines` of JSON.

        Lines are not sent again after a timeout.

        A status in `ok` is no error. Raises Unreachable, NotThere and Refused.
        """
        if not self._checked:
            self._check_version()
        data = lines if body is None else to_json(body)
        kind = "application/json" if lines is None else "application/x-ndjson"
        request = _Request(method, path, data, {**self._headers, "content-type": kind})
        return self._answered(request, patience, ok, once=lines is not None)

    def _answered(
        self, request: _Request, patience: float | None, ok: Collection[int], *, once: bool
    ) -> dict[str, Any]:
        """Return the answer to a request, which is repeated where a server has no time now."""
        until = time.monotonic() + (self.patience if patience is None else patience)
        waits = iter(_WAITS)
        while True:
            status, value = self._ask(request, until, once=once)
            wait = next(waits, None)
            if not _is_for_now(status, value) or wait is None or time.monotonic() + wait > until:
                break
            time.sleep(wait)
        if status >= http.client.MULTIPLE_CHOICES and status not in ok:
            raise self._refused(status, value)
        return value

    def _ask(self, request: _Request, until: float, *, once: bool) -> tuple[int, dict[str, Any]]:
        """Return status and answer of the first host that answers; raises Unreachable."""
        hosts = self.address.hosts
        last: Exception = TimeoutError("no answer in time")
        for turn in range(2 * len(hosts)):
            left = until - time.monotonic()
            if left <= 0:
                break
            host = (self._first + turn) % len(hosts)
            # One slow host must leave time for the next one.
            share = left if once or turn == len(hosts) - 1 else min(left, max(1.0, left / 2))
            try:
                answer = self._exchange(host, request, share)
            except ssl.SSLCertVerificationError as error:
                raise self._unknown_certificate(error) from None
            except TimeoutError as error:
                last = error
                self._drop(host)
                if once:
                    break
            except (OSError, http.client.HTTPException) as error:
                last = error
                self._drop(host)
                if once and not isinstance(error, ConnectionRefusedError):
                    break
            else:
                self._first = host
                return answer
        named = ", ".join(f"{host}:{port}" for host, port in hosts)
        raise Unreachable(
            f"No search server answers at {named} ({last or type(last).__name__}). Nothing is lost: try again when it "
            "runs, or check the address given with --library."
        )

    def _exchange(self, host: int, request: _Request, seconds: float) -> tuple[int, dict[str, Any]]:
        connections: dict[int, http.client.HTTPConnection] = self._own.__dict__.setdefault("connections", {})
        known = connections.get(host)
        if known is not None and known.sock is not None:
            known.sock.settimeout(seconds)
            try:
                return _sent(known, request)
            except _GONE:
                # The server closed an idle connection before it saw the request.
                self._drop(host)
        connections[host] = made = self._connection(host, seconds)
        self._opened[id(made)] = made
        return _sent(made, request)

    def _connection(self, host: int, seconds: float) -> http.client.HTTPConnection:
        name, port = self.address.hosts[host]
        if self._tls is not None:
            return http.client.HTTPSConnection(name.strip("[]"), port, timeout=seconds, context=self._tls)
        return http.client.HTTPConnection(name.strip("[]"), port, timeout=seconds)

    def _drop(self, host: int) -> None:
        if known := self._own.__dict__.get("connections", {}).pop(host, None):
            known.close()
            self._opened.pop(id(known), None)

    def close(self) -> None:
        """Close the connections of this thread."""
        for host in [*self._own.__dict__.get("connections", {})]:
            self._drop(host)

    def about(self) -> dict[str, Any]:
        """Return what the server says of itself."""
        return self._answered(_Request("GET", "/", None, self._headers), None, (), once=False)

    def _check_version(self) -> None:
        """Raise LibraryError if the server is none that can be used."""
        version = self.about().get("version", {})
        number = str(version.get("number", "unknown"))
        parts = tuple(int(part) for part in number.split(".")[:2] if part.isdecimal())
        if version.get("distribution") == "opensearch" and parts < _OLDEST:
            needed = ".".join(map(str, _OLDEST))
            raise LibraryError(f"The search server is OpenSearch {number}, which is too old: seedread needs {needed}.")
        if version.get("distribution") != "opensearch":
            raise LibraryError(
                f"The server at {self.address} is no OpenSearch (version {number}). Elasticsearch was not tried; "
                "docs/cluster.md says what differs."
            )
        self._checked = True

    def _unknown_certificate(self, error: ssl.SSLCertVerificationError) -> LibraryError:
        return LibraryError(
            f"The certificate of {self.address.hosts[0][0]} is not trusted ({error.verify_message}): if it is the "
            "right server, name the file with the certificate of its authority: ?ca=FILE."
        )

    def _refused(self, status: int, value: dict[str, Any]) -> LibraryError:
        error = value.get("error") or {}
        kind = error.get("type", "") if isinstance(error, dict) else ""
        reason = str(error.get("reason", "") if isinstance(error, dict) else error)[:200]
        if kind == "cluster_block_exception":
            return Refused(
                f"The search servers write nothing at the moment ({reason}). Most often a disk is full: make room "
                "there, and sync again. Nothing is lost.", status, kind,
            )  # fmt: skip
        if status in _LOGIN:
            who = f"the login of {self.address.user}" if self.address.user else "a request without a login"
            return Refused(
                f"The search server refuses {who} ({status}): check user, password and rights.", status, kind
            )
        if status == http.client.NOT_FOUND:
            return NotThere(f"The search server has no such thing ({kind or status}).", status, kind)
        if status == _BUSY:
            return Refused("The search servers are too busy (429): try again in a moment.", status, kind)
        return Refused(f"The search server could not answer ({status} {kind}: {reason}).", status, kind)


def _is_for_now(status: int, value: dict[str, Any]) -> bool:
    """Tell whether the same request may be answered in a moment: a node is busy, or an index was just made."""
    error = str(value.get("error"))
    if status == _UNAVAILABLE:
        return "no_shard_available_action_exception" in error
    return status == _BUSY and "cluster_block_exception" not in error  # a full disk has the same status


def _close_all(connections: dict[int, http.client.HTTPConnection]) -> None:
    for connection in [*connections.values()]:
        connection.close()


def _sent(connection: http.client.HTTPConnection, request: _Request) -> tuple[int, dict[str, Any]]:
    connection.request(request.method, request.path, request.data, request.headers)
    answer = connection.getresponse()
    raw = answer.read()
    if answer.headers.get("content-encoding") == "gzip":
        raw = gzip.decompress(raw)
    try:
        value = json.loads(raw) if raw else {}
    except ValueError:
        value = {"error": "its answer is no JSON"}
    return answer.status, value if isinstance(value, dict) else {"items": value}


def _context(address: ClusterAddress) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=address.authority or None)
    except (OSError, ssl.SSLError) as error:
        raise LibraryError(f"The certificates in {address.authority} cannot be read ({error}).") from None
