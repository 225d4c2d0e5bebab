"""`seedread index`: brings a library up to date."""

from __future__ import annotations

import dataclasses
import os
import sys
from typing import TYPE_CHECKING

from seedread.index.storage.modes import Readers, closed_above

from .options import add_library, command_parser, open_library, positive
from .output import complain, flush, print_json, print_text, print_versioned

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from seedread.index import Library, Progress, SyncReport

    from .parser import CommandParser

__all__ = ["run"]

_EXAMPLES = """\
  seedread index news/                        after new files came, or from cron
  seedread index --shared --library /srv/news news/
                                              a library that everybody on this machine may read
  seedread index --jobs 4 archive/            with four processes
  find archive/ -name '*.html' -print0 | seedread index - --library archive.idx

PATH - reads paths from standard input, one a line, or with NUL between them as `find -print0` writes them.
A file that cannot be read is listed and stops nothing: the exit code stays 0."""


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
        "--progress",
        choices=("auto", "json", "none"),
        default="auto",
        help="auto: a bar where stderr is a terminal; json: one object a line on stdout, for programs",
    )
    _add_readers(parser)
    options = parser.parse_args(arguments)
    options.paths = _paths(parser, options.paths)
    with open_library(options) as library:
        if options.readers:
            library.share(*options.readers)
            _warn_of_closed_folders(library)
        if options.progress == "json":
            report = _up_to_date(library, _print_progress, jobs=options.jobs, rebuild=options.rebuild)
            print_versioned({"report": dataclasses.asdict(report)})
            return 0
        report = _with_bar(library, jobs=options.jobs, rebuild=options.rebuild, silent=options.progress == "none")
        _tell(library, report)
    return 0


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


def _up_to_date(library: Library, told: Callable[[Progress], None], *, jobs: int, rebuild: bool) -> SyncReport:
    report = library.sync(told, jobs=jobs, rebuild=rebuild)
    library.group(told)
    return report


def _with_bar(library: Library, *, jobs: int, rebuild: bool, silent: bool) -> SyncReport:
    if silent or not sys.stderr.isatty():
        return _up_to_date(library, lambda _: None, jobs=jobs, rebuild=rebuild)
    from rich.console import Console  # noqa: PLC0415 (only for a bar that somebody sees)
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def update(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total, description=progress.phase)

        return _up_to_date(library, update, jobs=jobs, rebuild=rebuild)


def _tell(library: Library, report: SyncReport) -> None:
    for problem in report.problems:
        complain(f"{problem.path}: {problem.reason}")
    print_text(
        f"{library.count} articles in {library.name}: {report.added} added, {report.updated} updated, "
        f"{report.removed} removed, {report.unchanged} unchanged, {len(report.problems)} files not read."
    )
