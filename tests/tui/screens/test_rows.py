"""How many articles, and how much of their titles, a screen shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, using

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screen import Reader

    from seedread.index import Library

LENGTHS = (28, 31, 34, 36, 38, 40, 42, 44, 46, 47, 48, 49, 50, 50, 46, 44, 40, 36, 33, 66)
"""Characters of the titles: nine of ten have fifty at most, as in collections of news agencies and of the BBC."""


@pytest.fixture(scope="module")
def titled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    words = "talks on gas go on in the town of Oslo while the price of bread rises again and again".split()  # noqa: SIM905
    articles = []
    for n in range(60):
        title, length = f"N{n:02}", LENGTHS[n % len(LENGTHS)]
        while len(title) < length:
            title += f" {words[(n + len(title)) % len(words)]}"
        title = f"{title[: length - 1].strip()}x"
        text = f"The {n}th report tells what was {' '.join(f'w{n}x{k}' for k in range(30))}."
        date = f"2024-10-{n % 28 + 1:02}"
        articles.append({"id": f"a{n}", "title": title, "date": date, "source": "Post", "text": text})
    with opened(tmp_path_factory.mktemp("titled"), articles) as library:
        yield library


def whole(reader: Reader) -> tuple[int, int]:
    """Return how many articles the list shows, and how many of them with their whole title."""
    rows = reader.main.rows
    lines = [rows.render_line(y).text.replace("▌", " ") for y in range(rows.size.height)]
    text = " ".join(" ".join(lines).split())
    titles = [hit.title for row in range(60) if (hit := rows.pages.hit(row)) and f"{hit.title[:3]} " in text]
    return len(titles), sum(title in text for title in titles)


@pytest.mark.parametrize(("size", "least"), [((80, 24), 20), ((100, 30), 24), ((119, 39), 30)])
async def test_one_line_shows_most_articles(titled: Library, size: tuple[int, int], least: int) -> None:
    """While no article is open, the list has the whole width and a line for each article, and few titles are cut."""
    async with using(titled, size) as reader:
        shown, uncut = whole(reader)
        assert shown >= least
        assert uncut >= 0.9 * shown
        assert "│" not in reader.text()
        assert "2024-10-" in reader.text()
        assert "Post" in reader.text()


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_beside_an_article_titles_have_two_lines(titled: Library, size: tuple[int, int]) -> None:
    """Enter opens the article beside the list, whose titles then have two lines; Esc gives the list its width again."""
    async with using(titled, size) as reader:
        await reader.press("enter")
        assert reader.main.rows.row_height == 2
        shown, uncut = whole(reader)
        assert shown >= (size[1] - 3) // 2
        assert uncut >= 0.9 * shown
        await reader.press("tab", "j")
        assert reader.read_id == reader.row_id
        assert "│" in reader.text()
        await reader.press("escape")
        assert "│" not in reader.text()
        assert reader.main.rows.row_height == 1


async def test_one_key_changes_the_density(titled: Library) -> None:
    """`d` shows rows of two lines, of three, and of one again; the row stays, and a third line has a passage."""
    async with using(titled, (80, 24)) as reader:
        await reader.press("j", "j")
        row = reader.row_id
        for lines, passage in ((2, True), (3, True), (1, False)):
            await reader.press("D")
            assert reader.main.rows.row_height == lines
            assert reader.row_id == row
            assert f"{lines} line" in reader.lines()[-1]
            assert ("tells what was" in reader.text()) == passage
        await reader.press("enter", "tab", "D")
        assert reader.main.rows.row_height == 3
        assert "tells what was" in reader.text()


async def test_tall_screens_have_rows_of_two_lines(titled: Library) -> None:
    """From forty rows on there is room for a second line below each title."""
    async with using(titled, (100, 40)) as reader:
        assert reader.main.rows.row_height == 2
