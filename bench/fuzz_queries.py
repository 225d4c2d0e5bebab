"""Parses and runs random queries on a small made-up library; anything but a positioned QueryError fails.

    python bench/fuzz_queries.py --count 240000

Every query also has to print as a query that parses to the same tree and, for a part of them, finds the same articles.
"""

from __future__ import annotations

import argparse
import datetime
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

from seedread.index import Library, QueryError
from seedread.index.query import Node, Notice, parse, to_text

MAX_LENGTH = 1000
"""What is printed may be longer than what may be typed; then it cannot be read again."""
TODAY = datetime.date(2024, 10, 16)
PLACES = ["Iran", "Turkey", "Russia", "France", "Côte d'Ivoire", "South Korea", "Türkiye", "Niger"]
PEOPLE = ["Vladimir Putin", "Hassan Rouhani", "Emmanuel Macron", "Kim Jong Un", "the minister", "a spokesman"]
WORDS = ["gas", "deal", "dealing", "ministers", "talks", "pipeline", "oil", "café", "strike", "don't", "北京", "3.5"]
PIECES = [
    *WORDS, *PLACES, *PEOPLE, "berdi*", "m?scow", "*tal?s", "a*", "*", "?", "**", "rohani~", "gas~2", "~1", "~3", "~",
    '"', '"gas deal"', '"gas deal"~5', '"minist* talks"~3', '"~', '"~100', '"~101', "“", "”", "«", "„", "'", "\u2019",
    "(", ")", "((", "))", "()", " OR ", " AND ", " NOT ", "OR", "AND", "NOT", "-", "!", "--", "-(", "country:", "c:",
    "leader:", "who:", "source:", "title:", "body:", "date:", "tag:", "is:unread", "contry:", "foo:bar", ":", "::",
    "12:30", "https://a.b/c?d=e#f", "country:*", "-leader:*", "country:(", "country:ir*", 'leader:"putin"', "date:*",
    "date:(", "date:2024", "date:2024-10", "2024-13", "date:>2024-10", "date:<=", ">", ">=", "<", "..",
    "date:2024-10..2024-12", "date:2025..2024", "date:[2024 TO *]", "[", "]", " TO ", 'date:"October 2024"',
    'date:"Q4 2024"', "date:today", 'date:"last week"', "date:30d", "date:9999y", "0d", "date:03/04/2015",
    "date:october", "date:monday", "29 February", "31.12.2999", "atleast3(", "atleast2(gas)", "atleast(", "atleast0(",
    "title:atleast2(", ",", ";", ".", "…", "\u2013", "/", "\\", "|", "&", "%", "$", "#", "@", "^", "{", "}", "=", "+",
    "\t", "\n", "\r", "\x00", "\x1b[31m", "\x7f", "\u200b", "\u202e", "\ufeff", "\ud800", "\u0301", "İ", "ß", "ﬁ",
    "ﷺ", "½", "²", "٣", "\U0001d7da", "🙂", "🇮🇷", "เมือง", "ə", "Ж", "x" * 70, "((((((((((((", "a " * 30,
]  # fmt: skip
DATES = [
    "2024", "-", "10", "/", ".", "..", " ", "T", ":", "oct", "october", "q", "4", "last", "this", "week", "month",
    "days", "30", "d", "w", "m", "y", "monday", ",", "th", "am", "utc", "+", "0", "99", ">", "<", "=", "[", "]", "TO",
    "*", "a", "٢",
]  # fmt: skip


def made_up(folder: Path, pick: random.Random) -> None:
    """Write forty articles; a third of them has no date."""
    for n in range(40):
        lines = [f"Talks On {pick.choice(PLACES)} And {pick.choice(WORDS).title()} {n}", ""]
        if n % 3:
            lines += [f"{pick.choice(['October', 'November'])} {n % 28 + 1}, {2023 + n % 3}", ""]
        for _ in range(3):
            said = " ".join(pick.choice((PLACES, PEOPLE, WORDS)[k % 3]) for k in range(24))
            lines += [f"It was said that {said} would go on.", ""]
        (folder / f"{n}.txt").write_text("\n".join(lines), encoding="utf-8")


def typed(pick: random.Random) -> str:
    """Return a query as nobody would type it."""
    kind = pick.random()
    if kind < 0.6:
        glue = pick.choice(["", " ", " ", "  "])
        text = glue.join(pick.choice(PIECES) for _ in range(pick.randrange(1, 14)))
    elif kind < 0.75:
        value = "".join(pick.choice(DATES) for _ in range(pick.randrange(1, 8)))
        text = f'gas date:"{value}"' if pick.random() < 0.5 else f"date:{value}"
    elif kind < 0.9:
        text = "".join(
            chr(pick.choice((pick.randrange(32, 127), pick.randrange(0x3000)))) for _ in range(pick.randrange(40))
        )
    else:
        text = "".join(chr(pick.randrange(0x110000)) for _ in range(pick.randrange(30)))
    if pick.random() < 0.1:
        text = text[: pick.randrange(len(text) + 1)]
    return text if pick.random() < 0.995 else text * 40


def run(library: Library, text: str, *, typing: bool, again: bool) -> str:
    """Return how it went; raises AssertionError, or whatever else the program should not."""
    try:
        tree = parse(text, typing=typing, today=TODAY).tree
        results = library.search(text, typing=typing, limit=3)
    except QueryError as error:
        check_columns(text, error)
        return "errors"
    for notice in results.notices:
        check_columns(text, notice)
    assert len(results.hits) == min(3, results.total)
    for hit in results.hits[:1]:
        assert "".join(piece for piece, _ in hit.lit_title) == hit.title
        assert hit.snippet
    check_printed(tree)
    if again and len(ran := to_text(results.tree)) <= MAX_LENGTH:
        assert library.search(ran, limit=0).total == results.total, ran
    return "found" if results.total else "nothing"


def check_columns(text: str, said: QueryError | Notice) -> None:
    assert 0 <= said.start < said.end <= len(text), said
    assert said.message


def check_printed(tree: Node) -> None:
    printed = to_text(tree)
    if len(printed) <= MAX_LENGTH:
        assert parse(printed, today=TODAY).tree == tree, printed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20)
    options = parser.parse_args()
    pick = random.Random(options.seed)
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "news")
        folder.mkdir()
        made_up(folder, pick)
        with Library.open([folder], Path(name, "library")) as library:
            library.sync()
            begun, cpu = time.perf_counter(), time.process_time()
            for n in range(options.count):
                text, typing = typed(pick), pick.random() < 0.5
                try:
                    outcomes[run(library, text, typing=typing, again=n % 4 == 0)] += 1
                except Exception:  # noqa: BLE001 (whatever comes is what is looked for)
                    print(f"{text!r} (typing={typing}), number {n}:\n{traceback.format_exc()}")
                    outcomes["failed"] += 1
                    if outcomes["failed"] >= 10:
                        break
            seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    done = sum(outcomes.values())
    print(f"{done} queries in {seconds:.0f} s ({cpu:.0f} s CPU, {done / cpu:.0f} a CPU second): {dict(outcomes)}")
    return 1 if outcomes["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
