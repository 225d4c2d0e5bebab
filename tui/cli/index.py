"""`seedread index`: brings a library up to date."""

from __future__ import annotations

import dataclasses
import os
import sys
from typing import TYPE_CHECKING

from seedread.tui.sync_report import kept_sentence

from .options import add_library, command_parser, open_library
from .output import complain, print_json, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from seedread.index import Library, Progress, SyncReport

__all__ = ["run"]

_EXAMPLES = """\
  seedread index news/                        after new files came, or from cron
  seedread index --library /srv/news news/    a library that a whole newsroom reads
  seedread index --library /srv/news          the same again: a library knows its files and folders
  seedread index --jobs 4 archive/            with four processes

New, changed and removed files are followed. But where a source is missing, unreadable or empty its articles stay, and
so do all where more than half of 50 or more would go; the exit code is 3. Bring the files back, or use --prune.

exit codes: 0 done (files that could not be read are listed), 2 wrong usage, 3 trouble, or articles were kept"""


def run(arguments: Sequence[str]) -> int:
    """Sync the library, show progress, print what was done and what could not be read."""
    parser = command_parser("index", "Read what is new or changed and bring the index up to date.", _EXAMPLES)
    add_library(parser)
    parser.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="processes that read articles (default: 1)"
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
    options = parser.parse_args(arguments)
    if options.replace_sources and not options.paths:
        parser.error("--replace-sources needs the PATHs that are to be the sources")
    with open_library(options) as library:
        if options.progress == "json":
            report = _up_to_date(library, _print_progress, options)
            print_json({"report": dataclasses.asdict(report)})
        else:
            report = _with_bar(library, options)
            _tell(library, report)
    return 3 if report.kept else 0


def _positive(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 4 * (os.cpu_count() or 1):
        raise ValueError(text)
    return number


def _print_progress(progress: Progress) -> None:
    print_json(dataclasses.asdict(progress))
    sys.stdout.flush()


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
