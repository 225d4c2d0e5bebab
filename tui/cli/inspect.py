"""`seedread inspect`: reads, cleans and describes documents without any library, as JSON."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from functools import cache
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

from seedread.index.layout import own_names_file
from seedread.index.names.knowledge import NOTHING, Knowledge
from seedread.index.pipeline import to_any_article
from seedread.index.record import to_record
from seedread.index.renaming import read_knowledge
from seedread.index.sources import Part, Unread, find, from_object, parts, parts_of_stream
from seedread.index.sources.limits import MAX_DOCUMENT, TooLarge, mb

from .options import command_parser
from .output import complain, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.sources import Document

__all__ = ["run"]

_EXAMPLES = """\
  seedread inspect article.txt | jq .countries
  seedread inspect - < articles.jsonl > described.jsonl

JSON Lines in: {"id", "text", "title"?, "date"?, "url"?, "source"?}, one object a line; out: one for each, in order.
On - any other format is read as from a file."""


def run(arguments: Sequence[str]) -> int:
    """Print one JSON object for each article; 1 where something could not be read."""
    parser = command_parser("inspect", "Clean and describe documents and print JSON, without a library.", _EXAMPLES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="files or folders, or - for standard input")
    parser.add_argument("--strict", action="store_true", help="strip what is in doubt, at the price of some body")
    options = parser.parse_args(arguments)
    good = True
    for name in options.files:
        good &= _standard_input(strict=options.strict) if name == "-" else _file(Path(name), strict=options.strict)
    return 0 if good else 1


def _file(path: Path, *, strict: bool) -> bool:
    files, problems = find([path])
    for problem in problems:
        complain(f"{problem.path}: {problem.reason}")
    good = not problems
    for file in files:
        for part in parts(file):
            good &= _print(part, str(file.path), strict=strict)
    return good


def _print(part: Part | Unread, path: str, *, strict: bool) -> bool:
    if isinstance(part, Unread):
        complain(f"{path}: {part.reason}")
        return False
    return _print_article(part.document, path, strict=strict)


def _print_article(document: Document, place: str, *, strict: bool) -> bool:
    article, problem = to_any_article(document, _knowledge(own_names_file()), strict=strict)
    print_json(to_record(article))
    if problem:
        complain(f"{place}: {problem}")
    return not problem


@cache
def _knowledge(path: Path) -> Knowledge:
    """Return what the reader's own names.toml says, and tell what is wrong in it."""
    knowledge, problems = read_knowledge([path], NOTHING)
    for problem in problems:
        complain(f"{problem.path}: {problem.reason}")
    return knowledge


def _standard_input(*, strict: bool) -> bool:
    """Print what standard input holds: JSON Lines as each line comes, anything else when it has ended."""
    waiting = _lines(sys.stdin.buffer)
    first = next(waiting, b"")
    if not first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") or first.strip() == b"{":
        return _whole_input(first, strict=strict)
    good = True
    for n, line in enumerate(chain([first], (line for line in waiting if line.strip())), 1):
        good &= _one(line, n, strict=strict)
    return good


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; of one that is too long for a document only the beginning, where it is seen to be too long."""
    while line := stream.readline(MAX_DOCUMENT + 1):
        yield line
        while len(line) > MAX_DOCUMENT and not line.endswith(b"\n"):
            line = stream.readline(MAX_DOCUMENT + 1)


def _whole_input(first: bytes, *, strict: bool) -> bool:
    """Print the articles of standard input in whatever format it is; it is kept in a file while it is read."""
    good = True
    with tempfile.TemporaryFile() as file:
        file.write(first)
        shutil.copyfileobj(sys.stdin.buffer, file)
        file.seek(0)
        for part in parts_of_stream(file, "-", "-"):
            good &= _print(part, "standard input", strict=strict)
    return good


def _one(line: bytes, n: int, *, strict: bool) -> bool:
    """Print the result of one line; one that cannot be read keeps its place in the output."""
    try:
        if len(line) > MAX_DOCUMENT:
            raise TooLarge(f"longer than {mb(MAX_DOCUMENT)}")
        document = from_object(json.loads(line.decode("utf-8", "replace").lstrip("\ufeff")), f"#{n}")
    except (ValueError, RecursionError) as error:
        complain(f"line {n}: {error}")
        print_json({"id": f"#{n}", "error": str(error)})
        return False
    return _print_article(document, f"line {n}", strict=strict)
