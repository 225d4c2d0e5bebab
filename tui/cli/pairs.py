"""`seedread pairs`: leaders or countries that articles name together (co-mentions)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser, natural, read_query
from seedread.tui.cli.output import explained, print_json, print_text, print_versioned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.stories import Pairs
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread pairs news/                                 leaders named together
  seedread pairs news/ --countries --query 'date:2024-10 summit'
  seedread pairs news/ --json | jq -r 'select(.count > 5) | [.a, .b] | @tsv'

`seedread search 'leader:putin leader:pezeshkian'` lists the articles of one pair."""
_NAME = 24


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("pairs", "Count articles that name two leaders or countries together.", _EXAMPLES)
    add_library(parser)
    parser.add_argument("--query", default="", metavar="QUERY", help="only articles that match QUERY")
    parser.add_argument("--countries", action="store_true", help="count countries instead of leaders")
    parser.add_argument(
        "--limit",
        type=natural,
        default=12,
        metavar="N",
        help="show the N most frequent names in the matrix (default: 12)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per pair, then the totals")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print a matrix of the most frequent names, and all pairs; exit code 1 if there are none."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    query = read_query(parser, options.query)
    with open_synced(options) as library, explained(query):
        pairs = library.pairs(query, facet="country" if options.countries else "leader", limit=options.limit)
    if options.json:
        _json(pairs)
    else:
        _plain(pairs)
    return 0 if pairs.pairs else 1


def _json(pairs: Pairs) -> None:
    for pair in pairs.pairs:
        print_json({"a": pair.a, "b": pair.b, "name_a": pair.label_a, "name_b": pair.label_b, "count": pair.count})
    named = [{"value": value, "name": label, "count": count} for value, label, count in pairs.values]
    print_versioned({"facet": pairs.facet, "articles": pairs.articles, "named": named})


def _plain(pairs: Pairs) -> None:
    width = max([len(str(count)) for _, _, count in pairs.values] + [3]) + 1
    columns = "".join(f"{n:>{width}}" for n in range(1, len(pairs.values) + 1))
    print_text(f"{'':{_NAME + 4}}{columns}")
    for n, (value, label, count) in enumerate(pairs.values, 1):
        name = safe_line(label)[:_NAME]
        others = [count if other == value else pairs.count(value, other) for other, _, _ in pairs.values]
        cells = "".join(f"{cell or '·':>{width}}" for cell in others)
        print_text(f"{n:>2}  {name:<{_NAME}}{cells}")
    print_text()
    for pair in pairs.pairs:
        print_text(f"{pair.count:6}  {pair.label_a} · {pair.label_b}")
    print_text(f"{pairs.articles} articles")
