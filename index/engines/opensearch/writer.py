"""Writes articles to a cluster: changes wait in a file until `commit` sends them, and one refresh shows them."""

from __future__ import annotations

import json
import tempfile
from typing import IO, TYPE_CHECKING, Any

from seedread.index.article.stored import body_paragraphs, content_hash, hash_number
from seedread.index.engines.opensearch.analysis import AnalysedText, credit_terms
from seedread.index.engines.opensearch.bulk import Bulk, key_of
from seedread.index.engines.opensearch.requests import to_millis
from seedread.index.facets.fields import SHOWN
from seedread.index.query import alphabetical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.engines.base import Entry
    from seedread.index.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchWriter"]

_LOOKED_UP = 500
"""Changes whose numbers are looked up at once."""
_SORTED_BY = 200
"""Characters of a title that sort it."""
_IN_MEMORY = 8 << 20
"""Bytes of changes until they are written to a file."""


class OpenSearchWriter:
    """Changes one index (`seedread.index.engines.base.Writer`). The caller holds the library's lock."""

    def __init__(self, engine: OpenSearchEngine) -> None:
        self._engine = engine
        self._state = engine.prepare()
        self._sent: set[tuple[str, ...]] = set()
        """Words and labels that the cluster has."""
        self._start_over()

    def _start_over(self) -> None:
        self._waiting: IO[bytes] | None = None
        self._words: set[tuple[str, ...]] = set()
        self._languages: set[str] = set()

    def add(self, entries: Iterable[Entry]) -> None:
        """Add articles; an article replaces an existing one with the same ID, and the last duplicate wins."""
        for entry in entries:
            self._write({"id": entry.id, "article": self._article(entry)})

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove articles; unknown IDs are ignored."""
        for article_id in article_ids:
            self._write({"id": article_id})

    def _write(self, change: dict[str, Any]) -> None:
        if self._waiting is None:
            self._waiting = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by commit and cancel)
        line = json.dumps(change, ensure_ascii=False, separators=(",", ":"))
        self._waiting.write(line.encode("utf-8", "surrogatepass") + b"\n")

    def _article(self, entry: Entry) -> dict[str, Any]:
        language = next((value for value, _ in entry.facets.get("language", ())), None)
        text = AnalysedText(language)
        lines = body_paragraphs(entry.body)
        title = text.line(entry.title.replace("\n", " ")) if entry.titled else ""
        body = [text.line(line) for line in lines]
        credits_ = credit_terms(entry.credits)
        self._words |= {("word", *pair) for pair in text.vocabulary}
        self._words |= {("word", term, term) for term in credits_}
        self._languages |= {language} if language else set()
        return {
            "id": entry.id, "title": entry.title, "titled": entry.titled and bool(title), "body": entry.body,
            "t": title, "b": body, "k": credits_, "length": sum(len(line.split()) for line in body),
            "at": to_millis(entry.minute),
            "precision": entry.precision, "record": json.dumps(entry.record, ensure_ascii=False, separators=(",", ":")),
            "sum": hash_number(content_hash(entry.title, lines)), **_order(entry), **self._facets(entry),
        }  # fmt: skip

    def _facets(self, entry: Entry) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for facet, pairs in entry.facets.items():
            shown = SHOWN.get(facet)
            for pair in pairs:
                value, label = shown(pair[0]) if shown else pair
                self._words.add(("label", facet, value, label))
                own = found.setdefault(facet, [])
                if value not in own:
                    own.append(value)
        return found

    def commit(self, *, last: bool) -> int:  # noqa: ARG002 (the servers merge by themselves)
        """Send all changes, show them as a new generation, and return its number."""
        engine = self._engine
        bulk = Bulk(engine.client, engine.articles)
        for changes in self._changes():
            numbers = self._numbers(changes)
            for change in changes:
                key = key_of(change["id"])
                if "article" in change:
                    bulk.put(key, {"n": numbers[change["id"]], **change["article"]})
                else:
                    bulk.remove(key)
        bulk.send()
        words = Bulk(engine.client, engine.words)
        for word in sorted(self._words - self._sent):
            words.create(key_of("/".join(word)), _word(word))
        words.send()
        self._state = engine.show(self._state.after(self._languages))
        self._sent |= self._words
        self.cancel()
        return self._state.generation

    def _changes(self) -> Iterator[list[dict[str, Any]]]:
        if self._waiting is None:
            return
        self._waiting.seek(0)
        part: list[dict[str, Any]] = []
        for line in self._waiting:
            part.append(json.loads(line.decode("utf-8", "surrogatepass")))
            if len(part) == _LOOKED_UP:
                yield part
                part = []
        if part:
            yield part

    def _numbers(self, changes: list[dict[str, Any]]) -> dict[str, int]:
        """Return the number of each article that is added: it keeps the one it has."""
        added = list(dict.fromkeys(change["id"] for change in changes if "article" in change))
        keys = {key_of(own): own for own in added}
        numbers: dict[str, int] = {}
        if keys:
            path = f"/{self._engine.articles}/_mget?_source=n"
            for found in self._engine.client.call("POST", path, {"ids": list(keys)})["docs"]:
                if found.get("found"):
                    numbers[keys[found["_id"]]] = found["_source"]["n"]
        fresh = [own for own in added if own not in numbers]
        first, self._state = self._engine.reserve(self._state, len(fresh))
        return numbers | {own: first + n for n, own in enumerate(fresh)}

    def clean(self) -> None:
        """Do nothing: the servers remove what nobody needs."""

    def cancel(self) -> None:
        """Discard the changes since the last commit."""
        if self._waiting is not None:
            self._waiting.close()
        self._start_over()


def _order(entry: Entry) -> dict[str, str]:
    """Return what sorts an article by title; an empty one is left out and comes last."""
    order = alphabetical(entry.title)[:_SORTED_BY]
    return {"by_title": order} if order else {}


def _word(word: tuple[str, ...]) -> dict[str, str]:
    names = ("kind", "word", "term") if word[0] == "word" else ("kind", "facet", "value", "label")
    return dict(zip(names, word, strict=True))
