"""Articles as the servers return them: rows of a result, and what is known of many without their texts."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from seedread.index.engines.opensearch.requests import to_minute

if TYPE_CHECKING:
    from seedread.index.engines.opensearch.labels import Labels

__all__ = ["HEAD_FIELDS", "SHOWN_FIELDS", "Head", "OpenSearchRow", "head_of"]

HEAD_FIELDS = {"_source": False, "docvalue_fields": ["n", "id", "at", "sum"]}
"""What is asked of many articles."""
SHOWN_FIELDS = {"_source": {"excludes": ["t", "b", "k", "record", "by_title"]}}
"""What is asked of the articles of a page."""
_EPOCH = datetime.datetime(1970, 1, 1)  # noqa: DTZ001 (no zone is kept)


class Head(NamedTuple):
    """What is known of an article without its text."""

    id: str
    minute: int | None
    text_sum: int


def head_of(hit: dict[str, Any]) -> tuple[int, Head]:
    """Return number and head from a hit with `HEAD_FIELDS`."""
    fields = hit["fields"]
    at = fields.get("at", [None])[0]
    return fields["n"][0], Head(fields["id"][0], to_minute(None if at is None else int(at)), fields["sum"][0])


class OpenSearchRow:
    """A document in a result list (`seedread.index.engines.base.Row`)."""

    __slots__ = ("_labels", "_source")

    def __init__(self, source: dict[str, Any], labels: Labels) -> None:
        self._source = source
        self._labels = labels

    @property
    def number(self) -> int:
        """Its document in the generation."""
        return int(self._source["n"])

    @property
    def id(self) -> str:
        """As in the entry."""
        return str(self._source["id"])

    @property
    def title(self) -> str:
        """As in the entry."""
        return str(self._source["title"])

    @property
    def titled(self) -> bool:
        """Whether the title is not just the beginning of the body."""
        return bool(self._source["titled"])

    @property
    def date(self) -> str | None:
        """ISO, at the precision that is known; None for an undated one."""
        at = self._source["at"]
        if at is None:
            return None
        return (_EPOCH + datetime.timedelta(milliseconds=at)).isoformat()[: self._source["precision"]]

    @property
    def body(self) -> str:
        """As in the entry."""
        return str(self._source["body"])

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet, in the order of the entry."""
        return tuple(self._labels.shown(facet, value) for value in self._source.get(facet, ()))
