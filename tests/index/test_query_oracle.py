"""Queries put together at random find what the definition of each operator says, in a folder and in a cluster."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from query_oracle import Oracle
from search_cluster import cluster_address

from seedread.index import Library, QueryError
from seedread.index.storage.cluster_place import ClusterPlace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = ["gas", "deal", "dealing", "ministers", "talks", "pipeline", "oil", "café", "strike", "ceasefire"]
SPELLED = [*WORDS, "cease-fire", "minister's", "Café"]
PLACES = ["Iran", "Turkey", "Russia", "France", "South Korea", "Niger"]
PEOPLE = ["Vladimir Putin", "Hassan Rouhani", "Emmanuel Macron", "a spokesman"]
COUNTS = {"folder": 400, "cluster": 80}
"""Queries that are tried; a cluster answers each over a network."""


def articles(pick: random.Random) -> Iterator[str]:
    """Make up forty texts; a third of them has no date."""
    for n in range(40):
        lines = [f"Talks On {pick.choice(PLACES)} And {pick.choice(WORDS).title()} {n}"]
        lines += [f"{pick.choice(['October', 'November'])} {n % 28 + 1}, {2023 + n % 3}"] if n % 3 else []
        for _ in range(3):
            said = " ".join(pick.choice((PLACES, PEOPLE, SPELLED)[k % 3]) for k in range(24))
            lines.append(f"It was said that {said} would go on.")
        yield "\n\n".join(lines)


def leaf(pick: random.Random) -> str:
    one, other = pick.choice(SPELLED), pick.choice(SPELLED)
    return pick.choice([
        one, one[:3] + "*", one[0] + "?" + one[2:], f"*{one[2:]}", f"{one[:-1]}~", f"{one[:-2]}x~2", f"title:{one}",
        f'"{one} {other}"', f'"{one[:3]}* {other}"', f'"{one} {other}"~{pick.randrange(9)}', f"body:{one}",
        f"atleast{pick.randrange(2, 4)}({one})", f'atleast2("{one}")', f'country:"{pick.choice(PLACES)}"', "country:*",
        "leader:putin", "date:2024", "date:>2024-10", "date:*",
    ])  # fmt: skip


def query(pick: random.Random, depth: int = 2) -> str:
    """Return a query of a few parts."""
    kind = pick.random()
    if not depth or kind < 0.4:
        return leaf(pick)
    if kind < 0.55:
        return f"-({query(pick, depth - 1)})"
    return f"({query(pick, depth - 1)}{pick.choice([' ', ' OR '])}{query(pick, depth - 1)})"


@pytest.fixture(params=["folder", "cluster"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Library, int]]:
    folder = tmp_path / "news"
    folder.mkdir()
    for n, text in enumerate(articles(random.Random(7))):
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    place = cluster_address() if request.param == "cluster" else str(tmp_path / "library")
    with Library.open([folder], place) as opened:
        opened.sync()
        yield opened, COUNTS[request.param]
    if request.param == "cluster":
        ClusterPlace.of(place).remove_tree()


def test_queries_find_what_their_definition_says(library: tuple[Library, int]) -> None:
    """Each query finds as many articles as trying it on one after the other, whatever its parts are."""
    opened, count = library
    oracle, pick, found = Oracle(opened), random.Random(11), 0
    for _ in range(count):
        text = query(pick)
        try:
            results = opened.search(text, limit=5)
        except QueryError:
            continue
        assert oracle.count(results.tree) in (None, results.total), text
        assert len(results.hits) == min(5, results.total), text
        found += 0 < results.total < len(oracle.articles)
    assert oracle.compared > count * 3 / 4
    assert found > count / 4
