"""`seedread index`: updates a library."""

from __future__ import annotations

import dataclasses
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import Locked
from seedread.index.storage.modes import Readers, closed_above
from seedread.tui.cli.libraries import open_library
from seedread.tui.cli.options import add_library, command_parser, positive
from seedread.tui.cli.output import complain, flush, print_json, print_text, print_versioned
from seedread.tui.workers.sync_report import kept_sentence

if TYPE_CHECKING:
    import argparse
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from seedread.index import Library, Progress, SyncReport
    from seedread.index.files.problem import Problem
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread index news/                        index new files; works from cron
  seedread index --library /srv/news news/ --shared
                                              a library that all users of this machine can read
  seedread index --library /srv/news          update it again; a library remembers its sources
  seedread index --jobs 4 archive/            use four processes
  find archive/ -name '*.html' -print0 | seedread index - --library archive.idx

PATH - reads paths from standard input: one per line, or separated by NUL bytes (`find -print0`).
A file that cannot be read is listed; the others are still indexed, and the exit code stays 0.

The index follows new, changed and removed files. As a safeguard, articles are kept if their source is missing,
unreadable or empty, or if more than half of 50 or more would be removed; the exit code is then 3. Restore the files, or
use --prune."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("index", "Index new and changed files, and remove deleted ones.", _EXAMPLES)
    add_library(parser)
    parser.add_argument(
        "--jobs",
        type=positive(4 * (os.cpu_count() or 1)),
        default=1,
        metavar="N",
        help="number of worker processes (default: 1)",
    )
    parser.add_argument("--rebuild", action="store_true", help="index every file again")
    parser.add_argument(
        "--prune",
        action="store_true",
        help="remove every article that is no longer in the files, even if the safeguard would keep it",
    )
    parser.add_argument(
        "--if-changed",
        action="store_true",
        help="do nothing if no file changed: faster, as the index is not verified",
    )
    parser.add_argument(
        "--replace-sources", action="store_true", help="replace the sources of the library with the given PATHs"
    )
    parser.add_argument(
        "--progress",
        choices=("auto", "json", "none"),
        default="auto",
        help="auto: a bar if stderr is a terminal; json: one object per line on stdout; none: no progress",
    )
    _add_readers(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Sync the library with a progress display, then print a summary and the files that could not be read."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.replace_sources and not options.paths:
        parser.error("--replace-sources needs at least one PATH.")
    options.paths = _paths(parser, options.paths)
    with open_library(options, marks=False) as library:
        if options.if_changed and _is_done(library, options):
            return 0
        known = frozenset(library.problems)
        if options.readers:
            library.share(*options.readers)
            _warn_of_closed_folders(library)
        if options.progress == "json":
            try:
                report = _sync(library, _Paced(_print_progress), options)
            except Locked as error:
                print_versioned({"busy": error.message})
                return 3
            print_versioned({"report": dataclasses.asdict(report)})
        else:
            report = _with_bar(library, options)
            _print_summary(library, report, known)
    return 3 if report.kept else 0


def _is_done(library: Library, options: Namespace) -> bool:
    """Report whether anything changed; tell whether that was all, as for the library of another user."""
    pending = library.pending() or (library.keeper is None and library.ungrouped())
    if options.progress == "json":
        print_json({"pending": pending})
        flush()
        return not pending or library.keeper is not None
    if not pending:
        print_text("Nothing changed.")
    return not pending


def _add_readers(parser: argparse.ArgumentParser) -> None:
    """Add the options for read permissions; the mode of the library folder stores them."""
    readers = parser.add_mutually_exclusive_group()
    readers.add_argument(
        "--shared",
        dest="readers",
        action="store_const",
        const=(Readers.EVERYBODY, ""),
        help="let all users of this machine read the library, regardless of the umask",
    )
    readers.add_argument(
        "--group",
        dest="readers",
        type=lambda name: (Readers.GROUP, name),
        metavar="GROUP",
        help="let the members of GROUP read the library",
    )
    readers.add_argument(
        "--private",
        dest="readers",
        action="store_const",
        const=(Readers.OWNER, ""),
        help="let only you read the library (default)",
    )


def _warn_of_closed_folders(library: Library) -> None:
    if not isinstance(library.place, Path):
        return
    for folder in closed_above(library.place):
        complain(f"Other users cannot access {folder}: run `chmod o+x {folder}`, or use another folder.")


def _paths(parser: CommandParser, given: Sequence[str]) -> list[str]:
    """Return the given paths, with "-" replaced by the paths on standard input."""
    if "-" not in given:
        return list(given)
    data = sys.stdin.buffer.read()
    paths = [os.fsdecode(line) for line in (data.split(b"\0") if b"\0" in data else data.splitlines()) if line]
    if not paths:
        parser.error("No paths on standard input.")
    at = given.index("-")
    return [*given[:at], *paths, *(path for path in given[at:] if path != "-")]


_PAUSE = 0.25
"""Seconds between two displays of progress."""


class _Paced:
    """Passes progress on: the first and the last of each phase, and at most four steps a second between."""

    def __init__(self, show: Callable[[Progress], None]) -> None:
        self._show = show
        self._phase, self._shown = "", 0.0

    def __call__(self, progress: Progress) -> None:
        """Show a step, or leave it out if one was shown just now."""
        now = time.monotonic()
        if progress.phase != self._phase or progress.done == progress.total or now - self._shown >= _PAUSE:
            self._phase, self._shown = progress.phase, now
            self._show(progress)


def _print_progress(progress: Progress) -> None:
    print_json(dataclasses.asdict(progress))
    flush()  # a pipe holds lines back


def _sync(library: Library, on_progress: Callable[[Progress], None], options: Namespace) -> SyncReport:
    report = library.sync(on_progress, jobs=options.jobs, rebuild=options.rebuild, prune=options.prune)
    regrouped = library.group(on_progress)
    return dataclasses.replace(report, redone=(*report.redone, *regrouped))


def _with_bar(library: Library, options: Namespace) -> SyncReport:
    if options.progress == "none" or not sys.stderr.isatty():
        return _sync(library, lambda _: None, options)
    from rich.console import Console  # noqa: PLC0415 (only needed for a visible bar)
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=progress.phase)

        return _sync(library, _Paced(update), options)


def _print_summary(library: Library, report: SyncReport, known: frozenset[Problem]) -> None:
    """Print what changed, and the problems that are not `known` from earlier syncs."""
    for sentence in report.redone:
        print_text(f"{sentence}.")
    kept = {one.path for one in report.kept}
    for problem in (problem for problem in report.problems if problem.path not in kept and problem not in known):
        complain(f"{problem.path}: {problem.reason}")
    if before := sum(problem in known and problem.path not in kept for problem in report.problems):
        files = "1 file has" if before == 1 else f"{before:,} files have"
        complain(f"{files} the same problem as before: `seedread doctor` lists all.")
    for one in report.kept:
        complain(f"{kept_sentence(one.path, one.articles, one.reason)}.")
    if report.kept:
        complain("Restore the files, or remove these articles with --prune.")
    count = report.added + report.updated + report.unchanged
    problems = f"{len(report.problems):,} {'file' if len(report.problems) == 1 else 'files'} with problems"
    print_text(
        f"{count} articles in {library.name}: {report.added} added, {report.updated} updated, "
        f"{report.removed} removed, {report.unchanged} unchanged, {problems}."
    )
