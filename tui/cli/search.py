"""`seedread search QUERY`: searches from the command line, for scripts, cron and screen readers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, add_query, command_parser, natural, query_of
from seedread.tui.cli.output import complain, explained, print_json, print_table, print_text, print_versioned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Hit, Results
    from seedread.index.search.date_histogram import Histogram
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_MOST = 50
"""Matches that are printed unless the reader says how many."""
_MARKS = re.compile(r"\b(is|tag):", re.IGNORECASE)
_EXAMPLES = """\
  seedread search 'gas pipeline' news/
  seedread search 'country:iran -leader:putin "joint projects"' news/ --json
  seedread search 'who:berdymukhamedov' --ids | xargs -n 1 seedread show
  seedread search '-leader:* date:30d' news/
  echo 'country:iran gas' | seedread search - news/ --csv"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("search", "Search the articles and print the matches.", _EXAMPLES)
    add_query(parser)
    add_library(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", dest="form", action="store_const", const="plain", help="plain text (default)")
    form.add_argument(
        "--json", dest="form", action="store_const", const="json", help="one JSON object per match, then the totals"
    )
    form.add_argument("--csv", dest="form", action="store_const", const="csv", help="CSV with a header row")
    form.add_argument("--ids", dest="form", action="store_const", const="ids", help="one article ID per line")
    parser.add_argument("--limit", type=natural, metavar="N", help=f"print at most N matches (default: {_MOST})")
    parser.add_argument(
        "--sort",
        choices=("relevance", "newest", "oldest", "source", "title"),
        default="relevance",
        help="order (default: relevance)",
    )
    parser.add_argument(
        "--facets", action="store_true", help="also print the counts by country, region, leader, date and so on"
    )
    parser.add_argument(
        "--partial-ok",
        action="store_true",
        help="exit with 0 although a part of a cluster did not answer; the message stays",
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print the matches of a query; exit code 1 if there are none."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    query = query_of(parser, options)
    with open_synced(options, marks=bool(_MARKS.search(query))) as library:
        with explained(query):
            limit = _MOST if options.limit is None else options.limit
            results = library.search(query, sort=options.sort, limit=limit, partial=True)
        _WRITERS[options.form or "plain"](results)
        if options.facets and options.form in (None, "plain"):
            _print_facets(results)
    for notice in results.notices:
        complain(notice.message)
    if options.limit is None and results.total > len(results.hits):
        complain(f"The first {len(results.hits)} of {results.total:,} articles; --limit N prints more.")
    if not results.answered.complete:
        complain(f"{results.answered.shortfall}.")
        return 0 if options.partial_ok and results.total else 3
    return 0 if results.total else 1


def _plain(results: Results) -> None:
    for n, hit in enumerate(results.hits, 1):
        print_text(f"{n}. {hit.title}")
        extent = "" if hit.extent == "full" else hit.extent
        details = [hit.relation, extent, hit.date or "undated", hit.source, " ".join(hit.countries), hit.id]
        print_text("   " + " · ".join(part for part in details if part))
        print_text("   " + "".join(text for text, _ in hit.snippet))
        print_text()
    print_text(f"{results.total:,} {'article' if results.total == 1 else 'articles'}")


def _print_facets(results: Results) -> None:
    _count(results)
    for facet in results.facets.values():
        print_text(f"\n{facet.name}")
        for value in facet.values:
            print_text(f"  {value.count:6}  {value.label}")
    print_text("\ndate")
    for bucket in results.dates.buckets:
        if bucket.count:
            print_text(f"  {bucket.count:6}  {bucket.label}")
    if results.dates.undated:
        print_text(f"  {results.dates.undated:6}  undated")


def _json(results: Results) -> None:
    from seedread.index.query import to_text  # noqa: PLC0415 (a command with wrong options does not need it)

    for hit in results.hits:
        print_json(_record(hit))
    _count(results)
    facets = {name: [value._asdict() for value in facet.values] for name, facet in results.facets.items()}
    notices = [notice._asdict() for notice in results.notices]
    print_versioned(
        {
            "total": results.total,
            "facets": facets,
            "dates": _dates(results.dates),
            "notices": notices,
            "ran": to_text(results.tree),
            "complete": results.answered.complete,
            "answered": results.answered,
        }
    )


def _count(results: Results) -> None:
    """Count all facets and the dates, in one request where they come over a network."""
    results.count([*results.facets, "date"])


def _dates(dates: Histogram) -> dict[str, Any]:
    buckets = [
        {
            "value": bucket.label,
            "first": bucket.first.isoformat(),
            "last": bucket.last.isoformat(),
            "count": bucket.count,
        }
        for bucket in dates.buckets
    ]
    return {"unit": dates.unit, "buckets": buckets, "undated": dates.undated}


def _record(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "score": round(hit.score, 4),
        "title": hit.title,
        "source": hit.source,
        "published": hit.date,
        "countries": hit.countries,
        "extent": hit.extent,
        "snippet": [{"text": text, "match": match} for text, match in hit.snippet],
    } | ({"relation": hit.relation} if hit.relation else {})


def _csv(results: Results) -> None:
    print_table([("id", "published", "source", "title", "countries")])
    print_table((hit.id, hit.date, hit.source, hit.title, " ".join(hit.countries)) for hit in results.hits)


def _ids(results: Results) -> None:
    for hit in results.hits:
        print_text(hit.id)


_WRITERS = {"plain": _plain, "json": _json, "csv": _csv, "ids": _ids}
