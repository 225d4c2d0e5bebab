"""The reader's fixes of leaders, written to names.toml; they can be undone in the same session."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.ingest.reader_rules import own_names_file
from seedread.tui.state.messages import NamesChanged

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["OwnNames"]


class OwnNames:
    """The fixes of one session. Methods that write raise SeedreadError if the file cannot be read or written."""

    def __init__(self, undo_key: Callable[[], str]) -> None:
        """Read and write nothing yet; `undo_key` returns the key that messages name."""
        self._undo_key = undo_key
        self._noted: list[tuple[int, str, Callable[[], NamesChanged]]] = []
        """The shelf's newest step at that time, the text that was added to the file, and what adds it again."""

    @property
    def _path(self) -> Path:
        return own_names_file()

    @property
    def newest(self) -> int:
        """The shelf's newest step at the last fix; -1 if there is none."""
        return self._noted[-1][0] if self._noted else -1

    def merge(self, row: str, into: str, what: str, step: int) -> NamesChanged:
        """Save that two rows are one person; `what` describes the fix, `step` is the shelf's newest one."""
        from seedread.index.names.overrides.names_edit import merge_rows  # noqa: PLC0415 (its lexicons would slow every start)

        again = partial(self.merge, row, into, what, step)
        self._noted.append((step, merge_rows(self._path, into, [row]), again))
        return NamesChanged(self._said("Merged", what), row, into)

    def merge_sources(self, source: str, into: str, what: str, step: int) -> NamesChanged:
        """Save that two sources are one outlet; `what` and `step` as above."""
        from seedread.index.names.overrides.names_edit import merge_sources  # noqa: PLC0415 (as above)

        again = partial(self.merge_sources, source, into, what, step)
        self._noted.append((step, merge_sources(self._path, into, [source]), again))
        return NamesChanged(self._said("Merged", what), source, into, "source")

    def drop(self, row: str, what: str, step: int) -> NamesChanged:
        """Save that a row is not a leader; `what` and `step` as above."""
        from seedread.index.names.overrides.names_edit import drop_row  # noqa: PLC0415 (as above)

        again = partial(self.drop, row, what, step)
        self._noted.append((step, drop_row(self._path, row), again))
        return NamesChanged(self._said("Removed", what), row)

    def _said(self, done: str, what: str) -> str:
        # The names come last: a narrow screen cuts them, and the rows show them anyway.
        return f"{done}. Press {self._undo_key()} to undo. Saved to {_short(self._path)}: {what}"

    def undo(self) -> tuple[NamesChanged, Callable[[], NamesChanged] | None]:
        """Undo the last fix, unless the file has changed since; return also what makes the fix again."""
        from seedread.index.names.overrides.names_edit import remove_entry  # noqa: PLC0415 (as above)

        _, text, again = self._noted[-1]
        taken = remove_entry(self._path, text)
        self._noted.pop()
        if taken:
            return NamesChanged(f"Undone, and removed from {_short(self._path)}."), again
        return NamesChanged(f"{_short(self._path)} has changed since. Edit it to undo this."), None


def _short(path: Path) -> str:
    """Return a path in short form, with `~` for the home folder."""
    with suppress(RuntimeError, ValueError):  # no home folder, or the path is outside it
        return f"~/{path.relative_to(Path.home())}"
    return str(path)
