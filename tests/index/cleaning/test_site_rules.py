"""The reader's rules for the lines of a site override everything else."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.cleaning import clean
from seedread.index.cleaning.site_rules import SiteRule, SiteRules, for_site
from seedread.index.cleaning.site_rules_file import LinesFileError, add_site_rule, read_site_rules
from seedread.index.ingest.pipeline import to_article
from seedread.index.ingest.reader_rules import own_lines_file
from seedread.index.sources import Document

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


def rules(*given: SiteRule) -> SiteRules:
    return SiteRules(given)


def test_a_body_rule_keeps_a_line() -> None:
    """A line that a built-in rule would strip is kept by a body rule, and is not joined with other lines."""
    cleaned = clean("\n".join((*BODY, STRIPPED)), site_rules=rules(SiteRule("x.org", "share THIS  article", body=True)))
    assert cleaned.paragraphs == (*BODY, STRIPPED)


def test_a_boilerplate_rule_strips_a_paragraph() -> None:
    """A whole paragraph is stripped, with the kind of the rule, and the site of the rule as the reason."""
    site_rules = rules(SiteRule("x.org", "A voice from the harbour", body=False, begins=True, kind="newsletter"))
    cleaned = clean("\n".join((BODY[0], KEPT, BODY[1])), site_rules=site_rules)
    assert cleaned.paragraphs == BODY
    assert (cleaned.lines[1].kind, cleaned.lines[1].evidence) == ("newsletter", "your rule for x.org")


def test_a_rule_for_a_line_does_not_match_its_beginning() -> None:
    """A rule for a whole line does not match longer lines."""
    site_rules = rules(SiteRule("x.org", "A voice from the harbour", body=False))
    assert clean("\n".join((*BODY, KEPT)), site_rules=site_rules).paragraphs == (*BODY, KEPT)


@pytest.mark.parametrize(
    "site", ["example.org", "www.example.org", "The Example Post", "the example post", "world/2024"]
)
def test_a_site_is_a_host_an_outlet_or_a_folder(site: str) -> None:
    """A rule applies by the address's host or a domain above it, by the outlet's name, or by the folder."""
    rule = SiteRule(site, "x", body=True)
    assert for_site([rule], "www.example.org", ["The Example Post"], "world/2024/a.txt")


@pytest.mark.parametrize("site", ["xample.org", "org.example", "Example", "world/20", "2024", "de"])
def test_a_rule_does_not_apply_to_another_site(site: str) -> None:
    """Part of a host, a name or a folder does not match the whole."""
    rule = SiteRule(site, "x", body=True)
    assert not for_site([rule], "www.example.org", ["The Example Post"], "world/2024/a.txt")


def test_written_rules_can_be_read(tmp_path: Path) -> None:
    """The rules that are added are read back in order, with all their characters."""
    path = tmp_path / "config" / "lines.toml"
    given = (
        SiteRule("example.org", 'He said: "no" \\ yes', body=True),
        SiteRule("The Example Post", "Más de", body=False, begins=True, kind="related"),
    )
    for rule in given:
        add_site_rule(path, rule)
    assert read_site_rules(path) == given
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".lines.toml.lock", "lines.toml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[body]\n", "is not valid TOML"),
        ('[[furniture]]\nsite = "a"\nline = "b"', "“furniture” is not an entry"),
        ('[body]\nsite = "a"\nline = "b"', "Use [[body]]"),
        ('[[body]]\nline = "b"', "entry 1: it needs `site`"),
        ('[[body]]\nsite = "a"\nline = "b"\nbegins = "b"', "either `line` or `begins`"),
        ('[[body]]\nsite = "a"\nline = "b"\nkind = "share"', "unknown key `kind`"),
        ('[[boilerplate]]\nsite = "a"\nline = "b"\nkind = "spam"', "“spam” is not a kind"),
        ('[[body]]\nsite = "a"\nline = 3', "`line` must be a single line"),
        ('[[body]]\nsite = "a"\nline = "…"', "contains no words"),
    ],
)
def test_a_bad_file_is_reported(tmp_path: Path, text: str, message: str) -> None:
    """The error says what is wrong and where, nothing is guessed, and the file is left unchanged."""
    path = tmp_path / "lines.toml"
    path.write_text(text, encoding="utf-8")
    for attempt in (lambda: read_site_rules(path), lambda: add_site_rule(path, SiteRule("a", "b", body=True))):
        with pytest.raises(LinesFileError) as caught:
            attempt()
        assert message in caught.value.message
        assert str(path) in caught.value.message
    assert path.read_text(encoding="utf-8") == text


def test_a_file_in_another_encoding_is_reported(tmp_path: Path) -> None:
    """The error of a file that is not UTF-8 names the file and says what to do."""
    path = tmp_path / "lines.toml"
    path.write_bytes('[[body]]\nsite = "a"\nline = "Más"'.encode("latin-1"))
    with pytest.raises(LinesFileError, match="Save it as UTF-8"):
        read_site_rules(path)


def test_a_file_that_cannot_be_opened_is_reported_once(tmp_path: Path) -> None:
    """The error of an unreadable file names the path once, with the system's reason."""
    with pytest.raises(LinesFileError) as caught:
        read_site_rules(tmp_path)
    assert caught.value.message == f"Cannot read {tmp_path}: Is a directory."


def test_the_rules_are_read_without_the_cleaner() -> None:
    """The reader of lines.toml loads neither the pipeline, nor the line model, nor the date parser."""
    probe = "import sys, seedread.index.cleaning.site_rules_file; print(*sys.modules)"
    environment = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.run([sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("seedread.index.cleaning.") for name in run.stdout.split()}
    assert "site_rules_file" in loaded
    assert not loaded & {"cleaner", "scoring", "mlp", "gbdt", "dateutil"}


def test_an_article_is_cleaned_by_the_rules_of_its_site() -> None:
    """The rules in the config folder apply to articles of their site, and to no others."""
    add_site_rule(own_lines_file(), SiteRule("example.org", KEPT, body=False))
    text = "\n".join((*BODY, KEPT))
    assert to_article(Document("a.txt", text, url="https://www.example.org/1")).paragraphs == BODY
    assert to_article(Document("a.txt", text, url="https://example.com/1")).paragraphs == (*BODY, KEPT)


def test_the_next_sync_applies_a_new_rule(tmp_path: Path) -> None:
    """A new rule makes a library pending, and the next sync applies it."""
    news = tmp_path / "news"
    (news / "port").mkdir(parents=True)
    file = news / "port" / "a.txt"
    file.write_text("\n".join((*BODY, KEPT)), encoding="utf-8")
    os.utime(file, (1_700_000_000, 1_700_000_000))
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        assert not library.pending()
        add_site_rule(own_lines_file(), SiteRule("port", KEPT, body=False))
        assert library.pending()
        library.sync()
        assert not library.pending()
        assert library.get("port/a.txt").paragraphs == BODY
