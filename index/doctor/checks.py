"""Checks a library: one function for each subject, listed in CHECKS; nothing is written.

It also checks a library that `Library.open` would refuse, and says why.
"""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from seedread.index.engines import open_engine
from seedread.index.errors import Damaged, LibraryError
from seedread.index.ingest.rebuild_reasons import redo
from seedread.index.names.gazetteer import gazetteer
from seedread.index.sources import find
from seedread.index.storage.checked_path import check_above, open_checked
from seedread.index.storage.manifest import load, load_files
from seedread.index.storage.modes import Readers, closed_above, is_ours, readers_of
from seedread.index.storage.ownership import Trust, owner_name
from seedread.index.storage.stories_file import stories_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from seedread.index.storage.checked_path import CheckedPath
    from seedread.index.storage.manifest import Manifest

__all__ = ["CHECKS", "Checkup", "Finding", "State"]

State = Literal["ok", "warning", "problem"]
_READERS = {
    Readers.OWNER: "Only its owner can read it",
    Readers.GROUP: "Its group can read it",
    Readers.EVERYBODY: "Everyone on this machine can read it",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check."""

    subject: str
    """The subject, for example library, lock or index."""
    state: State
    text: str
    advice: str = ""
    """What to do if something is wrong."""
    details: tuple[str, ...] = ()
    """One line for each file that it is about."""


@dataclass
class Checkup:
    """A library to check; later checks reuse what an earlier one has opened."""

    roots: tuple[Path, ...]
    directory: Path
    trust: Trust = field(default_factory=Trust.of_reader)
    folder: CheckedPath | None = None
    manifest: Manifest | None = None

    def findings(self) -> Iterator[Finding]:
        """Yield the results of all checks; a check with nothing to inspect yields nothing."""
        for check in CHECKS:
            yield from check(self)


def _place(checkup: Checkup) -> Iterator[Finding]:
    where = checkup.directory
    try:
        check_above(where, checkup.trust)
        checkup.folder = open_checked(where, checkup.trust)
    except FileNotFoundError:
        yield Finding("library", "warning", f"No library in {where} yet.", "Run `seedread index`.")
    except LibraryError as error:
        yield Finding("library", "problem", error.message)
    except OSError as error:
        yield Finding("library", "problem", f"Could not open {where} ({error.strerror}).", "Use another folder.")
    else:
        yield Finding("library", "ok", f"It is in {where}; only trusted users can change it.")


def _owner(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None:
        return
    owner = checkup.folder.stat().st_uid
    if owner == os.geteuid():
        yield Finding("owner", "ok", f"You own it ({owner_name(owner)}).")
    else:
        name = owner_name(owner)
        yield Finding("owner", "ok", f"It belongs to {name}: you can read it, and only {name} can update it.")


def _modes(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None:
        return
    readers = readers_of(checkup.directory)
    wanted = 0o5 if readers is Readers.EVERYBODY else 0o50
    wrong = [str(path) for path in _closed(filter(is_ours, checkup.folder.iterdir()), wanted)]
    closed = closed_above(checkup.directory)
    if wrong and readers is not Readers.OWNER:
        text = f"{_READERS[readers]}, but not {len(wrong)} of its files ({wrong[0]})."
        yield Finding("readers", "problem", text, "Its owner can fix this with `seedread index`.")
    elif closed:
        text = f"{_READERS[readers]}, but other users cannot access {closed[0]}."
        yield Finding("readers", "problem", text, f"Run `chmod o+x {closed[0]}`, or use another folder.")
    else:
        yield Finding("readers", "ok", f"{_READERS[readers]}.")


def _closed(paths: Iterable[CheckedPath], wanted: int) -> Iterator[CheckedPath]:
    """Yield the files and folders that lack a permission bit of `wanted` (read, and for folders search)."""
    for path in paths:
        is_folder = path.is_dir()
        needed = wanted if is_folder else wanted & 0o44
        if path.stat().st_mode & needed != needed:
            yield path
        elif is_folder:
            yield from _closed(path.iterdir(), wanted)


def _lock(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None or not (checkup.folder / "lock").exists():
        return
    holder = ""
    try:
        with (checkup.folder / "lock").open("rb") as file:
            holder = file.read(20).decode("ascii", "replace").strip()
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # released when the file is closed
    except BlockingIOError:
        yield Finding("lock", "ok", f"Process {holder or 'unknown'} is updating the library now.")
    except PermissionError:
        yield Finding("lock", "ok", "Only its owner can see whether it is being updated.")
    except OSError as error:
        advice = "The file system must support locks: use a local disk."
        yield Finding("lock", "problem", f"It cannot be read ({error.strerror}).", advice)
    else:
        yield Finding("lock", "ok", "No process is updating the library.")


def _manifest(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None:
        return
    try:
        manifest = checkup.manifest = load(checkup.folder)
        files = load_files(checkup.folder, manifest) if manifest and manifest.generation else {}
    except LibraryError as error:
        yield Finding("state", "problem", error.message)
        return
    if manifest is None:
        yield Finding("state", "warning", "Nothing is indexed yet.", "Run `seedread index`.")
        return
    text = f"Generation {manifest.generation} of {manifest.index}, {len(files):,} files"
    if reasons := redo(manifest, manifest.lines_mark).reasons:
        advice = f"The owner's next `seedread index` does this: {'; '.join(reasons)}."
        yield Finding("state", "warning", f"{text}; made by another version of seedread.", advice)
    elif not manifest.complete:
        yield Finding("state", "warning", f"{text}; the last sync did not finish.", "Run `seedread index` to continue.")
    else:
        yield Finding("state", "ok", f"{text}; the last sync finished.")


def _index(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None or checkup.manifest is None or not checkup.manifest.generation:
        return
    try:
        articles = open_engine(checkup.folder / checkup.manifest.index).check(checkup.manifest.generation)
    except (LibraryError, OSError) as error:
        text = error.message if isinstance(error, LibraryError) else str(error)
        advice = "" if isinstance(error, Damaged) else "Ask the owner of the library."
        yield Finding("index", "problem", text, advice)
    else:
        yield Finding("index", "ok", f"No damage found; {articles:,} articles.")


def _stories(checkup: Checkup) -> Iterator[Finding]:
    if checkup.folder is None or checkup.manifest is None or not checkup.manifest.generation:
        return
    if stories_file(checkup.folder, checkup.manifest.serial).exists():
        yield Finding("stories", "ok", "The articles are grouped by event.")
    else:
        advice = "Run `seedread index` to group them."
        yield Finding("stories", "warning", "The stories are out of date.", advice)


def _sources(checkup: Checkup) -> Iterator[Finding]:
    missing = [root for root in checkup.roots if not os.path.exists(root)]  # noqa: PTH110 (pathlib's own may raise)
    for root in missing:
        advice = "Mount it or fix its permissions; its articles stay in the library until then."
        yield Finding("sources", "problem", f"{root} does not exist, or you have no access.", advice)
    if missing:
        return
    found, problems = find(checkup.roots)
    if problems:
        text = f"Unreadable: {len(problems):,} (the first is {problems[0].path}: {problems[0].reason})."
        yield Finding("sources", "warning", text, "Grant read permission to the user who runs `seedread index`.")
    else:
        yield Finding("sources", "ok", f"{len(found):,} files in {', '.join(map(str, checkup.roots))}.")


def _unread(checkup: Checkup) -> Iterator[Finding]:
    if checkup.manifest is None:
        return
    problems = checkup.manifest.problems
    if problems:
        reasons = Counter(problem.reason for problem in problems).most_common(1)[0]
        files = "1 file" if len(problems) == 1 else f"{len(problems):,} files"
        text = f"{files} could not be read, or only in part, at the last sync (most often: {reasons[0]})."
        listed = tuple(f"{problem.path}: {problem.reason}" for problem in problems)
        yield Finding("files", "warning", text, "Convert or repair them; the next sync tries again.", listed)
    else:
        yield Finding("files", "ok", "All files could be read at the last sync.")


def _leaders(_: Checkup) -> Iterator[Finding]:
    horizon = gazetteer().horizon
    yield Finding(
        "leaders",
        "ok",
        f"The list of leaders was last checked on {horizon}. Who took office later is found by title and country only.",
    )


CHECKS: tuple[Callable[[Checkup], Iterator[Finding]], ...] = (
    _place,
    _owner,
    _modes,
    _lock,
    _manifest,
    _index,
    _stories,
    _sources,
    _unread,
    _leaders,
)
"""Every check, in the order in which they are reported."""
