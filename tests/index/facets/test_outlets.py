"""The ways to write an outlet's name are one row of the sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.facets.outlets import label_rank, outlet_named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BBC", "BBC"),
        ("BBC News", "BBC"),
        ("bbc.co.uk", "BBC"),
        ("https://www.bbc.com/news/world", "BBC"),
        ("edition.cnn.com", "CNN"),
        ("The Guardian | World news", "The Guardian"),
        ("REUTERS", "Reuters"),
        ("taz.de", "taz"),
        ("Washington Times", "The Washington Times"),
    ],
)
def test_a_great_outlet_has_one_name(written: str, name: str) -> None:
    """Case, article, domain, subdomain, path and section do not count."""
    assert outlet_named(written).name == name


def test_other_outlets_are_one_by_their_words() -> None:
    """Without an entry in the table, case, "The" and a domain of no country fold."""
    ways = ["The Harbour Post", "Harbour Post", "HARBOUR POST", "harbourpost.com", "www.harbour-post.com"]
    assert len({outlet_named(way).key for way in ways}) == 1
    assert min(ways, key=label_rank) == "Harbour Post"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("independent.co.uk", "independent.ie"),
        ("harbourpost.co.za", "harbourpost.co.uk"),
        ("a.blogspot.com", "b.blogspot.com"),
        ("The Washington Post", "The Washington Times"),
        ("ABC News", "abc.net.au"),
    ],
)
def test_different_outlets_stay_apart(one: str, other: str) -> None:
    """A country's domain, a blog's host and a different word keep two outlets apart."""
    assert outlet_named(one).key != outlet_named(other).key


def test_a_library_has_one_row_and_finds_it_by_every_name(tmp_path: Path) -> None:
    """The facet counts all spellings together, whichever comes first, and each of them finds all."""
    ways = ["harbourpost.com", "The Harbour Post", "HARBOUR POST"]
    rows = [
        {"id": f"{n}", "title": f"Ferry {n} sails", "source": way, "text": f"The ferry {n} left the harbour on time."}
        for n, way in enumerate(ways)
    ]
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with Library.open([folder]) as library:
        library.sync()
        for way in ways:
            assert len(library.search(f'source:"{way}"').hits) == len(ways)
