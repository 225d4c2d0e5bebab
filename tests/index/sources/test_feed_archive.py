"""The archive of fetched feeds is read in its newest versions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reading_files import Reading


def line(own: str, text: str, **more: Any) -> str:
    record = {"id": own * 16, "url": f"https://a.example/{own}", "title": f"Title {own}", "feeds": ["a"], "text": text}
    return json.dumps(record | more, separators=(",", ":")) + "\n"


def test_the_last_line_of_an_article_counts(reading: Reading) -> None:
    """Of two versions the newer is read, under the one id, and nothing is reported."""
    taken = reading("a.jsonl", (line("1", "Old words.") + line("2", "Others.") + line("1", "New words.")).encode())
    assert [(one.id, one.text) for one in taken.documents] == [("2" * 16, "Others."), ("1" * 16, "New words.")]
    assert taken.reasons == []
    assert taken.parts[1].raw.endswith(b'"New words."}\n')


def test_versions_are_counted(reading: Reading) -> None:
    """Lines with other words; a line that only adds a feed counts for none, and gives its feeds."""
    text = line("1", "Old.") + line("1", "New.") + line("1", "New.", feeds=["a", "b"]) + line("2", "Same.")
    taken = reading("a.jsonl", text.encode())
    assert [(one.versions, one.feeds) for one in taken.documents] == [(2, ("a", "b")), (1, ("a",))]


def test_a_line_that_is_being_written_is_left_out(reading: Reading) -> None:
    """It has no end yet, and the version before it counts."""
    taken = reading("a.jsonl", (line("1", "Old words.") + line("1", "New words.")[:-9]).encode())
    assert [one.text for one in taken.documents] == ["Old words."]


def test_an_article_without_text_is_one(reading: Reading) -> None:
    """A news sitemap gives titles only."""
    taken = reading("a.jsonl", line("1", "").encode())
    assert [(one.title, one.text) for one in taken.documents] == [("Title 1", "")]


def test_a_file_with_other_lines_is_read_as_json_lines(reading: Reading) -> None:
    """Lines that somebody added by hand are not lost."""
    taken = reading("a.jsonl", (line("1", "Ours.") + '{"id": "x", "text": "Theirs."}\n').encode())
    assert sorted(one.text for one in taken.documents) == ["Ours.", "Theirs."]


def test_a_damaged_line_costs_only_itself(reading: Reading) -> None:
    """It is reported with its place."""
    broken = line("1", "Words.").replace('"feeds"', "feeds")
    taken = reading("a.jsonl", (broken + line("2", "Others.")).encode())
    assert [one.text for one in taken.documents] == ["Others."]
    assert taken.reasons[0].startswith("at byte 0: ")
