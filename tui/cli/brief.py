"""`seedread brief`: a digest of the day, as Markdown, HTML or a mail."""

from __future__ import annotations

import argparse
import datetime
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError, ShelfError
from seedread.index.following.brief import make_brief
from seedread.index.following.brief_forms import to_html, to_mail, to_markdown
from seedread.index.following.brief_period import brief_query, brief_title, checked_period
from seedread.index.shelf import Shelf
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser, natural, read_query
from seedread.tui.cli.output import complain, explained, write, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.shelf import SavedSearch
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_ADDRESS = re.compile(r"[^\s<>@,;:\"()]{1,64}@[A-Za-z0-9.-]{1,190}\Z")
_EXAMPLES = """\
  seedread brief                               today's stories, then single reports
  seedread brief --query country:iran --since 7d
  seedread brief --since looked --html > brief.html
  seedread brief --mail --to me@example.org | sendmail -t

A story lists who reports it and when, which countries and leaders it is about, and numbers and quotations that differ.
Every line names its article. Single reports are grouped by your saved searches."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("brief", "Print a digest of the news.", _EXAMPLES)
    add_library(parser)
    parser.add_argument("--query", default="", metavar="QUERY", help="only articles that match QUERY")
    parser.add_argument(
        "--since", default="today", type=_since, metavar="WHEN",
        help="today (default), a number of days such as 7d, a date, looked (what came since your last visit), or all",
    )  # fmt: skip
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--md", dest="form", action="store_const", const="md", help="Markdown (default)")
    form.add_argument("--html", dest="form", action="store_const", const="html", help="one HTML file")
    form.add_argument("--mail", dest="form", action="store_const", const="mail", help="a whole mail")
    parser.add_argument("--to", default="", type=_address, metavar="ADDRESS", help="the recipient of the mail")
    parser.add_argument("--from", default="", type=_address, dest="sender", metavar="ADDRESS", help="its sender")
    parser.add_argument("--stories", type=natural, default=20, metavar="N", help="at most N stories (default: 20)")
    parser.add_argument(
        "--singles", type=natural, default=50, metavar="N", help="at most N single reports (default: 50)"
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print a digest; exit code 1 if there is nothing to tell."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    _check_paths(parser, options.paths)
    query = read_query(parser, options.query).strip()
    now = datetime.datetime.now().astimezone()
    with open_synced(options) as library, explained(query):
        try:
            if library.keeper is None:
                library.group()
        except LibraryError as error:
            complain(f"The stories may be out of date. {error.message}")
        whole, title = brief_query(query, options.since), brief_title(query, options.since, now)
        brief = make_brief(library, whole, title, _saved(), stories=options.stories, singles=options.singles)
    if not brief.articles:
        complain("Nothing to report: no article of this time matches.")
        return 1
    if options.form == "mail":
        write_bytes(to_mail(brief, now, options.sender, options.to))
    else:
        write((to_html(brief) if options.form == "html" else to_markdown(brief),))
    return 0


def _check_paths(parser: CommandParser, paths: Sequence[str]) -> None:
    """Refuse a time in the place of a path: `:brief 7d` on the screen takes one."""
    for path in paths:
        if _is_period(path) and not os.path.lexists(path):
            parser.error(f"No file {path}. For a time use --since {path}.")


def _is_period(text: str) -> bool:
    with suppress(ValueError):
        return bool(checked_period(text))
    return False


def _since(text: str) -> str:
    try:
        return checked_period(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _address(text: str) -> str:
    if text and not _ADDRESS.match(text):
        raise argparse.ArgumentTypeError("use one mail address, such as me@example.org.")
    return text


def _saved() -> list[SavedSearch]:
    with suppress(ShelfError), Shelf() as shelf:
        return shelf.saved()
    return []
