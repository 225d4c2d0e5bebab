"""What a reader may write into names.toml, what is told of mistakes, and what seedread adds by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.names.overrides.name_rules import DROP, LEADER, MERGE, NameRule, leader_rule
from seedread.index.names.overrides.names_edit import add_rule, drop_row, merge_rows, take_back
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
    """All five kinds of entries become rules, in the order of the file."""
    rules, wrong = read_rules(written(tmp_path, FULL))
    assert not wrong
    assert [rule.kind for rule in rules] == ["alias", "leader", "merge", "drop", "no_person"]
    assert rules[1] == NameRule(
        LEADER, "tamsin-oyelaran.ng", ("Tamsin Oyelaran", "T. Oyelaran"), (), "NG", ("foreign minister:2026-03:",)
    )


def test_no_file_says_nothing(tmp_path: Path) -> None:
    """Most readers have no such file."""
    assert read_rules(tmp_path / "names.toml") == ([], [])


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('[[drop]]\nname = "X"', "line 4, [[drop]]: `person` is missing"),
        ('[[drop]]\nperson = "a-b.us"\nwhy = "x"', "line 4, [[drop]]: `why` is no key of it; its keys are person"),
        ('[[drop]]\nperson = "Jordan Rivers"', "is no id such as vladimir-putin.ru"),
        ('[[merge]]\nperson = "a-b.us"\nrows = "c-d.us"', "`rows` must be a list of texts"),
        ('[[merge]]\nperson = "a-b.us"\nrows = [7]', "`rows` must be a text"),
        ('[[forget]]\nperson = "a-b.us"', "line 4, [[forget]]: there is no such entry; there are alias, merge,"),
        ('[[leader]]\nname = "A B"\ncountry = "Freedonia"\noffices = ["king::"]', "“Freedonia” is no code such as FR"),
        ('[[leader]]\nname = "A B"\ncountry = "FR"\noffices = ["king:soon:"]', "“king:soon:” is not title:start:end"),
        ("[[no_person]]\nnames = []", "`names` must be a list of texts"),
        ('[[no_person]]\nnames = ["a\\u001b[2J"]', "`names` holds a control character"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_told_with_line_and_key(tmp_path: Path, entry: str, said: str) -> None:
    """What is wrong is named with its place, and everything else in the file counts."""
    rules, wrong = read_rules(written(tmp_path, f'[[drop]]\nperson = "jordan-rivers.us"\n\n{entry}\n'))
    assert [rule.kind for rule in rules] == [DROP]
    assert len(wrong) == 1
    assert said in wrong[0]


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """A slip of the pen is found by its line, and nothing is guessed."""
    with pytest.raises(NamesFileError, match=r"names\.toml is no TOML.*line 2"):
        read_rules(written(tmp_path, '[[drop]]\nperson = "a\n'))


def test_an_alias_of_nobody_is_told(tmp_path: Path) -> None:
    """An alias needs somebody in a data file or among one's own leaders."""
    rules, _ = read_rules(written(tmp_path, FULL + '[[alias]]\nperson = "no-one.fr"\nnames = ["X Y"]\n'))
    assert [reason.split(":")[1] for reason in unknown_people(rules)] == [
        " no-one.fr is known neither here nor to seedread"
    ]


def test_entries_are_added_at_the_end_and_nothing_else_changes(tmp_path: Path) -> None:
    """Comments and order of a file stay as their writer set them."""
    path = written(tmp_path, FULL)
    merge_rows(path, "a-b.us", ["c-d.us", "a-b.us"], "A “B”")
    drop_row(path, "e-f.us")
    text = path.read_text(encoding="utf-8")
    assert text.startswith(FULL)
    rules, wrong = read_rules(path)
    assert not wrong
    assert rules[-2:] == [NameRule(MERGE, "a-b.us", ("A “B”",), ("c-d.us",)), NameRule(DROP, "e-f.us")]


def test_the_file_is_made_when_it_is_needed(tmp_path: Path) -> None:
    """The first decision makes file and folder, with a word on what they are for."""
    path = tmp_path / "config" / "names.toml"
    rule = leader_rule("Tamsin Oyelaran", (), "NG", ("president:2026-05-01:",))
    add_rule(path, rule)
    assert path.read_text(encoding="utf-8").startswith("# What you know better")
    assert read_rules(path) == ([rule], [])
    assert sorted(entry.name for entry in path.parent.iterdir()) == [".names.toml.lock", "names.toml"]


def test_the_last_entry_can_be_taken_back(tmp_path: Path) -> None:
    """An undo takes out just what was added, and only while it stands at the end."""
    path = written(tmp_path, FULL)
    block = drop_row(path, "e-f.us")
    assert take_back(path, block)
    assert path.read_text(encoding="utf-8") == FULL
    assert not take_back(path, block)


def test_a_broken_file_is_never_written_to(tmp_path: Path) -> None:
    """What cannot be understood is left for its writer to mend."""
    path = written(tmp_path, "person = \n")
    with pytest.raises(NamesFileError):
        drop_row(path, "e-f.us")
    assert path.read_text(encoding="utf-8") == "person = \n"


def test_nothing_is_added_that_could_not_be_read_again(tmp_path: Path) -> None:
    """A rule that the reader of the file would refuse is refused before it is written."""
    path = written(tmp_path, FULL)
    with pytest.raises(NamesFileError, match="is no id"):
        drop_row(path, "Jordan Rivers")
    assert path.read_text(encoding="utf-8") == FULL
