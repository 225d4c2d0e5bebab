"""A facet is declared in one place, and the query, the index, the engine and the screen know it from there."""

from __future__ import annotations

import pytest

from seedread.index.article import Article
from seedread.index.engines.whoosh.schema import FACETS
from seedread.index.facets.fields import FACET_FIELDS, HIGHLIGHTED, JOINED, LABELS, STORED, FacetField
from seedread.index.ingest.index_entry import to_entry
from seedread.index.query.fields import FIELDS, MARKS
from seedread.tui.render.facet_rows import heading

ARTICLE = Article(id="a", title="Title", paragraphs=(), source="Valley Post", language="en")


@pytest.mark.parametrize("field", FACET_FIELDS, ids=lambda field: field.name)
def test_a_facet_can_be_typed_and_has_a_heading(field: FacetField) -> None:
    """Every facet but one that joins another is a field of the query under each of its names, with a heading."""
    if field.joins:
        assert (field.name in FIELDS, field.joins in MARKS, field.label) == (False, True, "")
        return
    assert {FIELDS[name] for name in (field.name, *field.short)} == {field.name}
    assert heading(field.name) == LABELS[field.name] == field.label
    assert (field.name in MARKS) == field.mark


def test_what_is_stored_is_what_the_engine_holds() -> None:
    """An entry has just the facets that the engine keeps, in their order."""
    entry = to_entry(ARTICLE, "a.txt")
    assert tuple(entry.facets) == tuple(STORED) == FACETS
    assert entry.facets["source"] == [("Valley Post", "Valley Post")]
    assert entry.facets["language"] == [("en", "English")]


def test_only_stubs_have_an_extent() -> None:
    """An entry says of an article that it is a stub, and nothing of a whole one; `is:` lists it."""
    whole = Article(id="b", title="Title", paragraphs=("A body.",))
    assert to_entry(ARTICLE, "a.txt").facets["extent"] == [("empty", "empty")]
    assert to_entry(whole, "b.txt").facets["extent"] == []
    assert JOINED == {"extent": "is"}


def test_what_is_highlighted_is_stored() -> None:
    """What a text names is also a facet value of its article."""
    assert set(HIGHLIGHTED) <= set(STORED)
