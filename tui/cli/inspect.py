"""`seedread inspect`: cleans and analyses documents without a library, and prints JSON."""

from __future__ import annotations

import io
import json
import shutil
import sys
import tempfile
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from seedread.index.article.to_json import to_record
from seedread.index.errors import NoHome, SeedreadError
from seedread.index.ingest.pipeline import to_any_article
from seedread.index.ingest.reader_rules import own_names_file
from seedread.index.ingest.renaming import read_overrides
from seedread.index.names.overrides.name_rules import NO_OVERRIDES, NameOverrides
from seedread.index.sources import ParsedDocument, ReadFailure, find, from_object, named_parts, parts_of_stream
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, mb
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_json, print_versioned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.sources import Document
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread inspect article.txt | jq .countries
  seedread inspect - < articles.jsonl > described.jsonl

Input as JSON Lines: {"id", "text", "title"?, "date"?, "url"?, "source"?}, one object per line. The output has one
object for each, in the same order. With -, the other formats are also read from standard input."""

_IN_MEMORY = 32_000_000
"""Bytes of standard input to keep in memory; more goes to a temporary file."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("inspect", "Clean and analyse documents without a library, and print JSON.", _EXAMPLES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="files or folders, or - for standard input")
    parser.add_argument("--strict", action="store_true", help="strip uncertain lines too; may remove some body text")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print one JSON object per article; exit code 3 for an unreadable document, 1 if there were none."""
    options = make_parser().parse_args(arguments)
    code = 0
    for name in options.files:
        if name == "-":
            code = max(code, 0 if _standard_input(strict=options.strict) else 3)
        else:
            code = max(code, _file(Path(name), strict=options.strict))
    return code


def _file(path: Path, *, strict: bool) -> int:
    """Print the articles of a file or folder and return its exit code."""
    files, problems = find([path])
    if not files and not problems:
        complain(f"{path}: no article found.")
        return 1
    for problem in problems:
        complain(f"{problem.path}: {problem.reason}")
    good = not problems
    for file in files:
        for part in named_parts(file):
            good &= _print(part, str(file.path), strict=strict)
    return 0 if good else 3


def _print(part: ParsedDocument | ReadFailure, path: str, *, strict: bool) -> bool:
    if isinstance(part, ReadFailure):
        complain(f"{path}: {part.reason}")
        return False
    return _print_article(part.document, path, strict=strict)


def _print_article(document: Document, place: str, *, strict: bool) -> bool:
    article, problem = to_any_article(document, _overrides(_names_file()), strict=strict)
    print_versioned(to_record(article))
    if problem:
        complain(f"{place}: {problem}")
    return not problem


def _names_file() -> Path | None:
    try:
        return own_names_file()
    except NoHome:
        return None


@cache
def _overrides(path: Path | None) -> NameOverrides:
    """Return the overrides in the user's names.toml, and report its errors."""
    overrides, problems = read_overrides([path] if path else [], NO_OVERRIDES)
    for problem in problems:
        complain(f"{problem.path}: {problem.reason}")
    return overrides


def _standard_input(*, strict: bool) -> bool:
    """Print the articles of standard input: JSON Lines line by line, other formats at the end of the input."""
    lines = _lines(sys.stdin.buffer)
    first = next(lines, b"")
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") or first.strip() == b"{":
        return _whole_input(first, strict=strict)
    good = True
    for n, line in enumerate(chain([first], (line for line in lines if line.strip())), 1):
        good &= _one(line, n, strict=strict)
    return good


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; one that is too long for a document is cut just past the limit."""
    while line := stream.readline(MAX_DOCUMENT + 1):
        yield line
        while len(line) > MAX_DOCUMENT and not line.endswith(b"\n"):
            line = stream.readline(MAX_DOCUMENT + 1)


def _whole_input(first: bytes, *, strict: bool) -> bool:
    """Print the articles of standard input in any format."""
    good = True
    with _kept(first) as file:
        for part in parts_of_stream(file, "-", "-"):
            good &= _print(part, "standard input", strict=strict)
    return good


def _kept(first: bytes) -> IO[bytes]:
    """Return `first` and the rest of standard input, in a temporary file if it is long; raises SeedreadError."""
    beginning = first + sys.stdin.buffer.read(_IN_MEMORY)
    more = sys.stdin.buffer.read(1)
    if not more:
        return io.BytesIO(beginning)
    try:
        file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
        file.write(beginning + more)
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
    except OSError as error:
        raise SeedreadError(
            f"Not enough space to buffer standard input ({error.strerror or error}): set TMPDIR to a larger folder, or "
            "pass a file."
        ) from error
    return file


def _one(line: bytes, n: int, *, strict: bool) -> bool:
    """Print the result for one line; an invalid line gets an error object in its place."""
    try:
        if len(line) > MAX_DOCUMENT:
            raise TooLarge(f"longer than {mb(MAX_DOCUMENT)}")
        document = from_object(json.loads(line.decode("utf-8", "replace").lstrip("\ufeff")), f"#{n}")
    except (ValueError, RecursionError) as error:
        complain(f"line {n}: {error}")
        print_json({"id": f"#{n}", "error": str(error)})
        return False
    return _print_article(document, f"line {n}", strict=strict)
