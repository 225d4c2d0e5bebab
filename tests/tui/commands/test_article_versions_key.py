"""`d` compares the versions of an article."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from screen import settle, using

from seedread.index import Library
from seedread.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def line(own: str, text: str, day: int) -> str:
    record = {"id": own * 16, "url": f"https://a.example/{own}", "title": f"Talks {own}", "feeds": ["a"],
              "date": f"2026-11-2{own}", "text": text, "fetched": f"2026-11-{day}T12:00:00Z"}  # fmt: skip
    return json.dumps(record, separators=(",", ":")) + "\n"


async def test_versions_are_compared_newest_first(tmp_path: Path) -> None:
    """The newest version beside the one before it, then beside older ones; the heads name the versions."""
    path = tmp_path / "archive" / "a.jsonl"
    path.parent.mkdir()
    texts = ("The ministers met.", "The ministers met in Oslo.", "The ministers met in Rome.")
    path.write_text(
        "".join(line("2", text, 26 + n) for n, text in enumerate(texts)) + line("1", "Another text here.", 26)
    )
    with Library.open([path.parent], tmp_path / "library") as library:
        library.sync()
        async with using(library) as reader:
            await reader.press("d")
            screen = reader.app.screen
            assert isinstance(screen, CompareScreen)
            await reader.until(lambda: screen.comparison is not None)
            assert screen.comparison
            assert screen.comparison.a.article.paragraphs == (texts[2],)
            assert screen.comparison.b.article.paragraphs == (texts[1],)
            assert screen.sides[0].roof == "A · version 3 of 2026-11-28 12:00"
            await reader.press("J")
            await reader.until(lambda: screen.comparison is not None and "Oslo" not in screen.comparison.b.article.body)
            await reader.press("escape", "j", "d")
            assert reader.main.message == "This article has not changed."


async def test_a_changed_file_is_compared_with_its_older_text(tmp_path: Path) -> None:
    """Its row has a sign, `d` shows both texts; of one that never changed it says so."""
    news = tmp_path / "news"
    news.mkdir()
    (news / "bridge.md").write_text("---\ntitle: Bridge Is Closed\ndate: 2026-11-01\n---\n\nThe bridge is closed.\n")
    with Library.open([news], tmp_path / "library") as library:
        for text in ("The ministers met.", "The ministers met in Oslo."):
            (news / "talks.md").write_text(f"---\ntitle: Talks Go On\ndate: 2026-11-02\n---\n\n{text}\n")
            library.sync()
        async with using(library) as reader:
            assert reader.text().count("≠") == 1
            await reader.press("d")
            screen = reader.app.screen
            assert isinstance(screen, CompareScreen)
            await reader.until(lambda: screen.comparison is not None)
            assert screen.comparison
            assert screen.comparison.a.article.paragraphs == ("The ministers met in Oslo.",)
            assert screen.comparison.b.article.paragraphs == ("The ministers met.",)
            assert screen.sides[1].roof.startswith("B · version 1 of 2")
            await reader.press("escape", "j", "d")
            assert reader.main.message == "This article has not changed."


async def test_escape_cancels_the_search_for_versions(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While versions are looked for, Esc ends that and keeps the view; no comparison opens later."""
    go = threading.Event()

    def slowly(*_given: object) -> tuple[()]:
        assert go.wait(20)
        return ()

    monkeypatch.setattr("seedread.index.following.versions.versions_of", slowly)
    async with using(library, query="iran") as reader:
        await reader.pilot.press("d")
        await reader.pilot.pause(0.1)
        await reader.pilot.press("escape")
        await reader.pilot.pause(0.1)
        assert reader.main.message == ""
        go.set()
        await settle(reader.pilot)
        assert reader.main.message == ""
        assert reader.main.request.text == "iran"
