"""`seedread export QUERY`: articles as Markdown, text, JSON, BibTeX or CSL-JSON."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.export import FORMS, form_of, written
from seedread.tui.saving import save_articles

from .options import add_library, command_parser, open_synced
from .output import complain

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]

_EXAMPLES = """\
  seedread export 'tag:report' news/ --output report.md
  seedread export 'is:starred date:2024' news/ --form bibtex >> references.bib

The ending of the file says the form: .md, .txt, .json (one object a line), .bib, .csl.json."""


def run(arguments: Sequence[str]) -> int:
    """Write the articles that a query finds; 1 where it finds none."""
    parser = command_parser("export", "Write articles to a file or to standard output.", _EXAMPLES)
    parser.add_argument("query", metavar="QUERY", help="as for `seedread search`")
    add_library(parser)
    parser.add_argument("--form", choices=FORMS, help="default: what the file's ending says, else markdown")
    parser.add_argument("--output", metavar="FILE", help="written whole or not at all (default: standard output)")
    parser.add_argument("--sort", choices=("relevance", "newest", "oldest"), default="relevance")
    options = parser.parse_args(arguments)
    form = options.form or (form_of(options.output) if options.output else None) or "markdown"
    with open_synced(options, marks=True) as library:
        hits = library.search(options.query, sort=options.sort, limit=library.count).hits
        articles = (library.get(hit.id) for hit in hits)
        if options.output and hits:
            try:
                count = save_articles(Path(options.output), articles, form)
            except OSError as error:
                complain(f"{options.output} was not written: {error.strerror or error}.")
                return 3
            complain(f"{count:,} articles in {options.output}.")
        elif hits:
            sys.stdout.writelines(written(articles, form))
    return 0 if hits else 1
