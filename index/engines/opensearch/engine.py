"""Opens an index in a cluster: its generation, readers and writers."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from seedread.index.cluster import Incomplete, NotThere, Refused
from seedread.index.engines.opensearch.mapping import articles_index, words_index
from seedread.index.engines.opensearch.reader import OpenSearchReader
from seedread.index.engines.opensearch.snapshot import Snapshot
from seedread.index.engines.opensearch.writer import OpenSearchWriter
from seedread.index.errors import Damaged

if TYPE_CHECKING:
    from collections.abc import Collection

    from seedread.index.cluster import Client
    from seedread.index.engines.base import Reader, Writer

__all__ = ["IndexState", "OpenSearchEngine"]

_SHARDS = 3
_SECONDS = 30.0
"""Making an index takes longer than searching in it."""
_STATE = "generation"
_TRIES = 10
_CONFLICT, _TIMED_OUT = 409, 408
_COPYING = 10
"""Seconds that a writer waits for copies that are being made."""
_SHOWING, _LOOK_AGAIN = 3.0, 0.05
"""Seconds that a reader waits for a writer that shows a generation: one that died meanwhile must not stop others."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the cluster keeps of an index beside its articles."""

    generation: int = 0
    following: int = 0
    """The number of the next article; no number is given twice."""
    languages: tuple[str, ...] = ()
    """Of its articles, now or earlier."""
    showing: bool = False
    """Whether the next generation is about to show: some parts may have it, and others not yet."""

    def after(self, languages: Collection[str]) -> IndexState:
        """Return the state of the next generation."""
        known = tuple(sorted({*self.languages, *languages}))
        # A writer may have died before its generation was shown.
        return replace(self, generation=self.generation + 1, languages=known, showing=False)

    def document(self) -> dict[str, Any]:
        """Return it as the cluster keeps it."""
        return {
            "kind": "state", "generation": self.generation, "following": self.following,
            "languages": list(self.languages), "showing": self.showing,
        }  # fmt: skip


class OpenSearchEngine:
    """An index of articles, and beside it one of words, under one name in a cluster."""

    def __init__(self, client: Client, name: str, shards: int = _SHARDS) -> None:
        self.client = client
        self.articles = name
        self.words = f"{name}.words"
        self._shards = shards

    def state(self) -> IndexState | None:
        """Return what the cluster keeps of the index; None if there is none, or one that was never committed."""
        try:
            found = self.client.call("GET", f"/{self.words}/_doc/{_STATE}", ok=(404,))
        except Refused as error:
            if error.kind in {"no_shard_available_action_exception", "unavailable_shards_exception"}:
                raise Incomplete(
                    "The node with the words of the library does not run: try again when it does."
                ) from None
            raise
        if not found.get("found"):
            return None
        values = found["_source"]
        languages, showing = tuple(values["languages"]), values.get("showing", False)
        return IndexState(values["generation"], values["following"], languages, showing)

    def generation(self) -> int | None:
        """Return the newest committed generation; None if there is no index yet."""
        state = self.state()
        return state.generation if state and state.generation else None

    def reader(self, generation: int | None = None) -> Reader:
        """Open the newest generation, which may be newer than `generation`; raises Damaged if there is none such."""
        until = time.monotonic() + _SHOWING
        while True:
            state = self.state()
            if state is None or not state.generation or (generation or 0) > state.generation:
                raise Damaged(f"There is no index {self.articles} in the cluster: `seedread index` makes it again.")
            late = time.monotonic() > until
            if late or not state.showing:
                reader = self._opened(generation or state.generation, state)
                # Parts are opened one after the other: another generation may have come in between.
                if late or self._is_still(state):
                    return reader
                reader.close()
            time.sleep(_LOOK_AGAIN)

    def _opened(self, generation: int, state: IndexState) -> OpenSearchReader:
        try:
            articles, words = Snapshot(self.client, self.articles), Snapshot(self.client, self.words)
        except NotThere:
            raise Damaged(f"The index {self.articles} is gone: `seedread index` makes it again.") from None
        return OpenSearchReader(generation, articles, words, frozenset(state.languages))

    def _is_still(self, state: IndexState) -> bool:
        now = self.state()
        return now is not None and (now.generation, now.showing) == (state.generation, False)

    def check(self, generation: int | None = None) -> int:
        """Ask every part of a generation and return how many articles it has; raises Damaged and Incomplete."""
        reader = self.reader(generation)
        try:
            return reader.count
        finally:
            reader.close()

    def writer(self, generation: int | None = None) -> Writer:
        """Open a writer based on the newest generation; creates the index if there is none."""
        if generation and (self.generation() or 0) < generation:
            raise Damaged(f"The index {self.articles} has no generation {generation}: it must be made again.")
        return OpenSearchWriter(self)

    def prepare(self) -> IndexState:
        """Return the state of the index, made if there is none."""
        state = self.state()
        if state is None:
            for name, body in ((self.articles, articles_index(self._shards)), (self.words, words_index())):
                self._make(name, body)
            state = IndexState()
            self._put(state)
        self._wait_for_copies()
        return state

    def _wait_for_copies(self) -> None:
        """Wait a moment for copies that are being made: once it is ready a copy shows all that was sent to it."""
        wanted = f"wait_for_no_initializing_shards=true&timeout={_COPYING}s"
        self.client.call(
            "GET",
            f"/_cluster/health/{self.articles}?{wanted}",
            ok=(_TIMED_OUT,),
            patience=_COPYING + self.client.patience,
        )

    def _make(self, name: str, body: dict[str, Any]) -> None:
        try:
            self.client.call("PUT", f"/{name}", body, patience=_SECONDS)
        except Refused as error:
            if error.kind != "resource_already_exists_exception":
                raise

    def _put(self, state: IndexState) -> None:
        self.client.call("PUT", f"/{self.words}/_doc/{_STATE}?timeout=4s", state.document())

    def reserve(self, state: IndexState, count: int) -> tuple[int, IndexState]:
        """Return the first of `count` numbers that nobody else gets, and the state with them."""
        if not count:
            return state.following, state
        for _ in range(_TRIES):
            known = self.client.call("GET", f"/{self.words}/_doc/{_STATE}")
            first = known["_source"]["following"]
            document = {**known["_source"], "following": first + count}
            same = f"if_seq_no={known['_seq_no']}&if_primary_term={known['_primary_term']}"
            try:
                self.client.call("PUT", f"/{self.words}/_doc/{_STATE}?timeout=4s&{same}", document)
            except Refused as error:
                if error.status != _CONFLICT:
                    raise
                continue
            return first, replace(state, following=first + count)
        raise Incomplete("Other programs change the library all the time: sync again later.")

    def show(self, state: IndexState) -> IndexState:
        """Let readers see what was sent, and return its state."""
        self._put(replace(state, generation=state.generation - 1, showing=True))
        self.client.call("POST", f"/{self.articles},{self.words}/_refresh", patience=_SECONDS)
        self._put(state)
        return state

    def remove(self) -> None:
        """Remove the index from the cluster."""
        for name in (self.articles, self.words):
            self.client.call("DELETE", f"/{name}", ok=(404,), patience=_SECONDS)
