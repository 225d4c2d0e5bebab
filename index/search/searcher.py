"""Answers a query: the matching articles, the count of each facet value, and one article by its ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from seedread.index.article.stored import body_paragraphs, content_hash, from_stored, hash_number
from seedread.index.errors import NotFound, QueryError
from seedread.index.facets import Selection
from seedread.index.facets.fields import JOINED
from seedread.index.query import (
    MARKS,
    All,
    AnyValue,
    FacetName,
    HasValue,
    MarkValues,
    needs_resolving,
    nodes,
    parse,
    relations,
)
from seedread.index.search.completions import Base, Completions, complete_field, complete_value, word_at
from seedread.index.search.copy_folds import CopyFolds
from seedread.index.search.counted_marks import counted
from seedread.index.search.highlighter import Highlighter
from seedread.index.search.pasted_text import PastedQuery, pasted_query
from seedread.index.search.results import Hit, Results
from seedread.index.search.suggestions import suggestions
from seedread.index.search.surface_forms import surface_forms
from seedread.index.search.unlisted_leaders import UnlistedLeader, unlisted_leaders
from seedread.index.sources import find

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path
    from typing import Literal, TypeAlias

    from seedread.index.article import Article
    from seedread.index.engines import Found, Reader
    from seedread.index.engines.base import ListedDays, StoredArticle
    from seedread.index.errors import ShelfError
    from seedread.index.query import Marks, Node, Notice, Sort
    from seedread.index.search.open_generation import NewestGeneration, OpenGeneration
    from seedread.index.sources import SourceFile

    Cancelled: TypeAlias = Callable[[], bool] | None

__all__ = ["Marked", "Searcher"]


class Marked(Protocol):
    """A reader's marks (`seedread.index.shelf.MarkedArticles`)."""

    @property
    def problem(self) -> ShelfError | None:
        """Why the marks cannot be read, if so."""
        ...

    @problem.setter
    def problem(self, problem: ShelfError | None) -> None: ...

    def values(self, reader: Reader) -> Marks:
        """Return facets of the reader's marks over the articles of `reader`."""
        ...

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        ...


class Searcher:
    """Searches the newest generation of a library; may be used from several threads."""

    def __init__(self, newest: NewestGeneration, marks: Callable[[], Marked | None]) -> None:
        """Search `newest` with the reader's marks of the moment; without them `is:` and `tag:` find nothing."""
        self.newest = newest
        self._own_marks = marks
        self._folds = CopyFolds()

    def search(  # noqa: PLR0913 (as `Library.search`)
        self,
        text: str,
        selection: Selection | None,
        sort: Sort,
        page: tuple[int, int],
        *,
        typing: bool = False,
        partial: bool = False,
        fold_copies: bool = False,
        counting: Collection[str] = (),
        cancelled: Cancelled = None,
    ) -> Results:
        """Return a page (offset and length) of the matches; as `seedread.index.library.Library.search`."""
        query = parse(text, typing=typing)
        is_cancelled = cancelled or (lambda: False)
        with self.newest.lock:
            opened = self.newest.generation()
            if opened is None:
                return Results(text, query.tree, 0, (), {}, query.notices, 0)
            reader, chosen = opened.reader, selection or Selection()
            tree, unknown, found, marks = self._found(opened, query.tree, chosen, is_cancelled, partial=partial)
            counts = opened.facets.counts(found, chosen, marks)
            counts.prepare(counting)
            folds = fold_copies and not reader.remote and not relations(tree)
            folded = self._folds.hidden(opened, found) if folds else frozenset()
            hits = _hits(tree, found, sort, page, folded)
            missing = suggestions(tree, text, reader, is_cancelled, found=found.matched)
            return Results(
                text=text,
                tree=tree,
                total=found.total,
                folded=len(folded),
                hits=hits,
                facets=counts,
                notices=(*query.notices, *unknown, *missing, *reader.notices(tree)),
                generation=opened.manifest.serial,
                count_dates=counts.dates,
                list_days=lambda: _days(found, sort, folded),
                answers=lambda: found.answered,
                remote=reader.remote,
            )

    def found(
        self, text: str, selection: Selection | None, cancelled: Cancelled
    ) -> tuple[OpenGeneration, Found] | None:
        """Return the newest generation and what a query and a selection find in it, None before the first sync.

        The caller holds the lock.
        """
        tree = parse(text).tree
        opened = self.newest.generation()
        if opened is None:
            return None
        return opened, self._found(opened, tree, selection or Selection(), cancelled or (lambda: False))[2]

    def complete(self, text: str, cursor: int, selection: Selection | None, cancelled: Cancelled) -> Completions:
        """Return the completions of the word at the cursor; as `seedread.index.library.Library.complete`."""
        word = word_at(text, cursor)
        if not word.field:
            return complete_field(word)
        try:
            rest = parse(f"{text[: word.start].rstrip('-!')} {text[word.end :]}").tree
        except QueryError:
            rest = All()
        with self.newest.lock:
            opened = self.newest.generation()
            if opened is None:
                return Completions(word.start, word.end, ())
            chosen, is_cancelled = selection or Selection(), cancelled or (lambda: False)
            tree, _, found, marks = self._found(opened, rest, chosen, is_cancelled)
            return complete_value(word, opened, Base(tree, chosen, marks, found))

    def pasted(self, text: str, cancelled: Cancelled) -> PastedQuery:
        """Return the query that a pasted text most likely means; as `seedread.index.library.Library.pasted`."""
        with self.newest.lock:
            opened = self.newest.generation()
            return pasted_query(text, opened.reader if opened else None, cancelled or (lambda: False))

    def kept(self, article_id: str) -> StoredArticle:
        """Return an article as it is stored; raises NotFound."""
        with self.newest.lock:
            opened, number = self.document(article_id)
            return opened.reader.kept(number)

    def document(self, article_id: str) -> tuple[OpenGeneration, int]:
        """Return the newest generation and the number of an article in it; the caller holds the lock.

        Raises NotFound.
        """
        opened = self.newest.generation()
        number = opened.reader.document(article_id) if opened else None
        if opened is None or number is None:
            raise NotFound(f"There is no article {article_id} in this library.")
        return opened, number

    @property
    def count(self) -> int:
        """How many articles can be searched."""
        with self.newest.lock:
            opened = self.newest.generation()
            return opened.reader.count if opened else 0

    def raw(self, article_id: str, roots: Sequence[Path]) -> bytes:
        """Return the bytes of an article's document in the files of `roots`; raises NotFound if they are gone."""
        from seedread.index.sources import ParsedDocument, named_parts  # noqa: PLC0415 (the readers of all formats)

        if file := self.file(article_id, roots):
            same_id = (part.raw for part in named_parts(file) if isinstance(part, ParsedDocument)
                       and article_id in (part.document.id, f"{file.key}#{part.document.id}"))  # fmt: skip
            if (raw := next(same_id, None)) is not None:
                return raw
        raise NotFound(f"The file of {article_id} is gone: sync the library with `seedread index`.")

    def file(self, article_id: str, roots: Sequence[Path]) -> SourceFile | None:
        """Return the file of `roots` that an article is from; None if it is gone."""
        key = self.kept(article_id).record["file"]
        return next((file for file in find(roots)[0] if file.key == key), None)

    def article(self, article_id: str) -> Article:
        """Return an article; raises NotFound."""
        kept = self.kept(article_id)
        return from_stored(kept.id, kept.title, body_paragraphs(kept.body), kept.record)

    def surface_forms(self, facet: Literal["country", "leader"], value: str, limit: int) -> list[tuple[str, int]]:
        """Return the surface forms of a facet value with their counts, the most frequent first."""
        with self.newest.lock:
            opened = self.newest.generation()
            return surface_forms(opened.reader, facet, value, limit) if opened else []

    def with_texts(self, hashes: Collection[str]) -> list[tuple[str, str]]:
        """Return ID and hash of the articles whose text has one of these hashes."""
        with self.newest.lock:
            opened = self.newest.generation()
            if opened is None:
                return []
            rows = map(opened.reader.row, opened.reader.with_text_sums(set(map(hash_number, hashes))))
            found = ((row.id, content_hash(row.title, body_paragraphs(row.body))) for row in rows)
            wanted = frozenset(hashes)
            return [(own, digest) for own, digest in found if digest in wanted]

    def unlisted_leaders(self) -> tuple[UnlistedLeader, ...]:
        """Return the rows of leaders in no data file and no rule of the reader."""
        with self.newest.lock:
            opened = self.newest.generation()
            return unlisted_leaders(opened.reader, opened.name_rules) if opened else ()

    def _found(
        self,
        opened: OpenGeneration,
        asked: Node,
        selection: Selection,
        cancelled: Callable[[], bool],
        *,
        partial: bool = False,
    ) -> tuple[Node, list[Notice], Found, Marks]:
        """Return the resolved query, its notices, what it finds, and the reader's marks."""
        marks = self._marks(opened.reader, asked, selection)
        tree, unknown = _resolve(asked, opened, marks, cancelled)
        tree = opened.reader.expand(tree, cancelled)
        return tree, unknown, opened.reader.search(tree, selection, marks, cancelled, partial=partial), marks

    def _marks(self, reader: Reader, tree: Node, selection: Selection) -> Marks:
        """Return the reader's marks as facets, with the facets of the index that join them.

        Raises ShelfError if the query uses marks and they cannot be read.
        """
        own = self._own_marks()
        found = _joined(own.values(reader) if own else {}, reader)
        chosen = [facet for facet, _ in selection if facet in MARKS]
        asked = chosen or any(isinstance(node, FacetName | AnyValue) and node.facet in MARKS for node in nodes(tree))
        if asked and own and own.problem:
            raise own.problem
        return {**dict.fromkeys(chosen, MarkValues()), **found}


def _joined(marks: Marks, reader: Reader) -> Marks:
    """Return facets of marks with the values of the facets that join them (`seedread.index.facets.fields.JOINED`)."""
    joined = dict(marks)
    for name, facet in JOINED.items():
        labels, own = reader.facets()[name].labels, joined.get(facet, MarkValues())
        meanings = {value: HasValue(name, frozenset((value,))) for value in labels}
        joined[facet] = MarkValues({**own.meanings, **meanings}, {**own.labels, **labels})
    return joined


def _resolve(
    tree: Node, opened: OpenGeneration, marks: Marks, cancelled: Callable[[], bool]
) -> tuple[Node, list[Notice]]:
    notices: list[Notice] = []
    if any(isinstance(node, FacetName | AnyValue) and node.facet == "like" for node in nodes(tree)):
        from seedread.index.stories import resolve_like  # noqa: PLC0415 (loads word lists, which most searches do not need)

        tree, notices = resolve_like(tree, opened.profiles, cancelled)
    if not needs_resolving(tree):
        return tree, notices
    tree, unknown = opened.resolver.resolve(tree, counted(marks, opened.reader), cancelled)
    return tree, [*notices, *unknown]


def _days(found: Found, sort: Sort, without: Collection[int]) -> ListedDays | None:
    return found.days(newest=sort == "newest", without=without) if sort in ("newest", "oldest") else None


def _hits(tree: Node, found: Found, sort: Sort, page: tuple[int, int], without: Collection[int]) -> tuple[Hit, ...]:
    highlighter, related = Highlighter(tree), relations(tree)
    rows = found.page(sort, *page, without=without)
    return tuple(Hit(row, score, highlighter, related.get(row.number, "")) for row, score in rows)
