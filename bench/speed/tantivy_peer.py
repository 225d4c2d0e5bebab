"""A peer where it is installed (`pip install tantivy`): the same articles and queries in tantivy, in the same run.

It writes with one thread, whose CPU time counts as that of the process does.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from peer_protocol import FACETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from peer_protocol import Kind, Query

    from seedread.index.ingest.index_entry import IndexEntry

_TEXTS = ["title", "body"]
_TITLE_COUNTS = 2.0
_BEGINNING = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
_ALL_VALUES = 60_000
"""More than a facet has; tantivy makes 65,000 counts at most."""
_JOINTS: dict[Kind, tuple[str, str]] = {
    "all words": (" ", "{}"),
    "any word": (" OR ", "{}"),
    "without": (" -", "{}"),
    "phrase": (" ", '"{}"'),
    "near": (" ", '"{}"~8'),
}
"""What stands between the words of each kind of query, and around them, for tantivy's parser."""


class TantivyIndex:
    """Builds an index."""

    def __init__(self, folder: Path) -> None:
        import tantivy  # noqa: PLC0415 (it may not be there)

        fields = tantivy.SchemaBuilder()
        fields.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in _TEXTS:
            fields.add_text_field(name, stored=True, tokenizer_name="en_stem")
        fields.add_date_field("date", stored=True, indexed=True, fast=True)
        for name in FACETS:
            fields.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._new: Any = tantivy.Document
        self._writer: Any = tantivy.Index(fields.build(), path=str(folder)).writer(num_threads=1)

    def add(self, batch: Sequence[IndexEntry]) -> None:
        """Add articles."""
        for entry in batch:
            document = self._new(id=entry.id, title=entry.title, body=entry.body)
            for name in FACETS:
                for value, _ in entry.facets.get(name, ()):
                    document.add_text(name, value)
            if entry.minute is not None:
                document.add_date("date", _BEGINNING + datetime.timedelta(minutes=entry.minute))
            self._writer.add_document(document)

    def finish(self) -> None:
        """Commit, and wait for the merges."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class TantivySearches:
    """Searches an index that was built before."""

    def __init__(self, folder: Path) -> None:
        import tantivy  # noqa: PLC0415 (it may not be there)

        self._tantivy: Any = tantivy
        self._index: Any = tantivy.Index.open(str(folder))
        self._searcher: Any = self._index.searcher()

    def run(self, query: Query) -> int | None:
        """Return the total of a query, with all that the screen shows looked up."""
        parsed = self._parsed(query)
        if parsed is None:
            return None
        if query.country:
            parsed = self._both(parsed, self._tantivy.Query.term_query(self._index.schema, "country", query.country))
        newest = {"order_by_field": "date"} if query.kind == "everything" else {}
        found = self._searcher.search(parsed, 50, count=True, **newest)
        rows = [self._searcher.doc(address) for _, address in found.hits]
        for row in rows:
            _ = row["title"]
        self._show_snippets(query, parsed, rows[:20])
        self._searcher.aggregate(parsed, {name: {"terms": {"field": name, "size": _ALL_VALUES}} for name in FACETS})
        return int(found.count)

    def _parsed(self, query: Query) -> Any:
        match query.kind:
            case "all words" | "any word" | "without" | "phrase" | "near":
                joint, form = _JOINTS[query.kind]
                boosts, text = {"title": _TITLE_COUNTS}, form.format(joint.join(query.words))
                return self._index.parse_query(text, _TEXTS, field_boosts=boosts, conjunction_by_default=True)
            case "beginning":
                return self._beginning(query.words[0])
            case "everything":
                return self._tantivy.Query.all_query()
            case _:
                return None

    def _beginning(self, letters: str) -> Any:
        make, schema = self._tantivy.Query, self._index.schema
        return make.or_should_match(*(make.regex_query(schema, name, f"{letters}.*") for name in _TEXTS))

    def _both(self, parsed: Any, only: Any) -> Any:
        make, must = self._tantivy.Query, self._tantivy.Occur.Must
        return make.boolean_query([(must, parsed), (must, make.const_score_query(only, 0.0))])

    def _show_snippets(self, query: Query, parsed: Any, rows: Sequence[Any]) -> None:
        """Look up the snippets; where nothing is to be highlighted, they are the beginnings of the articles."""
        if query.kind == "everything":
            for row in rows:
                _ = row["body"][0][:150]
            return
        make, schema = self._tantivy.Query, self._index.schema
        if query.kind == "beginning":  # it highlights words only, not what is like an expression
            words = self._searcher.terms_with_prefix("body", query.words[0])
            should = self._tantivy.Occur.Should
            parsed = make.boolean_query([(should, make.term_query(schema, "body", word)) for word, _ in words])
        snippets = self._tantivy.SnippetGenerator.create(self._searcher, parsed, schema, "body")
        for row in rows:
            snippets.snippet_from_doc(row).to_html()
