"""The entries of names.toml, the messages for wrong ones, and the entries that seedread adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.names.overrides.name_rules import DROP, LEADER, MERGE, NameRule, leader_rule
from seedread.index.names.overrides.names_edit import add_rule, drop_row, merge_rows, remove_entry
from seedread.index.names.overrides.names_file import NamesFileError, read_rules, unknown_people

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
# my own notes
[[alias]]
person = "angela-merkel.de"
names = ["Mutti Merkel"]

[[leader]]
name = "Tamsin Oyelaran"
country = "NG"
aliases = ["T. Oyelaran"]
offices = ["foreign minister:2026-03:"]

[[merge]]  # two spellings
person = "tamsin-oyelaran.ng"
rows = ["tamzin-oyelaran.ng"]

[[drop]]
person = "jordan-rivers.us"

[[no_person]]
names = ["Minister Creek"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "names.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_kind_of_entry_is_read(tmp_path: Path) -> None:
    """Entries of every kind become rules, in the order of the file."""
    rules, wrong = read_rules(written(tmp_path, FULL))
    assert not wrong
    assert [rule.kind for rule in rules] == ["alias", "leader", "merge", "drop", "no_person"]
    assert rules[1] == NameRule(
        LEADER, "tamsin-oyelaran.ng", ("Tamsin Oyelaran", "T. Oyelaran"), (), "NG", ("foreign minister:2026-03:",)
    )


def test_a_missing_file_has_no_rules(tmp_path: Path) -> None:
    """Most readers have no such file."""
    assert read_rules(tmp_path / "names.toml") == ([], [])


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('[[drop]]\nname = "X"', "line 4, [[drop]]: `person` is missing"),
        ('[[drop]]\nperson = "a-b.us"\nwhy = "x"', "line 4, [[drop]]: unknown key `why`; use person"),
        ('[[drop]]\nperson = "Jordan Rivers"', "is not an ID (for example vladimir-putin.ru)"),
        ('[[merge]]\nperson = "a-b.us"\nrows = "c-d.us"', "`rows` must be a list of texts"),
        ('[[merge]]\nperson = "a-b.us"\nrows = [7]', "`rows` must be text"),
        ('[[forget]]\nperson = "a-b.us"', "line 4, [[forget]]: unknown entry; use alias, merge,"),
        ('[[leader]]\nname = "A B"\ncountry = "Freedonia"\noffices = ["king::"]', "“Freedonia” is not a country code"),
        ('[[leader]]\nname = "A B"\ncountry = "FR"\noffices = ["king:soon:"]', "“king:soon:” is not title:start:end"),
        ("[[no_person]]\nnames = []", "`names` must be a list of texts"),
        ('[[no_person]]\nnames = ["a\\u001b[2J"]', "`names` contains a control character"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_reported_with_line_and_key(tmp_path: Path, entry: str, message: str) -> None:
    """The message for a wrong entry has line and key, and every other entry still counts."""
    rules, wrong = read_rules(written(tmp_path, f'[[drop]]\nperson = "jordan-rivers.us"\n\n{entry}\n'))
    assert [rule.kind for rule in rules] == [DROP]
    assert len(wrong) == 1
    assert message in wrong[0]


def test_a_file_that_is_not_valid_toml_is_reported_with_its_line(tmp_path: Path) -> None:
    """A syntax error raises NamesFileError with the line."""
    with pytest.raises(NamesFileError, match=r"names\.toml is not valid TOML.*line 2"):
        read_rules(written(tmp_path, '[[drop]]\nperson = "a\n'))


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    """The message for an unreadable file has its path and the reason, and an encoding error says what to do."""
    path = tmp_path / "names.toml"
    path.mkdir()
    with pytest.raises(NamesFileError, match=r"Cannot read .*names\.toml: Is a directory\."):
        read_rules(path)
    path.rmdir()
    path.write_bytes(b'[[drop]]\nperson = "\xe9"\n')
    for refused in (lambda: read_rules(path), lambda: drop_row(path, "a-b.us")):
        with pytest.raises(NamesFileError, match=r"names\.toml is not UTF-8: .* Save it as UTF-8\."):
            refused()


def test_an_alias_of_an_unknown_person_is_reported(tmp_path: Path) -> None:
    """An alias needs a person in a data file or in a [[leader]] entry."""
    rules, _ = read_rules(written(tmp_path, FULL + '[[alias]]\nperson = "no-one.fr"\nnames = ["X Y"]\n'))
    assert [message.split(";")[0] for message in unknown_people(rules)] == ["[[alias]]: unknown person no-one.fr"]


def test_entries_are_added_at_the_end_and_nothing_else_changes(tmp_path: Path) -> None:
    """Comments and order of a file stay as they were."""
    path = written(tmp_path, FULL)
    merge_rows(path, "a-b.us", ["c-d.us", "a-b.us"], "A “B”")
    drop_row(path, "e-f.us")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FULL)
    rules, wrong = read_rules(path)
    assert not wrong
    assert rules[-2:] == [NameRule(MERGE, "a-b.us", ("A “B”",), ("c-d.us",)), NameRule(DROP, "e-f.us")]


def test_the_first_entry_creates_the_file(tmp_path: Path) -> None:
    """The first entry creates file and folder, with a comment on their purpose."""
    path = tmp_path / "config" / "names.toml"
    rule = leader_rule("Tamsin Oyelaran", (), "NG", ("president:2026-05-01:",))
    add_rule(path, rule)
    assert path.read_text(encoding="utf-8").startswith("# Your corrections to people's names.")
    assert read_rules(path) == ([rule], [])
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".names.toml.lock", "names.toml"]


def test_the_last_entry_can_be_removed(tmp_path: Path) -> None:
    """Undo removes exactly the added entry, and only while it is at the end of the file."""
    path = written(tmp_path, FULL)
    block = drop_row(path, "e-f.us")
    assert remove_entry(path, block)
    assert path.read_text(encoding="utf-8") == FULL
    assert not remove_entry(path, block)


def test_a_broken_file_is_never_written_to(tmp_path: Path) -> None:
    """A file that cannot be parsed is not changed."""
    path = written(tmp_path, "person = \n")
    with pytest.raises(NamesFileError):
        drop_row(path, "e-f.us")
    assert path.read_text(encoding="utf-8") == "person = \n"


def test_an_invalid_rule_is_not_added(tmp_path: Path) -> None:
    """A rule that could not be read again is rejected before it is written."""
    path = written(tmp_path, FULL)
    with pytest.raises(NamesFileError, match="is not an ID"):
        drop_row(path, "Jordan Rivers")
    assert path.read_text(encoding="utf-8") == FULL


@pytest.mark.parametrize(
    ("dates", "office"),
    [
        ("from = 2027-03-01", "president:2027-03-01:"),
        ('from = "2027-03"', "president:2027-03:"),
        ("from = 2027\nuntil = 2031-02-28", "president:2027:2031-02-28"),
    ],
)
def test_a_leader_may_be_written_in_one_line(tmp_path: Path, dates: str, office: str) -> None:
    """Office and dates may have keys of their own, with dates as TOML or as text."""
    keys = f'name = "Tamsin Oyelaran"\ncountry = "NG"\noffice = "president"\nspellings = ["T. Oyelaran"]\n{dates}'
    wanted: tuple[list[NameRule], list[str]] = ([leader_rule("Tamsin Oyelaran", ("T. Oyelaran",), "NG", (office,))], [])
    assert read_rules(written(tmp_path, f"[[leader]]\n{keys}")) == wanted
    assert read_rules(written(tmp_path, f"leader = [{{{', '.join(keys.splitlines())}}}]")) == wanted


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ("", "`office` is missing"),
        ("from = 2027", "`office` is missing"),
        ('office = "president"', "`from` is missing"),
        ('office = "president:2026-05-01:"\nfrom = 2026', "“president:2026-05-01:” contains : or ;. Write its days"),
        ('office = "president; king"\nfrom = 2026', "“president; king” contains : or ;"),
        ('offices = ["president:2020:2021:"]', "is not title:start:end"),
        ('office = "president"\nfrom = "soon"', "`from`: “soon” is not a date"),
        ('office = "president"\nfrom = true', "`from` must be text"),
        ('office = "president"\nfrom = 2027-13', "is not valid TOML"),
    ],
)
def test_a_wrong_term_says_what_to_write(tmp_path: Path, keys: str, reason: str) -> None:
    """An entry without an office, or with a date that is none, is reported."""
    path = written(tmp_path, f'[[leader]]\nname = "A B"\ncountry = "FR"\n{keys}')
    try:
        _, wrong = read_rules(path)
    except NamesFileError as error:
        wrong = [error.message]
    assert reason in wrong[0]
