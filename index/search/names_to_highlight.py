"""The countries and leaders in a query and a selection, and their mentions in an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.index.article.line_places import lines_in_paragraphs
from seedread.index.facets import NONE
from seedread.index.facets.fields import HIGHLIGHTED, named_in
from seedread.index.facets.regions import regions
from seedread.index.query import AnyValue, HasValue, leaves

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.article import Article
    from seedread.index.facets import Selection
    from seedread.index.query import Node

__all__ = ["ALL_NAMES", "QueryEntities", "in_lines", "name_spans", "query_entities"]

QueryEntities: TypeAlias = frozenset[tuple[str, str]]
"""Facet (country or leader) and value: a code, an id, or `ANY`."""
ANY = "*"
ALL_NAMES: QueryEntities = frozenset((facet, ANY) for facet in HIGHLIGHTED)


def query_entities(tree: Node, selection: Selection) -> QueryEntities:
    """Return the entities in a resolved query and in the included values of a selection; a region means its countries.

    Excluded values are left out.
    """
    found: set[tuple[str, str]] = set()
    for leaf in leaves(tree):
        if isinstance(leaf, HasValue) and leaf.facet in HIGHLIGHTED:
            found.update((leaf.facet, value) for value in leaf.values)
        elif isinstance(leaf, AnyValue) and leaf.facet in HIGHLIGHTED:
            found.add((leaf.facet, ANY))
    for facet in HIGHLIGHTED:
        found.update((facet, value) for value in selection.choice(facet).included - {NONE})
    for region in selection.choice("region").included & regions().keys():
        found.update(("country", code) for code in regions()[region].countries)
    return frozenset(found)


def name_spans(article: Article, sought: QueryEntities) -> dict[int, list[tuple[int, int]]]:
    """Return the positions of the mentions in `article` of the entities `sought`.

    The keys are those of `Mention.paragraph`; the spans, in characters, may overlap and are in no order.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for facet, value, mentions in named_in(article):
        if (facet, value) in sought or (facet, ANY) in sought:
            for mention in mentions:
                found.setdefault(mention.paragraph, []).append((mention.start, mention.end))
    return found


def in_lines(article: Article, spans: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, list[tuple[int, int]]]:
    """Convert `spans` of paragraphs to spans of the lines that the paragraphs were joined from, by `Line.n`.

    They count from a line's first non-blank character. Spans on two lines are left out, and spans in a line that was
    changed before it was joined.
    """
    found: dict[int, list[tuple[int, int]]] = {}
    for line, place, begin in lines_in_paragraphs(article):
        end = begin + len(line.text.strip())
        here = [(a - begin, b - begin) for a, b in spans.get(place, ()) if begin <= a and b <= end]
        found |= {line.n: here} if here else {}
    return found
