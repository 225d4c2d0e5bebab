"""`seedread names`: rules are written, errors reported, people found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index.ingest.reader_rules import own_names_file
from seedread.tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "Gas Talks In Moscow\n\nMOSCOW - Russian President Vladimir Putin met the board of the gas company on Friday "
        "to discuss deliveries.\n\nPutin said that Russia had enough gas for a hundred years, the agency reported.\n",
        encoding="utf-8",
    )
    return folder


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (["merge", "a-b.fr", "c-d.fr", "--name", "A B"], 'person = "a-b.fr"\nrows = ["c-d.fr"]\nname = "A B"\n'),
        (["merge-sources", "A B", "a.fr"], '[[source]]\nname = "A B"\nspellings = ["a.fr"]\n'),
        (["apart", "a-b.fr", "a-c-b.fr"], '[[apart]]\nrows = ["a-b.fr", "a-c-b.fr"]\n'),
        (["drop", "a-b.fr"], '[[drop]]\nperson = "a-b.fr"\n'),
        (["alias", "vladimir-putin.ru", "Vova"], 'person = "vladimir-putin.ru"\nnames = ["Vova"]\n'),
        (["no-person", "Minister Creek"], '[[no_person]]\nnames = ["Minister Creek"]\n'),
        (
            [
                "add",
                "Tamsin Ojo",
                "--country",
                "NG",
                "--office",
                "president:2026-05-01:",
                "--alias",
                "T. Ojo",
            ],
            'name = "Tamsin Ojo"\naliases = ["T. Ojo"]\ncountry = "NG"\noffices = ["president:2026-05-01:"]\n',
        ),
    ],
)
def test_each_command_writes_its_entry(arguments: list[str], written: str) -> None:
    """A rule from the command line is appended to the user's own file."""
    assert main(["names", *arguments]) == 0
    assert own_names_file().read_text(encoding="utf-8").endswith(written)


def test_a_library_has_a_file_of_its_own(tmp_path: Path) -> None:
    """With --library the rule goes into that library, for all its users."""
    assert main(["names", "drop", "a-b.fr", "--library", str(tmp_path)]) == 0
    assert "a-b.fr" in (tmp_path / "names.toml").read_text(encoding="utf-8")
    assert not own_names_file().exists()


def test_an_alias_of_an_unknown_person_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped ID is reported before anything is written."""
    assert main(["names", "alias", "vladimir-puttin.ru", "Vova"]) == 1
    assert "No person has the ID vladimir-puttin.ru" in capsys.readouterr().err
    assert not own_names_file().exists()


def test_list_prints_rules_and_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    """The list has the user's rules, and the errors in the file with their lines."""
    main(["names", "drop", "a-b.fr"])
    with own_names_file().open("a", encoding="utf-8") as file:
        file.write("[[drop]]\n")
    capsys.readouterr()
    assert main(["names", "list"]) == 3
    captured = capsys.readouterr()
    assert captured.out == "drop       a-b.fr\n"
    assert "[[drop]]: `person` is missing" in captured.err


def test_find_prints_ids_and_offices(capsys: pytest.CaptureFixture[str]) -> None:
    """Who is called so is printed with id, country and offices."""
    assert main(["names", "find", "merkel"]) == 0
    assert "angela-merkel.de  Angela Merkel (DE): chancellor 2005-11-22 to 2021-12-08" in capsys.readouterr().out
    assert main(["names", "find", "xyzzy"]) == 1


def test_spellings_prints_the_words_of_a_row(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The spellings in the texts are counted; an ID without articles is reported."""
    assert main(["names", "spellings", "vladimir-putin.ru", str(news)]) == 0
    assert capsys.readouterr().out == "     1 Putin\n     1 Vladimir Putin\n"
    assert main(["names", "spellings", "no-one.fr", str(news)]) == 1
    assert "No article names no-one.fr" in capsys.readouterr().err


def test_inspect_knows_ones_own_rules(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a library the user's own file still applies, and an error in it is reported."""
    main(["names", "drop", "vladimir-putin.ru"])
    with own_names_file().open("a", encoding="utf-8") as file:
        file.write("[[drop]]\n")
    capsys.readouterr()
    assert main(["inspect", str(news / "a.txt")]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["leaders"] == []
    assert "[[drop]]: `person` is missing" in captured.err


def test_find_prints_every_country_and_body_of_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    """Who led a state and a body between states is printed with both, under one id."""
    assert main(["names", "find", "mark rutte"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].split("  ")[1] for line in lines] == ["Mark Rutte (NL)", "Mark Rutte (NATO)"]


_INTRODUCES = """\
Copper Talks Open In Lima

LIMA, 4 March 2027 - Peruvian President {name} received the envoys of four states in Lima on Thursday.

The talks were about copper, the ministry said, and Peru would send its answer within a month.
"""


@pytest.fixture
def introduced(tmp_path: Path) -> Path:
    folder = tmp_path / "introduced"
    folder.mkdir()
    (folder / "a.txt").write_text(_INTRODUCES.format(name="Marisol Quintanar"), encoding="utf-8")
    (folder / "b.txt").write_text(_INTRODUCES.format(name="Marisol Ada Quintanar"), encoding="utf-8")
    return folder


def test_pending_lists_leaders_in_no_data_file(introduced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each has its ID, its office with the first day, its spellings, and the words that introduce it."""
    assert main(["names", "pending", str(introduced)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "marisol-ada-quintanar.pe  Marisol Ada Quintanar: president (from 2027-03-04) of Peru; 2 articles",
        "    also spelled Marisol Quintanar",
    ]
    assert lines[2].startswith("    “LIMA, 4 March 2027 - Peruvian President Marisol")


def test_a_confirmed_leader_is_no_longer_pending(introduced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rule has the name, the spellings and the office that the articles give; the row stays."""
    assert main(["names", "confirm", "marisol-ada-quintanar.pe", str(introduced)]) == 0
    text = own_names_file().read_text(encoding="utf-8")
    assert 'name = "Marisol Ada Quintanar"\naliases = ["Marisol Quintanar"]\ncountry = "PE"' in text
    assert 'offices = ["president:2027-03-04:"]' in text
    capsys.readouterr()
    assert main(["names", "pending", str(introduced)]) == 1
    assert main(["search", "leader:quintanar", str(introduced), "--ids"]) == 0
    assert sorted(capsys.readouterr().out.split()) == ["a.txt", "b.txt"]


def test_only_pending_leaders_can_be_confirmed(introduced: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistyped ID is reported, and nothing is written."""
    assert main(["names", "confirm", "marisol-ada-quintanar.pe,marisol.pe", str(introduced)]) == 1
    assert "No pending leader has the ID marisol.pe" in capsys.readouterr().err
    assert not own_names_file().exists()


def test_several_rows_can_be_dropped_at_once() -> None:
    """Each ID becomes an entry of its own."""
    assert main(["names", "drop", "a-b.fr", "c-d.fr"]) == 0
    assert own_names_file().read_text(encoding="utf-8").count("[[drop]]") == 2
