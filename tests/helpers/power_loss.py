"""Records what a program does below a folder, and builds what a power cut at any moment could have left of it.

What POSIX promises is little: bytes are on the disk after fsync of the file, names after fsync of the folder. Until
then each change of a name may be there or not, and what was written may be there, in part, as zeros, or not at all.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import Self

_Name: TypeAlias = tuple[int, str]
"""A folder and a name in it."""


class Named(NamedTuple):
    """A name was given to a file or folder, and perhaps another one taken from it."""

    to: _Name
    node: int
    source: _Name | None = None


class Removed(NamedTuple):
    """A name was taken away."""

    name: _Name


class Written(NamedTuple):
    """A file holds these bytes now."""

    node: int
    data: bytes


class Synced(NamedTuple):
    """A file or folder was brought to the disk."""

    node: int


class Told(NamedTuple):
    """Something was reported as done."""

    what: Any


Event: TypeAlias = Named | Removed | Written | Synced | Told


@dataclass
class PowerLoss:
    """Records between `with` and its end; not for threads."""

    root: Path
    events: list[Event] = field(default_factory=list)
    on_named: Callable[[str], None] = lambda _: None
    """Called with every name that a file was moved to."""

    def __post_init__(self) -> None:
        self._nodes: dict[tuple[int, int], int] = {}
        self._folders: dict[int, dict[str, int]] = {0: {}}
        self._data: dict[int, bytes] = {}
        self._real: dict[str, Any] = {}
        self._next = 1

    def __enter__(self) -> Self:
        self._nodes[_inode(self.root)] = 0
        for name in ("fsync", "replace", "rename", "unlink", "remove", "rmdir"):
            self._real[name] = getattr(os, name)
        self._patch(
            {
                "fsync": self._fsync, "replace": self._rename, "rename": self._rename,
                "unlink": self._unlink, "remove": self._unlink, "rmdir": self._rmdir,
            }
        )  # fmt: skip
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._patch(self._real)
        self._look()

    @staticmethod
    def _patch(functions: dict[str, Any]) -> None:
        for name, function in functions.items():
            setattr(os, name, function)

    def tell(self, what: Any) -> None:
        """Note that something was reported as done."""
        self._look()
        self.events.append(Told(what))

    def unsafe(self) -> Iterator[str]:
        """Say where a file got its name before its bytes were on the disk, or a name went before that was."""
        synced: dict[int, bytes] = {}
        written: dict[int, bytes] = {}
        waiting: dict[int, str] = {}
        for event in self.events:
            match event:
                case Written():
                    written[event.node] = event.data
                case Synced():
                    synced[event.node] = written.get(event.node, b"")
                    waiting.pop(event.node, None)
                case Named() if event.source:
                    if event.node in written and synced.get(event.node) != written[event.node]:
                        yield f"{event.to[1]} has its name before it is on the disk"
                    waiting[event.to[0]] = event.to[1]
                case Removed() if waiting:
                    yield f"{event.name[1]} goes before the name of {', '.join(waiting.values())} is on the disk"

    def state(self, moment: int, pick: random.Random) -> dict[str, bytes | None]:
        """Return what may be there after a power cut before event `moment`: path → bytes, None for folders."""
        past = self.events[:moment]
        last_sync = {event.node: n for n, event in enumerate(past) if isinstance(event, Synced)}
        folders: dict[int, dict[str, int]] = {}
        cautious = pick.random()  # some disks lose nearly all, some nearly nothing
        for n, event in enumerate(past):
            if isinstance(event, Named):
                folder, name = event.to
                if last_sync.get(folder, -1) > n or pick.random() < cautious:
                    if event.source and folders.get(event.source[0], {}).get(event.source[1]) == event.node:
                        del folders[event.source[0]][event.source[1]]
                    folders.setdefault(folder, {})[name] = event.node
            elif isinstance(event, Removed):
                folder, name = event.name
                if last_sync.get(folder, -1) > n or pick.random() < cautious:
                    folders.get(folder, {}).pop(name, None)
        found: dict[str, bytes | None] = {}
        self._collect(0, "", folders, found, _Disk(past, last_sync, pick))
        return found

    def _collect(
        self, folder: int, path: str, folders: dict[int, dict[str, int]], found: dict[str, bytes | None], disk: _Disk
    ) -> None:
        for name, node in folders.get(folder, {}).items():
            if node in self._data:
                found[path + name] = disk.data(node)
            else:
                found[path + name] = None
                self._collect(node, f"{path}{name}/", folders, found, disk)

    def _look(self) -> None:
        """Note what is new since the last look: names, and what files hold."""
        self._look_into(self.root, 0)

    def _look_into(self, folder: Path, number: int) -> None:
        known = self._folders[number]
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            key = _inode(Path(entry.path))
            node = known.get(entry.name)
            if node is None:
                node = self._nodes[key] = self._next
                self._next += 1
                known[entry.name] = node
                if entry.is_dir(follow_symlinks=False):
                    self._folders[node] = {}
                else:
                    self._data[node] = b""
                self.events.append(Named((number, entry.name), node))
            assert self._nodes[key] == node, f"{entry.path} is another one: this was not recorded"
            if entry.is_dir(follow_symlinks=False):
                self._look_into(Path(entry.path), node)
            elif (data := Path(entry.path).read_bytes()) != self._data[node]:
                self._data[node] = data
                self.events.append(Written(node, data))

    def _place(self, path: str | Path, folder: int | None = None) -> _Name | None:
        base = Path.cwd() if folder is None else Path(f"/proc/self/fd/{folder}").readlink()
        whole = base / os.fspath(path)
        if not whole.is_relative_to(self.root):
            return None
        number = 0
        for name in whole.parent.relative_to(self.root).parts:
            number = self._folders[number][name]
        return number, whole.name

    def _fsync(self, handle: int) -> None:
        self._look()
        self._real["fsync"](handle)
        found = os.fstat(handle)
        node = self._nodes.get((found.st_dev, found.st_ino))
        if node is not None:
            self.events.append(Synced(node))

    def _rename(self, source: Path, target: Path, **more: Any) -> None:
        self._look()
        self._real["replace"](source, target, **more)
        old, new = self._place(source), self._place(target)
        if old and new:
            node = self._folders[old[0]].pop(old[1])
            self._folders[new[0]][new[1]] = node
            self.events.append(Named(new, node, old))
            self.on_named(Path(target).name)

    def _unlink(self, path: str | Path, *, dir_fd: int | None = None) -> None:
        self._gone("unlink", path, dir_fd)

    def _rmdir(self, path: str | Path, *, dir_fd: int | None = None) -> None:
        self._gone("rmdir", path, dir_fd)

    def _gone(self, how: str, path: str | Path, folder: int | None) -> None:
        self._look()
        self._real[how](path, dir_fd=folder)
        place = self._place(path, folder)
        if place:
            node = self._folders[place[0]].pop(place[1])
            self._nodes = {key: other for key, other in self._nodes.items() if other != node}
            self.events.append(Removed(place))


class _Disk:
    """What of each file's bytes is on the disk."""

    def __init__(self, past: list[Event], last_sync: dict[int, int], pick: random.Random) -> None:
        self._synced: dict[int, bytes] = {}
        self._written: dict[int, bytes] = {}
        self._pick = pick
        for n, event in enumerate(past):
            if isinstance(event, Written):
                self._written[event.node] = event.data
                if last_sync.get(event.node, -1) > n:
                    self._synced[event.node] = event.data

    def data(self, node: int) -> bytes:
        """Return what may be found in a file."""
        last, sure = self._written.get(node, b""), self._synced.get(node, b"")
        if last == sure:
            return last
        cut = last[: self._pick.randrange(len(last) + 1)]
        return self._pick.choice((sure, last, cut, cut + bytes(len(last) - len(cut)), b""))


def build(folder: Path, state: dict[str, bytes | None]) -> None:
    """Put a state into an empty folder."""
    for name, data in state.items():
        path = folder / name
        if data is None:
            path.mkdir(mode=0o700)
        else:
            path.write_bytes(data)


def _inode(path: Path) -> tuple[int, int]:
    found = path.lstat()
    return found.st_dev, found.st_ino
