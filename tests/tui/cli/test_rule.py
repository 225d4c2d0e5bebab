"""`seedread rule`: rules for a site's lines are written and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.site_rules import SiteRule
from seedread.index.cleaning.site_rules_file import read_site_rules
from seedread.index.ingest.reader_rules import own_lines_file
from seedread.tui.cli.main import main

if TYPE_CHECKING:
    import pytest


def test_rules_are_written_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each command writes its rule, and `list` prints all of them."""
    assert main(["rule", "body", "example.org", "In brief"]) == 0
    assert main(["rule", "boilerplate", "The Post", "Read more from", "--begins", "--kind", "related"]) == 0
    assert read_site_rules(own_lines_file()) == (
        SiteRule("example.org", "In brief", body=True),
        SiteRule("The Post", "Read more from", body=False, begins=True, kind="related"),
    )
    capsys.readouterr()
    assert main(["rule", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "example.org · body · “In brief”",
        "The Post · boilerplate (related) · “Read more from” …",
    ]


def test_a_bad_file_is_trouble(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no TOML ends the command with its path and the reason."""
    own_lines_file().parent.mkdir(parents=True, exist_ok=True)
    own_lines_file().write_text("[[body]\n", encoding="utf-8")
    assert main(["rule", "body", "example.org", "In brief"]) == 3
    assert str(own_lines_file()) in capsys.readouterr().err
