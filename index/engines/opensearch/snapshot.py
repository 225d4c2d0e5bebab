"""One state of an index, held open by the servers, and questions to it that say whether all parts answered.

An open state does not go over to the copies of a part whose node is lost, and what is left of it answers without an
error: so an incomplete answer is asked for once more, of a state opened anew, and only then reported.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from seedread.index.cluster import Incomplete, NotThere, Refused
from seedread.index.engines.base import Answered
from seedread.index.engines.opensearch.mapping import MOST_PAGED
from seedread.index.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.cluster import Client
    from seedread.index.engines.opensearch.requests import Condition

__all__ = ["Snapshot", "check_whole"]

_KEPT = "10m"
"""How long the servers hold a state that nobody asks."""
_SEARCH = "/_search?allow_partial_search_results=true"
_SCORED = "&search_type=dfs_query_then_fetch"
_UNAVAILABLE = 503


class Snapshot:
    """An open state of the index `name`."""

    def __init__(self, client: Client, name: str) -> None:
        self.client = client
        self.name = name
        self._shards = self._number_of_shards()
        self._id = self._open(partial=False)

    def _number_of_shards(self) -> int:
        """Return how many parts the index has; an open state does not name those that were lost before."""
        path = f"/{self.name}/_settings?filter_path=*.settings.index.number_of_shards"
        (found,) = self.client.call("GET", path).values()
        return int(found["settings"]["index"]["number_of_shards"])

    def _open(self, *, partial: bool, patience: float | None = None) -> str:
        options = f"keep_alive={_KEPT}&allow_partial_pit_creation={str(partial).lower()}"
        path = f"/{self.name}/_search/point_in_time?{options}"
        try:
            return str(self.client.call("POST", path, patience=patience)["pit_id"])
        except Refused as error:
            if error.status != _UNAVAILABLE or partial:
                raise
            return self._open(partial=True, patience=patience)

    def ask(self, body: dict[str, Any]) -> tuple[dict[str, Any], Answered]:
        """Return the answer to a search, and how many parts answered; raises Unreachable and Refused.

        Where scores order the answer, the parts first agree on how frequent each word is. Asking anew takes no longer
        than one question may.
        """
        until = time.monotonic() + self.client.patience
        answer, answered = self._ask(body, until)
        if not answered.complete and time.monotonic() < until:
            self.close()
            self._id = self._open(partial=True, patience=until - time.monotonic())
            answer, answered = self._ask(body, until)
        return answer, answered

    def ask_all(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a search; raises Incomplete if a part does not answer."""
        answer, answered = self.ask(body)
        check_whole(answered)
        return answer

    def _ask(self, body: dict[str, Any], until: float) -> tuple[dict[str, Any], Answered]:
        path = _SEARCH + _SCORED if "_score" in body.get("sort", [{}])[0] else _SEARCH
        try:
            answer = self._asked(path, body, until)
        except NotThere:
            # The servers no longer hold the state: they were restarted, or nobody asked for long.
            self._id = self._open(partial=True, patience=until - time.monotonic())
            answer = self._asked(path, body, until)
        except Refused as error:
            if error.status != _UNAVAILABLE:
                raise
            return {}, Answered(0, self._shards)
        whole = Answered(answer["_shards"]["successful"], self._shards)
        return answer, whole._replace(parts=min(whole.parts, whole.of - 1)) if answer.get("timed_out") else whole

    def _asked(self, path: str, body: dict[str, Any], until: float) -> dict[str, Any]:
        state = {"id": self._id, "keep_alive": _KEPT}
        return self.client.call("POST", path, {**body, "pit": state}, patience=until - time.monotonic())

    def hits(self, query: Condition, sort: list[Any], fields: dict[str, Any], most: int | None = None) -> Iterator[Any]:
        """Go through all hits of a query in the order of `sort`, read in pages; raises Incomplete."""
        after: dict[str, Any] = {}
        left = most
        while left is None or left > 0:
            size = MOST_PAGED if left is None else min(MOST_PAGED, left)
            asked = {"size": size, "query": query, "sort": sort, "track_total_hits": False, **fields, **after}
            found = self.ask_all(asked)["hits"]["hits"]
            yield from found
            if len(found) < size:
                return
            left = None if left is None else left - size
            after = {"search_after": found[-1]["sort"]}

    def close(self) -> None:
        """Let the servers forget the state."""
        with_id = {"pit_id": [self._id]}
        try:
            self.client.call("DELETE", "/_search/point_in_time", with_id, ok=(404,), patience=1.0)
        except LibraryError:
            return  # it ends by itself


def check_whole(answered: Answered) -> None:
    """Raise Incomplete if a part did not answer."""
    if not answered.complete:
        raise Incomplete(
            f"{answered.parts} of {answered.of} shards answered: the rest of the library cannot be read now. Nothing "
            "is lost: try again when all nodes run."
        )
