"""Everything below the screen: from files to searchable articles. It prints nothing and knows no terminal."""

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
