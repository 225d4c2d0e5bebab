"""Results in alphabetical order of outlets and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from screen import opened

from seedread.index import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index import Library

STORIES = (
    ("b", "“Élan” at the port", "Valley Post", "2024-01-02"),
    ("a", "elation at the pier", "Valley Post", "2024-03-02"),
    ("d", "Ships in the bay", "Älvdal News", "2024-02-02"),
    ("c", "A ferry sails", None, "2024-05-02"),
    ("e", "Zebras on the quay", "harbour times", "2024-04-02"),
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    records: list[dict[str, Any]] = [
        {"id": own, "title": title, "date": date, "text": f"{title}, and nobody knows why that is so in Norway."}
        | ({"source": source} if source else {})
        for own, title, source, date in STORIES
    ]
    with opened(tmp_path, records) as library:
        yield library


def ids(library: Library, sort: Any, text: str = "", limit: int = 50, offset: int = 0) -> str:
    """Return the ids of a result in their order."""
    hits = library.search(text, sort=sort, limit=limit, offset=offset).hits
    return "".join(hit.id.rpartition("#")[2] for hit in hits)


def test_by_source(library: Library) -> None:
    """Outlets come in alphabetical order whatever their case and accents; in one, the newest first; no outlet, last."""
    assert ids(library, "source") == "deabc"


def test_by_title(library: Library) -> None:
    """Titles come in alphabetical order; quotation marks, case and accents do not matter."""
    assert ids(library, "title") == "cbade"


def test_pages_follow_one_another(library: Library) -> None:
    """A page begins where the one before ended, and only matches are in it."""
    assert ids(library, "title", limit=2) + ids(library, "title", limit=2, offset=2) == "cbad"
    assert ids(library, "title", "title:(quay OR port)") == "be"
    assert ids(library, "source", "title:nothing") == ""


def test_a_new_generation_is_sorted_anew(library: Library, tmp_path: Path) -> None:
    """After a sync the order has the new articles too."""
    assert ids(library, "title") == "cbade"
    path = tmp_path / "news.jsonl"
    more = '{"id": "f", "title": "Boats leave", "text": "Boats leave, and nobody knows why in Norway."}\n'
    path.write_text(path.read_text() + more)
    library.sync()
    assert ids(library, "title") == "cfbade"


def test_a_cancelled_search_stops(library: Library) -> None:
    """Sorting a large library can be cancelled."""
    calls = iter([False] * 3)
    with pytest.raises(Cancelled):
        library.search("", sort="title", cancelled=lambda: next(calls, True))
    assert ids(library, "title") == "cbade"
