"""Hashes of the results of each declared version (`seedread.index.storage.versions`), over fixed texts and the seeds.

Each version is tried by itself: names are found in plain paragraphs, stories in entries made by hand. So a new cleaner
changes the hash of the cleaning and of nothing else. The data files of a room decide its results too, and more than
any sample of texts shows: their content is part of the hash, without comments.

`python tests/helpers/golden_results.py` prints the hashes; with `--renew` it writes them beside the version numbers.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import sys
import tempfile
import tomllib
from dataclasses import astuple, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedread.index import bundled_seeds
from seedread.index.article import Article, Country, Line, Link, Mention, Person, Published
from seedread.index.article.stored import to_stored
from seedread.index.engines import open_engine
from seedread.index.engines.whoosh.segment_file import SegmentFile
from seedread.index.ingest.index_entry import to_entry
from seedread.index.ingest.pipeline import to_article, with_names
from seedread.index.names.overrides.name_rules import NO_OVERRIDES
from seedread.index.sources import Document, ParsedDocument, find, parts
from seedread.index.storage import versions
from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.grouping import group
from seedread.index.stories.link_table import LinkTable
from seedread.index.text.analysis import find_words, fold, positions
from seedread.index.text.stemming import STEMMED, query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


__all__ = ["RESULTS", "golden", "number", "results"]

_INDEX = Path(versions.__file__).parents[1]
_FILE = Path(__file__).parents[1] / "index" / "storage" / "golden_results.toml"


def golden() -> dict[str, dict[str, Any]]:
    """Return number and hash of each version as they were noted."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def number(name: str) -> int:
    """Return the declared number of a version."""
    found = getattr(versions, f"{name}_VERSION")
    assert isinstance(found, int)
    return found


def results(name: str) -> str:
    """Return the hash of the results of a version as they are now."""
    text = "\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True, default=str) for one in RESULTS[name]())
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _store() -> Iterator[Any]:
    """Go through the stored form of an article, and all that a segment holds but what zstd has compressed."""
    yield to_stored(_STORED)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        writer = open_engine(place).writer()
        writer.add(to_entry(_plain(n), f"{n}.txt") for n in range(40))
        writer.commit(last=True)
        for path in place.glob("*.seg"):
            file = SegmentFile(path)
            yield file.facts
            for section, (kind, _, _) in file._sections.items():
                packed = section.startswith(("texts.", "records."))
                yield section, kind, "" if packed else bytes(file.pieces(section).all()).hex()


def _plain(n: int) -> Article:
    return Article(id=f"id{n}", title=f"gas {n}", paragraphs=(f"dam port {n % 7}", "rail tax"), source=f"S{n % 3}")


_OF_ARTICLES = ("bylines.toml", "months.toml", "months.tsv")
"""Data of text/ that decide about articles, not about terms."""


def _analysis() -> Iterator[Any]:
    """Go through the terms of the texts, and those of each language."""
    yield from (file for file in _data("text") if file[0] not in _OF_ARTICLES)
    for text in (*_all_texts(), *_WORDS):
        yield [tuple(place) for place in positions(text)]
    for language in sorted(STEMMED):
        for text in _WORDS:
            yield language, [place.terms for place in positions(text, language)]
            yield [sorted(query_terms(fold(word), frozenset((language,)))) for word in find_words(text)]


def _sources() -> Iterator[Any]:
    """Go through the documents of a file of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in _FILES.items():
            (Path(folder) / name).write_bytes(content)
        for file in sorted(find([Path(folder)])[0], key=lambda file: file.key):
            for part in parts(file):
                document = replace(part.document, repeated=frozenset()) if isinstance(part, ParsedDocument) else None
                yield file.key, astuple(document)[:-1] if document else str(part)


def _cleaning() -> Iterator[Any]:
    """Go through articles without their names."""
    yield from _data("cleaning")
    yield from (file for file in _data("text") if file[0] in _OF_ARTICLES)
    for n, text in enumerate(_all_texts()):
        yield _cleaned(to_article(Document(f"{n}.txt", text)))
    for document in _DOCUMENTS:
        yield _cleaned(to_article(document))


def _cleaned(article: Article) -> list[Any]:
    lines = [(line.kept, line.kind) for line in article.lines]
    found = (str(article.published), article.published.precision) if article.published else None
    return [
        article.title, article.title_is_lead, article.source, article.byline, article.dateline, found,
        article.language, article.paragraphs, article.unsure, lines,
    ]  # fmt: skip


def _names() -> Iterator[Any]:
    """Go through the countries and people of plain paragraphs."""
    yield from _data("names")
    for n, text in enumerate(_all_texts()):
        article = _named(n, text)
        countries = [
            (country.code, country.name, country.about, len(country.mentions)) for country in article.countries
        ]
        yield countries, *(_people(people) for people in (article.leaders, article.officials, article.implied))


def _named(n: int, text: str) -> Article:
    title, *paragraphs = [line.strip() for line in text.splitlines() if line.strip()] or ["-"]
    article = Article(id=f"{n}", title=title, paragraphs=tuple(paragraphs), language="en")
    return with_names(article, NO_OVERRIDES)


def _people(people: Sequence[Person]) -> list[Any]:
    return [(person.id, person.name, person.country, person.role, len(person.mentions)) for person in people]


def _stories() -> Iterator[Any]:
    """Go through the stories of a small library whose entries are made by hand."""
    yield from _data("stories")
    bounds = tomllib.loads((_INDEX / "compare" / "data" / "wording.toml").read_text(encoding="utf-8"))["bounds"]
    yield [bounds[name] for name in ("copy", "wire", "wire_run", "wire_grams")]  # stories use nothing else of compare/
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(Path(folder) / "index")
        writer = engine.writer()
        writer.add(to_entry(article, article.id) for article in _event_articles())
        writer.commit(last=True)
        reader = engine.reader()
        groups = StoryClusters()
        group(groups, LinkTable(), reader, lambda _done, _all: None)
        yield groups.stories, groups.copies, groups.opinions, groups.earlier
        reader.close()


def _event_articles() -> Iterator[Article]:
    for name, title, day, text, source in _EVENTS:
        published = Published(datetime.date.fromisoformat(day), "day", "metadata")
        paragraphs = tuple(text.split("\n\n"))
        yield Article(id=name, title=title, paragraphs=paragraphs, published=published, source=source, language="en")


def _data(room: str) -> Iterator[Any]:
    """Go through what the data files of a room say, without comments."""
    for path in sorted((_INDEX / room / "data").iterdir()):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".toml":
            yield path.name, tomllib.loads(text)
        elif path.suffix == ".json":
            yield path.name, {name: value for name, value in json.loads(text).items() if name != "provenance"}
        else:
            yield path.name, [line for line in text.splitlines() if line and not line.startswith("#")]


def _all_texts() -> Iterator[str]:
    for path in sorted(bundled_seeds().glob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    yield from _TEXTS
    yield from _PARAGRAPHS


RESULTS: dict[str, Callable[[], Iterator[Any]]] = {
    "STORE": _store,
    "ANALYSIS": _analysis,
    "SOURCES": _sources,
    "CLEANING": _cleaning,
    "NAMES": _names,
    "STORIES": _stories,
}

_SAMPLES = tomllib.loads(_FILE.with_name("golden_texts.toml").read_text(encoding="utf-8"))
_PARAGRAPHS, _TEXTS, _WORDS = _SAMPLES["paragraphs"], _SAMPLES["texts"], _SAMPLES["words"]
_DOCUMENTS = (
    Document("meta", "The quay reopens.\n\nBoats left at noon.", title="Quay reopens", date="2024-05-07T10:30:00Z",
             url="https://www.valleypost.example/2024/05/07/quay", source="Valley Post", author="I. Salgado"),
    Document("page", "<html lang='en'><head><title>Dam opens | Valley Post</title></head><body><nav>Home</nav>"
             "<article><h1>Dam opens</h1><p>The dam opened on Monday after nine years.</p><p>Engineers cheered, and "
             "the mayor cut a ribbon before lunch.</p></article><footer>Contact</footer></body></html>", markup="page"),
)  # fmt: skip
_STORED = Article(
    id="stored",
    title="Quay reopens",
    paragraphs=("Boats left Iran at noon.", "Ines Salgado waved."),
    source="Valley Post",
    url="https://valleypost.example/quay",
    byline="I. Salgado",
    dateline="KALMORA, May 6",
    published=Published(datetime.datetime(2024, 5, 6, 12, 30), "minute", "metadata"),  # noqa: DTZ001 (as articles have it)
    language="en",
    lines=(
        Line(0, "Boats left Iran at noon.", kept=True),
        Line(1, "Share this", kept=False, kind="boilerplate", evidence="a phrase"),
        Line(2, "Ines Salgado waved.", kept=True),
    ),
    unsure=True,
    countries=(Country("IR", "Iran", True, (Mention(0, 11, 15, "Iran"),)),),  # noqa: FBT003 (the order of the fields)
    leaders=(Person("ines-salgado", "Ines Salgado", "IR", "mayor", (Mention(1, 0, 12, "Ines Salgado"),)),),
    links=(Link(1, 13, 18, "https://valleypost.example/waves"),),
)
_FILES = {
    "plain.txt": "Zürich naïve – “quoted”\n\nBody.".encode(),
    "latin.txt": "Zürich café déjà\n\nBody of the text.".encode("cp1252"),
    "page.html": b"<html><head><title>T</title><meta name='author' content='A. B'></head><body><p>One.</p></body>",
    "front.md": b"---\ntitle: Front\ndate: 2024-01-02\n---\n\n# Head\n\nText with *marks*.\n",
    "rows.csv": b"id,title,text,date\n1,One,First text.,2024-01-01\n2,Two,Second text.,2024-01-02\n",
    "rows.jsonl": b'{"id": "a", "title": "A", "text": "First."}\n{"id": "b", "text": "Second.", "source": "S"}\n',
    "one.json": b'{"title": "J", "body": "Text of it.", "url": "https://example.org/j"}',
    "mail.eml": b"From: A <a@example.org>\nSubject: Subject\nDate: Mon, 6 May 2024 10:00:00 +0000\n\nMail body.\n",
}
_FERRY = (
    "A ferry with 80 passengers ran aground off Kalmora on Monday after its rudder failed in high waves.\n\n"
    "Coastguard boats took everybody ashore within three hours, harbour master Ines Salgado said.\n\n"
    "The ferry Santa Lucia was built in 1979 and had passed its last inspection in March, the owners said."
)
_FERRY_AGAIN = (
    "Everybody was saved when the ferry Santa Lucia struck a reef off Kalmora on Monday in high waves.\n\n"
    "The rudder failed, according to harbour master Ines Salgado, and coastguard boats came within the hour.\n\n"
    "Passengers spoke of a long grinding noise; the owners said the ferry was inspected in March."
)
_ANCHOR = (
    "A ferry with 60 passengers lost its anchor in the port of Brunn on Monday and drifted for an hour.\n\n"
    "Tugs brought it back to the quay before the tide turned, the port authority of Brunn said."
)
_ELECTION = (
    "Voters in Estova chose a new parliament on Sunday, and the Farmers' Union won a third of the seats.\n\n"
    "Its leader, Jana Oresk, said she would begin talks with two smaller parties before the week was out."
)
_EVENTS = (
    ("ferry", "Ferry Santa Lucia runs aground off Kalmora", "2024-05-06", _FERRY, "Valley Post"),
    ("again", "All saved as ferry strikes reef off Kalmora", "2024-05-07", _FERRY_AGAIN, "Harbour Times"),
    ("copy", "Ferry Santa Lucia runs aground off Kalmora", "2024-05-07", _FERRY, "Island News"),
    ("anchor", "Ferry adrift in Brunn", "2024-05-06", _ANCHOR, "Valley Post"),
    ("election", "Farmers' Union wins in Estova", "2024-05-06", _ELECTION, "Valley Post"),
    ("later", "Ferry Santa Lucia runs aground off Kalmora", "2024-09-20", _FERRY_AGAIN, "Valley Post"),
)


def _main() -> None:
    now = {name: (number(name), results(name)) for name in RESULTS}
    text = "".join(f'{name} = {{ version = {own}, results = "{found}" }}\n' for name, (own, found) in now.items())
    sys.stdout.write(text)
    if "--renew" in sys.argv[1:]:
        head = "# The results of each version: see tests/helpers/golden_results.py, which writes this file.\n"
        _FILE.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    _main()
