"""`seedread doctor`: checks a library and everything that seedread needs around it."""

from __future__ import annotations

import dataclasses
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from seedread.index import SeedreadError, bundled_seeds
from seedread.index.doctor.checks import Checkup, Finding
from seedread.index.errors import OtherSources, SourceMissing
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.health import health
from seedread.index.files.user_folders import expanded
from seedread.index.storage.manifest import default_directory
from seedread.index.storage.ownership import Trust, owner_id, owner_name
from seedread.index.storage.places import named_place
from seedread.tui.cli.libraries import open_library, trusted_owners
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import print_json, print_text
from seedread.tui.config import ConfigError, Settings, config_path, load_settings
from seedread.tui.config.feed_places import archive_folder, list_path, state_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["CHECKS", "make_parser", "run"]

_EXAMPLES = """\
  seedread doctor                              the default library
  seedread doctor --library /srv/news news/    a library that another user maintains
  seedread doctor --json | jq 'select(.state == "problem")'"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser(
        "doctor",
        "Check the library, its permissions, the configuration, folders and terminal, and suggest fixes.",
        _EXAMPLES,
    )
    add_library(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object per check, then the totals")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print one line per check; exit code 3 for any problem."""
    options = make_parser().parse_args(arguments)
    counts = {"ok": 0, "warning": 0, "problem": 0}
    for check in CHECKS:
        for finding in check(options):
            counts[finding.state] += 1
            print_json(dataclasses.asdict(finding)) if options.json else _plain(finding)
    if options.json:
        print_json(counts)
    return 3 if counts["problem"] else 0


def _plain(finding: Finding) -> None:
    print_text(f"{finding.state:8} {finding.subject}: {finding.text}")
    if finding.advice:
        print_text(f"{'':8} {finding.advice}")
    for line in finding.details:
        print_text(f"{'':8} {line}")


def _library(options: Namespace) -> Iterator[Finding]:
    """Check the library (`seedread.index.doctor.checks`)."""
    settings = _settings()
    trusted = trusted_owners(options, settings)
    try:
        with open_library(options, settings) as library:
            roots, where = library.roots, library.place
    except SeedreadError as error:  # the checks report what is wrong with the folder
        paths = options.paths or [*settings.start.sources] or [bundled_seeds()]
        roots = tuple(expanded(path).absolute() for path in paths)
        try:
            where = named_place(options.library) if options.library else default_directory(roots)
        except SeedreadError as wrong:  # no address of a cluster
            yield Finding("library", "problem", wrong.message)
            return
        if isinstance(error, OtherSources | SourceMissing):
            yield Finding("sources", "problem", error.message)
    if not isinstance(where, Path):
        from seedread.index.doctor.cluster_checks import cluster_findings  # noqa: PLC0415 (HTTP and TLS)

        yield from cluster_findings(where)
        return
    yield from Checkup(roots, where, Trust.of_reader(trusted)).findings()


def _settings() -> Settings:
    try:
        return load_settings()
    except ConfigError:
        return Settings()


def _configuration(_: Namespace) -> Iterator[Finding]:
    path = config_path()
    try:
        settings = load_settings()
    except ConfigError as error:
        yield Finding("configuration", "problem", error.message, "Fix these lines.")
        return
    text = f"{path} is valid." if path.exists() else f"No config file at {path}; using the defaults."
    yield Finding("configuration", "ok", text)
    unknown = [name for name in settings.library.trusted_owners if owner_id(name) is None]
    if unknown:
        text = f"trusted_owners has unknown users: {', '.join(unknown)}."
        yield Finding("configuration", "warning", text, "Remove them, or use their numeric IDs.")


def _folders(_: Namespace) -> Iterator[Finding]:
    """Check the folders for cache, data and configuration."""
    for name, path in (
        ("cache", platformdirs.user_cache_path("seedread")),
        ("data", platformdirs.user_data_path("seedread")),
        ("config", platformdirs.user_config_path("seedread")),
    ):
        yield _folder(name, path)


def _folder(name: str, path: Path) -> Finding:
    existing = next((folder for folder in (path, *path.parents) if os.path.isdir(folder)), Path("/"))  # noqa: PTH112
    if not os.access(existing, os.W_OK | os.X_OK):
        advice = f"Make it writable, or set XDG_{name.upper()}_HOME to a writable folder."
        return Finding(name, "problem", f"{path} is not writable.", advice)
    owner = existing.stat().st_uid
    if path == existing and owner != os.geteuid():
        advice = f"Take ownership: chown -R {owner_name(os.geteuid())} {path}"
        return Finding(name, "warning", f"{path} belongs to {owner_name(owner)}.", advice)
    free = shutil.disk_usage(existing).free
    if free < 100 << 20:
        return Finding(name, "warning", f"{path} has only {free >> 20} MB free.", "Free some disk space.")
    return Finding(name, "ok", f"{path}{'' if path == existing else ' does not exist yet; it is created when needed'}.")


def _feeds(_: Namespace) -> Iterator[Finding]:
    """Check the list of feeds, and how the feeds in it are."""
    try:
        settings = load_settings()
        listed = read_feeds(list_path(settings))
    except SeedreadError as error:
        yield Finding("feeds", "problem", error.message)
        return
    if listed.wrong:
        text = f"{list_path(settings)} has entries with errors."
        yield Finding("feeds", "warning", text, "Correct them.", listed.wrong)
    if not listed.feeds:
        return
    wrong: list[str] = []
    if state_path(settings).exists():
        with FetchState(state_path(settings)) as known:
            now = time.time()
            unread = known.unread_pages(listed.feeds, now)
            states = [(feed, health(known.feed(feed.id), now, unread.get(feed.id, ()))) for feed in listed.feeds]
        wrong = [f"{feed.label}: {clause}" for feed, clauses in states for clause in clauses]
    text = f"{len(listed.feeds):,} followed; the articles are in {archive_folder(settings)}."
    advice = "`seedread feeds` lists all feeds with their state." if wrong else ""
    yield Finding("feeds", "warning" if wrong else "ok", text, advice, tuple(wrong))


def _terminal(_: Namespace) -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    if term in ("", "dumb"):
        advice = "Use `seedread search` and `seedread show`, or set TERM."
        yield Finding(
            "terminal", "warning", f"TERM is {term or 'not set'}: the interactive screen does not work.", advice
        )
        return
    size = shutil.get_terminal_size()
    details = f"TERM={term}, {size.columns} columns, {size.lines} lines, {sys.stdout.encoding}"
    over = ", over SSH" if "SSH_CONNECTION" in os.environ else ""
    yield Finding("terminal", "ok", f"{details}{over}{', no colours' if os.environ.get('NO_COLOR') else ''}.")


CHECKS: tuple[Callable[[Namespace], Iterator[Finding]], ...] = (
    _library, _configuration, _feeds, _folders, _terminal,
)  # fmt: skip
"""Every check, in the order of the output; each yields any number of findings."""
