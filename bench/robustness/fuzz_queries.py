"""Parses and runs random queries on two made-up libraries; anything but a positioned QueryError fails.

    python bench/robustness/fuzz_queries.py --count 240000

One library is small, and a part of the queries is tried on its articles one by one, by the definition of each
operator. The other one has a hostile vocabulary: words of one letter, thousands that differ in the last letters or in
two, one word thousands of times. Every query has to print as a query that parses to the same tree and, for a part of
them, finds the same articles; a part is called off in the middle. A query that takes more than --cpu seconds of the
processor fails, and so does one without a term that finds everything.
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
from contextlib import ExitStack
from heapq import nlargest
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "helpers"))

from cpu_limit import cpu_limit
from query_oracle import Oracle

from seedread.index import Library, QueryError
from seedread.index.errors import Cancelled
from seedread.index.query import Node, Notice, matches_all, parse, to_text

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
    "date:october", "date:monday", "29 February", "31.12.2999", "like:0.txt", "atleast3(", "atleast2(gas)",
    "atleast(", "atleast0(",
    "title:atleast2(", ",", ";", ".", "…", "\u2013", "/", "\\", "|", "&", "%", "$", "#", "@", "^", "{", "}", "=", "+",
    "\t", "\n", "\r", "\x00", "\x1b[31m", "\x7f", "\u200b", "\u202e", "\ufeff", "\ud800", "\u0301", "İ", "ß", "ﬁ",
    "ﷺ", "½", "²", "٣", "\U0001d7da", "🙂", "🇮🇷", "เมือง", "ə", "Ж", "x" * 70, "((((((((((((", "a " * 30,
]  # fmt: skip
LONG = "a" * 64
HOSTILE = [
    "*a" * 9 + "*b", "*a" * 40 + "*b", "*a" * 200 + "b", "*?" * 60 + "ab", "a?" * 30 + "b*b", "*" + "a" * 60 + "b*",
    f"{LONG}~", f"{LONG}~2", "a" * 63 + "b~2", "b" * 64 + "~2", "aa*", "*aa*", "a*a", "bb*b", "?a*b?", "qu*", "*zz*",
    '"aa* aa* aa*"~100', '"oil oil* o?l"~100', '"a*a *aa* aaa a?a"', '"*aa* *aa* *aa*"~2', '"oil oil oil oil oil oil"',
    '"oil o?l o*l oil* *oil"~100', "atleast999(oil)", "atleast9(aa*)", "title:*aa*", "-*aa*", "quabcd~2", "rohxyzw~2",
    "oil " * 60, "NOT " * 30, "(NOT " * 12, "aaab OR " * 20, '"aa* oil"~100', "date:[" + " " * 300 + "TO ", "🔥",
    "(🔥)", "عربي", "السلام*", "שלום?", "a\u0301\u0301\u0301*", "*\u0301", "tag:aaaaaaaaaa",
    'country:"' + "a" * 90 + '"',
    "leader:aaaaaaaaaaaa*", "https://example.org/a?b=c*d", "Who won the election? What we know",
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


def hostile(folder: Path, pick: random.Random, words: int) -> None:
    """Write a few articles with `words` words that are made to be slow to match."""
    rows = ["a" * 200, *("a" * n for n in range(1, 80)), *(LONG[: 62 - n % 9] + f"b{n}"[-2:] for n in range(200))]
    rows += ["oil " * 4000, "oil gas " * 2000, "السلام عليكم שלום עולם " * 50, "a\u0301\u0301\u0301e\u0301 " * 50]
    while len(rows) < words:
        kind = pick.randrange(4)
        if kind == 0:  # one letter with two others in it: near to it, and different from the first letters on
            letters = ["a"] * 62
            letters[pick.randrange(1, 62)], letters[pick.randrange(1, 62)] = pick.choices("bcdefgh", k=2)
            rows.append("".join(letters))
        elif kind == 1:
            rows.append("qu" + "".join(pick.choices("abcd", k=pick.randrange(1, 9))))
        elif kind == 2:
            rows.append("roh" + "".join(pick.choices("abcdefghijklmnopqrstuvwxyz", k=4)))
        else:
            rows.append("".join(pick.choices("abcdefghijklmnopqrstuvwxyz", k=pick.randrange(3, 30))))
    for n in range(8):
        body = "\n\n".join(" ".join(rows[k : k + 40]) for k in range(n, len(rows), 320))
        body += "\n\n" + " ".join(rows[n::8])
        (folder / f"{n}.txt").write_text(f"Hostile Words Number {n}\n\nOctober {n + 1}, 2024\n\n{body}\n", "utf-8")


def typed(pick: random.Random) -> str:
    """Return a query as nobody would type it."""
    kind = pick.random()
    if pick.random() < 0.2:
        text = " ".join(pick.choice(HOSTILE if pick.random() < 0.7 else PIECES) for _ in range(pick.randrange(1, 5)))
        return text if pick.random() < 0.8 else text[: pick.randrange(len(text) + 1)]
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


def run(library: Library, text: str, *, typing: bool, again: bool, oracle: Oracle | None) -> str:
    """Return how it went; raises AssertionError, or whatever else the program should not."""
    try:
        tree = parse(text, typing=typing, today=TODAY).tree
        results = library.search(text, typing=typing, limit=3)
    except QueryError as error:
        check_columns(text, error)
        return "errors"
    for notice in results.notices:
        check_columns(text, notice)
    if matches_all(tree):
        assert "*" in text or not text.strip() or typing, "what has no term finds everything"
    assert len(results.hits) == min(3, results.total)
    for hit in results.hits[:1]:
        assert "".join(piece for piece, _ in hit.highlighted_title) == hit.title
        assert hit.snippet
    check_printed(tree)
    if again and len(ran := to_text(results.tree)) <= MAX_LENGTH:
        assert library.search(ran, limit=0).total == results.total, ran
    if oracle is not None:
        wanted = oracle.count(results.tree)
        assert wanted in (None, results.total), f"{results.total} articles, but by the definition {wanted}"
    return "found" if results.total else "nothing"


def run_cancelled(library: Library, text: str, *, typing: bool, after: int) -> str:
    """Call a query off the `after`-th time that it asks."""
    asked = count(1)
    try:
        library.search(text, typing=typing, limit=3, cancelled=lambda: next(asked) >= after)
    except QueryError:
        return "errors"
    except Cancelled:
        return "called off"
    return "done before"


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
    parser.add_argument("--words", type=int, default=8_000, help="hostile words (default: 8000)")
    parser.add_argument("--cpu", type=float, default=2.0, help="CPU seconds that a query may take (default: 2)")
    options = parser.parse_args()
    pick = random.Random(options.seed)
    outcomes: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        libraries = []
        for kind in ("small", "hostile"):
            folder = Path(name, kind)
            folder.mkdir()
            made_up(folder, pick) if kind == "small" else hostile(folder, pick, options.words)
            libraries.append(stack.enter_context(Library.open([folder], Path(name, f"library of {kind}"))))
            libraries[-1].sync()
        oracle = Oracle(libraries[0])
        begun, cpu = time.perf_counter(), time.process_time()
        for n in range(options.count):
            text, typing = typed(pick), pick.random() < 0.5
            library, after = libraries[n % 2], pick.randrange(1, 40)
            before = time.process_time()
            try:
                with cpu_limit(options.cpu):
                    if n % 8 == 5:
                        outcomes[run_cancelled(library, text, typing=typing, after=after)] += 1
                    else:
                        checked = oracle if n % 4 == 2 else None
                        outcomes[run(library, text, typing=typing, again=n % 8 < 2, oracle=checked)] += 1
            except KeyboardInterrupt:
                break
            except Exception:  # noqa: BLE001 (whatever comes is what is looked for)
                print(f"{text!r} (typing={typing}), number {n}:\n{traceback.format_exc()}", flush=True)
                outcomes["failed"] += 1
                if outcomes["failed"] >= 10:
                    break
            if n % 5000 == 4999:
                print(f"{n + 1} queries, {time.process_time() - cpu:.0f} s CPU: {dict(outcomes)}", flush=True)
            slowest = nlargest(5, [*slowest, (time.process_time() - before, text)])
        seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    done = sum(outcomes.values())
    print(f"{done} queries in {seconds:.0f} s ({cpu:.0f} s CPU, {done / cpu:.0f} a CPU second): {dict(outcomes)}")
    print(f"{oracle.compared} of them compared with the definition; the slowest:")
    for spent, text in slowest:
        print(f"{spent:8.3f} s CPU  {text[:120]!r}")
    return 1 if outcomes["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
