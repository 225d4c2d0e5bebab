"""Compares, exports, lays out and searches long texts made to hold up what does it, under caps on CPU time and memory.

    python bench/robustness/hostile_texts.py
    python bench/robustness/hostile_texts.py --only quotes --do compare --size 4

Exit code 1 where something took longer than --cpu seconds, died, or told an error.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from hostile_bytes import PROSE

from seedread.index.article import Article
from seedread.index.compare.article_comparison import compare
from seedread.index.compare.comparison_json import comparison_to_record
from seedread.index.compare.comparison_markdown import comparison_to_markdown
from seedread.index.compare.side_by_side import side_by_side
from seedread.index.engines import open_engine
from seedread.index.export.forms import EXPORT_FORMATS, written
from seedread.index.ingest.index_entry import to_entry
from seedread.index.query import parse
from seedread.index.search.highlighter import Highlighter
from seedread.index.search.snippet import snippet
from seedread.tui.render.article_blocks import article_blocks
from seedread.tui.render.comparison_blocks import side_blocks
from seedread.tui.render.wrapped_text import WrappedBlocks

if TYPE_CHECKING:
    from collections.abc import Callable

MB = 1024 * 1024
PROSE_TEXT = PROSE.decode()
PIECES = {
    "letter": "x", "letters": "x ", "capital": "A", "capitals": "A ", "name": "Anna Berg ", "names": "Anna Berg, ",
    "titled": "Mr. Berg ", "said": "he said ", "said-name": "said Anna Berg, ", "adding": ", adding that ",
    "quote-open": "“", "quote-word": "“a ", "quote-straight": '"', "quotes": "“Yes we will go on,” he said. ",
    "quotes-long": "“" + PROSE_TEXT * 3 + "” ", "quotes-equal-words": "“" + "we " * 1400 + "”. ",
    "quote-single": "\u2018a ", "apostrophes": "dogs\u2019 a ", "apostrophe": "'", "guillemets": "«a ", "corners": "「",
    "marks-mixed": "“a\"b\u2018c'd«e ", "closing": "a” ",
    "number": "5 ", "numbers": "5 million people, ", "digits": "7",
    "digits-comma": "1,000,", "spelled": "five-", "spelled-apart": "five ", "percent": "5% of the ", "dollars": "$5 ",
    "dollars-per": "$5 a day ", "and-numbers": "5 men and ", "dates": "May 9, 2019 ", "sentences": "It is so. ",
    "sentences-short": "A b. ", "stops": ". ", "stops-glued": ".", "dotted": "A.B.", "initials": "A. ", "us": "U.S. ",
    "prose": PROSE_TEXT, "iran": "iran ", "iran-talks": "iran talks ", "comma": ",", "commas": "a, ", "dash": "— ",
    "hyphen": "a-", "spaces": " ", "han": "中", "han-stops": "中。", "thai": "ก", "emoji": "👩‍👩‍👧", "marks": "a\u0301",
    "urls": "http://a.b/c ", "url": "http://a.b/", "www": "www.", "brackets": "[a](", "braces": "{", "backslash": "\\",
    "ampersand": "&", "less": "<", "according": "according to ", "according-name": "according to Anna Berg ",
    "of": "of the ", "quoted-by": "was quoted by ", "put-it": "put it a ", "title-case": "President ", "who": "who ",
    "by-name": "by Anna Berg ", "label": "Anna Berg: ", "particles": "Berg al-", "van": "Van der ", "initial": "A.-",
}  # fmt: skip


def texts(size: int) -> dict[str, tuple[str, ...]]:
    """Return paragraphs of about `size` characters by name: each piece in one paragraph, and in 100,000 at most."""
    made = {f"{name}/one": (piece * (size // len(piece)),) for name, piece in PIECES.items()}
    made |= {
        f"{name}/lines": (piece.strip() or "x",) * min(100_000, size // len(piece)) for name, piece in PIECES.items()
    }
    count = size // 40
    made["new-words/one"] = (" ".join(f"w{n}" for n in range(size // 8)),)
    made["new-sentences/one"] = (" ".join(f"Word{n} is told of a{n % 977}." for n in range(count)),)
    made["new-sentences/lines"] = tuple(f"Word{n} is told of a{n % 977}." for n in range(min(count, 100_000)))
    made["new-names/one"] = (" ".join(f"Anna{_word(n)} Berg{_word(n)} said." for n in range(count)),)
    made["new-quotes/one"] = (
        " ".join(f"“It is we{n} that go on with it,” said Anna Berg{_word(n)}." for n in range(count)),
    )
    made["new-numbers/one"] = (" ".join(f"{n} men died in {n} towns." for n in range(count)),)
    made["ramp/one"] = (" ".join("a" * (n % 3000 + 1) for n in range(size // 1500)),)
    return made


def _word(n: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(n))


def article(paragraphs: tuple[str, ...], name: str = "a.txt") -> Article:
    """Return an article of these paragraphs."""
    return Article(id=name, title="Talks in Paris", paragraphs=paragraphs)


def do_compare(paragraphs: tuple[str, ...]) -> None:
    """Compare the text with itself and more, in all forms."""
    one, other = article(paragraphs), article((*paragraphs, PROSE_TEXT), "b.txt")
    compared = compare(one, other)
    comparison_to_record(compared)
    comparison_to_markdown(compared)
    side_blocks(side_by_side([compared]), 0)


def do_export(paragraphs: tuple[str, ...]) -> None:
    """Write the text in every form."""
    for form in EXPORT_FORMATS:
        for _ in written([article(paragraphs)], form):
            pass


def do_snippet(paragraphs: tuple[str, ...]) -> None:
    """Index the text, and make the snippets of queries as a search does: wildcards and fuzzy words expanded."""
    with tempfile.TemporaryDirectory() as place:
        engine = open_engine(Path(place) / "index")
        writer = engine.writer()
        writer.add([to_entry(article(paragraphs), "a.txt")])
        writer.commit(last=True)
        reader = engine.reader()
        for query in ("iran", "a", '"iran talks"', "xy* said", '"a b"~5', "中", "talkz~"):
            snippet("\n".join(paragraphs), Highlighter(reader.expand(parse(query).tree)), 0)
        reader.close()


def do_page(paragraphs: tuple[str, ...]) -> None:
    """Lay out the first page at 80 columns, with the words of a query lit; then one more line, ten times."""
    find = Highlighter(parse("iran OR a OR x OR said OR talks").tree)
    blocks = WrappedBlocks(
        article_blocks(article(paragraphs), names=True), 80, lambda text: [(a, b) for a, b, _ in find.spans(text)]
    )
    for y in range(34):
        blocks.pieces(y)


def do_all_lines(paragraphs: tuple[str, ...]) -> None:
    """Lay out the whole text at 80 columns."""
    blocks = WrappedBlocks(article_blocks(article(paragraphs)), 80, lambda _: ())
    blocks.wrap_all()
    for y in range(0, blocks.length, max(1, blocks.length // 100)):
        blocks.pieces(y)


DO: dict[str, Callable[[tuple[str, ...]], None]] = {
    "compare": do_compare, "export": do_export, "snippet": do_snippet, "page": do_page, "lines": do_all_lines,
}  # fmt: skip


def run(
    act: Callable[[tuple[str, ...]], None], paragraphs: tuple[str, ...], cpu: int, memory: int
) -> tuple[float, int, str]:
    """Do one thing in a child; return its CPU seconds, its peak in bytes, and what came of it."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            start = time.process_time()
            act(paragraphs)
            os.write(write, str(time.process_time() - start).encode())
            code = 0
        except BaseException:  # noqa: BLE001 (it is what is looked for)
            os.write(write, traceback.format_exc()[-400:].encode())
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read) as said:
        answer = said.read()
    _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == 0:
        return float(answer), usage.ru_maxrss * 1024, ""
    return (
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss * 1024,
        answer.strip().replace("\n", " ") or f"ended by signal {-code}",
    )


def main() -> int:
    """Print the table; return 1 where anything is not as it should be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument(
        "--size", type=float, default=4, help="megabytes of each text (4: the most that is read of one)"
    )
    options.add_argument("--only", default="", help="a pattern for the texts")
    options.add_argument("--do", default="", help="a pattern for what is done: compare, export, snippet, page, lines")
    options.add_argument("--cpu", type=int, default=20, help="seconds that each may take (20)")
    options.add_argument("--memory", type=int, default=2048, help="megabytes of address space (2048)")
    options.add_argument("--all", action="store_true", help="list also what took less than a second")
    given = options.parse_args()
    bad = count = 0
    for name, paragraphs in texts(int(given.size * 1_000_000)).items():
        for what, act in DO.items():
            if not (re.search(given.only, name) and re.search(given.do, what)):
                continue
            count += 1
            seconds, peak, wrong = run(act, paragraphs, given.cpu, given.memory * MB)
            bad += bool(wrong)
            slow = seconds > 1 if what == "page" else seconds > given.cpu / 4
            if given.all or wrong or slow or peak > 1024 * MB:
                print(f"{name:24} {what:8} {seconds:7.2f} s {peak / MB:6.0f} MB  {wrong}", flush=True)
    print(f"{count} done, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
