"""Everything below the screen: from files to searchable articles. It prints nothing and knows no terminal."""

from . import light_imports  # noqa: F401 (before anything else imports numpy or Whoosh)
from .article import TITLE, Article, Country, Line, Mention, Person, Published
from .errors import (
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
from .facets import NONE, Choice, Facet, FacetValue, Selection
from .library import Library, bundled_seeds
from .results import Hit, Results
from .sources import Problem
from .sync import Progress, SyncReport

__all__ = [
    "NONE",
    "TITLE",
    "Article",
    "Cancelled",
    "Choice",
    "Country",
    "Damaged",
    "Facet",
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
