"""`seedread compare A B`: two accounts side by side, to read, as JSON, or as Markdown to mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.compare import to_markdown, to_record
from seedread.index.compare.wording import LIKENESS, MARKS, kind_line, shared_line, trimmed
from seedread.index.errors import NotFound, SeedreadError
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Part, find, parts
from seedread.index.stories import compare_articles
from seedread.tui.cli.article_lookup import article as find_article
from seedread.tui.cli.options import add_library, command_parser, open_synced
from seedread.tui.cli.output import print_text, print_versioned

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index import Article, Library
    from seedread.index.compare import Comparison, Parted, Side

__all__ = ["run"]

_EXAMPLES = """\
  seedread compare 001_cfccf405a8b2e491.txt 004_970c2c25a4bcd944.txt
  seedread compare telegraph.txt agency.txt --md | mail -s 'Two accounts' desk@example.org
  seedread compare world/a.txt world/b.txt news/ --json | jq .only_b

= same wording, ≈ similar wording, · related wording. It says how alike sentences are worded, never what is claimed."""
_FIRST = 5
"""Sentences of each side that the plain form lists as told there alone."""


def run(arguments: Sequence[str]) -> int:
    """Print what two articles share and what each has alone."""
    parser = command_parser("compare", "Lay two accounts side by side.", _EXAMPLES)
    parser.add_argument("a", metavar="A", help="an article's id, as `seedread search --ids` prints it, or a file")
    parser.add_argument("b", metavar="B", help="the other one")
    add_library(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--plain", action="store_true", help="lines to read (the default)")
    form.add_argument("--json", action="store_true", help="everything, as one object")
    form.add_argument("--md", action="store_true", help="Markdown that can be mailed and cited")
    options = parser.parse_args(arguments)
    comparison = _compare(options)
    if options.json:
        print_versioned(to_record(comparison))
    elif options.md:
        print_text(to_markdown(comparison).rstrip("\n"))
    else:
        _plain(comparison)
    return 0


def _compare(options: Namespace) -> Comparison:
    """Compare ids of a library, or files; without any id no library is opened."""
    named = options.paths or options.library
    if not named and Path(options.a).is_file() and Path(options.b).is_file():
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
    documents = [part.document for part in found if isinstance(part, Part)]
    if len(documents) == 1:
        return to_article(documents[0])
    reasons = [
        *(problem.reason for problem in problems),
        *(part.reason for part in found if not isinstance(part, Part)),
    ]
    if documents:
        reasons = ["it holds more than one article: make it a library's source and name the article by its id"]
    raise SeedreadError(f"{path} cannot be compared: {'; '.join(reasons) or 'there is no article in it'}.")


def _plain(comparison: Comparison) -> None:
    for side, account in (("A", comparison.a), ("B", comparison.b)):
        article = account.article
        about = [article.source, article.published.written if article.published else "undated", article.id]
        print_text(f"{side}  {article.title}")
        print_text("   " + " · ".join(part for part in about if part))
    print_text(f"\n{kind_line(comparison)}. {shared_line(comparison).rstrip('.')}.")
    for pair in comparison.pairs:
        print_text(f"\n{MARKS[pair.likeness]} {LIKENESS[pair.likeness]}")
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
        print_text(f"\nOther numbers ({pair.noun}): A {a.text}, B {b.text}")
        print_text(f"  A  {comparison.a.sentences[a.sentence].text}")
        print_text(f"  B  {comparison.b.sentences[b.sentence].text}")


def _figures(comparison: Comparison, side: Side) -> None:
    account = comparison.account(side)
    figures = comparison.figures_a if side == "a" else comparison.figures_b
    if figures:
        texts = dict.fromkeys(account.quantities[n].text for n in figures)
        print_text(f"\nNumbers that only {side.upper()} gives: {', '.join(texts)}")


def _names(heading: str, parted: Parted) -> None:
    rows = (("both", parted.both), ("only A", parted.only_a), ("only B", parted.only_b))
    if any(names for _, names in rows):
        print_text(f"\n{heading}")
        for label, names in rows:
            if names:
                print_text(f"  {label:6}  {', '.join(name for name, _ in names)}")


def _only(comparison: Comparison, side: Side) -> None:
    first = comparison.first_a if side == "a" else comparison.first_b
    if not first:
        return
    print_text(f"\nOnly {side.upper()} tells, what stands least in the other first:")
    for n in first[:_FIRST]:
        print_text(f"  {comparison.account(side).sentences[n].text}")
    if len(first) > _FIRST:
        print_text(f"  … and {len(first) - _FIRST} more sentences")
