"""Colours on the terminal's own background: readable on light and dark, in time, and never asked of a poor terminal."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.style import Style
from screen import using
from terminal import Terminal
from textual.color import Color

from seedread.tui.driver.keyboard import GroundReported, KeyParser
from seedread.tui.render import themes
from seedread.tui.render.ascii_glyphs import ascii_glyphs_for
from seedread.tui.render.ground import GroundFilter, contrast, ground_of_environment, has_256_colours
from seedread.tui.render.themes import role_of

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index import Library
    from seedread.tui.app import SeedreadApp
    from seedread.tui.render.ground import Ground

LIGHT = {
    "white": "ffffff",
    "Solarized light": "fdf6e3",
    "Gruvbox light": "fbf1c7",
    "One light": "fafafa",
    "Tango": "eeeeec",
}
DARK = {
    "black": "000000",
    "Solarized dark": "002b36",
    "Gruvbox dark": "282828",
    "Dracula": "282a36",
    "Nord": "2e3440",
    "One dark": "282c34",
    "Ubuntu": "300a24",
    "GNOME": "171421",
    "Windows": "0c0c0c",
}
GROUNDS = LIGHT | DARK
BLACK = Color(0, 0, 0)
STYLES = {name: style for name in themes.__all__ if isinstance(style := getattr(themes, name), Style)}
WHITE = "rgb:ffff/ffff/ffff"
QUESTION = b"\x1b]11;?"


def ground(written: str) -> Ground:
    """Return the colour of six hexadecimal digits."""
    red, green, blue = bytes.fromhex(written)
    return red, green, blue


def value_of(number: int) -> Ground:
    """Return the colour of a number from 16 to 255, as xterm defines them."""
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    steps = (0, 95, 135, 175, 215, 255)
    return steps[(number - 16) // 36], steps[(number - 16) // 6 % 6], steps[(number - 16) % 6]


@pytest.mark.parametrize("name", GROUNDS)
def test_every_role_can_be_read(name: str) -> None:
    """On the background of each terminal every text that is not plain or reversed has a contrast of 4.5 or more."""
    on = ground(GROUNDS[name])
    inked = 0
    for style in STYLES.values():
        (segment,) = GroundFilter(on).apply([Segment("a", style)], BLACK)
        assert segment.style
        if role_of(style) in ("text", "cursor"):
            assert segment.style.color is None
            continue
        inked += 1
        assert segment.style.color is not None
        assert segment.style.color.number is not None
        assert not segment.style.dim
        assert contrast(value_of(segment.style.color.number), on) >= 4.5, style
        assert segment.style.bold == style.bold
        assert segment.style.underline == style.underline
    assert inked >= 6


def test_plain_text_costs_nothing() -> None:
    """Text without a style stays without one."""
    (segment,) = GroundFilter((255, 255, 255)).apply([Segment("a", None)], BLACK)
    assert segment.style is None


@pytest.mark.parametrize(
    ("value", "known"),
    [("0;15", (255, 255, 255)), ("15;default;0", (0, 0, 0)), ("0;7", (255, 255, 255)), ("", None), ("x;y", None)],
)
def test_the_environment_may_tell_the_background(value: str, known: Ground | None) -> None:
    """COLORFGBG names the background by its number."""
    assert ground_of_environment(value) == known


ANSWERS = {
    "\x1b]11;rgb:ffff/ffff/ffff\x1b\\": (255, 255, 255),
    "\x1b]11;rgb:00/80/ff\x07": (0, 128, 255),
    "\x1b]11;rgba:0000/0000/0000/ffff\x1b\\": (0, 0, 0),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("cut", range(1, 28))
def test_an_answer_is_no_key(answer: str, cut: int) -> None:
    """The answer is known wherever it is cut, and the keys around it stay keys."""
    parser = KeyParser()
    whole = f"a{answer}b"
    told = [*parser.feed(whole[:cut]), *parser.feed(whole[cut:])]
    assert [event.ground for event in told if isinstance(event, GroundReported)] == [ANSWERS[answer]]
    assert [getattr(event, "key", None) for event in told if not isinstance(event, GroundReported)] == ["a", "b"]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a home folder of its own."""
    return {"HOME": str(tmp_path), "XDG_CACHE_HOME": "", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": ""}


def colours(terminal: Terminal) -> set[str]:
    """Return the colours of the cells, apart from the default one."""
    return {cell.fg for row in terminal.screen.buffer.values() for cell in row.values()} - {"default"}


@pytest.mark.parametrize(
    ("told", "accent"), [("rgb:ffff/ffff/ffff", "005f87"), ("rgb:0000/2b2b/3636", "5fd7d7"), ("", "cyan")]
)
def test_the_screen_is_drawn_for_the_background(home: dict[str, str], told: str, accent: str) -> None:
    """A terminal that tells its background gets colours for it; another one its own, and waits for nothing."""
    terminal = Terminal((80, 24), environment=home, ground=told)
    try:
        terminal.until(lambda text: "5 articles" in text)
        terminal.settle()
        assert terminal.written.count(QUESTION) == 1
        assert accent in colours(terminal)
        assert terminal.screen.default_char.bg == "default"
        assert {cell.bg for row in terminal.screen.buffer.values() for cell in row.values()} == {"default"}
    finally:
        terminal.close()


def test_a_late_answer_changes_nothing(home: dict[str, str]) -> None:
    """An answer after the time limit leaves the colours, and is not taken for keys."""
    late = "from seedread.tui.driver import keyboard; keyboard.GROUND_PATIENCE = 0.0\n"
    run = f"{late}import sys; from seedread.tui.cli import main; sys.exit(main(sys.argv[1:]))"
    terminal = Terminal(
        (80, 24), command=[sys.executable, "-c", run], environment=home, ground="rgb:ffff/ffff/ffff", lag=0.3
    )
    try:
        terminal.until(lambda text: "5 articles" in text)
        terminal.settle(0.8)
        assert "005f87" not in colours(terminal)
        assert "5 articles" in terminal.text.splitlines()[0]
        assert "rgb" not in terminal.text
    finally:
        terminal.close()


@pytest.mark.parametrize("name", ["linux", "vt100", "screen"])
def test_a_poor_terminal_is_not_asked(home: dict[str, str], name: str) -> None:
    """A terminal with 16 colours might print the question, so it is not asked."""
    terminal = Terminal((80, 24), environment={**home, "TERM": name})
    try:
        terminal.until(lambda text: "5 articles" in text)
        assert QUESTION not in terminal.written
    finally:
        terminal.close()


def test_which_terminals_have_256_colours() -> None:
    """The name of a terminal tells it."""
    assert all(map(has_256_colours, ("xterm-256color", "xterm-kitty", "tmux-256color", "screen-256color", "foot")))
    assert not any(map(has_256_colours, ("linux", "vt220", "screen", "ansi")))


async def test_a_theme_is_chosen_with_a_preview(library: Library) -> None:
    """The list draws each theme as the cursor comes to it; Esc gives the old colours back, Enter keeps the new ones."""
    async with using(library, (80, 24)) as reader:
        await reader.press("colon", *"theme", "enter", "down")
        assert reader.app.colours == "dark"
        assert grounds(reader.app) == {themes.THEMES["dark"].ground, themes.THEMES["dark"].cursor_ground}
        await reader.press("escape")
        assert reader.app.colours == "terminal"
        assert grounds(reader.app) == set()
        await reader.press("ctrl+p", *"colour", "enter", *"light", "enter")
        assert reader.app.screen is reader.main
        assert "Theme: light." in reader.lines()[-1]
        assert grounds(reader.app) == {themes.THEMES["light"].ground, themes.THEMES["light"].cursor_ground}


async def test_a_theme_is_set_by_name(library: Library) -> None:
    """`:theme` takes a name or its beginning, Tab completes it, and an unknown name says what there is."""
    async with using(library, (80, 24)) as reader:
        await reader.press("colon", *"theme con", "tab", "enter")
        assert reader.app.colours == "contrast"
        await reader.press("colon", *"theme pink", "enter")
        assert "terminal, dark, light, contrast" in reader.lines()[-1]
        assert reader.app.colours == "contrast"


def grounds(app: SeedreadApp) -> set[str]:
    """Return the backgrounds of what shows, by their names."""
    return {
        segment.style.bgcolor.name
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.style and segment.style.bgcolor and not segment.style.bgcolor.is_default
    }


@pytest.mark.parametrize("name", ["linux", "vt100"])
async def test_unread_and_starred_differ_on_poor_terminals(
    library: Library, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The signs of an unread and of a starred article are not the same where the font lacks the bullet."""
    monkeypatch.setenv("TERM", name)
    async with using(library, (80, 24)) as reader:
        await reader.press("j", "f", "k")
        shown = "".join(strip.text for strip in reader.app.screen._compositor.render_strips())
        glyphs = ascii_glyphs_for(name)
        assert glyphs
        (drawn,) = glyphs.apply([Segment(shown)], BLACK)
        assert "•" not in drawn.text
        assert re.search(r"o(?:\d{4}-|undated)", drawn.text)
        assert re.search(r"\*(?:\d{4}-|undated)", drawn.text)
