"""`x` selects sentences, and `Y` copies them with their source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, using

from seedread.tui.config import parse_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

SIZE = (80, 24)
FIRST = "Mr. Holm of Norway met the U.S. envoy at 9 a.m. in Oslo."
SECOND = "“Will it hold?” Holm asked."
THIRD = "Nobody could say."
LAST = "The harbour closes on Friday."
FILLER = "The delegates spoke about the harbour for an hour. They had lunch in the old town hall."
TALKS = {
    "id": "talks",
    "title": "A talk on the quay",
    "source": "Valley Post",
    "date": "2024-10-14",
    "url": "https://valley.example/quay",
    "text": "\n\n".join((f"{FIRST} {SECOND}", THIRD, *[FILLER] * 12, LAST)),
}
PLAIN = {
    "id": "plain",
    "title": "An older talk",
    "text": "Eine Frage blieb. Am 3. Tag gab es z. B. in Berlin nur Tee.",
}


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, [TALKS, PLAIN]) as library:
        yield library


def reversed_text(reader: Reader) -> str:
    """Return what shows in reverse, as one line."""
    segments = [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]
    return " ".join("".join(f"{one.text} " for one in segments if one.style and one.style.reverse).split())


async def test_a_sentence_is_copied_with_its_source(talks: Library) -> None:
    """`x` selects a sentence whole, abbreviations and all; `Y` copies it with outlet, date and address."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "x")
        assert reversed_text(reader) == FIRST
        assert "j and k change the selection, Y copies it." in reader.lines()[-1]
        await reader.press("Y")
        assert reader.app.clipboard == f"“{FIRST}” (Valley Post, 2024-10-14, https://valley.example/quay)"
        assert reversed_text(reader) == ""
        await reader.press("Y")
        assert reader.app.clipboard.startswith("“A talk on the quay”, Valley Post")


async def test_a_selection_grows_and_shrinks(talks: Library) -> None:
    """`j` and `k` move its end, across paragraphs and above its beginning; a number before them counts sentences."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "x", "j")
        assert reversed_text(reader) == f"{FIRST} {SECOND}"
        await reader.press("j")
        assert reversed_text(reader) == f"{FIRST} {SECOND} {THIRD}"
        assert "3 sentences" in reader.lines()[-1]
        await reader.press("Y")
        assert f"“{FIRST} {SECOND}\n\n{THIRD}” (" in reader.app.clipboard
        await reader.press("2", "x", "k")
        assert reversed_text(reader) == f"{FIRST} {SECOND}"
        await reader.press("k", "k")
        assert reversed_text(reader) == f"{FIRST} {SECOND}"
        await reader.press("2", "j")
        assert reversed_text(reader) == f"{SECOND} {THIRD}"
        await reader.press("9", "9", "j")
        assert LAST in reversed_text(reader)


async def test_x_again_selects_the_next_sentence(talks: Library) -> None:
    """The sentence that is wanted is reached with `x`, one by one or by a number."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "x", "x")
        assert reversed_text(reader) == SECOND
        await reader.press("escape", "3", "x")
        assert reversed_text(reader) == THIRD


async def test_escape_ends_it_and_stays(talks: Library) -> None:
    """Esc selects nothing more and leaves the text where it is; then `j` scrolls again."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "x", "9", "9", "j")
        top = reader.main.panes.reading.top
        assert top > 0
        await reader.press("escape")
        assert reversed_text(reader) == ""
        assert reader.main.panes.reading.top == top
        assert reader.main.panes.pane == "article"
        await reader.press("k")
        assert reader.main.panes.reading.top == top - 1


async def test_a_found_place_is_quoted(talks: Library) -> None:
    """After a find, `x` selects the sentence of the match."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "backslash", *"closes", "enter", "x")
        assert reversed_text(reader) == LAST


async def test_another_language_and_no_address(talks: Library) -> None:
    """Sentences end as their language says, and an article without an address is named by its id."""
    async with using(talks, SIZE, query="Frage") as reader:
        await reader.press("x", "j")
        assert reversed_text(reader).endswith("Am 3. Tag gab es z. B. in Berlin nur Tee.")
        assert reader.main.panes.reading.selector.count == 2
        await reader.press("k", "Y")
        assert reader.app.clipboard == f"“Eine Frage blieb.” ({reader.read_id})"


async def test_a_selection_stays_where_the_article_is_drawn_anew(talks: Library) -> None:
    """Marks and numbers of links change the lines, and the same sentences stay selected; another view ends it."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "x", "j")
        await reader.press("t", *"gas", "enter", "number_sign")
        assert reversed_text(reader) == f"{FIRST} {SECOND}"
        await reader.press("v")
        assert reader.main.panes.reading.selector.count == 0
        await reader.press("x")
        assert reader.main.panes.reading.view == "text"
        assert reversed_text(reader) == FIRST
        await reader.press("J")
        assert reader.main.panes.reading.selector.count == 0


async def test_the_first_sentence_is_first_after_marks_are_removed(talks: Library) -> None:
    """A selection begins with the text also after tag and note were removed while the raw document showed."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "t", *"quay", "enter", "a", *"why", "enter")
        await reader.press("V", "T", "enter", "a", "ctrl+u", "enter")
        assert not reader.marks.tags
        assert not reader.marks.note
        await reader.press("V", "x")
        assert reversed_text(reader) == FIRST


def ground_under(reader: Reader, text: str) -> tuple[object, bool]:
    """Return the background of `text` as the terminal gets it, and whether it is in reverse."""
    segments = [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]
    style = next(one.style for one in segments if text in one.text)
    return (style.bgcolor, bool(style.reverse)) if style else (None, False)


@pytest.mark.parametrize("theme", ["terminal", "dark", "light", "contrast", ""])
async def test_it_shows_on_every_theme(talks: Library, monkeypatch: pytest.MonkeyPatch, theme: str) -> None:
    """A selected sentence has another background than the next one on every theme and without colours."""
    if not theme:
        monkeypatch.setenv("NO_COLOR", "1")
    settings = parse_settings(f'[screen]\ntheme = "{theme or "terminal"}"\n')
    async with using(talks, SIZE, settings=settings) as reader:
        await reader.press("enter")
        assert ground_under(reader, "Mr. Holm") == ground_under(reader, "“Will it hold?”")
        await reader.press("x")
        assert ground_under(reader, "Mr. Holm") != ground_under(reader, "“Will it hold?”")
