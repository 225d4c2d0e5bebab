"""Colours: readable in every theme, absent with NO_COLOR, and never the only sign of a meaning."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.style import Style
from screen import settle
from textual.color import Color

from seedread.tui.app import SeedreadApp
from seedread.tui.config import parse_settings
from seedread.tui.render import themes
from seedread.tui.render.ascii_glyphs import ascii_glyphs_for
from seedread.tui.render.themes import ROLES, THEMES, ThemeFilter, role_of

if TYPE_CHECKING:
    from seedread.index import Library
    from seedread.tui.render.themes import Theme

BLACK = Color(0, 0, 0)
STYLES = {name: style for name in themes.__all__ if isinstance(style := getattr(themes, name), Style)}


def contrast(style: Style) -> float:
    """Return the contrast of text and ground, from 1 to 21 (WCAG 2)."""
    assert style.color
    assert style.bgcolor
    lights = []
    for colour in (style.color, style.bgcolor):
        shares = [c / 255 for c in colour.get_truecolor()]
        r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
        lights.append(0.2126 * r + 0.7152 * g + 0.0722 * b)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize(("name", "least"), [("dark", 4.5), ("light", 4.5), ("contrast", 7)])
def test_every_style_can_be_read(name: str, least: float) -> None:
    """The contrast of text is at least WCAG AA in every theme, and AAA in the contrast theme."""
    for style in [None, *STYLES.values()]:
        assert contrast(shown_in(THEMES[name], style)) >= least, style


def shown_in(theme: Theme, style: Style | None) -> Style:
    """Return the style in which a theme draws a text."""
    (segment,) = ThemeFilter(theme).apply([Segment("a", style)], BLACK)
    assert segment.style
    return segment.style


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_a_theme_reads_the_role_and_never_the_colour(theme: Theme) -> None:
    """A style keeps the colours of its role in whatever colour it is written, and a colour alone is no role."""
    for name, style in STYLES.items():
        recoloured = style + Style(color="green", bgcolor="blue")
        assert shown_in(theme, recoloured) == shown_in(theme, style), name
    for colour in ("red", "cyan", "yellow"):
        assert shown_in(theme, Style(color=colour)) == shown_in(theme, None)


def test_every_style_names_its_role() -> None:
    """No style is left for the theme to guess, also where two are combined, and every role is used."""
    assert {style.meta.get("role") for style in STYLES.values()} == set(ROLES)
    assert role_of(themes.DIM + Style(link="https://example.org")) == "dim"
    assert role_of(themes.MATCH_AT_CURSOR) == "cursor"


async def test_the_fault_in_a_query_has_the_error_colour_of_the_theme(library: Library) -> None:
    """The role of a style gets through Textual's input line."""
    app = SeedreadApp(library, "iran)", settings=parse_settings('[screen]\ntheme = "light"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (top, *_) = app.screen._compositor.render_strips()
        error = Color.parse(THEMES["light"].error).rich_color
        assert any(segment.style and segment.style.color == error and segment.style.underline for segment in top)


def test_no_meaning_depends_on_colour_alone() -> None:
    """Without colours every style with a meaning still differs from the others."""
    telling = [themes.PLAIN, themes.DIM, themes.BOLD, themes.MATCH, themes.CURRENT_MATCH, themes.CURSOR]
    plain = [str(style.without_color) if style else "" for style in telling]
    assert all(a != b for a, b in combinations(plain, 2))


async def test_no_color_leaves_no_colour(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set no style has a colour, whatever theme is set."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = SeedreadApp(library, "iran", settings=parse_settings('[screen]\ntheme = "dark"\n'))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for strip in app.screen._compositor.render_strips():
            assert not re.search(r"\x1b\[[\d;]*(?:3[0-8]|4[0-8]|9\d|10\d)[\d;]*m", strip.render(app.console))


async def test_a_theme_paints_the_whole_screen(library: Library) -> None:
    """Every cell has the ground of the theme, or of its cursor."""
    app = SeedreadApp(library, settings=parse_settings('[screen]\ntheme = "light"\n'))
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        grounds = {
            segment.style.bgcolor.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.bgcolor
        }
        assert grounds == {THEMES["light"].ground, THEMES["light"].cursor_ground}


@pytest.mark.parametrize(("terminal", "shown"), [("linux", "a~ │█_▄ '-!"), ("vt100", "a~ |#_= '-!"), ("xterm", None)])
def test_poor_fonts_get_signs_they_have(terminal: str, shown: str | None) -> None:
    """The console and the VT100 are sent one sign for another, cell for cell."""
    glyphs = ascii_glyphs_for(terminal)
    if glyphs is None:
        assert shown is None
    else:
        (segment,) = glyphs.apply([Segment("a… │▇▁▃ \u2019\u2014≠")], BLACK)
        assert segment.text == shown
