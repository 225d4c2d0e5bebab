"""`seedread inspect`: reads, cleans and describes documents without any library, as JSON."""

from __future__ import annotations

import io
import json
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.pipeline import to_article
from seedread.index.record import to_record
from seedread.index.sources import Document, find, from_object, read

from .options import command_parser
from .output import complain, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]

_EXAMPLES = """\
  seedread inspect article.txt | jq .countries
  seedread inspect - < articles.jsonl > described.jsonl

JSON Lines in: {"id", "text", "title"?, "date"?, "url"?, "source"?}, one object a line; out: one for each, in order.
Any other text on - is taken as one document."""


def run(arguments: Sequence[str]) -> int:
    """Print one JSON object for each article; 1 where something could not be read."""
    parser = command_parser("inspect", "Clean and describe documents and print JSON, without a library.", _EXAMPLES)
    parser.add_argument("files", nargs="+", metavar="FILE", help="files or folders, or - for standard input")
    options = parser.parse_args(arguments)
    good = True
    for name in options.files:
        good &= _standard_input() if name == "-" else _file(Path(name))
    return 0 if good else 1


def _file(path: Path) -> bool:
    files, problems = find([path])
    for problem in problems:
        complain(f"{problem.path}: {problem.reason}")
    good = not problems
    for file in files:
        taken = read(file)
        for document in taken.documents:
            print_json(to_record(to_article(document)))
        if taken.problem:
            complain(f"{file.path}: {taken.problem}")
            good = False
    return good


def _standard_input() -> bool:
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    first = lines.readline()
    if not first.lstrip("\ufeff \t").startswith("{"):
        print_json(to_record(to_article(Document("-", first + lines.read()))))
        return True
    good = True
    for n, line in enumerate(chain([first], (line for line in lines if line.strip())), 1):
        good &= _one(line, n)
    return good


def _one(line: str, n: int) -> bool:
    """Print the result of one line; one that cannot be read keeps its place in the output."""
    try:
        document = from_object(json.loads(line.lstrip("\ufeff")), f"#{n}")
    except (ValueError, RecursionError) as error:
        complain(f"line {n}: {error}")
        print_json({"id": f"#{n}", "error": str(error)})
        return False
    print_json(to_record(to_article(document)))
    return True
