from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.tui.driver.browser import browser_command, start_browser

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({}, None),
        ({"BROWSER": "w3m"}, None),
        ({"DISPLAY": ":0"}, ["xdg-open"]),
        ({"WAYLAND_DISPLAY": "wayland-0", "BROWSER": "firefox --private-window:lynx"}, ["firefox", "--private-window"]),
        ({"DISPLAY": ":0", "BROWSER": "'unclosed"}, ["xdg-open"]),
        ({"DISPLAY": "localhost:10.0", "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22", "BROWSER": "firefox"}, None),
        ({"DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"}, None),
    ],
)
def test_a_browser_needs_a_display_here(
    environment: dict[str, str], command: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a display and over SSH there is no browser; else it is the first of $BROWSER, or the desktop's."""
    monkeypatch.setattr("sys.platform", "linux")
    assert browser_command(environment) == command


def test_no_shell_reads_an_address(tmp_path: Path) -> None:
    """An address is one argument, wherever the command wants it, and whatever is in it."""
    asked, url = tmp_path / "asked", "https://e.example/;touch$IFS'x'&y=$(id)"
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {asked}\n')
    script.chmod(0o755)
    for command, arguments in (([str(script)], [url]), ([str(script), "--url=%s", "-n"], [f"--url={url}", "-n"])):
        assert start_browser(command, url) == ""
        assert asked.read_text().splitlines() == arguments
