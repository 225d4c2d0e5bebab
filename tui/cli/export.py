"""`seedread export QUERY`: exports articles as Markdown, text, JSON, BibTeX or CSL-JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.export import EXPORT_FORMATS, EXTENSIONS, export_format, written
from seedread.index.export.dossier import DossierArticle, dossier_html, dossier_markdown
from seedread.index.files.atomic_write import write_file
from seedread.index.shelf import NO_MARKS, Shelf, name_of
from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.libraries import find_all, open_synced
from seedread.tui.cli.options import add_library, add_query, command_parser, query_of
from seedread.tui.cli.output import complain, write
from seedread.tui.workers.saving import save_articles

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index.export import ExportFormat
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_PAGES = (".html", ".htm")
_EXAMPLES = """\
  seedread export 'tag:report' news/ --output report.md
  seedread export 'is:starred date:2024' news/ --form bibtex >> references.bib
  seedread export --all news/ --output everything.json
  seedread export 'tag:report' news/ --dossier --output report.html

The file extension selects the format: .md, .txt, .json (one object per line), .bib, .csl.json. Each article is written
with its ID, so that you can find it again."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("export", "Export articles to a file or to standard output.", _EXAMPLES)
    add_query(parser, or_all=True)
    add_library(parser)
    parser.add_argument(
        "--form", choices=EXPORT_FORMATS, help="format (default: from the file extension; markdown without a file)"
    )
    parser.add_argument(
        "--output", metavar="FILE", help="write to FILE, completely or not at all (default: standard output)"
    )
    parser.add_argument(
        "--sort",
        choices=("relevance", "newest", "oldest", "source", "title"),
        default="relevance",
        help="order (default: relevance)",
    )
    parser.add_argument(
        "--dossier",
        action="store_true",
        help="one text with a time line, your notes, quotations and a list of sources: .md, or .html",
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Write the articles that match a query; exit code 1 if none do."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.dossier:
        return _dossier(parser, options)
    form = _form(parser, options)
    query = query_of(parser, options)
    with open_synced(options, marks=True) as library:
        hits = find_all(parser, options, library, query, options.sort)
        articles = (library.get(hit.id) for hit in hits)
        if options.output and hits:
            try:
                count = save_articles(Path(options.output), articles, form)
            except OSError as error:
                complain(f"Could not write {options.output}: {error.strerror or error}.")
                return 3
            complain(f"Wrote {count:,} {'article' if count == 1 else 'articles'} to {options.output}.")
        elif hits:
            write(written(articles, form))
    if not hits:
        complain("No matches; nothing was written.")
    return 0 if hits else 1


def _dossier(parser: CommandParser, options: Namespace) -> int:
    """Write the articles that match a query as a dossier."""
    if options.form or (options.output and not options.output.lower().endswith((*_PAGES, ".md"))):
        parser.error("A dossier is Markdown or HTML: use --output with .md or .html, and no --form.")
    query = query_of(parser, options)
    with open_synced(options, marks=True) as library, Shelf() as shelf:
        hits = find_all(parser, options, library, query)
        marks = shelf.marks(name_of(library), [hit.id for hit in hits])
        chosen = [DossierArticle(library.get(hit.id), marks.get(hit.id, NO_MARKS)) for hit in hits]
    if not chosen:
        complain("No matches; nothing was written.")
        return 1
    as_page = options.output is not None and options.output.lower().endswith(_PAGES)
    text = (dossier_html if as_page else dossier_markdown)(f"Dossier: {query or 'all articles'}", chosen)
    if options.output is None:
        write((text,))
        return 0
    write_file(Path(options.output), text.encode())
    complain(f"Wrote {len(chosen):,} {'article' if len(chosen) == 1 else 'articles'} to {options.output}.")
    return 0


def _form(parser: CommandParser, options: Namespace) -> ExportFormat:
    """Return the format given with --form, or else that of the file extension."""
    form: ExportFormat | None = options.form or (export_format(options.output) if options.output else "markdown")
    if form is None:
        endings = ", ".join(EXTENSIONS.values())
        parser.error(
            f"{safe_line(options.output)}: use one of the extensions {endings}, or set the format with --form."
        )
    return form
