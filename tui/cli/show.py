"""`seedread show ID`: prints one article: cleaned, raw, or line by line with reasons."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from seedread.index.article.to_json import to_record
from seedread.index.errors import NotFound, SeedreadError
from seedread.index.text.sanitize import safe_text
from seedread.tui.cli.article_lookup import article as find_article
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import print_text, print_versioned, write_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Article, Library, Person
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread show 001_cfccf405a8b2e491.txt
  seedread show world/2024/talks.txt news/ --why | less
  seedread show world/2024/talks.txt news/ --raw > talks.txt"""
_MEASURE = 88
"""Widest readable line, in columns."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("show", "Print one article.", _EXAMPLES)
    parser.add_argument("id", metavar="ID", help="an article ID (see `seedread search --ids`)")
    add_library(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="cleaned text (default)")
    form.add_argument("--json", action="store_true", help="one JSON object with everything")
    form.add_argument(
        "--raw", action="store_true", help="the original document (without control characters on a terminal)"
    )
    form.add_argument("--why", action="store_true", help="every line, whether it was kept or stripped, and why")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print one article."""
    options = make_parser().parse_args(arguments)
    with open_synced(options) as library:
        article = find_article(library, options.id)
        if options.raw:
            _raw(_document(library, article.id))
            return 0
    if options.json:
        print_versioned(to_record(article))
    elif options.why:
        _why(article)
    else:
        _plain(article)
    return 0


def _document(library: Library, article_id: str) -> bytes:
    try:
        return library.raw(article_id)
    except NotFound as error:  # the article exists but its file does not: exit code 3, not 1
        raise SeedreadError(error.message) from error


def _raw(document: bytes) -> None:
    if sys.stdout.isatty():
        print_text(safe_text(document.decode("utf-8", "replace")))
    else:
        write_bytes(document)


def _why(article: Article) -> None:
    for line in article.lines:
        print_text(f"{line.n:5} {'keep ' if line.kept else 'strip'} {line.text}")
        if not line.kept and line.text.strip():
            print_text(f"{'':11} └ {line.reason}")


def _plain(article: Article) -> None:
    width = min(_MEASURE, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0
    _print_wrapped(article.title, width)
    printed = f"p. {article.pages}" if article.pages else None
    details = [article.source, str(article.published or "undated"), printed, article.dateline, article.byline]
    _print_wrapped(" · ".join(part for part in details if part), width)
    if article.url:
        print_text(article.url)
    if article.countries:
        _print_wrapped("Countries: " + ", ".join(f"{c.name} ({c.count})" for c in article.countries), width)
    for name, people in (("Leaders", article.leaders), ("Officials", article.officials)):
        if people:
            checked = f" (offices as of {article.offices_as_of})" if article.offices_as_of else ""
            _print_wrapped(f"{name}{checked}: " + ", ".join(map(_described, people)), width)
    for paragraph in article.paragraphs:
        print_text()
        _print_wrapped(paragraph, width)


def _described(person: Person) -> str:
    return f"{person.name} ({person.role}, {person.count})"


def _print_wrapped(text: str, width: int) -> None:
    print_text(textwrap.fill(text, width, break_on_hyphens=False) if width else text)
