"""`seedread feeds`: lists the feeds, exports them for other readers, removes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from seedread.index.feeds.feed_list_edit import remove_feed
from seedread.index.feeds.opml import to_opml
from seedread.index.files.atomic_write import write_file
from seedread.tui.cli.feed_places import feeds_named, list_path, load_feeds
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text, print_versioned, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from seedread.index.feeds.feed import Feed

__all__ = ["run"]

_SECRET = re.compile(r"(?=[^/]*\d)(?=[^/]*[A-Za-z])[\w-]{20,}\Z")
"""A long word of letters and digits in an address, as the private feeds of newspapers have it."""
_SECRET_NAMES = re.compile(r"(?:.*_)?(?:token|key|auth|secret|password|pass|sig|signature|user|uid)\Z", re.IGNORECASE)
_EXAMPLES = """\
  seedread feeds                          list the feeds
  seedread feeds World                    those of a folder, a tag or a name
  seedread feeds --export feeds.opml      for another reader; - prints it
  seedread feeds --drop example-org       stop following a feed; its articles stay

Addresses that seem to contain a personal key are left out of an export. --private includes them."""


def run(arguments: Sequence[str]) -> int:
    """List, export or remove feeds; exit code 1 if there are none."""
    parser = command_parser("feeds", "List the feeds you follow.", _EXAMPLES)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="only these: an id, an address, a name, a folder or a tag"
    )
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--json", action="store_true", help="one JSON object per feed")
    task.add_argument("--export", metavar="FILE", help="write the feeds as OPML, with folders and tags")
    task.add_argument("--drop", action="store_true", help="stop following the feeds that are named")
    parser.add_argument("--private", action="store_true", help="also export addresses that contain a personal key")
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
            print_text(f"{feed.label} is no longer followed; its articles stay.")
    else:
        for feed in feeds:
            (_json if options.json else _plain)(feed)
    if not feeds:
        complain("No feeds yet. `seedread add URL` follows one.")
    return 0 if feeds else 1


def _export(feeds: Sequence[Feed], target: str, *, private: bool) -> None:
    left_out = [] if private else [feed for feed in feeds if _has_secret(feed.url)]
    raw = to_opml([feed for feed in feeds if feed not in left_out])
    if target == "-":
        write_bytes(raw)
    else:
        write_file(Path(target), raw)
    for feed in left_out:
        complain(f"{feed.label} was left out: its address seems to contain a personal key. --private includes it.")


def _has_secret(url: str) -> bool:
    """Tell whether an address seems to contain a personal key."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query)
    words = [*parts.path.split("/"), *(value for _, value in pairs)]
    return any(_SECRET_NAMES.match(name) for name, _ in pairs) or any(map(_SECRET.match, words))


def _json(feed: Feed) -> None:
    print_versioned(_record(feed))


def _record(feed: Feed) -> dict[str, Any]:
    return {"id": feed.id, "name": feed.label, "url": feed.url, "folder": feed.folder, "tags": list(feed.tags)}


def _plain(feed: Feed) -> None:
    print_text(f"{feed.label}  ({feed.id})")
    print_text(f"    {' · '.join(filter(None, (feed.url, feed.folder, ' '.join(feed.tags))))}")
