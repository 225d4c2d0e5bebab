"""`seedread fetch`: fetches the feeds that are due, then updates the index."""

from __future__ import annotations

import shlex
import shutil
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from seedread.index.errors import LibraryError, Locked
from seedread.index.feeds.archive import Archive
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult, Fetcher
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.logins import logins_file
from seedread.index.feeds.moves import rewrite_moved
from seedread.index.feeds.times import local_day, local_minute, utc_minute
from seedread.tui.cli.feed_places import feeds_named, load_feeds, user_agent
from seedread.tui.cli.libraries import open_library
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, flush, print_json, print_text, print_versioned
from seedread.tui.config import load_settings
from seedread.tui.config.feed_places import archive_folder, list_path, state_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index.feeds.feed import Feed
    from seedread.tui.cli.argument_parser import CommandParser
    from seedread.tui.config import Settings

__all__ = ["make_parser", "run"]

_LONG = 3 * 86_400
"""Seconds of failure after which --quiet tells it."""
_EXAMPLES = """\
  seedread fetch                 fetch the feeds that are due, and index what is new
  seedread fetch World --now     fetch the feeds of a folder, due or not
  seedread fetch --quiet         for cron: silent, but for feeds that have failed for three days
  seedread fetch --print-timer   print a systemd timer and a line for cron

A server that asks to wait is left alone, also with --now."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("fetch", "Fetch feeds, then update the index.", _EXAMPLES)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="only these: an id, an address, a name, a folder or a tag"
    )
    parser.add_argument("--now", action="store_true", help="also fetch feeds that are not due yet")
    parser.add_argument("--no-index", action="store_true", help="do not update the index afterwards")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--quiet", action="store_true", help="print only what has failed for three days")
    form.add_argument("--json", action="store_true", help="one JSON object per feed, then the totals")
    form.add_argument("--print-timer", action="store_true", help="print a systemd timer and a line for cron")
    parser.add_argument("--library", metavar="DIR", help="the index to update (default: that of `seedread`)")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Fetch what is due; exit code 1 if there are no feeds, 3 if none of those that were due could be fetched."""
    options = make_parser().parse_args(arguments)
    if options.print_timer:
        _print_timer()
        return 0
    settings = load_settings()
    listed = load_feeds(list_path(settings))
    feeds = feeds_named(listed, options.names) if options.names else list(listed.feeds)
    if not feeds:
        complain("No feeds yet. `seedread add URL` follows one.")
        return 1
    try:
        results = _fetch(feeds, options, settings)
    except Locked as error:
        if not options.json:
            raise
        print_versioned({"busy": error.message})
        return 3
    _print_totals(results, options)
    if not options.no_index:
        _index(options, settings)
    fetched = [result.failed for result in results if result.fetched]
    return 3 if fetched and all(fetched) and not options.quiet else 0


def _fetch(feeds: Sequence[Feed], options: Namespace, settings: Settings) -> list[FeedResult]:
    path = list_path(settings)
    archive = Archive(archive_folder(settings))
    stopped = threading.Event()

    def sleep(seconds: float) -> None:
        stopped.wait(seconds)

    pace = HostPace(sleep=sleep)
    with archive.writing(), FetchState(state_path(settings)) as state:
        fetcher = Fetcher(archive, state, logins_file(path), user_agent(settings), pace, stopped=stopped)
        due = fetcher.due(feeds, now=options.now)
        rereads = fetcher.with_due_pages(feeds)
        results = fetcher.run(due, lambda result: _print_result(result, options), rereads)
        for sentence in rewrite_moved(path, results, state):
            complain(sentence)
    return results


def _print_result(result: FeedResult, options: Namespace) -> None:
    state, feed = result.state, result.feed
    if options.json:
        print_json(_record(result))
    elif result.failed and options.quiet:
        if time.time() - state.failing_since >= _LONG:
            complain(f"{feed.label}: {state.problem}; failing since {local_day(state.failing_since)}.")
    elif not options.quiet:
        print_text(f"{feed.label}: {_told(result)}")
    flush()


def _told(result: FeedResult) -> str:
    if result.failed:
        again = "" if result.state.gone else f"; next attempt {local_minute(result.state.next_fetch)}"
        return f"{result.state.problem}{again}"
    changed = f", {result.recorded.changed} changed" if result.recorded.changed else ""
    return f"{result.recorded.new} new{changed}"


def _record(result: FeedResult) -> dict[str, Any]:
    state = result.state
    return {
        "id": result.feed.id,
        "name": result.feed.label,
        "new": result.recorded.new,
        "changed": result.recorded.changed,
        "items": state.items,
        "fetched": result.fetched,
        "problem": state.problem if result.failed else None,
        "failures": state.errors if result.failed else 0,
        "due": None if state.gone else utc_minute(state.next_fetch),
    }


def _print_totals(results: Sequence[FeedResult], options: Namespace) -> None:
    new = sum(result.recorded.new for result in results)
    changed = sum(result.recorded.changed for result in results)
    fetched = sum(result.fetched for result in results)
    failed = sum(result.failed for result in results)
    if options.json:
        print_versioned({"feeds": fetched, "new": new, "changed": changed, "failed": failed})
    elif not results and not options.quiet:
        print_text("0 feeds fetched: none is due yet. --now fetches them all the same.")
    elif not options.quiet:
        fine = f"{fetched - failed:,} of " if failed else ""
        feeds = f"{fine}{fetched:,} {'feed' if fetched == 1 else 'feeds'} fetched"
        print_text(f"{feeds}: {new:,} new, {changed:,} changed, {failed:,} failed.")


def _index(options: Namespace, settings: Settings) -> None:
    """Update the index; one that another process is updating gets the articles at its next sync."""
    options.paths, options.trust_owner = [], []
    try:
        with open_library(options, settings) as library:
            library.sync()
            library.group()
    except LibraryError as error:
        complain(f"The articles are fetched, but not indexed yet. {error.message}")


def _print_timer() -> None:
    program = shlex.quote(shutil.which("seedread") or sys.argv[0])
    print_text(
        f"""\
# ~/.config/systemd/user/seedread-fetch.service
[Unit]
Description=Fetch feeds for seedread

[Service]
Type=oneshot
ExecStart={program} fetch --quiet
Nice=10

# ~/.config/systemd/user/seedread-fetch.timer
[Unit]
Description=Fetch feeds for seedread

[Timer]
OnBootSec=5min
OnUnitActiveSec=15min
RandomizedDelaySec=2min

[Install]
WantedBy=timers.target

# then: systemctl --user daemon-reload && systemctl --user enable --now seedread-fetch.timer
# or, in place of both, a line for `crontab -e`:
*/15 * * * * {program} fetch --quiet"""
    )
