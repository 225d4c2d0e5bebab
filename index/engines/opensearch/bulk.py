"""Many changes in few requests, each of which is checked: what the servers refuse for now is sent again or reported."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from seedread.index.cluster import Incomplete, Refused, to_json
from seedread.index.files.hashing import blake2b

if TYPE_CHECKING:
    from seedread.index.cluster import Client

__all__ = ["Bulk", "key_of"]

_SIZE = 4 << 20
"""Bytes of a request."""
_SECONDS = 60.0
"""A busy server may take long over a request that is not sent twice."""
_WAITS = (0.2, 0.5, 1.0, 2.0)
_LONGEST_KEY = 512
"""Bytes of an ID that the servers take."""
_GONE, _THERE, _BUSY, _BLOCKED = 404, 409, 429, 403
_FULL = "cluster_block_exception"


def key_of(name: str) -> str:
    """Return the ID under which the servers keep something."""
    raw = name.encode("utf-8", "surrogatepass")
    return name if len(raw) <= _LONGEST_KEY else f"~{blake2b(raw, digest_size=20).hexdigest()}"


class Bulk:
    """Changes of one index."""

    def __init__(self, client: Client, index: str) -> None:
        self._client = client
        self._index = index
        self._lines: list[bytes] = []
        self._size = 0

    def put(self, key: str, document: dict[str, Any]) -> None:
        """Add a document, or replace it."""
        self._add({"index": {"_id": key}}, document)

    def create(self, key: str, document: dict[str, Any]) -> None:
        """Add a document if there is none."""
        self._add({"create": {"_id": key}}, document)

    def remove(self, key: str) -> None:
        """Remove a document, if there is one."""
        self._add({"delete": {"_id": key}}, None)

    def _add(self, action: dict[str, Any], document: dict[str, Any] | None) -> None:
        line = b"".join(to_json(part) + b"\n" for part in (action, document) if part is not None)
        self._lines.append(line)
        self._size += len(line)
        if self._size > _SIZE:
            self.send()

    def send(self) -> None:
        """Send what waits; raises Refused, Incomplete and Unreachable."""
        lines, self._lines, self._size = self._lines, [], 0
        for wait in (*_WAITS, None):
            if not lines:
                return
            lines = self._busy(lines)
            if lines and wait is None:
                raise Refused("The search servers are too busy (429): sync again later. Nothing is lost.", _BUSY)
            if lines and wait is not None:
                time.sleep(wait)

    def _busy(self, lines: list[bytes]) -> list[bytes]:
        """Send lines and return those for which the servers have no time now."""
        path = f"/{self._index}/_bulk?timeout=5s&filter_path=errors,items.*.status,items.*.error"
        answer = self._client.call("POST", path, lines=b"".join(lines), patience=_SECONDS)
        if not answer.get("errors"):
            return []
        again = []
        for line, item in zip(lines, answer["items"], strict=True):
            (result,) = item.values()
            status, error = result["status"], result.get("error", {})
            # A full disk has the status of a busy server.
            if status == _BUSY and error.get("type") != _FULL:
                again.append(line)
            elif status >= 300 and status not in (_GONE, _THERE):
                raise _failure(status, error)
        return again


def _failure(status: int, error: dict[str, Any]) -> Refused | Incomplete:
    kind, reason = error.get("type", ""), str(error.get("reason", ""))[:200]
    if kind == _FULL or status == _BLOCKED:
        return Refused(
            f"The search servers write nothing at the moment ({reason}). Most often a disk is full: make room there, "
            "and sync again. Nothing is lost.", status, kind,
        )  # fmt: skip
    if kind == "unavailable_shards_exception":
        return Incomplete("A node with a part of the library does not run: sync again when it does. Nothing is lost.")
    return Refused(f"The search servers refused an article ({status} {kind}: {reason}).", status, kind)
