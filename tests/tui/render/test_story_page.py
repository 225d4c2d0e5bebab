"""Tests the page of a story."""

from __future__ import annotations

from seedread.index.stories import ComparedStory, Story, StoryArticle
from seedread.tui.render.story_page import compared_sections, story_page


def article(name: str, *copies: StoryArticle, date: str = "2024-05-06") -> StoryArticle:
    return StoryArticle(name, f"{name} on the mill", name, date, copies)


def test_an_opinion_is_listed_once() -> None:
    """The page lists opinions below the headlines; the comparison of the reports, which may follow a list, does not."""
    accounts = (article("Agency", article("Echo")), article("Paper", date="2024-05-07"))
    found = ComparedStory(Story(1, accounts, 3, (article("Voice"),)), (), ())
    headings = [heading for heading, _ in story_page(found)]
    assert headings == [
        "2024-05-06 to 2024-05-07 · 2 reports · 1 copy · 3 outlets",
        "Text in common",
        "Opinion on this",
    ]
    assert [heading for heading, _ in compared_sections(found)] == ["Text in common"]
    assert compared_sections(found)[0][1] == [("", "Echo has the text of Agency")]
