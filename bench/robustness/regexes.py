"""Attacks every regular expression of seedread with runs of what it is made of, and lists those that take the square.

    python bench/robustness/regexes.py
    python bench/robustness/regexes.py --only compare --size 8000

A hit is a place to look at, not yet a fault: it counts only where the expression meets texts of that length. The exit
code is 1 where one took more than a second; a list of what was looked at stands in KNOWN.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import itertools
import pkgutil
import re
import signal
import sys
import tempfile
import time
from pathlib import Path
from re import _constants as kind  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import seedread
from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
found: dict[tuple[str, int], tuple[str, int]] = {}
"""Each pattern with its flags, and where it is compiled: file and line."""


def record_patterns() -> None:
    """Note every pattern that a module of seedread compiles from now on."""
    compile_it = re._compile  # type: ignore[attr-defined]

    @functools.wraps(compile_it)
    def noted(pattern: Any, flags: int) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compile_it(pattern, flags)
        frame = sys._getframe(2)
        while frame.f_back and Path(frame.f_code.co_filename).name in {"__init__.py", "functools.py"}:
            frame = frame.f_back
        path = Path(frame.f_code.co_filename).resolve()
        if (
            not frame.f_code.co_filename.startswith("<")
            and path.is_relative_to(ROOT)
            and ".venv" not in str(path)
            and isinstance(made.pattern, str | bytes)
        ):
            pattern = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
            found.setdefault((pattern, made.flags & ~re.UNICODE), (str(path.relative_to(ROOT)), frame.f_lineno))
        return made

    re._compile = noted  # type: ignore[attr-defined]


def import_all() -> None:
    """Import every module of seedread."""
    for module in pkgutil.walk_packages(seedread.__path__, "seedread."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def use_them() -> None:
    """Do what compiles the rest: read, clean, name, search and compare the five articles."""
    with tempfile.TemporaryDirectory() as place, Library.open([ROOT / "seeds"], Path(place)) as library:
        library.sync()
        ids = [hit.id for hit in library.search("", limit=5).hits]
        for one, other in itertools.pairwise(ids):
            library.compare(one, other)
            library.similar(one)
        library.search('talks "gas deal" date:2019 ir*n -country:iran title:talks')


def sample(items: Any, pieces: list[str]) -> str:  # noqa: C901 (a case for each kind of node)
    """Return a short string that the parsed pattern likely matches; collect what repeats in `pieces`."""
    made = []
    for op, value in items:
        if op is kind.LITERAL:
            made.append(chr(value))
        elif op is kind.NOT_LITERAL:
            made.append("b" if chr(value) == "a" else "a")
        elif op is kind.ANY:
            made.append("a")
        elif op is kind.IN:
            made.append(_of_class(value, pieces))
        elif op is kind.BRANCH:
            branches = [sample(branch, pieces) for branch in value[1][:12]]
            pieces += branches
            made.append(branches[0])
        elif op is kind.SUBPATTERN:
            made.append(sample(value[3], pieces))
        elif op in {kind.MAX_REPEAT, kind.MIN_REPEAT, kind.POSSESSIVE_REPEAT}:
            body = sample(value[2], pieces)
            pieces.append(body)
            made.append(body * max(1, min(value[0], 3)))
        elif op is kind.ATOMIC_GROUP:
            made.append(sample(value, pieces))
        elif op in {kind.ASSERT, kind.ASSERT_NOT}:
            pieces.append(sample(value[1], pieces))
    return "".join(made)


def _of_class(members: Any, pieces: list[str]) -> str:
    negated = members[0][0] is kind.NEGATE
    letters = []
    for op, value in members[negated:]:
        if op is kind.LITERAL:
            letters.append(chr(value))
        elif op is kind.RANGE:
            letters.append(chr(value[0]))
        elif op is kind.CATEGORY:
            letters.append({"SPACE": " ", "DIGIT": "7", "WORD": "a"}.get(str(value).rsplit("_", 1)[-1], "a"))
    if negated:
        letters = [letter for letter in "aA 7.,-" if letter not in letters][:2] or ["a"]
    pieces += letters[:4]
    return letters[0]


def attacks(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield beginnings, pieces to repeat, and ends."""
    pieces: list[str] = []
    whole = sample(parser.parse(pattern, flags), pieces)
    singles = [piece for piece in dict.fromkeys(pieces) if piece][:14]
    repeats = [whole, whole[:-1], *singles, *("".join(pair) for pair in itertools.permutations(singles[:8], 2))]
    repeats += [piece + " " for piece in singles] + [" ", "\n", "A", "a", "A ", "a ", "1", "“", '"', "”"]
    for piece in dict.fromkeys(repeats):
        for start in dict.fromkeys(["", whole[: len(whole) // 2], whole[:1]]):
            if piece:
                yield start, piece, "\x01"


class TooLongError(Exception):
    """The time that one attack may take is over."""


def _over(*_: object) -> None:
    raise TooLongError


def seconds(expression: re.Pattern[str], text: str, most: float) -> float:
    """Return how long it takes to find all matches in a text, `most` where it takes longer."""
    signal.setitimer(signal.ITIMER_PROF, most)
    start = time.process_time()
    try:
        for _ in expression.finditer(text):
            pass
    except TooLongError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def worst_of(pattern: str, flags: int, size: int) -> tuple[float, float, str]:
    """Return the seconds of the worst attack, how it grew from a quarter of the size, and the attack."""
    expression = re.compile(pattern, flags)
    slowest, growth, what = 0.0, 0.0, ""
    for start, piece, end in attacks(pattern, flags):
        quarter, full = (start + piece * (length // len(piece)) + end for length in (size // 4, size))
        if (short := seconds(expression, quarter, 1)) > 0.0005 and (took := seconds(expression, full, 2)) > slowest:
            slowest, growth, what = took, took / short, f"{start!r} + {piece!r}…"
    return slowest, growth, what


def main() -> int:
    """Print each pattern whose time grows faster than the text; return 1 where one took more than a second."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="a pattern for the files")
    options.add_argument("--size", type=int, default=16_000, help="characters of an attack (16000)")
    options.add_argument("--growth", type=float, default=7, help="times longer for four times the size (7)")
    options.add_argument("--list", action="store_true", help="list the patterns, attack none")
    given = options.parse_args()
    signal.signal(signal.SIGPROF, _over)
    record_patterns()
    import_all()
    use_them()
    slow = 0
    chosen = [
        (key, place) for key, place in sorted(found.items(), key=lambda i: i[1]) if re.search(given.only, place[0])
    ]
    for (pattern, flags), (path, line) in chosen:
        if given.list:
            print(f"{path}:{line}: {pattern[:150]!r}")
            continue
        took, growth, what = worst_of(pattern, flags, given.size)
        if growth > given.growth or took >= 1:
            slow += took >= 1
            print(f"{path}:{line}: {took:.3f} s, {growth:.0f} times: {what}\n    {pattern[:300]!r}", flush=True)
    print(f"{len(chosen)} patterns, {slow} of more than a second")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
