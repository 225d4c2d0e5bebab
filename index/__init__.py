"""Everything below the screen: from files to searchable articles. It prints nothing and knows no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.article import TITLE, Article, Country, Line, Mention, Person, Published
    from seedread.index.errors import (
        Cancelled,
        Damaged,
        LibraryError,
        Locked,
        NotFound,
        OtherSources,
        QueryError,
        SeedreadError,
        ShelfError,
        SourceMissing,
        Untrusted,
    )
    from seedread.index.facets import NONE, Facet, FacetChoice, FacetValue, Selection
    from seedread.index.files.problem import Problem
    from seedread.index.ingest.report import Progress, SyncReport
    from seedread.index.library import Library, bundled_seeds
    from seedread.index.search.results import Hit, Results

__all__ = [
    "NONE",
    "TITLE",
    "Article",
    "Cancelled",
    "Country",
    "Damaged",
    "Facet",
    "FacetChoice",
    "FacetValue",
    "Hit",
    "Library",
    "LibraryError",
    "Line",
    "Locked",
    "Mention",
    "NotFound",
    "OtherSources",
    "Person",
    "Problem",
    "Progress",
    "Published",
    "QueryError",
    "Results",
    "SeedreadError",
    "Selection",
    "ShelfError",
    "SourceMissing",
    "SyncReport",
    "Untrusted",
    "bundled_seeds",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.article": (
            "TITLE",
            "Article",
            "Country",
            "Line",
            "Mention",
            "Person",
            "Published",
        ),
        "seedread.index.errors": (
            "Cancelled",
            "Damaged",
            "LibraryError",
            "Locked",
            "NotFound",
            "OtherSources",
            "QueryError",
            "SeedreadError",
            "ShelfError",
            "SourceMissing",
            "Untrusted",
        ),
        "seedread.index.facets": (
            "NONE",
            "Facet",
            "FacetChoice",
            "FacetValue",
            "Selection",
        ),
        "seedread.index.files.problem": ("Problem",),
        "seedread.index.ingest.report": (
            "Progress",
            "SyncReport",
        ),
        "seedread.index.library": (
            "Library",
            "bundled_seeds",
        ),
        "seedread.index.search.results": (
            "Hit",
            "Results",
        ),
    },
)
