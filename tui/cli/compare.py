"""`seedread compare A B`: compares two articles, as text, JSON or Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.compare import comparison_to_markdown, comparison_to_record
from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, kind_line, shared_line, trimmed
from seedread.index.errors import NotFound, SeedreadError
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import ParsedDocument, find, parts
from seedread.index.stories import compare_articles
from seedread.tui.cli.article_lookup import article as find_article
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import print_text, print_versioned

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index import Article, Library
    from seedread.index.compare import Comparison, NameOverlap, Side
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread compare 001_cfccf405a8b2e491.txt 004_970c2c25a4bcd944.txt
  seedread compare telegraph.txt agency.txt --md | mail -s 'Two reports' desk@example.org
  seedread compare world/a.txt world/b.txt news/ --json | jq .only_b

= same wording, ≈ similar wording, · related wording. The signs describe wording only, not whether the claims agree."""
_FIRST = 5
"""Sentences found only in one article that the text output lists."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("compare", "Compare two articles sentence by sentence.", _EXAMPLES)
    parser.add_argument("a", metavar="A", help="an article ID (see `seedread search --ids`) or a file")
    parser.add_argument("b", metavar="B", help="the second article")
    add_library(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="plain text (default)")
    form.add_argument("--json", action="store_true", help="one JSON object with everything")
    form.add_argument("--md", action="store_true", help="Markdown")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print what two articles share and what only one of them has."""
    options = make_parser().parse_args(arguments)
    comparison = _compare(options)
    if options.json:
        print_versioned(comparison_to_record(comparison))
    elif options.md:
        print_text(comparison_to_markdown(comparison).rstrip("\n"))
    else:
        _plain(comparison)
    return 0


def _compare(options: Namespace) -> Comparison:
    """Compare articles of a library, or files. The library is opened only when an ID is given."""
    has_library = options.paths or options.library
    if not has_library and Path(options.a).is_file() and Path(options.b).is_file():
        return compare_articles(_from_file(Path(options.a)), _from_file(Path(options.b)), None)
    with open_synced(options) as library:
        return library.compare_articles(_article(library, options.a), _article(library, options.b))


def _article(library: Library, name: str) -> Article:
    try:
        return find_article(library, name)
    except NotFound:
        if Path(name).is_file():
            return _from_file(Path(name))
        raise


def _from_file(path: Path) -> Article:
    files, problems = find([path])
    found = [part for file in files for part in parts(file)]
    documents = [part.document for part in found if isinstance(part, ParsedDocument)]
    if len(documents) == 1:
        return to_article(documents[0])
    reasons = [
        *(problem.reason for problem in problems),
        *(part.reason for part in found if not isinstance(part, ParsedDocument)),
    ]
    if documents:
        reasons = ["it has more than one article; add it to a library and use the article ID"]
    raise SeedreadError(f"{path} cannot be compared: {'; '.join(reasons) or 'no article found'}.")


def _plain(comparison: Comparison) -> None:
    for side, article in (("A", comparison.a.article), ("B", comparison.b.article)):
        about = [article.source, article.published.written if article.published else "undated", article.id]
        print_text(f"{side}  {article.title}")
        print_text("   " + " · ".join(part for part in about if part))
    print_text(f"\n{kind_line(comparison)}. {shared_line(comparison).rstrip('.')}.")
    for pair in comparison.pairs:
        print_text(f"\n{MARKS[pair.wording]} {WORDING_LABELS[pair.wording]}")
        print_text(f"  A  {comparison.a.sentences[pair.a].text}")
        print_text(f"  B  {comparison.b.sentences[pair.b].text}")
    _quotations(comparison)
    _numbers(comparison)
    _figures(comparison, "a")
    _figures(comparison, "b")
    _names("Countries", comparison.countries)
    _names("Leaders", comparison.leaders)
    _only(comparison, "a")
    _only(comparison, "b")


def _quotations(comparison: Comparison) -> None:
    for shared in comparison.quotations:
        a, b = comparison.a.quotations[shared.a], comparison.b.quotations[shared.b]
        print_text(f"\nBoth quote “{shared.text}”: {trimmed(shared, {'a': 'A', 'b': 'B'})}")
        print_text(f"  A  {a.speaker}: “{a.text}”")
        print_text(f"  B  {b.speaker}: “{b.text}”")


def _numbers(comparison: Comparison) -> None:
    for pair in comparison.numbers:
        a, b = comparison.a.quantities[pair.a], comparison.b.quantities[pair.b]
        print_text(f"\nDifferent numbers ({pair.noun}): A {a.printed}, B {b.printed}")
        print_text(f"  A  {comparison.a.sentences[a.sentence].text}")
        print_text(f"  B  {comparison.b.sentences[b.sentence].text}")


def _figures(comparison: Comparison, side: Side) -> None:
    analysed = comparison.analysed(side)
    figures = comparison.figures_a if side == "a" else comparison.figures_b
    if figures:
        texts = dict.fromkeys(analysed.quantities[n].text for n in figures)
        print_text(f"\nNumbers only in {side.upper()}: {', '.join(texts)}")


def _names(heading: str, overlap: NameOverlap) -> None:
    rows = (("both", overlap.both), ("only A", overlap.only_a), ("only B", overlap.only_b))
    if any(names for _, names in rows):
        print_text(f"\n{heading}")
        for label, names in rows:
            if names:
                print_text(f"  {label:6}  {', '.join(name for name, _ in names)}")


def _only(comparison: Comparison, side: Side) -> None:
    first = comparison.first_a if side == "a" else comparison.first_b
    if not first:
        return
    print_text(f"\nOnly in {side.upper()} (new names and numbers first):")
    for n in first[:_FIRST]:
        print_text(f"  {comparison.analysed(side).sentences[n].text}")
    if len(first) > _FIRST:
        print_text(f"  … and {len(first) - _FIRST} more")
