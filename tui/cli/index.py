"""`seedread index`: brings a library up to date."""

from __future__ import annotations

import dataclasses
import os
import sys
from typing import TYPE_CHECKING

from seedread.index.storage.modes import Readers, closed_above
from seedread.tui.cli.options import add_library, command_parser, open_library, positive
from seedread.tui.cli.output import complain, flush, print_json, print_text, print_versioned
from seedread.tui.workers.sync_report import kept_sentence

if TYPE_CHECKING:
    import argparse
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from seedread.index import Library, Progress, SyncReport
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["run"]

_EXAMPLES = """\
  seedread index news/                        after new files came, or from cron
  seedread index --library /srv/news news/ --shared
                                              a library that everybody on this machine may read
  seedread index --library /srv/news          the same again: a library knows its files and folders
  seedread index --jobs 4 archive/            with four processes
  find archive/ -name '*.html' -print0 | seedread index - --library archive.idx

PATH - reads paths from standard input, one a line, or with NUL between them as `find -print0` writes them.
A file that cannot be read is listed and stops nothing: the exit code stays 0.

New, changed and removed files are followed. But where a source is missing, unreadable or empty its articles stay, and
so do all where more than half of 50 or more would go; the exit code is 3. Bring the files back, or use --prune."""


def run(arguments: Sequence[str]) -> int:
    """Sync the library, show progress, print what was done and what could not be read."""
    parser = command_parser("index", "Read what is new or changed and bring the index up to date.", _EXAMPLES)
    add_library(parser)
    parser.add_argument(
        "--jobs",
        type=positive(4 * (os.cpu_count() or 1)),
        default=1,
        metavar="N",
        help="processes that read articles (default: 1)",
    )
    parser.add_argument("--rebuild", action="store_true", help="read everything anew")
    parser.add_argument(
        "--prune", action="store_true", help="remove every article that the files do not hold now, however many"
    )
    parser.add_argument(
        "--replace-sources", action="store_true", help="make the given PATHs the sources of the library from now on"
    )
    parser.add_argument(
        "--progress",
        choices=("auto", "json", "none"),
        default="auto",
        help="auto: a bar where stderr is a terminal; json: one object a line on stdout, for programs",
    )
    _add_readers(parser)
    options = parser.parse_args(arguments)
    if options.replace_sources and not options.paths:
        parser.error("--replace-sources needs the PATHs that are to be the sources")
    options.paths = _paths(parser, options.paths)
    with open_library(options) as library:
        if options.readers:
            library.share(*options.readers)
            _warn_of_closed_folders(library)
        if options.progress == "json":
            report = _up_to_date(library, _print_progress, options)
            print_versioned({"report": dataclasses.asdict(report)})
        else:
            report = _with_bar(library, options)
            _tell(library, report)
    return 3 if report.kept else 0


def _add_readers(parser: argparse.ArgumentParser) -> None:
    """Add who may read the library; the modes of its folder remember it."""
    readers = parser.add_mutually_exclusive_group()
    readers.add_argument(
        "--shared",
        dest="readers",
        action="store_const",
        const=(Readers.EVERYBODY, ""),
        help="from now on everybody on this machine may read the library, whatever the umask",
    )
    readers.add_argument(
        "--group",
        dest="readers",
        type=lambda name: (Readers.GROUP, name),
        metavar="GROUP",
        help="from now on the users of GROUP may read the library",
    )
    readers.add_argument(
        "--private",
        dest="readers",
        action="store_const",
        const=(Readers.OWNER, ""),
        help="from now on only you may read the library (as it is at first)",
    )


def _warn_of_closed_folders(library: Library) -> None:
    for folder in closed_above(library.directory):
        complain(f"others cannot pass through {folder}: run `chmod o+x {folder}`, or choose another place.")


def _paths(parser: CommandParser, given: Sequence[str]) -> list[str]:
    """Return the paths that were given, with those of standard input in the place of "-"."""
    if "-" not in given:
        return list(given)
    data = sys.stdin.buffer.read()
    paths = [os.fsdecode(line) for line in (data.split(b"\0") if b"\0" in data else data.splitlines()) if line]
    if not paths:
        parser.error("There is no path on standard input.")
    at = given.index("-")
    return [*given[:at], *paths, *(path for path in given[at:] if path != "-")]


def _print_progress(progress: Progress) -> None:
    print_json(dataclasses.asdict(progress))
    flush()


def _up_to_date(library: Library, told: Callable[[Progress], None], options: Namespace) -> SyncReport:
    report = library.sync(told, jobs=options.jobs, rebuild=options.rebuild, prune=options.prune)
    library.group(told)
    return report


def _with_bar(library: Library, options: Namespace) -> SyncReport:
    if options.progress == "none" or not sys.stderr.isatty():
        return _up_to_date(library, lambda _: None, options)
    from rich.console import Console  # noqa: PLC0415 (only for a bar that somebody sees)
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=progress.phase)

        return _up_to_date(library, update, options)


def _tell(library: Library, report: SyncReport) -> None:
    kept = {one.path for one in report.kept}
    for problem in (problem for problem in report.problems if problem.path not in kept):
        complain(f"{problem.path}: {problem.reason}")
    for one in report.kept:
        complain(f"{kept_sentence(one.path, one.articles, one.reason)}.")
    if report.kept:
        complain("Bring the files back, or remove these articles with --prune.")
    count = report.added + report.updated + report.unchanged
    print_text(
        f"{count} articles in {library.name}: {report.added} added, {report.updated} updated, "
        f"{report.removed} removed, {report.unchanged} unchanged, {len(report.problems)} files not read."
    )
