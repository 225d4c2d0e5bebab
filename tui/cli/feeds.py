"""`seedread feeds`: lists the feeds with their state, exports them for other readers, removes them."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from seedread.index.feeds.feed_list_edit import remove_feed
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.health import health_of
from seedread.index.feeds.logins import logins_file, remove_logins
from seedread.index.feeds.opml import to_opml
from seedread.index.feeds.times import utc_minute
from seedread.index.files.atomic_write import write_file
from seedread.tui.cli.feed_places import feeds_named, load_feeds
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text, print_versioned, write_bytes
from seedread.tui.config.feed_places import list_path, state_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from typing import Any

    from seedread.index.feeds.feed import Feed
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_SECRET = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[\w-]{20,}\Z")
"""A long word of letters and digits in an address, as the private feeds of newspapers have it."""
_SECRET_NAMES = re.compile(r"(?:.*_)?(?:token|key|auth|secret|password|pass|sig|signature|user|uid)\Z", re.IGNORECASE)
_EXAMPLES = """\
  seedread feeds                          list the feeds, with what is wrong with them
  seedread feeds --check                  only those with something wrong; exit code 3 if there are any
  seedread feeds World                    those of a folder, a tag or a name
  seedread feeds --export feeds.opml      for another reader; - prints it
  seedread feeds --drop example-org       stop following a feed; its articles stay

Addresses that seem to contain a personal key are left out of an export. --private includes them."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("feeds", "List the feeds you follow.", _EXAMPLES)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="only these: an id, an address, a name, a folder or a tag"
    )
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--json", action="store_true", help="one JSON object per feed")
    task.add_argument("--check", action="store_true", help="list only feeds with something wrong")
    task.add_argument("--export", metavar="FILE", help="write the feeds as OPML, with folders and tags")
    task.add_argument("--drop", action="store_true", help="stop following the feeds that are named")
    parser.add_argument("--private", action="store_true", help="also export addresses that contain a personal key")
    return parser


def run(arguments: Sequence[str]) -> int:
    """List, export or remove feeds; exit code 1 if there are none."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.drop and not options.names:
        parser.error("--drop needs the NAME of a feed.")
    path = list_path()
    listed = load_feeds(path)
    feeds = feeds_named(listed, options.names) if options.names else list(listed.feeds)
    if options.export:
        _export(feeds, options.export, private=options.private)
    elif options.drop:
        for feed in feeds:
            remove_feed(path, feed)
            remove_logins(logins_file(path), feed.id)
            print_text(f"{feed.label} is no longer followed; its articles stay.")
    else:
        bad = _list(feeds, options)
        if options.check and bad:
            return 3
    if not feeds:
        complain("No feeds yet. `seedread add URL` follows one.")
    return 0 if feeds else 1


def _list(feeds: Sequence[Feed], options: Namespace) -> int:
    """Print feeds with their states; return how many have something wrong."""
    now = time.time()
    week = utc_minute(now - 7 * 86_400)
    states, lately, unread = [FeedState()] * len(feeds), dict[str, int](), dict[str, list[str]]()
    if state_path().exists():
        with FetchState(state_path()) as known:
            states, lately = [known.feed(feed.id) for feed in feeds], known.added_since(week)
            unread = known.unread_pages(feeds, now)
    pairs = list(zip(feeds, states, strict=True))
    bad = 0
    for (feed, state), wrong in zip(pairs, health_of(pairs, now, unread), strict=True):
        bad += bool(wrong)
        if wrong or not options.check:
            (_json if options.json else _plain)(_record(feed, state, lately.get(feed.id, 0), wrong))
    return bad


def _export(feeds: Sequence[Feed], target: str, *, private: bool) -> None:
    for page in filter(lambda feed: feed.page, feeds):
        complain(f"{page.label} was left out: it is a watched page, and no feed.")
    feeds = [feed for feed in feeds if not feed.page]
    left_out = [] if private else [feed for feed in feeds if _has_secret(feed.url)]
    raw = to_opml(_titled(feed for feed in feeds if feed not in left_out))
    if target == "-":
        write_bytes(raw)
    else:
        write_file(Path(target), raw)
    for feed in left_out:
        complain(f"{feed.label} was left out: its address seems to contain a personal key. --private includes it.")


def _titled(feeds: Iterable[Feed]) -> list[Feed]:
    """Return feeds with a name: that of the reader, or the one that each gives itself."""
    if not state_path().exists():
        return list(feeds)
    with FetchState(state_path()) as known:
        return [replace(feed, name=feed.name or known.feed(feed.id).title) for feed in feeds]


def _has_secret(url: str) -> bool:
    """Tell whether an address seems to contain a personal key."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    words = [*parts.path.split("/"), *(value for _, value in pairs)]
    return any(_SECRET_NAMES.match(name) for name, _ in pairs) or any(map(_SECRET.match, words))


def _record(feed: Feed, state: FeedState, lately: int, wrong: Sequence[str]) -> dict[str, Any]:
    return {
        "id": feed.id,
        "name": feed.name or state.title or feed.id,
        "url": feed.url,
        "folder": feed.folder,
        "tags": list(feed.tags),
        "kind": state.format or None,
        "fetched": _time(state.succeeded),
        "last_new": _time(state.last_new),
        "due": None if state.gone else _time(state.next_fetch),
        "week": lately,
        "failures": state.errors,
        "health": list(wrong),
    }


def _time(seconds: float) -> str | None:
    return utc_minute(seconds) if seconds else None  # 0 is never


def _json(record: dict[str, Any]) -> None:
    print_versioned(record)


def _plain(record: dict[str, Any]) -> None:
    place = " · ".join(filter(None, (record["folder"], " ".join(record["tags"]), record["url"])))
    print_text(f"{record['name']}  ({record['id']})  {record['week']} this week")
    print_text(f"    {place}")
    for clause in record["health"]:
        print_text(f"    ! {clause}")
