"""The state of every file of a library, small in memory: columns, and a line of JSON for what is not as usual.

Most files contain one article under the key of the file, and have no problem: these need no line. Rows are only
appended, so that a copy shares the columns.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self

__all__ = ["Columns", "FileState", "FileStates", "Part"]

_DIGEST = 16
"""Bytes of the hash of a file."""
_LINE, _PROBLEM, _MISSING, _HELD = 1, 2, 4, 8
"""Flags of a file: it has a line; and what the line says."""


@dataclass(frozen=True, slots=True)
class FileState:
    """The state of a file when it was last read."""

    size: int
    mtime_ns: int
    digest: str
    ids: tuple[str, ...]
    """The articles in it."""
    problem: str | None = None
    """Why it, or a part of it, could not be read; every sync tries again."""
    indexed: int | None = None
    """How many of its documents an unfinished sync has indexed; None if all."""
    held: tuple[str, ...] = ()
    """Those of `ids` that are no longer in it; they are kept until they are pruned."""
    missing: bool = False
    """Whether it is gone; its articles are kept until they are pruned."""
    ctime_ns: int = 0
    """When it was last changed in any way, its name and rights too; 0 if that is not known."""
    records: tuple[str, ...] = ()
    """What identifies each of its articles with its contents, if it has several: those that did not change stay."""
    read_to: int | None = None
    """How many records it has, if reading can go on behind them."""
    pages: tuple[str, ...] = ()
    """What stands for the addresses of its articles that have no ID of their own."""


class Part(NamedTuple):
    """The rows that a file on disk has."""

    serial: int
    start: int
    """The first of them; they end where those of the next part begin."""
    removed: frozenset[str]
    """Files of earlier parts that are gone."""


class Columns:
    """The rows of files, in the order in which they were added."""

    def __init__(self) -> None:
        self.sizes, self.mtimes, self.ctimes, self.counts = array("q"), array("q"), array("q"), array("q")
        self.flags, self.digests = bytearray(), bytearray()
        self.lines: dict[int, bytes | memoryview] = {}
        """What the state of a file is, if it is not as usual, as JSON."""
        self._parsed: tuple[int, FileState] | None = None
        """The row whose line was parsed last: a sync asks for one file again and again, and it may have 100,000 IDs."""

    def __len__(self) -> int:
        return len(self.flags)

    def append(self, key: str, state: FileState) -> int:
        """Add the state of a file; return its row."""
        self.sizes.append(state.size)
        self.mtimes.append(state.mtime_ns)
        self.ctimes.append(state.ctime_ns)
        self.counts.append(len(state.ids))
        plain = FileState(state.size, state.mtime_ns, state.digest, (key,), ctime_ns=state.ctime_ns)
        digest = _digest(state.digest)
        if digest is None or state != plain:
            self.lines[len(self)] = _line(state)
        self.digests += digest or bytes(_DIGEST)
        self.flags.append(
            _LINE * (len(self) in self.lines)
            | _PROBLEM * (state.problem is not None)
            | _MISSING * state.missing
            | _HELD * bool(state.held)
        )
        return len(self) - 1

    def extend(self, other: Columns) -> None:
        """Add the rows of another table."""
        self.lines.update((len(self) + row, line) for row, line in other.lines.items())
        self.sizes += other.sizes
        self.mtimes += other.mtimes
        self.ctimes += other.ctimes
        self.counts += other.counts
        self.flags += other.flags
        self.digests += other.digests

    def taken(self, rows: Iterable[int]) -> Columns:
        """Return some rows as a table of their own."""
        other = Columns()
        for row in rows:
            if line := self.lines.get(row):
                other.lines[len(other)] = line
            other.sizes.append(self.sizes[row])
            other.mtimes.append(self.mtimes[row])
            other.ctimes.append(self.ctimes[row])
            other.counts.append(self.counts[row])
            other.flags.append(self.flags[row])
            other.digests += self.digests[row * _DIGEST : (row + 1) * _DIGEST]
        return other

    def take_lines(self, lines: Iterable[bytes | memoryview]) -> None:
        """Take the lines of the rows that have one; raises ValueError if they are not as many."""
        rows = (row for row, flags in enumerate(self.flags) if flags & _LINE)
        self.lines = dict(zip(rows, lines, strict=True))

    def check(self) -> None:
        """Raise ValueError if the columns are not of one length."""
        lengths = {len(self.flags), len(self.sizes), len(self.mtimes), len(self.ctimes), len(self.counts)}
        if lengths != {len(self.digests) // _DIGEST}:
            raise ValueError("its columns are not of one length")

    def state(self, key: str, row: int) -> FileState:
        """Return the state of a file."""
        size, mtime, ctime = self.sizes[row], self.mtimes[row], self.ctimes[row]
        line = self.lines.get(row)
        if line is None:
            digest = self.digests[row * _DIGEST : (row + 1) * _DIGEST].hex()
            return FileState(size, mtime, digest, (key,), ctime_ns=ctime)
        if self._parsed is None or self._parsed[0] != row:
            digest, ids, problem, indexed, held, missing, records, *more = json.loads(bytes(line))
            read_to, pages = more or (None, ())  # lists of earlier programs have none
            self._parsed = row, FileState(
                size, mtime, digest, tuple(ids), problem, indexed, tuple(held), bool(missing), ctime, tuple(records),
                read_to, tuple(pages),
            )  # fmt: skip
        return self._parsed[1]


def _digest(text: str) -> bytes | None:
    """Return the bytes of a hash; None if it has another form."""
    try:
        found = bytes.fromhex(text)
    except ValueError:
        return None
    return found if len(found) == _DIGEST and found.hex() == text else None


def _line(state: FileState) -> bytes:
    values = (state.digest, state.ids, state.problem, state.indexed, state.held, state.missing, state.records,
              state.read_to, state.pages)  # fmt: skip
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


class FileStates(MutableMapping[str, FileState]):
    """The state of each file by its key. What changed since the list was written is known."""

    def __init__(self, states: Mapping[str, FileState] | Iterable[tuple[str, FileState]] = ()) -> None:
        """Take `states`, none of which is written yet."""
        self.columns = Columns()
        self.rows: dict[str, int] = {}
        """The row of each file."""
        self.removed: set[str] = set()
        """Files that were removed since the list was written."""
        self.articles = 0
        """How many articles all files have."""
        self.parts: tuple[Part, ...] = ()
        """The parts of the list on disk, the oldest first."""
        self.first_new = 0
        """The first row that is not on disk."""
        self.sources: tuple[str, ...] = ()
        """The sources that the list on disk names."""
        self.first_own = 0
        """The first row that no copy has."""
        self.update(states)

    def copy(self) -> Self:
        """Return a copy, which shares the rows written so far."""
        other = type(self)()
        other.columns, other.rows = self.columns, dict(self.rows)
        other.removed, other.articles = set(self.removed), self.articles
        other.parts, other.first_new, other.sources = self.parts, self.first_new, self.sources
        self.first_own = other.first_own = len(self.columns)
        return other

    @property
    def changed(self) -> bool:
        """Whether it differs from the list on disk."""
        return bool(self.removed) or self.first_new < len(self.columns)

    def written(self) -> None:
        """Take note that all of it is on disk."""
        self.first_new = len(self.columns)
        self.removed.clear()

    def extend(self, columns: Columns, rows: Mapping[str, int]) -> None:
        """Add many rows; `rows` has their numbers behind those that are here."""
        for key in self.rows.keys() & rows.keys():
            self._forget(key)
        self.rows.update(rows)
        self.columns.extend(columns)
        self.articles += sum(columns.counts)

    def __getitem__(self, key: str) -> FileState:
        return self.columns.state(key, self.rows[key])

    def __setitem__(self, key: str, state: FileState) -> None:
        if key in self.rows and self[key] == state:
            return
        self._forget(key)
        if (row := self.rows.get(key, -1)) >= self.first_own:
            self.columns.lines.pop(row, None)  # each step of a sync has another one with all articles of a file
        self.rows[key] = self.columns.append(key, state)
        self.articles += len(state.ids)

    def __delitem__(self, key: str) -> None:
        self._forget(key)
        del self.rows[key]
        self.removed.add(key)

    def _forget(self, key: str) -> None:
        if (row := self.rows.get(key)) is not None:
            self.articles -= self.columns.counts[row]

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def is_settled(self, key: str, size: int, mtime_ns: int, ctime_ns: int) -> bool:
        """Tell whether a file is recorded with these values, had no problem and was not missing.

        Programs set the time of modification back (`cp -p`, rsync, tar), but not that of the last change.
        """
        if (row := self.rows.get(key)) is None:
            return False
        columns = self.columns
        if columns.sizes[row] != size or columns.mtimes[row] != mtime_ns or columns.flags[row] & (_PROBLEM | _MISSING):
            return False
        recorded = columns.ctimes[row]
        return recorded == ctime_ns or not (recorded and ctime_ns)

    def is_empty(self, key: str) -> bool:
        """Tell whether a file has no article."""
        return not self.columns.counts[self.rows[key]]

    def with_held(self) -> list[str]:
        """Return the files of which articles are held."""
        flags = self.columns.flags
        return [key for key, row in self.rows.items() if flags[row] & _HELD]

    def owners(self) -> dict[str, str]:
        """Return the file of each article."""
        lines = self.columns.lines
        found = {key: key for key, row in self.rows.items() if row not in lines}
        for key, row in self.rows.items():
            if row in lines:
                found.update(dict.fromkeys(self[key].ids, key))
        return found
