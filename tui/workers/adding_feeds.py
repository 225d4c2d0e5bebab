"""Follows feeds in a child process: looking at an address takes the network, which the screen leaves to others."""

from __future__ import annotations

from dataclasses import dataclass

from seedread.index.text.sanitize import safe_line
from seedread.tui.workers.child_process import PROGRAM, ChildFailed, ChildProcess, whole_number

__all__ = ["AddedFeeds", "add_feeds"]


@dataclass(frozen=True, slots=True)
class AddedFeeds:
    """The result of following feeds."""

    names: tuple[str, ...] = ()
    """The feeds that are new in the list."""
    known: int = 0
    """How many were in the list before."""
    logins: int = 0
    """How many of these got another login."""
    found: tuple[tuple[str, str], ...] = ()
    """Address and title of each feed of a site that has several: nothing was added then."""
    problem: str = ""

    @property
    def summary(self) -> str:
        """One line for the reader."""
        if self.problem:
            return self.problem
        if len(self.names) > 1:
            return f"{len(self.names):,} feeds added."
        if self.names:
            return f"Added: {self.names[0]}."
        if self.logins:
            return "The new password will be used from now on."
        return "You follow this already." if self.known else "No feeds in it."


def add_feeds(target: str, *, unchecked: bool = False) -> AddedFeeds:
    """Follow what is at an address, or in the file of another reader, in a child process; for workers."""
    options = ["--json", *["--unchecked"] * unchecked]
    names: list[str] = []
    found: list[tuple[str, str]] = []
    known = logins = 0
    try:
        for record in ChildProcess([*PROGRAM, "add", *options, "--", target]).run():
            if "found" in record:
                found.append((safe_line(str(record["found"])), safe_line(str(record.get("title", "")))))
            elif "id" in record:
                names.append(safe_line(str(record.get("name", ""))))
            else:
                known, logins = whole_number(record, "known"), whole_number(record, "logins")
    except (ChildFailed, OSError) as error:
        return AddedFeeds(found=tuple(found), problem=str(error))
    return AddedFeeds(tuple(names), known, logins)
