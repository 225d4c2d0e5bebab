"""Links of an article on the screen: numbers in the text, the list of them, and where they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import CHARS, opened, using

from seedread.tui.config import Settings
from seedread.tui.config.settings import Screen
from seedread.tui.screens.pick import PickScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

SIZE = (80, 24)
BODY = """<p>The ferry sails again after <a href="/delay">nine weeks</a>, as the port said in
<a href="https://port.example/plan">its plan</a> of 1 May, and nobody had read it before the meeting
in Norway began.</p>
<p>Its plan is 1 of 3, see https://plan.example/a.html, and the <a href="https://port.example/plan">same plan</a> was
read by people in the town who had waited for the boat for longer than they liked.</p>"""
LINKED = {"id": "linked", "title": "A ferry [with] links", "url": "https://valley.example/ferry", "html": BODY}
BARE = {"id": "bare", "title": "A ferry without", "text": "The ferry sails, and nothing more is known in Norway of it."}
DELAY, PLAN, PRINTED = "https://valley.example/delay", "https://port.example/plan", "https://plan.example/a.html"


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, [LINKED]) as library:
        yield library


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a display and a browser that writes down what it is asked to open; return where."""
    script, asked = tmp_path / "browser", tmp_path / "asked"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {asked}\n')
    script.chmod(0o755)
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("BROWSER", str(script))
    return asked


def typed(text: object) -> list[str]:
    """Return the keys that type a text."""
    names = {char: name for name, char in CHARS.items()}
    return [names.get(char, char) for char in str(text)]


def asked(browser: Path) -> list[str]:
    """Return the addresses that the browser was asked to open."""
    return browser.read_text().split() if browser.exists() else []


def article(reader: Reader) -> str:
    """Return the text of the article pane as one line."""
    return " ".join(" ".join(line.partition("▌")[2].split() or line.split()) for line in reader.lines())


async def test_links_are_numbered_behind_their_words(linked: Library) -> None:
    """The linked words and printed addresses are followed by numbers, an address by the same one; `#` hides them."""
    async with using(linked, SIZE) as reader:
        await reader.press("enter", "z")
        for words in ("nine weeks[1],", "its plan[2] of 1 May", "a.html[3],", "same plan[2] was"):
            assert words in article(reader)
        for row in ("URL https://valley.example/ferry", f"1 {DELAY}", f"2 {PLAN}", f"3 {PRINTED}"):
            assert row in reader.text()
        segments = [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]
        assert (PLAN, PLAN) in [(segment.text, segment.style.link) for segment in segments if segment.style]
        await reader.press("number_sign")
        assert "nine weeks, as" in article(reader)
        assert f"1 {DELAY}" not in reader.text()
        await reader.press("v", "number_sign")
        assert "nine weeks[1], as" in article(reader)


async def test_numbers_can_be_off_from_the_start(linked: Library) -> None:
    """`screen.link_numbers` decides whether links are numbered at first."""
    async with using(linked, SIZE, settings=Settings(screen=Screen(link_numbers=False))) as reader:
        await reader.press("enter", "z")
        assert "nine weeks, as" in article(reader)
        await reader.press("number_sign")
        assert "nine weeks[1], as" in article(reader)


async def test_numbers_are_no_text(linked: Library, tmp_path: Path) -> None:
    """A number of a link is not found, does not part a phrase, is not highlighted, and is not saved."""
    path = tmp_path / "a.md"
    async with using(linked, SIZE, query='"weeks as the port said" town') as reader:
        await reader.press("enter", "z")
        wrapped = reader.main.panes.reading._wrapped
        found = [wrapped._drawn[block].text[slice(*span)] for _, block, span in wrapped.match_lines]
        assert found == ["weeks[1], as the port said", "town"]
        await reader.press("s", "ctrl+u", *typed(path), "enter")
        assert "after nine weeks, as the port" in path.read_text()
        await reader.type("2")
        await reader.press("enter")
        assert reader.main.rows.pages.total == 0


async def test_the_list_of_links_opens_one(linked: Library, browser: Path) -> None:
    """`O` lists the links with their words, typing narrows the list, and Enter opens one in the browser."""
    async with using(linked, SIZE) as reader:
        await reader.press("enter", "O")
        rows = [" ".join(line.split()) for line in reader.lines()]
        assert f"1 nine weeks {DELAY}" in rows
        assert f"2 its plan {PLAN}" in rows
        await reader.press(*"weeks", "enter")
        await reader.until(lambda: reader.main.message == f"Opened: {DELAY}")
        assert asked(browser) == [DELAY]
        assert not reader.app.clipboard
        await reader.press("o")
        await reader.until(lambda: reader.main.message == "Opened: https://valley.example/ferry")
        await reader.press("2", "o")
        await reader.until(lambda: reader.main.message == f"Opened: {PLAN}")
        assert asked(browser) == [DELAY, "https://valley.example/ferry", PLAN]


async def test_over_ssh_links_are_copied(linked: Library, browser: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over SSH, and without a display, no browser starts: the address goes to the terminal's clipboard."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    async with using(linked, SIZE) as reader:
        await reader.press("O", "down", "enter")
        assert not isinstance(reader.app.screen, PickScreen)
        assert (reader.app.clipboard, reader.main.message) == (DELAY, f"Copied: {DELAY}")
        monkeypatch.delenv("SSH_CONNECTION")
        monkeypatch.delenv("DISPLAY")
        await reader.press("o")
        assert reader.app.clipboard == "https://valley.example/ferry"
        await reader.press("3", "o")
        assert reader.app.clipboard == PRINTED
        await reader.press("4", "o")
        assert reader.main.message == "No link 4 in this article: it has 3."
        await reader.press("y")
        assert reader.app.clipboard == "https://valley.example/ferry"
    assert not asked(browser)


async def test_a_browser_that_fails_leaves_the_address(
    linked: Library, browser: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that is missing or that ends with an error is told of, and the address is copied."""
    async with using(linked, SIZE) as reader:
        monkeypatch.setenv("BROWSER", str(browser.with_name("nothing")))
        await reader.press("1", "o")
        await reader.until(lambda: reader.app.clipboard == DELAY)
        assert "No such file" in reader.main.message
        assert reader.main.error
        monkeypatch.setenv("BROWSER", "false")
        await reader.press("2", "o")
        await reader.until(lambda: reader.app.clipboard == PLAN)
        assert reader.main.message == f"false exited with status 1. Copied: {PLAN}"


async def test_an_article_without_links_says_so(tmp_path: Path) -> None:
    """Where an article has no link, every key that opens one says so."""
    with opened(tmp_path, [BARE]) as library:
        async with using(library, SIZE) as reader:
            for key, said in (
                ("O", "This article has no links."),
                ("o", "This article has no URL."),
                ("y", "This article has no URL."),
                ("1o", "No link 1 in this article: it has none."),
            ):
                await reader.press(*key)
                assert reader.main.message == said
