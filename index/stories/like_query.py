"""Resolves `like:ID` in a query: the article itself and those most similar to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import stop_if
from seedread.index.query import AnyValue, DocumentSet, FacetName, Notice, Numbers, map_leaves
from seedread.index.stories.similar import similar

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.query import Node
    from seedread.index.stories.profile import Profiles

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
        found: dict[int, str] = {}
        if number is None:
            message = f"No article has the ID “{asked}”. like: takes an ID, as listed by `seedread search --ids`."
            notices.append(Notice(message, node.start, node.end))
        else:
            found[number] = "this article"
            alike = similar(profiles, number, MAX_SIMILAR)
            numbers = profiles.reader.documents([one.id for one in alike])
            found |= {numbers[one.id]: one.kind for one in alike if one.id in numbers}
        return DocumentSet(Numbers.of(found), tuple(found.items()), name=node, start=node.start, end=node.end)

    return map_leaves(tree, meant), notices
