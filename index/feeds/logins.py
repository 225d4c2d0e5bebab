"""Keeps user names and passwords of feeds apart from the list of feeds, in a file that only its owner can read.

A password never gets into feeds.toml, the archive, an export, a message or a log. It is sent only to the host for which
the reader gave it, even if the list then has another address for the feed.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.feeds.feed import Login, origin
from seedread.index.feeds.feed_list import FeedListError
from seedread.index.files.atomic_write import make_folder
from seedread.index.files.toml_append import edit_text, toml_entry, toml_spans

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.feeds.feed import Feed

__all__ = ["feeds_with_login", "login_of", "logins_file", "remove_logins", "save_login"]

_HEAD = "# User names and passwords of feeds, which `seedread add` found in their addresses. Keep this file private.\n"
_KEYS = ("feed", "url", "user", "password")
_TIME = 30
"""Seconds that a password command may take."""


class _Kept(NamedTuple):
    """A login as the file has it."""

    login: Login
    url: str
    """The address that it was given for; empty for any."""


def logins_file(feed_list: Path) -> Path:
    """Return the file of the logins for a list of feeds."""
    return feed_list.with_name("feed-logins.toml")


def save_login(path: Path, feed: Feed, login: Login) -> bool:
    """Keep the login of a feed in place of its earlier ones; False if it has it already. Raises FeedListError."""
    try:
        make_folder(path.parent)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise FeedListError(f"{path} cannot be written ({error.strerror or error}).") from None
    fields = [("feed", feed.id), ("url", feed.url), ("user", login.user), ("password", login.password)]
    entry = toml_entry("login", fields)
    is_new = True

    def with_login(text: str) -> str:
        nonlocal is_new
        kept = _read(path).get(feed.id)
        if kept:
            is_new = kept.login != login or not _is_for(kept, feed)
            return _replaced(path, text, feed.id, entry.lstrip()) if is_new else text
        text = text or _HEAD
        return text + ("" if text.endswith("\n") else "\n") + entry

    edit_text(path, with_login, FeedListError)
    return is_new


def remove_logins(path: Path, feed_id: str) -> None:
    """Remove all logins of a feed; raises FeedListError, and then nothing was written."""
    if feed_id in _read(path):
        edit_text(path, lambda text: _replaced(path, text, feed_id, ""), FeedListError)


def _replaced(path: Path, text: str, feed_id: str, entry: str) -> str:
    """Return the text of the file with one entry, or none, in place of all logins of a feed; raises FeedListError."""
    before, after = _parsed(text), _parsed(entry)
    for start, end in reversed([*toml_spans(text)]):
        if _is_of(text[start:end], feed_id):
            text = text[:start] + entry + text[end:]
            entry = ""
    if _parsed(text) != {own: login for own, login in before.items() if own != feed_id} | after:
        raise FeedListError(f"The login of {feed_id} in {path} cannot be changed by a program: edit the file.")
    return text


def _is_of(entry: str, feed_id: str) -> bool:
    """Tell whether the text of an entry is a login of a feed."""
    try:
        return feed_id in _parsed(entry)
    except ValueError:
        return False


def feeds_with_login(path: Path) -> dict[str, str]:
    """Return the IDs of the feeds with a login and the addresses these were given for; raises FeedListError."""
    return {own: kept.url for own, kept in _read(path).items()}


def login_of(feed: Feed, path: Path) -> Login | None:
    """Return the login of a feed: from its command, else from the file; None if it has none. Raises FeedListError."""
    if feed.password_command:
        return Login(feed.user, _printed_password(feed))
    kept = _read(path).get(feed.id)
    return kept.login if kept and _is_for(kept, feed) else None


def _is_for(kept: _Kept, feed: Feed) -> bool:
    try:
        return not kept.url or origin(kept.url) == origin(feed.url)
    except ValueError:
        return False


def _read(path: Path) -> dict[str, _Kept]:
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            found = _parsed(file.read().decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise FeedListError(f"Cannot read {path}: {error.strerror or error}.") from None
    except ValueError as error:
        raise FeedListError(
            f"{path} is not a list of logins: {error}. Correct it; each entry begins with [[login]]."
        ) from None
    if status.st_mode & 0o077:
        raise FeedListError(f"Others can read {path}, which contains passwords: run `chmod 600` on it.")
    return found


def _parsed(text: str) -> dict[str, _Kept]:
    """Return the logins in the text of the file; raises ValueError."""
    entries = tomllib.loads(text).get("login", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ValueError("`login` is not written as [[login]]")
    rows = [[entry.get(key, "") for key in _KEYS] for entry in entries]
    if not all(row[0] and all(isinstance(value, str) for value in row) for row in rows):
        raise ValueError("an entry has no `feed`, or a value without quotation marks")
    return {feed: _Kept(Login(user, password), url) for feed, url, user, password in rows}


def _printed_password(feed: Feed) -> str:
    """Return the first line that a password command prints; raises FeedListError without what it printed."""
    command = feed.password_command
    try:
        done = subprocess.run(  # noqa: S603 (the reader's own configuration names it; no shell is involved)
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIME, check=False
        )
    except OSError as error:
        raise FeedListError(f"The password command {command[0]} cannot run: {error.strerror or error}.") from None
    except subprocess.TimeoutExpired:
        raise FeedListError(f"The password command {command[0]} took more than {_TIME} seconds.") from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        raise FeedListError(f"The password command {command[0]} printed no password (exit code {done.returncode}).")
    return lines[0]
