"""The versions of a library's contents: a new number means different results, and decides what must be rebuilt.

The manifest records the numbers that made a library. If one differs, the next sync rebuilds what depends on it,
and nothing else (`seedread.index.ingest.rebuild_reasons`). A changed comment changes no number.

`tests/index/storage/test_versions.py` holds a hash of the results of each version. It fails if results change and
the number here does not.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ANALYSIS_VERSION",
    "CLEANING_VERSION",
    "NAMES_VERSION",
    "SOURCES_VERSION",
    "STORE_VERSION",
    "STORIES_VERSION",
    "Versions",
    "current_versions",
    "has_this_grouping",
]

STORE_VERSION = 3
"""The index format on disk: segments, schema, and the stored form of an article.

Raising it builds the index again from the files. Rooms: engines/, article/, ingest/index_entry.
"""

ANALYSIS_VERSION = 3
"""How a text becomes the terms that are searched.

Raising it builds the index again from the files. Rooms: text/.
"""

SOURCES_VERSION = 7
"""How bytes become documents: formats, character sets, ids.

Raising it reads the files and builds the index again. Rooms: sources/.
"""

CLEANING_VERSION = 6
"""How a document becomes an article: boilerplate, title, byline, dateline, date, language.

Raising it builds the index again from the files. Rooms: cleaning/, ingest/ (pipeline, published, site_repeats), text/
(printed_dates, byline_names).
"""

NAMES_VERSION = 5
"""Which countries and people an article names.

Raising it finds the names again in the stored articles; no file is read. Rooms: names/.
"""

STORIES_VERSION = 3
"""Which articles cover one event.

Raising it groups the articles again; the index stays. Rooms: stories/, compare/ (copies and shared wire text).
"""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions that made an index; zeros if it was made before libraries recorded versions."""

    store: int = 0
    analysis: int = 0
    sources: int = 0
    cleaning: int = 0
    names: int = 0
    html: str = ""
    """The HTML library that read its web pages (`seedread.index.sources.html_libraries.mark`)."""

    @property
    def known(self) -> bool:
        """Whether any versions are recorded."""
        return self.store > 0

    def grouped_by(self) -> str:
        """Return the basis of the stories of an index with these versions: these, and the version of the grouping."""
        numbers = (STORIES_VERSION, self.store, self.analysis, self.sources, self.cleaning, self.names)
        return f"{'.'.join(map(str, numbers))} {self.html}"


def has_this_grouping(grouped_by: str) -> bool:
    """Tell whether stories were made by the grouping of this program (`Versions.grouped_by`)."""
    return grouped_by.startswith(f"{STORIES_VERSION}.")


def current_versions(html: str) -> Versions:
    """Return the versions of this program; `html` says which library reads web pages."""
    return Versions(STORE_VERSION, ANALYSIS_VERSION, SOURCES_VERSION, CLEANING_VERSION, NAMES_VERSION, html)
