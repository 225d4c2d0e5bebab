"""The documentation names only what exists, and its picture is the screen as it is."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import seedread
from seedread.index.cluster.address import PASSWORD, PASSWORD_COMMAND, PASSWORD_FILE
from seedread.index.engines.whoosh import facet_filter
from seedread.index.names.countries.native_scan import has_native_forms
from seedread.index.names.native_titles import has_titles
from seedread.index.text.data_files import read_table
from seedread.tui.cli.command_table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
TEXTS = sorted([*ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "Makefile"])
ROOMS = ("bench", "docs", "index", "seeds", "tests", "tui")
_PATH = re.compile(rf"(?<![\w./~-])(?:{'|'.join(ROOMS)})/[\w./*-]*[\w/*]")
_LINK = re.compile(r"\]\(([^)#\s]+)")
_SCRIPT = re.compile(r"\bpython3? ([\w./-]+\.py)((?: [^\s`#|]+)*)")
_COMMAND = re.compile(r"^seedread ([a-z][a-z-]+)(?= |$)")
_CODE = re.compile(r"^```sh\n(.*?)^```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)


def in_texts(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in TEXTS:
        yield from (
            (path.name, match[1] if pattern.groups else match[0]) for match in pattern.finditer(path.read_text("utf-8"))
        )


def test_every_path_exists() -> None:
    """Each path of the project that a text names is there; a star stands for at least one file."""
    found = [(name, path) for name, path in in_texts(_PATH) if "…" not in path]
    assert len(found) > 100
    assert [(name, path) for name, path in found if not any(ROOT.glob(path.rstrip("/.")))] == []


def test_every_link_leads_somewhere() -> None:
    """Each link to a file leads to one."""
    links = [(path, link) for path in TEXTS for link in _LINK.findall(path.read_text("utf-8")) if "://" not in link]
    assert len(links) > 20
    assert [(path.name, link) for path, link in links if not (path.parent / link).exists()] == []


def test_every_script_and_its_options_exist() -> None:
    """Each command line that runs a script of ours names one that exists and options that it knows."""
    lines = {(name, match[1], match[2]) for name in TEXTS for match in _SCRIPT.finditer(name.read_text("utf-8"))}
    assert len(lines) > 10
    for name, script, options in lines:
        path = ROOT / script
        assert path.is_file(), (name, script)
        text = path.read_text(encoding="utf-8")
        known = [option for option in shlex.split(options.replace("'", "")) if option.startswith("--")]
        assert all(f'"{option}"' in text for option in known), (name, script, options)


def test_every_command_exists() -> None:
    """Each `seedread COMMAND` in code is a command, or a file of that name in a text that says so."""
    code = [
        (path.name, line)
        for path in TEXTS
        for match in _CODE.finditer(path.read_text("utf-8"))
        for line in (match[1] or match[2]).splitlines()
    ]
    found = {(name, match[1]) for name, line in code if (match := _COMMAND.match(line))}
    assert len({command for _, command in found}) > 12
    assert [one for one in sorted(found) if one[1] not in {*COMMANDS, "help"}] == []


def test_the_rules_that_modules_cite_are_there() -> None:
    """docs/facets.md has each rule that a docstring names, in order, and nothing between."""
    rules = re.findall(r"^## (R\d+)\b", (ROOT / "docs" / "facets.md").read_text("utf-8"), re.MULTILINE)
    assert rules == [f"R{n}" for n in range(1, 13)]
    assert "R1" in (facet_filter.__doc__ or "")


def test_the_docs_come_with_the_package() -> None:
    """The folder that the package returns holds the texts of docs/."""
    names = {path.name for path in seedread.docs_folder().glob("*.md")}
    assert {"design.md", "searching.md", "facets.md"} <= names
    assert names == {path.name for path in (ROOT / "docs").glob("*.md")}


def test_the_changelog_has_a_section_for_the_version() -> None:
    """The version of the package is the newest section with a date."""
    sections = re.findall(
        r"^## \[?(\d+\.\d+\.\d+)\]? - \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert sections[0] == seedread.__version__


def test_the_picture_is_the_screen() -> None:
    """docs/screen.svg is what the program draws today; `make picture` draws it anew."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".src")}
    done = subprocess.run([sys.executable, str(ROOT / "docs" / "picture.py"), "--check"], check=False, env=environment)
    assert done.returncode == 0, "run: python docs/picture.py"


def test_the_man_page_is_current() -> None:
    """docs/seedread.1 has the commands and options of the parsers."""
    script = [sys.executable, str(ROOT / "docs" / "man_page.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_man_page_names_what_lies_outside_of_the_commands() -> None:
    """It has the variables with the password of a cluster, and the file of older texts."""
    page = (ROOT / "docs" / "seedread.1").read_text("utf-8").split()
    assert {PASSWORD, PASSWORD_FILE, PASSWORD_COMMAND, "versions.sqlite"} <= set(page)


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man on this machine")
def test_man_shows_the_page_without_a_warning() -> None:
    """`man` formats the page, finds nothing wrong in it, and shows every command."""
    command = ["man", "--warnings=all", "--local-file", str(ROOT / "docs" / "seedread.1")]
    environment = {**os.environ, "MANWIDTH": "80", "LC_ALL": "C.UTF-8", "MAN_KEEP_FORMATTING": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == ""
    assert all(f"seedread {name} " in done.stdout for name in COMMANDS)


def test_the_tables_of_formats_are_current() -> None:
    """The formats in README and docs/formats.md are those of the registry."""
    script = [sys.executable, str(ROOT / "docs" / "formats_table.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_languages_with_names_of_countries_are_listed() -> None:
    """docs/languages.md lists every language with names of countries, and counts those with titles of leaders."""
    text = (ROOT / "docs/languages.md").read_text("utf-8")
    rows = ("countries, with", "titles:")
    names, titles = (re.search(rf"^\| {row}.*?\| (.*) \|$", text, re.MULTILINE) for row in rows)
    assert names
    assert titles
    codes = re.findall(r"\b[a-z]{2}\b", names[1])
    known = {row[0] for row in read_table("text", "languages.tsv")}
    assert sorted(codes) == sorted(code for code in known if has_native_forms(code))
    assert titles[1].startswith(f"{sum(map(has_titles, known))}:")
