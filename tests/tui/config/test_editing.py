"""A setting is written into the reader's file, and nothing else in it changes."""

from __future__ import annotations

import tomllib

import pytest

from seedread.tui.config import ConfigError, Settings, config_path, default_file, parse_settings, settings
from seedread.tui.config.editing import (
    BINDINGS,
    TABLES,
    find_setting,
    setting_states,
    unset,
    with_setting,
    write_setting,
)

OWN = """\
# My settings
[screen]  # how it looks
mouse = "off"   # my hand # hurts
lean = true

[start]
sources = [
    "news",  # all of it
    "more",
]

# keys
[keys]
preset = "emacs"
"""


def write(text: str) -> None:
    """Write the reader's file."""
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("table", "name", "value", "was", "now"),
    [
        ("screen", "mouse", '"on"', 'mouse = "off"   # my hand # hurts', 'mouse = "on"   # my hand # hurts'),
        ("screen", "theme", '"light"', "lean = true\n", 'lean = true\ntheme = "light"\n'),
        ("keys.bindings", "star", '["x"]', 'preset = "emacs"\n', 'preset = "emacs"\n\n[keys.bindings]\nstar = ["x"]\n'),
        ("start", "sources", '["a"]', '[\n    "news",  # all of it\n    "more",\n]', '["a"]'),
        ("screen", "mouse", None, 'mouse = "off"   # my hand # hurts\n', ""),
        ("screen", "theme", None, "", ""),
    ],
)
def test_one_setting_changes(table: str, name: str, value: str | None, was: str, now: str) -> None:
    """The line of the setting changes, is added to its table or goes; every other line and comment stays."""
    assert with_setting(OWN, table, name, value) == OWN.replace(was, now)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing\n",
        'screen.theme = "dark"\n',
        '[ "screen" ]\n"theme" = "dark"',
        default_file(),
        '[screen]\n[start]\nquery = "[screen]"',
    ],
)
def test_every_way_to_write_a_file(text: str) -> None:
    """Whatever the file looks like, the setting has its new value and the others keep theirs."""
    after = with_setting(text, "screen", "theme", '"light"')
    expected = tomllib.loads(text)
    expected.setdefault("screen", {})["theme"] = "light"
    assert tomllib.loads(after) == expected
    assert all(line in after.splitlines() for line in text.splitlines() if "theme" not in line)
    assert parse_settings(with_setting(after, "screen", "theme", None)).screen.theme == "terminal"


def test_a_default_that_is_a_comment_stays() -> None:
    """In a file made from the defaults the new line stands behind the description of its setting."""
    lines = with_setting(default_file(), "reading", "mark_read", '"never"').splitlines()
    at = lines.index('mark_read = "never"')
    assert lines[at - 1] == '# mark_read = "opened"'


def test_what_cannot_be_changed_is_left() -> None:
    """A table in one line is not taken apart: the reader is told to edit the file."""
    with pytest.raises(ConfigError, match="edit "):
        with_setting('screen = {theme = "dark"}\n', "screen", "theme", '"light"')


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("theme", "light", "light"),
        ("screen.theme", '"light"', "light"),
        ("time_strip", "off", False),
        ("mark-read", "never", "never"),
        ("start.sources", "a b, c", ("a b", "c")),
        ("library.versions", "50", 50),
        ("start.query", "is:unread gas", "is:unread gas"),
    ],
)
def test_a_typed_value_is_read_by_its_type(name: str, typed: str, value: object) -> None:
    """What is typed after `:set` needs no quotation marks; a name needs its table only if another has it too."""
    found = write_setting(name, typed)
    table, own = find_setting(name)
    assert getattr(getattr(found, table), own) == value
    assert getattr(getattr(unset(name), table), own) == getattr(getattr(Settings(), table), own)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("theme", "pink", "theme must be one of terminal"),
        ("lean", "maybe", "lean must be true or false"),
        ("library.versions", "many", "versions must be a whole number"),
        ("colour", "x", "No setting colour"),
        ("keys.bindings.star", "Ctr-F", "is not a key"),
        ("keys.bindings.stars", "f", "Unknown action stars"),
    ],
)
def test_a_wrong_value_changes_nothing(name: str, typed: str, message: str) -> None:
    """A name or a value that there is not is told, and the file stays as it was."""
    write(OWN)
    with pytest.raises(ConfigError, match=message):
        write_setting(name, typed)
    assert config_path().read_text("utf-8") == OWN


def test_every_setting_is_listed_with_its_origin() -> None:
    """Each setting has its value, and the line of the file or none; own keys are listed one by one."""
    write(OWN + '[keys.bindings]\nstar = "x"\n')
    found = {state.path: state for state in setting_states(parse_settings(config_path().read_text("utf-8")))}
    assert set(found) == {one.path for one in settings() if one.path not in TABLES} | {f"{BINDINGS}.star"}
    assert (found["screen.mouse"].value, found["screen.mouse"].line) == ('"off"', 3)
    assert (found["screen.theme"].value, found["screen.theme"].line) == ('"terminal"', None)
    assert (found[f"{BINDINGS}.star"].value, found[f"{BINDINGS}.star"].line) == ('"x"', 16)


@pytest.mark.parametrize("edited", ["[screen\nmouse = 1", 'mouse = "\nx = 1'])
def test_a_file_that_is_being_edited_is_told_with_its_line(edited: str) -> None:
    """A file that is no TOML at the moment gives its name and line, and stays as it is."""
    write(edited)
    with pytest.raises(ConfigError, match=r"config\.toml:1:"):
        list(setting_states(Settings()))
    with pytest.raises(ConfigError, match=r"config\.toml:1:"):
        write_setting("screen.mouse", "on")
    assert config_path().read_text(encoding="utf-8") == edited
