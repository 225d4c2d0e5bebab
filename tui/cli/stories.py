"""`seedread stories`: the articles of a query grouped by event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedread.index.errors import LibraryError
from seedread.tui.cli.article_lookup import article
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser, natural, read_query
from seedread.tui.cli.output import complain, explained, print_json, print_text, print_versioned
from seedread.tui.render.story_page import compared_sections
from seedread.tui.render.story_rows import story_detail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.index.stories import ComparedStory, Story, StoryArticle
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread stories news/                               the newest stories
  seedread stories news/ --query 'country:iran date:30d'
  seedread stories news/ --of world/a.txt               one event: text in common, what only one report says
  seedread stories news/ --json | jq -r '.accounts[].id'

A story is two or more articles about the same event. The times say how long after the first report each appeared; where
only days are known, reports of one day have no order. Copies (=) are listed under the earliest."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("stories", "List events covered by more than one article.", _EXAMPLES)
    add_library(parser)
    parser.add_argument("--query", default="", metavar="QUERY", help="only stories with an article that matches QUERY")
    parser.add_argument("--of", metavar="ID", help="only the story of this article, with its reports compared")
    parser.add_argument("--limit", type=natural, default=50, metavar="N", help="print at most N stories (default: 50)")
    parser.add_argument("--json", action="store_true", help="one JSON object per story, then the totals")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print stories, newest first; exit code 1 if there are none."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    query = read_query(parser, options.query)
    with open_synced(options) as library:
        try:
            if library.keeper is None:
                library.group()
        except LibraryError as error:
            complain(f"The stories may be out of date. {error.message}")
        if options.of is not None:
            return _one(library, options.of, as_json=options.json)
        with explained(query):
            stories = library.stories(query, limit=options.limit)
    for story in stories.shown:
        if options.json:
            print_json(_record(story))
        else:
            _plain(story)
    if options.json:
        print_versioned({"total": stories.total, "articles": stories.articles})
    else:
        articles = f"{stories.articles} {'article' if stories.articles == 1 else 'articles'}"
        print_text(f"{stories.total} {'story' if stories.total == 1 else 'stories'} / {articles}")
    return 0 if stories.total else 1


def _one(library: Library, name: str, *, as_json: bool) -> int:
    """Print the story of an article with its reports compared; exit code 1 if no other article covers its event."""
    found = library.story(article(library, name).id)
    if as_json:
        if found:
            print_versioned(_record(found.story) | _compared(found))
    elif found:
        _plain(found.story)
        for heading, rows in compared_sections(found):
            if not rows:
                continue
            print_text(heading)
            for label, text in rows:
                print_text(f"  {label}: {text}" if label else f"  {text}")
            print_text()
    else:
        print_text("No other article covers this event.")
    return 0 if found else 1


def _compared(found: ComparedStory) -> dict[str, Any]:
    return {
        "shared": [
            {
                "a": found.reports[pair.a].article.id,
                "b": found.reports[pair.b].article.id,
                "relation": pair.kind,
                "contained": round(pair.contained, 4),
            }
            for pair in found.shared
        ],
        "reports": [
            {
                "id": report.article.id,
                "leaders": list(report.leaders),
                "countries": list(report.countries),
                "numbers": list(report.numbers),
                "sentences": list(report.sentences),
            }
            for report in found.reports
        ],
    }


def _plain(story: Story) -> None:
    print_text(story_detail(story))
    if story.earlier:
        print_text(f"  earlier: {story.earlier[1]}")
    for account in story.accounts:
        _line(account, "  ", story.timing(account))
        for copy in account.copies:
            _line(copy, "    = ", copy.after(account))
    for opinion in story.opinions:
        _line(opinion, "  opinion: ", "")
    print_text()


def _line(account: StoryArticle, indent: str, when: str) -> None:
    about = [when, account.date or "undated", account.source, account.id]
    print_text(f"{indent}{account.title}  ({' · '.join(part for part in about if part)})")


def _record(story: Story) -> dict[str, Any]:
    first, last = story.dates
    return {
        "story": story.number,
        "title": story.title,
        "first": first,
        "last": last,
        "articles": story.articles,
        "outlets": story.outlets,
        "reported_first": story.first.id if story.first else None,
        "earlier": story.earlier[0] if story.earlier else None,
        "accounts": [
            _told(account) | {"copies": [_told(copy) for copy in account.copies]} for account in story.accounts
        ],
        "opinions": [opinion.id for opinion in story.opinions],
    }


def _told(account: StoryArticle) -> dict[str, Any]:
    return {"id": account.id, "title": account.title, "source": account.source, "date": account.date}
