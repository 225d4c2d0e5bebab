"""Tests the page of a story."""

from __future__ import annotations

from seedread.index.article import Article
from seedread.index.compare import Report
from seedread.index.stories import ComparedStory, Story, StoryArticle
from seedread.tui.render.article_blocks import section_blocks
from seedread.tui.render.cells import wrap
from seedread.tui.render.story_page import compared_sections, story_page
from seedread.tui.render.story_rows import story_detail


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


def test_outlets_that_are_not_known_are_not_counted() -> None:
    """Two reports of two places that name no outlet are not said to be of one."""
    accounts = (StoryArticle("a", "Mill burns", None, "2024-05-06"), StoryArticle("b", "Fire", None, "2024-05-06"))
    assert story_detail(Story(1, accounts, 0)) == "2024-05-06 · 2 reports"


def test_reports_have_the_names_of_the_outlets_in_the_list() -> None:
    """The headings name an outlet as the list above them does, not as the file spells it."""
    accounts = (article("Valley Post"), article("Agency"))
    texts = [
        Article("1", "Mill", ("It burnt.",), source="valleypost"),
        Article("2", "Mill", ("Gone.",), source="agency"),
    ]
    reports = tuple(Report(text, (), (), (), text.paragraphs) for text in texts)
    headings = [heading for heading, _ in compared_sections(ComparedStory(Story(1, accounts, 2), reports, ()))]
    assert headings == ["Text in common", "Only in Valley Post", "Only in Agency"]


def test_a_number_stays_with_its_unit() -> None:
    """However narrow the screen is, a line of a headline never ends between +1 and h."""
    accounts = (article("Agency", date="2024-05-06T10:00"), article("Paper", date="2024-05-06T11:00"))
    blocks = section_blocks(story_page(ComparedStory(Story(1, accounts, 2), (), ())))
    text = next(block.text for block in blocks if block.text.startswith("Paper on the mill"))
    for width in range(8, 60):
        lines = [text[start:end] for start, end in wrap(text, width)]
        assert any("+1\xa0h" in line for line in lines), lines
