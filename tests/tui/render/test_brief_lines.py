"""Tests the lines of a digest."""

from __future__ import annotations

import pytest

from seedread.index.following.brief import Brief, BriefStory
from seedread.tui.render.brief_lines import brief_lines


@pytest.mark.parametrize(
    ("outlets", "lines"),
    [(0, ["News", "2 articles", "", "Mill burns", "Norway"]),
     (2, ["News", "2 articles from 2 outlets", "", "Mill burns", "2 outlets · Norway"])]
)  # fmt: skip
def test_outlets_are_counted_where_they_are_known(outlets: int, lines: list[str]) -> None:
    """A digest of reports that name no outlet leaves their number out."""
    brief = Brief("News", 2, outlets, (BriefStory("Mill burns", outlets, (), countries=("Norway",)),))
    assert [line.block.text for line in brief_lines(brief)] == lines


@pytest.mark.parametrize(
    ("left", "lines"),
    [(1, ["1 more story is left out.", "1 more report is left out."]),
     (1200, ["1,200 more stories are left out.", "1,200 more reports are left out."])]
)  # fmt: skip
def test_what_is_left_out_is_counted(left: int, lines: list[str]) -> None:
    """Stories and reports that a digest leaves out are counted in the singular or plural."""
    brief = Brief("News", 2, 0, (), more_stories=left, more_singles=left)
    shown = [line.block.text for line in brief_lines(brief)]
    assert [text for text in shown if text.endswith("left out.")] == lines
