"""Starts the reader's browser, where there is a display to show it."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["browser_command", "start_browser"]

_SECONDS = 2.0
"""How long a browser that fails takes at most; one that still runs has started."""
_RUNNING: list[subprocess.Popen[bytes]] = []
"""Browsers that were started; each is waited for when the next one starts, so that none becomes a zombie for long."""


def browser_command(environment: Mapping[str, str]) -> list[str] | None:
    """Return the command of `$BROWSER`, or of the desktop; None over SSH and without a display."""
    if "SSH_CONNECTION" in environment or "SSH_TTY" in environment:
        return None
    is_mac = sys.platform == "darwin"
    if not (is_mac or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return None
    named = environment.get("BROWSER", "").split(":")[0].strip()
    try:
        command = shlex.split(named)
    except ValueError:
        command = []
    return command or ["open" if is_mac else "xdg-open"]


def start_browser(command: list[str], url: str) -> str:
    """Start a browser without the terminal; return what went wrong, empty if nothing did.

    `%s` in the command is the address; without it the address is the last argument. No shell reads it.
    """
    arguments = [part.replace("%s", url) for part in command]
    if arguments == command:
        arguments.append(url)
    _RUNNING[:] = [process for process in _RUNNING if process.poll() is None]
    nowhere = subprocess.DEVNULL
    try:
        process = subprocess.Popen(arguments, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603 (the command is the reader's own)
    except OSError as error:
        return f"Cannot run {command[0]}: {error.strerror or error}."
    _RUNNING.append(process)
    try:
        code = process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return ""
    return f"{command[0]} exited with status {code}." if code else ""
