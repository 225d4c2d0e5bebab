"""Tests what the list says where it has no rows."""

from __future__ import annotations

from pathlib import Path

from seedread.tui.render.empty_list import no_articles

key = {"sync": "F5", "back": "q", "help": "?", "problems": "F7", "fetch": "F6", "feeds": "F"}.__getitem__


def test_an_empty_library_says_what_was_skipped() -> None:
    """Folders, the first skipped files with their reasons, the formats and the next steps are all there."""
    text = no_articles([Path("/news")], [(f"/news/{n}.bin", "binary data, not text") for n in range(9)], key)
    assert "No articles in /news." in text
    assert "9 files were skipped" in text
    assert "/news/4.bin: binary data, not text" in text
    assert "/news/5.bin" not in text
    assert "F7 lists them all" in text
    assert "RSS" in text
    assert "press F5, or quit with q and open another folder: seedread DIR" in text
    few = no_articles([Path("/news")], [], key)
    assert "skipped" not in few
    assert "feeds" not in few


def test_an_empty_library_of_feeds_says_how_they_are_fetched() -> None:
    """The keys are those of the reader."""
    assert "Press F6 to fetch your feeds.\nF lists them" in no_articles([Path("/news")], [], key, feeds=True)
