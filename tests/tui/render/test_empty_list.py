"""Tests what the list says where it has no rows."""

from __future__ import annotations

from pathlib import Path

from seedread.tui.render.empty_list import no_articles


def test_an_empty_library_says_what_was_skipped() -> None:
    """Folders, the first skipped files with their reasons, the formats and the next steps are all there."""
    text = no_articles([Path("/news")], [(f"/news/{n}.bin", "binary data, not text") for n in range(9)])
    assert "No articles in /news." in text
    assert "9 files were skipped" in text
    assert "/news/4.bin: binary data, not text" in text
    assert "/news/5.bin" not in text
    assert "! lists them all" in text
    assert "RSS" in text
    assert "seedread DIR" in text
    assert "skipped" not in no_articles([Path("/news")], [])
