"""What a reader says of the lines of a site goes before everything else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.cleaning import clean
from seedread.index.cleaning.site_rules import OwnRule, OwnRules, for_site
from seedread.index.cleaning.site_rules_file import LinesFileError, add_rule, read_rules
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.storage.manifest import own_lines_file

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    (
        "The foreign ministers of Norland and Westria met in the harbour town of Belmar on Tuesday and agreed "
        "to reopen the coastal railway, which has been closed since the floods of last spring."
    ),
    (
        "Officials on both sides said that the first trains could run before the end of the year if the bridge "
        "over the river Anse is repaired in time."
    ),
)
STRIPPED = "Share this article"
KEPT = "A voice from the harbour, every week, from people who were there and saw it with their own eyes."


def rules(*given: OwnRule) -> OwnRules:
    return OwnRules(given)


def test_a_line_is_body_because_the_reader_says_so() -> None:
    """A line that a certain rule takes stays where the reader has said that it is body, and is joined to no other."""
    cleaned = clean("\n".join((*BODY, STRIPPED)), own=rules(OwnRule("x.org", "share THIS  article", body=True)))
    assert cleaned.paragraphs == (*BODY, STRIPPED)


def test_a_line_is_boilerplate_because_the_reader_says_so() -> None:
    """A whole paragraph goes, with the kind that the reader gave it and the site of the rule as the reason."""
    own = rules(OwnRule("x.org", "A voice from the harbour", body=False, begins=True, kind="newsletter"))
    cleaned = clean("\n".join((BODY[0], KEPT, BODY[1])), own=own)
    assert cleaned.paragraphs == BODY
    assert (cleaned.lines[1].kind, cleaned.lines[1].evidence) == ("newsletter", "your rule for x.org")


def test_the_beginning_of_a_line_is_not_the_line() -> None:
    """A rule for a whole line leaves longer ones alone."""
    own = rules(OwnRule("x.org", "A voice from the harbour", body=False))
    assert clean("\n".join((*BODY, KEPT)), own=own).paragraphs == (*BODY, KEPT)


@pytest.mark.parametrize(
    "site", ["example.org", "www.example.org", "The Example Post", "the example post", "world/2024"]
)
def test_a_site_is_a_host_an_outlet_or_a_folder(site: str) -> None:
    """A rule holds by the address's host or one above it, by the outlet's name, or by the folder."""
    rule = OwnRule(site, "x", body=True)
    assert for_site([rule], "www.example.org", ["The Example Post"], "world/2024/a.txt")


@pytest.mark.parametrize("site", ["xample.org", "org.example", "Example", "world/20", "2024", "de"])
def test_another_site_is_another(site: str) -> None:
    """No part of a host, name or folder is taken for the whole."""
    rule = OwnRule(site, "x", body=True)
    assert not for_site([rule], "www.example.org", ["The Example Post"], "world/2024/a.txt")


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    """Rules that are added are those that are read, in order, whatever signs are in them."""
    path = tmp_path / "config" / "lines.toml"
    given = (
        OwnRule("example.org", 'He said: "no" \\ yes', body=True),
        OwnRule("The Example Post", "Más de", body=False, begins=True, kind="related"),
    )
    for rule in given:
        add_rule(path, rule)
    assert read_rules(path) == given
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".lines.toml.lock", "lines.toml"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[body]\n", "no TOML"),
        ('[[furniture]]\nsite = "a"\nline = "b"', "“furniture” is no entry"),
        ('[body]\nsite = "a"\nline = "b"', "write [[body]]"),
        ('[[body]]\nline = "b"', "number 1: it needs `site`"),
        ('[[body]]\nsite = "a"\nline = "b"\nbegins = "b"', "either `line` or `begins`"),
        ('[[body]]\nsite = "a"\nline = "b"\nkind = "share"', "`kind` is no key of it"),
        ('[[boilerplate]]\nsite = "a"\nline = "b"\nkind = "spam"', "“spam” is none of title"),
        ('[[body]]\nsite = "a"\nline = 3', "`line` must be a text"),
        ('[[body]]\nsite = "a"\nline = "…"', "holds no word"),
    ],
)
def test_a_bad_file_is_told(tmp_path: Path, text: str, told: str) -> None:
    """What is wrong, and where, is said; nothing is guessed, and the file stays as it is."""
    path = tmp_path / "lines.toml"
    path.write_text(text, encoding="utf-8")
    for attempt in (lambda: read_rules(path), lambda: add_rule(path, OwnRule("a", "b", body=True))):
        with pytest.raises(LinesFileError) as caught:
            attempt()
        assert told in caught.value.message
        assert str(path) in caught.value.message
    assert path.read_text(encoding="utf-8") == text


def test_an_article_is_cleaned_by_the_rules_of_its_site() -> None:
    """The rules in the config folder hold for articles of their site, and for no other."""
    add_rule(own_lines_file(), OwnRule("example.org", KEPT, body=False))
    text = "\n".join((*BODY, KEPT))
    assert to_article(Document("a.txt", text, url="https://www.example.org/1")).paragraphs == BODY
    assert to_article(Document("a.txt", text, url="https://example.com/1")).paragraphs == (*BODY, KEPT)


def test_a_library_follows_the_rules(tmp_path: Path) -> None:
    """A rule that is new makes a library pending, and the next sync applies it."""
    news = tmp_path / "news"
    (news / "port").mkdir(parents=True)
    file = news / "port" / "a.txt"
    file.write_text("\n".join((*BODY, KEPT)), encoding="utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        assert not library.pending()
        add_rule(own_lines_file(), OwnRule("port", KEPT, body=False))
        assert library.pending()
        library.sync()
        assert not library.pending()
        assert library.get("port/a.txt").paragraphs == BODY
