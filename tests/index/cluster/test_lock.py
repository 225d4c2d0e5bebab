"""The lock of a library in a cluster where an answer of the servers is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from seedread.index.cluster import Refused
from seedread.index.errors import Locked
from seedread.index.storage.cluster_lock import ClusterLock

if TYPE_CHECKING:
    from collections.abc import Collection


class Servers:
    """One document with its version; each write is made, and the answer to some is lost, so that it is sent again."""

    def __init__(self) -> None:
        self.source: dict[str, Any] | None = None
        self.version = 0
        self.lose = False

    def call(self, method: str, path: str, body: Any = None, *, ok: Collection[int] = ()) -> dict[str, Any]:
        del ok
        found = {"_seq_no": self.version, "_primary_term": 1}
        if method == "GET":
            return {"found": True, "_source": self.source, **found} if self.source else {"found": False}
        same = self.source is None if "op_type=create" in path else f"if_seq_no={self.version}&" in path
        if not same:
            raise Refused("version conflict", 409)
        self.source, self.version = body, self.version + 1
        if self.lose:
            raise Refused("version conflict", 409)  # of the second sending
        return {"_seq_no": self.version, "_primary_term": 1}


def test_a_lock_whose_answer_was_lost_is_held() -> None:
    """The request that is sent again meets what the first one wrote: it is no other process."""
    servers = Servers()
    servers.lose = True
    with ClusterLock(servers, "news.files", renewed=60) as lock:  # type: ignore[arg-type]  # all that it asks for
        lock.confirm()
        with pytest.raises(Locked, match="is updating this library"), ClusterLock(servers, "news.files"):  # type: ignore[arg-type]
            pass
    servers.lose = False
    with ClusterLock(servers, "news.files", renewed=60):  # type: ignore[arg-type]
        assert servers.source


def test_another_process_is_seen() -> None:
    """Of two that write at once one has the lock, and the other is told."""
    servers = Servers()
    first, second = (ClusterLock(servers, "news.files", renewed=60) for _ in range(2))  # type: ignore[arg-type]
    known = servers.call

    def late(method: str, path: str, body: Any = None, *, ok: Collection[int] = ()) -> dict[str, Any]:
        """Let the other one write between the look and the write of this one."""
        if method == "PUT" and body["token"] == second.token:
            servers.call = known  # type: ignore[method-assign]
            first.__enter__()
        return known(method, path, body, ok=ok)

    servers.call = late  # type: ignore[method-assign]
    with pytest.raises(Locked, match="is updating this library"):
        second.__enter__()
    first.__exit__(None, None, None)
