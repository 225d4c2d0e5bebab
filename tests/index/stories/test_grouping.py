"""Tests the grouping of linked articles, on links made by hand."""

from __future__ import annotations

import pytest

from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.evidence import FEATURES
from seedread.index.stories.grouping import regroup
from seedread.index.stories.link_table import LinkTable
from seedread.index.stories.pair_score import PairModel

DAY = 1440
PLAIN = PairModel((0.0,) * len(FEATURES), (0.0, 0.0), 0.0)
"""A model in which the score of a link is what is given."""


def grouped(minutes: dict[str, int | None], links: dict[str, float]) -> StoryClusters:
    """Group articles, named by one letter, by the scores of their links."""
    table = LinkTable(model=PLAIN).extended(
        dict.fromkeys(minutes, 0), [(pair[0], pair[1], 0.5, score) for pair, score in links.items()], {}
    )
    clusters = StoryClusters()
    regroup(clusters, table, minutes, set(minutes))
    return clusters


def test_no_chain_makes_a_story() -> None:
    """An article joins a story by its mean score: one good link does not outweigh the pairs without any."""
    minutes: dict[str, int | None] = dict.fromkeys("abcde", 0)
    assert sorted(map(sorted, grouped(minutes, {"ab": 3, "bc": 3, "cd": 3, "de": 3}).stories.values())) == [
        ["a", "b"],
        ["c", "d"],
    ]
    assert list(grouped(minutes, {"ab": 3, "bc": 3, "ac": 3}).stories.values()) == [["a", "b", "c"]]


def test_a_story_ends_after_its_days() -> None:
    """However good the link, no article joins a story whose first is more than ten days away."""
    near = grouped({"a": 0, "b": 10 * DAY}, {"ab": 5})
    far = grouped({"a": 0, "b": 10 * DAY + 1}, {"ab": 5})
    assert (list(near.stories.values()), far.stories) == ([["a", "b"]], {})


def test_undated_articles_need_a_better_score() -> None:
    """What is enough for two dated articles is not for one without a date."""
    assert grouped({"a": 0, "b": 0}, {"ab": 0.5}).stories
    assert not grouped({"a": 0, "b": None}, {"ab": 0.5}).stories
    assert grouped({"a": 0, "b": None}, {"ab": 1.5}).stories


@pytest.mark.parametrize(("score", "goes_on"), [(-0.5, True), (-3.0, False)])
def test_a_story_goes_on(score: float, *, goes_on: bool) -> None:
    """A story of later days names the earlier one whose accounts are nearly as similar as its own."""
    minutes: dict[str, int | None] = {"a": 0, "b": 0, "c": 3 * DAY, "d": 3 * DAY}
    clusters = grouped(minutes, {"ab": 4, "cd": 4, "ac": score, "bd": score})
    first, later = (next(story for story, own in clusters.stories.items() if one in own) for one in "ac")
    assert first != later
    assert clusters.earlier == ({later: first} if goes_on else {})


def test_only_what_is_touched_is_grouped_again() -> None:
    """A new article changes the stories that links lead to; others keep their number and articles."""
    minutes: dict[str, int | None] = dict.fromkeys("abcd", 0)
    links = [("a", "b", 0.5, 3.0), ("c", "d", 0.5, 3.0)]
    table = LinkTable(model=PLAIN).extended(dict.fromkeys(minutes, 0), links, {})
    clusters = StoryClusters()
    regroup(clusters, table, minutes, set(minutes))
    before = dict(clusters.stories)
    table = table.extended({"e": 0}, [("d", "e", 0.5, 3.0), ("c", "e", 0.5, 3.0)], {})
    regroup(clusters, table, minutes | {"e": 5}, {"e"})
    own = clusters.story_of("a")
    assert own is not None
    assert clusters.members(own) == before[own]
    assert sorted(clusters.members(clusters.story_of("e") or 0)) == ["c", "d", "e"]


def test_links_are_stored() -> None:
    """The table is written as bytes and read again; bytes that are cut off are refused."""
    table = LinkTable(model=PLAIN).extended(
        {"a": 7, "b": 8, "c": 9}, [("a", "b", 0.5, 3.0), ("b", "c", 0.25, 1.0)], {"a": 0.5, "c": 0.75}
    )
    raw = table.to_bytes()
    again = LinkTable.from_bytes(raw)
    assert (again.articles, again.marks.tolist()) == (["a", "b", "c"], [7, 8, 9])
    assert again.links("abc").keys() == table.links("abc").keys()
    assert (again.best.tolist(), again.pairs.tolist(), again.values.tolist()) == (
        [0.5, 0.0, 0.75],
        [[0, 1], [1, 2]],
        [[0.5, 3.0], [0.25, 1.0]],
    )
    for cut in (raw[:-8], raw[: len(raw) // 2], raw[:5]):
        with pytest.raises(ValueError, match=r".+"):
            LinkTable.from_bytes(cut)
