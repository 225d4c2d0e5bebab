"""Runs the sync in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.workers.child_process import PROGRAM, ChildProcess

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seedread.index.storage.places import WritablePlace

__all__ = ["SyncProcess"]


class SyncProcess(ChildProcess):
    """`seedread index` on a library, which reports its progress."""

    def __init__(
        self,
        directory: WritablePlace,
        paths: Sequence[Path],
        command: Sequence[str] = (),
        *,
        options: Sequence[str] = (),
        trusted: Iterable[int] = (),
    ) -> None:
        """Prepare to sync the library in `directory` with the sources `paths`; tests replace `command`.

        `options` are more options of `seedread index`; `trusted` are the trusted owners.
        """
        base = list(command) or [*PROGRAM, "index"]
        owners = [word for owner in sorted(trusted) for word in ("--trust-owner", str(owner))]
        more = ["--progress", "json", *owners, *options]
        super().__init__([*base, *more, "--library", str(directory), "--", *map(str, paths)])
