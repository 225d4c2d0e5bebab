"""Which names a search asks for, and where an article has them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.facets import NONE, Selection
from seedread.index.ingest.pipeline import to_article
from seedread.index.search.names_to_highlight import in_lines, name_spans, query_entities
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = (
    "Russian President Vladimir Putin flew to Tehran on Monday. Mr Putin will stay for two days, the Kremlin said.\n\n"
    "Iran will send gas to Turkey."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    record = {"id": "a", "title": "Putin in Tehran", "text": TEXT, "date": "2024-03-05"}
    (tmp_path / "news.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        yield library


def named(library: Library, text: str, selection: Selection | None = None) -> set[str]:
    """Return the words by which the article counts for a search."""
    chosen = selection or Selection()
    results = library.search(text, selection=chosen)
    article = library.get("a")
    parts = {-1: article.title, **dict(enumerate(article.paragraphs))}
    spans = name_spans(article, query_entities(results.tree, chosen))
    return {parts[part][start:end] for part, found in spans.items() for start, end in found}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("who:putin", {"Putin", "Vladimir Putin"}),
        ("country:tr", {"Turkey"}),
        ("country:tr OR leader:putin", {"Turkey", "Putin", "Vladimir Putin"}),
        ("region:southern-asia", {"Tehran", "Iran"}),
        ("country:*", {"Tehran", "Iran", "Turkey", "Russian", "Kremlin"}),
        ("-country:fr country:tr", {"Turkey"}),
        ("-country:fr", set()),
        ("gas", set()),
    ],
)
def test_a_query_asks_for_names(library: Library, query: str, wanted: set[str]) -> None:
    """What a field of the query means is found where the article names it; what is not wanted is not."""
    assert named(library, query) == wanted


def test_a_choice_asks_for_names(library: Library) -> None:
    """Included values are sought, a region as its countries; excluded ones, and having none, are not."""
    assert named(library, "", Selection().set("country", "TR", "include")) == {"Turkey"}
    assert named(library, "", Selection().set("region", "southern-asia", "include")) == {"Tehran", "Iran"}
    assert named(library, "", Selection().set("country", "TR", "exclude")) == set()
    assert query_entities(library.search("").tree, Selection().set("leader", NONE, "include")) == frozenset()


BROKEN = """Home | World | Sport

  The Russian president flew to Tehran on Monday
for talks on gas, the state agency said in a short report.

Share this article on Facebook

Iran will send gas to Turkey through the winter, and Turkey
will pay for it in the spring, as both sides said after the talks in Tehran.
"""


def test_names_are_found_in_the_lines(library: Library) -> None:
    """In the document's own lines a name stands at the place where the paragraph has it, each once and in order."""
    article = to_article(Document("a", BROKEN))
    sought = query_entities(library.search("country:ir OR country:tr").tree, Selection())
    spans = name_spans(article, sought)
    found = in_lines(article, spans)
    lines = {line.n: line.text.strip() for line in article.lines}
    assert [(lines[n][a:b]) for n in sorted(found) for a, b in sorted(found[n])] == [
        *("Tehran", "Iran", "Turkey", "Turkey", "Tehran")
    ]
    assert sum(map(len, found.values())) == sum(len(some) for part, some in spans.items() if part >= 0)
