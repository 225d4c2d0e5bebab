"""Which panes show at which size."""

from __future__ import annotations

import pytest

from seedread.tui.state.layout import PANES, Pane, arrange


def test_a_broad_screen_shows_three_panes() -> None:
    """From 120 columns facets, results and article stand side by side."""
    assert arrange(120, 30, "results", articles=0, alone=False).shown == ("facets", "results", "article")


@pytest.mark.parametrize("width", [80, 100, 119])
def test_the_results_have_the_whole_width_until_an_article_is_open(width: int) -> None:
    """From 80 columns on, only facets with the focus or an open article take a part of it."""
    assert arrange(width, 24, "results", articles=0, alone=False).shown == ("results",)
    assert arrange(width, 24, "facets", articles=0, alone=False).shown == ("facets", "results")
    assert arrange(width, 24, "results", articles=1, alone=False).shown == ("results", "article")
    assert arrange(width, 24, "facets", articles=1, alone=False).shown == ("facets", "article")


@pytest.mark.parametrize("size", [(79, 50), (200, 19), (40, 12)])
@pytest.mark.parametrize("pane", PANES)
def test_a_small_screen_shows_one_pane(size: tuple[int, int], pane: Pane) -> None:
    """Under 80 columns or 20 rows the pane with the focus has all there is, and Tab comes by every pane."""
    now = arrange(*size, pane, articles=2, alone=False)
    assert now.shown == (pane,)
    assert set(now.ring) == set(PANES)


@pytest.mark.parametrize(("width", "stacked"), [(90, True), (110, True), (120, False), (160, False)])
def test_a_pinned_article_stands_beside_or_under(width: int, stacked: bool) -> None:  # noqa: FBT001 -- parameters
    """The pinned article has room of its own, beside the other where there is width for both."""
    now = arrange(width, 40, "results", articles=2, alone=False)
    assert now.shown == ("results", "article", "pinned")
    assert now.stacked is stacked


@pytest.mark.parametrize("width", range(80, 240, 7))
@pytest.mark.parametrize("pinned", [False, True])
def test_articles_keep_room_to_read(width: int, pinned: bool) -> None:  # noqa: FBT001 -- parameters
    """Lists never squeeze the articles under 40 columns, or 35 where two stand side by side."""
    now = arrange(width, 40, "results", articles=1 + pinned, alone=False)
    lists = now.results_width + (now.facets_width if "facets" in now.shown else 0)
    beside = 2 if pinned and not now.stacked else 1
    assert (width - lists) // beside >= (40 if beside == 1 else 35)
