"""What the servers are told of the two indices of a generation folder: of articles, and of words and labels.

Texts come analysed, so that the words of the servers are those of seedread: one word a position, with all its terms.
"""

from __future__ import annotations

from typing import Any

from seedread.index.facets.fields import STORED

__all__ = ["COVERED", "FIELDS", "GAP", "MOST_PAGED", "TERMS", "articles_index", "words_index"]

TERMS = "|"
"""Stands between the terms of one word; no term contains it."""
COVERED = "~"
"""A term of each word that a joined word of an earlier one covers too: ceasefire at cease-fire."""
GAP = 200
"""Positions between paragraphs: more than the widest distance (100) and the most words of a query (64) reach over."""
FIELDS = {None: ("t", "b"), "title": ("t",), "body": ("b",)}
"""The fields of the index for a field of the query."""
MOST_PAGED = 10_000
"""Rows that one request may skip and return, and values that it counts."""


def articles_index(shards: int) -> dict[str, Any]:
    """Return settings and mapping of the articles."""
    text = {"type": "text", "analyzer": "terms", "position_increment_gap": GAP, "norms": True}
    value = {"type": "keyword"}
    analysis = {
        "tokenizer": {"words": {"type": "whitespace", "max_token_length": 100_000}},
        "filter": {"terms": {"type": "pattern_capture", "preserve_original": False, "patterns": [f"([^{TERMS}]+)"]}},
        "analyzer": {"terms": {"type": "custom", "tokenizer": "words", "filter": ["terms"]}},
    }
    properties = {
        "n": {"type": "integer"}, "id": value, "t": text, "b": text, "k": value, "length": {"type": "integer"},
        "at": {"type": "date", "format": "epoch_millis"}, "sum": {"type": "long"}, "by_title": value,
        **dict.fromkeys(STORED, value),
    }  # fmt: skip
    return {"settings": {"index": {**_settings(shards), "analysis": analysis}}, "mappings": _mapping(properties)}


def words_index() -> dict[str, Any]:
    """Return settings and mapping of the words with their terms, and of the labels of facet values."""
    keyword = {"type": "keyword"}
    properties: dict[str, Any] = dict.fromkeys(("kind", "word", "term", "facet", "value", "label"), keyword)
    return {"settings": {"index": _settings(1)}, "mappings": _mapping(properties)}


def _settings(shards: int) -> dict[str, Any]:
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",  # one node has no place for a copy
        "refresh_interval": "-1",  # readers see what a commit shows
        "codec": "best_compression",
        "max_result_window": MOST_PAGED,
    }


def _mapping(properties: dict[str, Any]) -> dict[str, Any]:
    return {"dynamic": False, "properties": properties}
