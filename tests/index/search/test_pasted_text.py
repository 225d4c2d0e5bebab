"""A text that was copied from elsewhere finds its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = f"https://a.example/{'x' * 1000}"
TITLES = ("Town opens a new bridge", "Village opens a new school", "Harbour closes for the winter")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("news")
    for n, title in enumerate(TITLES):
        head = f"---\ntitle: {title}\nurl: https://example.org/{n}/story\n---\n"
        (folder / f"{n}.md").write_text(f"{head}\nThe council met on Monday and spoke for an hour.\n", encoding="utf-8")
    with Library.open([folder], tmp_path_factory.mktemp("index") / "library") as opened:
        opened.sync()
        yield opened


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Daily\nTown Opens New Bridge\nBy a reporter", TITLES[0]),
        ("Village opens new school | The Daily\nMenu", TITLES[1]),
        ("Menu\nHome\nHarbour closes for winter", TITLES[2]),
        ("Some words\nhttps://example.org/1/story?utm_medium=mail", TITLES[1]),
        ("https://example.org/1/story?mc_cid=3&xtor=RSS", TITLES[1]),
        ("https://web.archive.org/web/2024/https://example.org/1/story", TITLES[1]),
        ("https://example.org/9/story\nTown opens a new bridge", TITLES[0]),
    ],
)
def test_the_article_is_found(library: Library, text: str, title: str) -> None:
    """The query finds one article: the one at an address that the library has, or that with the nearest title."""
    hits = library.search(library.pasted(text).query).hits
    assert [hit.title for hit in hits] == [title]


@pytest.mark.parametrize("text", ["((\n\n))", '"\n~3', "", "\n", "NOT\nOR AND", "x" * 3000 + "\ny", LONG, f"{LONG}\ny"])
def test_any_text_is_a_query_that_can_be_read(library: Library, text: str) -> None:
    """Whatever is pasted, the query has no syntax that could be wrong."""
    found = library.pasted(text)
    assert library.search(found.query, limit=0, typing=True).total <= len(TITLES)
