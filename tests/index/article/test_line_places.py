"""Where lines of a document are missing among the paragraphs."""

from __future__ import annotations

from seedread.index.article import Article, Line
from seedread.index.article.line_places import stripped_before


def article(*lines: str, paragraphs: tuple[str, ...]) -> Article:
    """Return an article of `lines`; those that begin with - are stripped."""
    numbered = tuple(
        Line(n, line.removeprefix("-"), kept=not line.startswith("-") and bool(line)) for n, line in enumerate(lines)
    )
    return Article("a.txt", "The gas deal", paragraphs, lines=numbered)


def test_stripped_lines_are_counted_where_they_were() -> None:
    """Lines before, between and after paragraphs are counted there; blank ones are none."""
    lines = ("-Menu", "The gas deal", "-Share", "", "-  ", "One came.", "-Advert", "-More", "Two went.", "", "-Contact")
    assert stripped_before(article(*lines, paragraphs=("One came.", "Two went."))) == {0: 2, 1: 2, 2: 1}


def test_a_line_within_a_paragraph_is_counted_after_it() -> None:
    """A paragraph that was joined around a stripped line stays whole."""
    lines = ("One came", "-Advert", "and two went.", "Three stayed.")
    joined = article(*lines, paragraphs=("One came and two went.", "Three stayed."))
    assert stripped_before(joined) == {1: 1}


def test_a_title_in_the_text_moves_nothing() -> None:
    """A title that a later paragraph repeats does not move what was stripped after the title."""
    lines = ("The gas deal", "-Share", "One came.", "Two praised The gas deal.")
    assert stripped_before(article(*lines, paragraphs=("One came.", "Two praised The gas deal."))) == {0: 1}


def test_nothing_stripped() -> None:
    """An article of which all was kept, or of which no lines are known, has no gap."""
    assert not stripped_before(article("One came.", "", paragraphs=("One came.",)))
    assert not stripped_before(article(paragraphs=("One came.",)))
