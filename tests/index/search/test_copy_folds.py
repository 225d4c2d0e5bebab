"""Copies of one text in a result: one hit for all, and counts of articles as before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from screen import opened

from seedread.index import Library
from seedread.index.facets import Selection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WIRE = (
    "The harbour of Oslo in Norway will close for nine weeks, the port authority said on Monday evening.",
    "Ferries to Denmark and Sweden leave from a quay outside of the town until the repair of the old pier has ended.",
    "Drivers were told to come two hours before their ship leaves, as the road to the quay has one lane only.",
    "The repair costs forty million crowns, of which the town pays a third and the owners of the ferries the rest.",
)
OTHER = "Bakers in France asked for lower prices of flour, and the mills answered that the harvest had been poor."


def record(own: str, source: str, title: str, *text: str) -> dict[str, Any]:
    return {"id": own, "source": source, "title": title, "date": f"2024-05-0{own[-1]}", "text": "\n\n".join(text)}


RECORDS = [
    record("a1", "Agency", "Oslo harbour closes for nine weeks", *WIRE),
    record("a2", "Valley Post", "Oslo harbour closes for nine weeks", *WIRE),
    record("a3", "Harbour Times", "Harbour in Oslo closed", *WIRE),
    record("b4", "Valley Post", "Bakers want cheaper flour", OTHER, WIRE[0][:20]),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, RECORDS) as library:
        yield library


def found(library: Library, text: str = "", **options: Any) -> tuple[list[str], int, int]:
    """Return the ids of the folded hits, the number of matches, and how many of them are folded."""
    results = library.search(text, fold_copies=True, **options)
    return [hit.id.rpartition("#")[2] for hit in results.hits], results.total, results.folded


def test_one_hit_stands_for_all_copies(library: Library) -> None:
    """The original stays, in every order, and the total counts the articles."""
    assert found(library) == (["b4", "a1"], 4, 2)
    assert found(library, sort="source") == (["a1", "b4"], 4, 2)
    assert found(library, "ferries") == (["a1"], 3, 2)
    assert [hit.id.rpartition("#")[2] for hit in library.search("ferries", sort="oldest").hits] == ["a1", "a2", "a3"]


def test_the_first_copy_stays_where_the_original_does_not_match(library: Library) -> None:
    """A result never loses a text: of copies without their original one is a hit."""
    assert found(library, 'source:("Valley Post" OR "Harbour Times") ferries')[1:] == (2, 1)
    assert found(library, 'source:"Harbour Times"') == (["a3"], 1, 0)


def test_counts_of_facets_are_of_articles(library: Library) -> None:
    """Folding changes no count, so that picking a value gives as many articles as it says."""
    plain, folded = library.search(""), library.search("", fold_copies=True)
    for name, facet in plain.facets.items():
        assert [(one.value, one.count) for one in facet.values] == [
            (one.value, one.count) for one in folded.facets[name].values
        ]
    country = next(one for one in folded.facets["country"].values if one.value == "NO")
    chosen = Selection().set("country", "NO", "include")
    assert library.search("", chosen, fold_copies=True).total == country.count > 2


def test_pages_follow_one_another(library: Library) -> None:
    """Pages are of hits, so that none is empty or short within the result."""
    assert found(library, limit=1)[0] + found(library, limit=1, offset=1)[0] == ["b4", "a1"]
    assert found(library, limit=1, offset=2)[0] == []


def test_an_article_with_words_of_its_own_has_a_row(tmp_path: Path) -> None:
    """A report around a wire text, under a headline of its own, is never hidden; nor are its own copies shown twice."""
    own = ("Nobody on the quay had been told before, said Ada Berg, who sells tickets there.", *WIRE)
    more = [
        record("c5", "Morning Sun", "Ticket sellers angry", *own),
        record("c6", "Evening Sun", "Ticket sellers angry!", *own),
    ]
    with opened(tmp_path, [*RECORDS, *more]) as library:
        assert found(library, "ferries", sort="oldest") == (["a1", "c5"], 5, 3)


def test_similar_articles_are_not_folded(library: Library) -> None:
    """Who asks for articles like one wants its copies too."""
    own = library.search("ferries", sort="oldest").hits[0].id
    assert found(library, f'like:"{own}"')[2] == 0
    assert {"a2", "a3"} <= set(found(library, f'like:"{own}"')[0])


def test_nothing_is_folded_before_the_copies_are_known(tmp_path: Path) -> None:
    """Until the events of a library are found, every article is a hit; then a search folds at once."""
    with opened(tmp_path, RECORDS) as library:
        pass
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "another") as library:
        library.sync()
        assert found(library)[1:] == (4, 0)
        library.group()
        assert found(library)[1:] == (4, 2)
