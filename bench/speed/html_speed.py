"""What reading a page costs, beside trafilatura alone: CPU time a page, memory, and the time to import.

    python bench/speed/html_speed.py [PAGE.html …]

Without pages some are made up, of the size and build of news pages. Each reader has a process of its own; memory is
what it needs beyond that of this program. Without trafilatura only our own figures are printed.
"""

from __future__ import annotations

import argparse
import importlib.util
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.cleaning import clean
from seedread.index.sources import Document
from seedread.index.sources.pages import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from made_up import MadeUp

    from seedread.index.cleaning import Cleaned

READERS = ("page to text and metadata", "page to clean article", "trafilatura: text", "trafilatura: text and metadata")
ROUNDS = 3


def made_up_pages(count: int = 40) -> list[str]:
    from made_up import MadeUp  # noqa: PLC0415 (it imports numpy, which the program does in its own way)

    texts = MadeUp(vocabulary=20_000)
    return [made_up_page(texts) for _ in range(count)]


def made_up_page(texts: MadeUp) -> str:
    def links(count: int) -> str:
        items = (f'<li class="item"><a href="/{n}">{" ".join(texts.draw(4))}</a></li>' for n in range(count))
        return f"<ul>{''.join(items)}</ul>"

    title = " ".join(texts.draw(9)).capitalize()
    body = "".join(f'<div class="block"><p>{paragraph}</p></div>' for paragraph in texts.paragraphs(600, 14))
    teasers = "".join(
        f'<div class="card"><a href="/c"><h3>{" ".join(texts.draw(7))}</h3><p>{" ".join(texts.draw(15))}</p></a></div>'
        for _ in range(25)
    )
    script = "<script>" + "var a = [1, 2, 3];" * 1500 + "</script>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | The Post</title><meta charset="utf-8">'
        f'<meta property="og:title" content="{title}"><meta property="article:published_time" content="2024-10-11">'
        f"{script}</head><body><header><nav>{links(60)}</nav></header><main><article><h1>{title}</h1>{body}</article>"
        f'<aside class="related">{teasers}</aside></main>{script}<footer>{links(40)}</footer></body></html>'
    )


def reader(name: str) -> Callable[[str], object]:
    if name.startswith("trafilatura"):
        import trafilatura  # noqa: PLC0415 (what is measured)

        metadata = name.endswith("metadata")
        return lambda page: trafilatura.bare_extraction(page, include_comments=False, with_metadata=metadata)
    import resiliparse.extract.html2text  # noqa: F401, PLC0415 (what is measured)

    return to_text if name == READERS[0] else to_clean_text


def to_text(page: str) -> Document:
    return as_text(Document("x", page, markup="page"))


def to_clean_text(page: str) -> Cleaned:
    document = to_text(page)
    return clean(document.text, title=document.title, source=document.source, extracted=True)


def measure(name: str, paths: Sequence[Path]) -> None:
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in paths] or made_up_pages()
    before, start = resident(), time.process_time()
    read = reader(name)
    imported = time.process_time() - start
    read(pages[0])
    best = min(one_round(read, pages) for _ in range(ROUNDS))
    print(
        f"{name:32} {1000 * best / len(pages):7.2f} ms a page   import {1000 * imported:5.0f} ms   "
        f"+{resident() - before:4} MB   ({len(pages)} pages, {sum(map(len, pages)) // len(pages) // 1000} kB each)"
    )


def one_round(read: Callable[[str], object], pages: Sequence[str]) -> float:
    start = time.process_time()
    for page in pages:
        read(page)
    return time.process_time() - start


def resident() -> int:
    """Return the peak in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--reader", choices=READERS, help="measure one, in this process")
    options = parser.parse_args()
    if options.reader:
        measure(options.reader, options.pages)
        return
    for name in READERS:
        if name.startswith("trafilatura") and importlib.util.find_spec("trafilatura") is None:
            print(f"{name:32} not installed")
            continue
        subprocess.run([sys.executable, __file__, "--reader", name, *map(str, options.pages)], check=True)


if __name__ == "__main__":
    main()
