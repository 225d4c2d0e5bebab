"""Alerts: what comes in marked saved searches is told once."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from archived_news import archived, followed
from screen import NO_SYNC, eventually, using

from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.app import SeedreadApp
from seedread.tui.commands.feeds import after_fetch
from seedread.tui.commands.sync import after_check, after_sync
from seedread.tui.config import load_settings, parse_settings
from seedread.tui.config.editing import write_value
from seedread.tui.state.messages import PendingChecked, SyncEnded
from seedread.tui.workers import alerts
from seedread.tui.workers.alerts import run_program
from seedread.tui.workers.feeds import Fetched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index import Library

MARKED = '[alerts]\nsearches = ["gas", "grain", "gone"]\n'


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two articles, and three saved searches; the screen of these tests syncs nothing itself."""
    path = tmp_path / "archive" / "a.jsonl"
    path.parent.mkdir()
    path.write_text(archived("1", "Gas for Iran", 10) + archived("2", "Grain for all", 11))
    with Shelf() as shelf:
        for name in ("gas", "grain", "oil"):
            shelf.save(SavedSearch(name, name))
    return path


@pytest.fixture
def library(archive: Path, tmp_path: Path) -> Iterator[Library]:
    with followed(archive.parent, tmp_path / "library") as library:
        yield library


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What the terminal was asked to tell, and how."""
    monkeypatch.setattr(alerts, "QUIET", 0.05)
    texts: list[tuple[str, str]] = []
    monkeypatch.setattr(SeedreadApp, "notify_terminal", lambda _, text, form: texts.append((text, form)))
    return texts


def comes(library: Library, archive: Path, *lines: str) -> None:
    """Let another process bring articles in."""
    with archive.open("a") as file:
        file.writelines(lines)
    library.sync()


async def test_a_long_headline_does_not_hide_the_keys(
    library: Library, archive: Path, told: list[tuple[str, str]]
) -> None:
    """At 80 columns the last line names the keys to the new articles, and as much of the headline as fits."""
    async with using(library, (80, 24), sync_command=NO_SYNC, settings=parse_settings(MARKED)) as reader:
        await eventually(reader, lambda: reader.main.alerts.since is not None)
        comes(library, archive, archived("3", f"Gas for Chad {'and its neighbours ' * 5}", 12))
        await eventually(reader, lambda: bool(told))
        await reader.until(lambda: "New (press ' and Tab): gas: Gas for Chad" in reader.lines()[-1])


async def test_what_comes_in_a_marked_search_is_told_once(
    library: Library, archive: Path, told: list[tuple[str, str]]
) -> None:
    """One alert for all searches; not for what was there, for other searches, or again for the same articles."""
    async with using(library, sync_command=NO_SYNC, settings=parse_settings(MARKED)) as reader:
        await eventually(reader, lambda: reader.main.alerts.since is not None)
        assert told == []
        comes(library, archive, archived("3", "Gas for Chad", 12), archived("4", "Oil for Chad", 12))
        await eventually(reader, lambda: bool(told))
        assert told == [("gas: Gas for Chad", "bell")]
        assert reader.main.message == "New (press ' and Tab): gas: Gas for Chad"
        comes(
            library,
            archive,
            archived("5", "Gas for Peru", 13),
            archived("6", "Gas for Cuba", 13),
            archived("7", "Grain for Cuba", 13),
        )
        await eventually(reader, lambda: len(told) > 1)
        comes(library, archive, archived("8", "Oil for Peru", 14))
        await eventually(reader, lambda: reader.main.rows.pages.total == 8)
        await reader.pilot.pause(0.3)
        assert told[1:] == [("gas: 2 new · grain: Grain for Cuba", "bell")]


async def test_no_result_of_a_fetch_or_a_sync_hides_an_alert(
    library: Library, archive: Path, told: list[tuple[str, str]]
) -> None:
    """An alert is told once, so it stays until the next key; results of later fetches are said again."""
    async with using(library, sync_command=NO_SYNC, settings=parse_settings(MARKED)) as reader:
        await eventually(reader, lambda: reader.main.alerts.since is not None)
        comes(library, archive, archived("3", "Gas for Chad", 12))
        await eventually(reader, lambda: bool(told))
        after_sync(reader.main.context, SyncEnded("Synced: 1 added.", error=False, problems=()))
        after_fetch(reader.main.context, Fetched(asked=True, feeds=8, new=1))
        reader.main.sync_status.asked = True
        after_sync(reader.main.context, SyncEnded("", error=False, problems=()))
        reader.main.sync_status.asked = True
        after_check(reader.main.context, PendingChecked(pending=False))
        assert reader.main.message == "New (press ' and Tab): gas: Gas for Chad"
        await reader.press("j")
        after_fetch(reader.main.context, Fetched(asked=True, feeds=8))
        assert reader.main.message == "8 feeds fetched: nothing new."


async def test_without_marked_searches_nothing_is_looked_for(
    library: Library, archive: Path, told: list[tuple[str, str]]
) -> None:
    """Who wants no alerts gets none, and pays no search for them."""
    async with using(library, sync_command=NO_SYNC) as reader:
        comes(library, archive, archived("3", "Gas for Chad", 12))
        await eventually(reader, lambda: reader.main.rows.pages.total == 3)
        await reader.pilot.pause(0.3)
        assert reader.main.alerts.since is None
        assert told == []


async def test_a_setting_marks_a_search_at_once(library: Library, archive: Path, told: list[tuple[str, str]]) -> None:
    """After `:set`, the first article that comes in the search is told."""
    async with using(library, sync_command=NO_SYNC) as reader:
        await reader.press("colon", *"set alerts.searches gas", "enter")
        await eventually(reader, lambda: reader.main.alerts.since is not None)
        comes(library, archive, archived("3", "Gas for Chad", 12))
        await eventually(reader, lambda: bool(told))
        assert told == [("gas: Gas for Chad", "bell")]


async def test_a_key_marks_a_search_in_the_configuration(library: Library, told: list[tuple[str, str]]) -> None:
    """Ctrl-T in the list of saved searches marks one, shows it, and takes it back."""
    async with using(library, (80, 24), sync_command=NO_SYNC) as reader:
        await reader.press("apostrophe", "down", "ctrl+t")
        await reader.until(lambda: "alert · " in reader.text())
        assert load_settings().alerts.searches == ("grain",)
        await reader.press("ctrl+t")
        await reader.until(lambda: "alert · " not in reader.text())
        assert load_settings().alerts.searches == ()
        assert told == []


async def test_marks_of_another_session_stay(library: Library, told: list[tuple[str, str]]) -> None:
    """What another session marked meanwhile is in the file, and a mark here is added to it."""
    async with using(library, (80, 24), sync_command=NO_SYNC) as reader:
        write_value("alerts.searches", ("oil",))
        await reader.press("apostrophe", "down", "ctrl+t")
        await reader.until(lambda: "alert · " in reader.text())
        assert load_settings().alerts.searches == ("oil", "grain")
        assert told == []


async def test_a_program_gets_the_articles(
    library: Library, archive: Path, told: list[tuple[str, str]], tmp_path: Path
) -> None:
    """It reads JSON on its standard input, whatever the titles hold; no shell sees them."""
    out = tmp_path / "out.json"
    source = f"import sys; open({str(out)!r}, 'wb').write(sys.stdin.buffer.read())"
    command = json.dumps([sys.executable, "-c", source])
    settings = parse_settings(f'{MARKED}command = {command}\non_new = "off"\n')
    async with using(library, sync_command=NO_SYNC, settings=settings) as reader:
        await eventually(reader, lambda: reader.main.alerts.since is not None)
        comes(library, archive, archived("3", "Gas; $(touch x) `y` for Chad", 12))
        await eventually(reader, lambda: out.exists() and bool(out.read_bytes()))
        (search,) = json.loads(out.read_bytes())["searches"]
        assert (search["name"], search["new"]) == ("gas", 1)
        assert [one["title"] for one in search["articles"]] == ["Gas; $(touch x) `y` for Chad"]
        assert [form for _, form in told] == ["off"]


def test_a_program_that_fails_says_why() -> None:
    """One that does not exist, and one that ends with an error."""
    assert run_program(["/nowhere/notify"], []) == "Cannot run /nowhere/notify: No such file or directory."
    assert run_program([sys.executable, "-c", "raise SystemExit(3)"], []).endswith("exited with status 3.")
