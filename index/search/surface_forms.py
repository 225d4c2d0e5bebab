"""Finds the surface forms of a facet value: the spellings of a person, the names of a country."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.facets.fields import named_in
from seedread.index.query import HasValue

if TYPE_CHECKING:
    from seedread.index.engines import Reader

__all__ = ["surface_forms"]


def surface_forms(reader: Reader, facet: str, value: str, limit: int) -> list[tuple[str, int]]:
    """Return the surface forms of a country or leader with their counts, the most frequent first.

    Only the `limit` newest articles are examined: about 0.2 ms each.
    """
    forms: Counter[str] = Counter()
    for row, _ in reader.search(HasValue(facet, frozenset((value,)))).page("newest", 0, limit):
        kept = reader.kept(row.number)
        article = from_stored(kept.id, kept.title, body_paragraphs(kept.body), kept.record)
        for name, found, mentions in named_in(article):
            if (name, found) == (facet, value):
                forms.update(mention.text for mention in mentions)
    return sorted(forms.items(), key=lambda form: (-form[1], form[0]))
