"""`seedread versions ID`: the versions of an article, and what changed between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.following.versions import no_older, versions_of, word_diff
from seedread.tui.cli.article_lookup import article as find_article
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import complain, print_text, print_versioned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.following.versions import Version
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread search is:changed --ids             articles that changed
  seedread versions 01df93c3879e3cea           list the versions of one
  seedread versions 01df93c3879e3cea --diff    what changed: [-removed-] and {+added+}"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("versions", "List the versions of an article.", _EXAMPLES)
    parser.add_argument("id", metavar="ID", help="an article ID (see `seedread search is:changed --ids`)")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--diff", action="store_true", help="print what changed from each version to the next")
    form.add_argument("--json", action="store_true", help="one JSON object per version, with its text")
    add_library(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """List the versions of an article; exit code 1 if it has one only."""
    options = make_parser().parse_args(arguments)
    with open_synced(options) as library:
        article = find_article(library, options.id)
        versions = versions_of(library, article.id)
    if options.diff:
        for before, after in pairwise(versions):
            _print_diff(before, after)
    else:
        for version in versions:
            (_json if options.json else _plain)(version)
    if reason := no_older(versions):
        complain(reason)
        return 1
    return 0


def _plain(version: Version) -> None:
    words = sum(len(paragraph.split()) for paragraph in version.article.paragraphs)
    print_text(f"{version.n}  {version.when}  {words:,} words  {version.article.title}")


def _json(version: Version) -> None:
    article = version.article
    print_versioned(
        {
            "version": version.n,
            "fetched": version.fetched or None,
            "title": article.title,
            "paragraphs": list(article.paragraphs),
        }
    )


def _print_diff(before: Version, after: Version) -> None:
    print_text(f"version {before.n} of {before.when} → version {after.n} of {after.when}\n")
    marks = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
    print_text(
        "".join(f"{marks[kind][0]}{text}{marks[kind][1]}" for text, kind in word_diff(before.article, after.article))
    )
    print_text()
