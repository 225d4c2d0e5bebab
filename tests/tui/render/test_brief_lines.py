"""Tests the lines of a digest."""

from __future__ import annotations

import pytest

from seedread.index.following.brief import Brief, BriefReport, BriefStory
from seedread.tui.render.brief_lines import brief_lines
from seedread.tui.render.cells import wrap


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


def test_a_number_stays_with_its_unit() -> None:
    """However narrow the screen is, a line never ends between +1 and h."""
    report = BriefReport("a", "Mill burns", "Post", "2024-05-06", "", "+1 h", (), ())
    (block,) = [
        line.block for line in brief_lines(Brief("News", 1, 0, (), singles=(("Post", (report,)),))) if line.article
    ]
    for width in range(8, 60):
        lines = [block.text[start:end] for start, end in wrap(block.text, width)]
        assert any("+1\xa0h" in line for line in lines), lines


def test_reports_that_are_new_say_so() -> None:
    """A new report is marked in a story, as its copy and among single reports; the others are not."""
    copy = BriefReport("c", "Mill burns", "Echo", "2024-05-07", "")
    old, fresh = (BriefReport(own, f"Mill {own}", "Post", "2024-05-06", "", copies=(copy,)) for own in "ab")
    brief = Brief("News", 4, 2, (BriefStory("Mill", 1, (old,)),), singles=(("Post", (fresh,)),), new=frozenset("bc"))
    shown = {line.article: line.block.text for line in brief_lines(brief) if line.article}
    assert shown == {
        "a": "Post: Mill a (2024-05-06)",
        "b": "Post: Mill b (new, 2024-05-06)",
        "c": "Echo: Mill burns (new, 2024-05-07)",
    }
