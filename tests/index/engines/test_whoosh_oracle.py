"""Tests that plain Whoosh, with its own readers and matchers, finds the same documents as our search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from whoosh import query as whoosh_query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query.compound import And as AllOf
from whoosh.query.compound import Or as AnyOf
from whoosh.query.positional import Phrase as Sequence
from whoosh.query.terms import Term

from seedread.index import Library, NotFound
from seedread.index.engines.whoosh import WhooshEngine, open_with_whoosh
from seedread.index.query import And, HasValue, Node, Not, Or, Phrase, Word, parse
from seedread.index.text.analysis import stem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index.engines import Reader

WORDS = ["gas", "deal", "minister", "iran", "turkey", "talks", "oil"]


class Item:
    titled = True
    precision = 10
    credits: dict[str, str] = {}  # noqa: RUF012 (never changed)
    record: dict[str, Any]

    def __init__(self, n: int) -> None:
        drawn = [WORDS[(n * 7919 + k * k * 31 + k * n) % len(WORDS)] for k in range(16)]
        self.id = f"{n}.txt"
        self.title = " ".join(drawn[:3])
        self.body = " ".join(drawn[3:9]) + "\n" + " ".join(drawn[9:])
        self.facets = {"country": [("IR", "Iran")] if n % 3 else [("TR", "Turkey"), ("IR", "Iran")], "leader": []}
        self.minute = n
        self.record = {"n": n}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("oracle") / "index"
    writer = WhooshEngine(directory).writer()
    writer.add(Item(n) for n in range(40))
    writer.commit(last=False)
    writer.remove(["3.txt", "4.txt"])
    writer.add(Item(n) for n in range(40, 70))
    writer.commit(last=False)
    return directory


@pytest.fixture(scope="module")
def searcher(place: Path) -> Iterator[Any]:
    with FileIndex(FileStorage(str(place)), indexname="seedread").searcher() as searcher:
        yield searcher


@pytest.fixture(scope="module")
def reader(place: Path) -> Reader:
    return WhooshEngine(place).reader()


def to_whoosh(tree: Node) -> Any:
    match tree:
        case Word():
            fields = [tree.field] if tree.field else ["title", "body"]
            return AnyOf([Term(field, stem(tree.text).encode()) for field in fields])
        case Phrase():
            parts = [stem(part.text) for part in tree.parts if isinstance(part, Word)]
            return AnyOf([Sequence(field, parts) for field in ("title", "body")])
        case HasValue():
            labels = {"IR": "Iran", "TR": "Turkey"}
            return AnyOf([Term("country", f"{value}\x1f{labels[value]}".encode()) for value in tree.values])
        case And():
            return AllOf([to_whoosh(child) for child in tree.children])
        case Or():
            return AnyOf([to_whoosh(child) for child in tree.children])
        case Not():
            return whoosh_query.Not(to_whoosh(tree.child))
    raise AssertionError(tree)


@pytest.mark.parametrize(
    "text",
    ["gas", "gas deal", "gas OR oil", "gas -oil", '"gas deal"', '"iran turkey talks"', "title:gas", "body:gas oil",
     "-title:gas iran", '"oil gas" OR "deal iran"', "(gas OR oil) (iran OR turkey) -talks", '"gas nowhere"'],
)  # fmt: skip
def test_plain_whoosh_finds_the_same(searcher: Any, reader: Reader, text: str) -> None:
    """Words, phrases, fields and operators give the same documents through Whoosh's own matchers."""
    tree = parse(text).tree
    found = {searcher.stored_fields(number)["id"] for number in searcher.docs_for_query(to_whoosh(tree))}
    assert found == {reader.kept(number).id for number in reader.numbers(tree)}


@pytest.mark.parametrize("values", [{"IR"}, {"TR"}, {"IR", "TR"}])
def test_plain_whoosh_finds_facet_values(searcher: Any, reader: Reader, values: set[str]) -> None:
    """A facet value is a term that plain Whoosh finds."""
    tree = HasValue("country", frozenset(values))
    found = {searcher.stored_fields(number)["id"] for number in searcher.docs_for_query(to_whoosh(tree))}
    assert found == {reader.kept(number).id for number in reader.numbers(tree)}


def test_plain_whoosh_reads_terms_and_lengths(searcher: Any) -> None:
    """The terms of a field, their frequencies and the lengths of fields are there."""
    plain = searcher.reader()
    assert {text.decode() for text in plain.lexicon("title")} <= {stem(word) for word in WORDS}
    assert plain.doc_count() == 68
    assert plain.doc_frequency("body", stem("gas").encode()) > 10
    assert plain.field_length("title") == 70 * 3
    assert searcher.stored_fields(0)["record"] == {"n": 0}


def test_plain_whoosh_ranks_a_union_with_an_unknown_term(searcher: Any) -> None:
    """A term that no document has counts as none, so Whoosh can estimate the size of a union with it."""
    absent, there = Term("title", b"nowhere"), Term("body", stem("gas").encode())
    assert len(searcher.search(AnyOf([absent, there]), limit=5)) == len(searcher.search(there, limit=5)) > 0
    assert searcher.reader().frequency("title", b"nowhere") == 0


def test_a_library_opens_with_plain_whoosh(tmp_path: Path) -> None:
    """The index of a library opens with Whoosh alone, which ranks and finds the same articles."""
    texts = {"a.txt": "Gas ministers met.", "b.txt": "The minister spoke of gas, gas and gas.", "c.txt": "No word."}
    for name, text in texts.items():
        (tmp_path / name).write_text(f"{text} It rained on the harbour all day long, and the boats stayed in.\n")
    with Library.open([tmp_path], tmp_path / "library") as library:
        library.sync()
        found = {hit.id for hit in library.search("gas minister").hits}
    with open_with_whoosh(tmp_path / "library").searcher() as searcher:
        query = AllOf([Term("body", stem(word).encode()) for word in ("gas", "ministers")])
        hits = [(hit.score, hit["id"]) for hit in searcher.search(query, limit=10)]
    assert {name for _, name in hits} == found == {"a.txt", "b.txt"}
    assert all(score > 0 for score, _ in hits)


def test_where_no_library_is_plain_whoosh_is_told(tmp_path: Path) -> None:
    """A folder without a library is an error that says how to make one."""
    with pytest.raises(NotFound, match="seedread index"):
        open_with_whoosh(tmp_path)
