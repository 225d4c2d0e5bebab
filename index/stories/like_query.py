"""Resolves `like:ID` in a query: the article itself and those most similar to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import stop_if
from seedread.index.query import AnyValue, DocumentSet, FacetName, Notice, map_leaves
from seedread.index.stories.similar import similar

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.query import Node
    from seedread.index.stories.similarity import Profiles

__all__ = ["MAX_SIMILAR", "resolve_like"]

MAX_SIMILAR = 50
"""Most articles that one `like:` matches."""


def resolve_like(
    tree: Node, profiles: Profiles, cancelled: Callable[[], bool] = lambda: False
) -> tuple[Node, list[Notice]]:
    """Return `tree` with every `like:` replaced by its articles, and a notice for each unknown ID.

    Raises Cancelled.
    """
    notices: list[Notice] = []

    def meant(node: Node) -> Node:
        if not isinstance(node, FacetName | AnyValue) or node.facet != "like":
            return node
        stop_if(cancelled)
        asked = node.text if isinstance(node, FacetName) else "*"
        number = profiles.reader.document(asked)
        articles = 0
        if number is None:
            message = f"No article has the ID “{asked}”. like: takes an ID, as listed by `seedread search --ids`."
            notices.append(Notice(message, node.start, node.end))
        else:
            alike = (profiles.reader.document(one.id) for one in similar(profiles, number, MAX_SIMILAR))
            articles = sum(1 << n for n in {number, *(n for n in alike if n is not None)})
        return DocumentSet(articles, name=node, start=node.start, end=node.end)

    return map_leaves(tree, meant), notices
