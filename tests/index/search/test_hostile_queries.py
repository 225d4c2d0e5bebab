"""Queries and vocabularies that are made to be slow: each search ends soon, or as soon as nobody waits for it."""

from __future__ import annotations

import time
from functools import partial
from itertools import count, product
from typing import TYPE_CHECKING

import pytest
from cpu_limit import cpu_limit

from seedread.index import Library
from seedread.index.errors import Cancelled, QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = "a" * 64
QUERIES = [
    "*a*a*a*a*a*a*a*a*b",
    "*a" * 400 + "*b",
    "*?" * 200 + "ab",
    "a?" * 30 + "b*b",
    f"{'a' * 62}bc~2",
    f"{LONG}~2",
    "*aa*",
    '"aa* a*a *aa"~100',
    '"oil oil* o?l *oil o*l"~100',
    '"oil o?l oil* oil* oil"',
    "atleast999(aa*)",
    "aa*b OR " * 60 + "aa*c",
    " ".join(f"*{letter}a*a*b" for letter in "bcdefghijklmnopqrstuvwxyz" * 2),
    "NOT " * 200 + "*aa*b",
    "(NOT " * 24 + "*a*a*a*c" + ")" * 24,
    " ".join(f"missing{n}aaaa" for n in range(60)),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Twenty thousand words of one letter with two others in it, one of 200, and one word thousands of times."""
    folder = tmp_path_factory.mktemp("hostile")
    places, letters = product(range(1, 40), range(20)), list(product("bcdef", "bcdef"))
    near = ["a" * n + b + "a" * m + c + "a" * (60 - n - m) for n, m in places for b, c in letters]
    many = ["a" * 200, *near, *(f"missing{n}aaab" for n in range(1000))]
    for n in range(4):
        lines = [" ".join(many[k : k + 50]) for k in range(n, len(many), 200)]
        (folder / f"{n}.txt").write_text(f"Words {n}\n\n" + "\n".join(lines))
    (folder / "oil.txt").write_text("Oil\n\n" + "oil " * 20_000)
    with Library.open([folder], tmp_path_factory.mktemp("library")) as library:
        library.sync()
        yield library


@pytest.mark.parametrize("text", QUERIES)
def test_every_search_ends(library: Library, text: str) -> None:
    """No query takes long on any words, its snippets included."""
    with cpu_limit(20):
        for hit in library.search(text).hits:
            assert hit.snippet


@pytest.mark.parametrize("text", QUERIES)
def test_every_search_can_be_called_off(library: Library, text: str) -> None:
    """A search asks again and again whether anybody waits, and never works long without asking."""
    with Library.open(library.roots, library.directory) as fresh, cpu_limit(30):
        gaps, last = [], time.process_time()

        def asked() -> bool:
            nonlocal last
            now = time.process_time()
            gaps.append(now - last)
            last = now
            return False

        fresh.search("oil")
        last = time.process_time()
        fresh.search(text, cancelled=asked)
        assert max(gaps) < 3
    for after in (1, max(len(gaps) // 2, 1), len(gaps)):
        asking = count(1)
        with Library.open(library.roots, library.directory) as fresh, pytest.raises(Cancelled):
            fresh.search(text, cancelled=partial(_reached, asking, after))


def _reached(asking: Iterator[int], after: int) -> bool:
    return next(asking) >= after


@pytest.mark.parametrize("text", ["🔥", "-🔥", "((", "country:🔥", "autor:smith", '"!!!"'])
def test_nothing_to_search_for_is_an_error_everywhere(library: Library, text: str) -> None:
    """Results, stories and pairs take a query by the same parser: none of them takes signs alone for everything."""
    for ask in (library.search, library.stories, library.pairs):
        with pytest.raises(QueryError):
            ask(text)


def test_signs_that_are_typed_find_nothing_yet(library: Library) -> None:
    """While somebody types, signs alone find no article, and are told."""
    results = library.search("🔥", typing=True)
    assert (results.total, results.hits) == (0, ())
    assert results.notices
    assert library.search("", typing=True).total == library.search("*").total == library.count
