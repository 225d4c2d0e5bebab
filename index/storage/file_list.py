"""The list of files on disk, in parts: what changed is a part of its own, until it is written with those before it.

A part is JSON: first its columns, each an array of little-endian numbers in base64, then a line for each file that is
not as usual. A part has several times the rows of the next one: there are few, and writing costs what changed.
"""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64decode, b64encode
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from seedread.index.files.checked_json import checked_length, write_json_text
from seedread.index.storage.file_states import Columns, FileState, FileStates, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.storage.places import ReadablePlace, WritablePlace

__all__ = ["list_name", "read_list", "read_newest", "write_list"]

_LARGER = 5
"""How many times the rows of the next part a part has at least."""
_MOST_LINES = 2
"""The lines of a part stay where they were read if they are at least such a part of it, a half."""
_NUMBERS, _BYTES = ("sizes", "mtimes", "ctimes", "counts"), ("flags", "digests")
_UNKNOWN: tuple[Any, ...] = ((), False, 0, ())
"""The values of `held`, `missing`, `ctime_ns` and `records` in lists of earlier programs."""


def list_name(serial: int) -> str:
    """Return the name of a part."""
    return f"files-{serial}.json"


def read_list(directory: ReadablePlace, serials: Iterable[int]) -> FileStates:
    """Return the files of these parts, the oldest first; raises OSError, and ValueError and others if one is broken."""
    files = FileStates()
    for serial in serials:
        _read_part(files, serial, (directory / list_name(serial)).read_bytes())
    return files


def read_newest(directory: ReadablePlace, serial: int) -> FileStates:
    """Return the files of a part and all before it that it names; raises as `read_list`."""
    raw = (directory / list_name(serial)).read_bytes()
    head = _head(raw, checked_length(raw))
    return read_list(directory, (*head.get("after", ()), serial))


def _head(raw: bytes, length: int) -> dict[str, Any]:
    """Return what a part of this length has before its lines."""
    first_end = raw.find(b"\n", 0, length)
    found: dict[str, Any] = json.loads(raw[:first_end] + b"]}" if first_end >= 0 else raw[:length] + b"}")
    return found


def _read_part(files: FileStates, serial: int, raw: bytes) -> None:
    length = checked_length(raw)
    head, start = _head(raw, length), len(files.columns)
    if "keys" not in head:
        files.update((key, _old_state(*values)) for key, values in head["files"].items())
        return
    for key in head["removed"]:
        files.pop(key, None)
    added = _columns(head, _lines(raw, length))
    rows = dict(zip(head["keys"], range(start, start + len(added)), strict=True))
    files.extend(added, rows)
    files.parts = (*files.parts, Part(serial, start, frozenset(head["removed"])))
    files.sources = tuple(head["sources"])
    files.written()


def _lines(raw: bytes, length: int) -> list[bytes | memoryview]:
    """Return the lines of a part: views, if most of it are lines, as the list of a file with many articles is."""
    start, end = raw.index(b"\n") + 1, length - len(b"]")
    starts = [start] if start < end else []
    while starts and (found := raw.find(b"\n", starts[-1], end)) >= 0:
        starts.append(found + 1)
    spans = [(first, after - len(b",\n")) for first, after in pairwise(starts)] + [(one, end) for one in starts[-1:]]
    view = memoryview(raw)
    return [view[slice(*span)] if _MOST_LINES * (end - start) > length else raw[slice(*span)] for span in spans]


def _columns(head: dict[str, Any], lines: Iterable[bytes | memoryview]) -> Columns:
    columns = Columns()
    for name in _NUMBERS:
        numbers = array("q", b64decode(head[name]))
        if sys.byteorder == "big":
            numbers.byteswap()
        setattr(columns, name, numbers)
    for name in _BYTES:
        setattr(columns, name, bytearray(b64decode(head[name])))
    columns.take_lines(lines)
    columns.check()
    return columns


def _old_state(*values: Any) -> FileState:
    """Return a state as programs wrote it before there were columns."""
    size, mtime, digest, ids, problem, indexed, *more = values
    held, missing, ctime, records = (*more, *_UNKNOWN[len(more) :])
    return FileState(
        size, mtime, digest, tuple(ids), problem, indexed, tuple(held), bool(missing), ctime, tuple(records)
    )


def write_list(
    directory: WritablePlace, serial: int, files: FileStates, sources: Sequence[str], mode: int | None
) -> None:
    """Write what changed as the part `serial`, with the parts before it that are not much larger; raises OSError.

    Nothing is written if nothing changed.
    """
    if files.parts and not files.changed and files.sources == tuple(sources):
        return
    kept, start, removed = _to_keep(files)
    rows = {key: row for key, row in files.rows.items() if row >= start}
    gone = removed.difference(files.rows) if kept else frozenset[str]()
    head: dict[str, Any] = {"sources": sources, "after": [part.serial for part in kept], "removed": sorted(gone)}
    write_json_text(directory / list_name(serial), _text(head, files.columns.taken(rows.values()), rows), mode)
    files.parts, files.sources = (*kept, Part(serial, start, gone)), tuple(sources)
    files.written()


def _to_keep(files: FileStates) -> tuple[tuple[Part, ...], int, frozenset[str]]:
    """Return the parts that stay, the first row that is to be written, and the files that went since these parts."""
    kept, start, removed = list(files.parts), files.first_new, frozenset(files.removed)
    ends = [*(part.start for part in kept[1:]), files.first_new]
    while kept:
        rows = len(files.columns) - start + len(removed)
        last = ends.pop() - kept[-1].start + len(kept[-1].removed)
        if last >= _LARGER * rows:
            break
        part = kept.pop()
        start, removed = part.start, removed | part.removed
    return tuple(kept), start if kept else 0, removed


def _text(head: dict[str, Any], columns: Columns, keys: Iterable[str]) -> bytes:
    head["keys"] = list(keys)
    for name in _NUMBERS:
        numbers = array("q", getattr(columns, name))
        if sys.byteorder == "big":
            numbers.byteswap()
        head[name] = b64encode(numbers.tobytes()).decode()
    for name in _BYTES:
        head[name] = b64encode(getattr(columns, name)).decode()
    first = json.dumps(head | {"lines": []}, ensure_ascii=False, separators=(",", ":"))
    lines = b",\n".join(columns.lines.values())
    return first.removesuffix("]}").encode("utf-8", "backslashreplace") + b"\n" + lines + b"]}"
