"""Tests what one session leaves to the next: the place in each library, and which library was the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.facets import Selection
from seedread.index.files.user_folders import state_folder
from seedread.tui.cli.session import opening_of
from seedread.tui.config import parse_settings
from seedread.tui.state.messages import Request
from seedread.tui.state.views import View
from seedread.tui.workers.sessions import remember, remembered

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index import Library

CHOSEN = Selection().set("country", "IR", "include").set("tag", "a b", "exclude")
VIEW = View(Request("gas (", CHOSEN, "oldest"), "story-1", 7, 4)
SETTINGS = parse_settings("")


def test_a_view_comes_back_whole(library: Library) -> None:
    """Query, even a wrong one, filters, order, row and scroll position are those of the last session."""
    remember(library, View(Request("older")), bundled=False)
    remember(library, VIEW, bundled=False)
    (found,) = remembered()
    assert found.view == VIEW
    assert found.is_there
    opening = opening_of(library, remembered(), SETTINGS, alone=False)
    assert opening.view == VIEW
    assert opening.other is None
    assert opening_of(library, remembered(), parse_settings("[start]\nresume = false\n"), alone=False).view is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"sessions":[{"library":3}]}'])
def test_a_damaged_file_is_forgotten(library: Library, content: bytes) -> None:
    """A file that is not as it was written costs the memory and nothing else; the next session writes it again."""
    path = state_folder() / "sessions.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert remembered() == []
    remember(library, VIEW, bundled=False)
    assert [one.view for one in remembered()] == [VIEW]


def test_a_folder_that_cannot_be_written_is_no_error(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for it nothing is remembered, and nothing is raised."""
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    remember(library, VIEW, bundled=False)
    assert remembered() == []


def test_the_last_library_is_offered(library: Library, tmp_path: Path) -> None:
    """Without arguments the reader's last library is offered, unless it is gone or the settings say never."""
    assert opening_of(library, [], SETTINGS, alone=True).welcome
    remember(library, VIEW, bundled=False)
    sessions = remembered()
    library.place = tmp_path
    opening = opening_of(library, sessions, SETTINGS, alone=True)
    assert opening.offered
    assert str(opening.other) == sessions[0].library
    assert not opening.welcome
    assert opening.view is None
    assert not opening_of(library, sessions, SETTINGS, alone=False).offered
    never = parse_settings('[start]\nreopen = "never"\n')
    assert not opening_of(library, sessions, never, alone=True).offered
    gone = [one.__class__(library="/nowhere", name="gone") for one in sessions]
    assert opening_of(library, gone, SETTINGS, alone=True).other is None
