"""The configuration: its defaults, its errors with their lines, and its docs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedread.tui.cli import main
from seedread.tui.config import (
    ConfigError,
    Settings,
    config_path,
    default_file,
    keymap,
    load_settings,
    parse_settings,
    preset,
    settings,
)
from seedread.tui.config.printing import choices_of
from seedread.tui.config.settings import Keys
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.keymap import Keymap

if TYPE_CHECKING:
    from seedread.tui.keys.bindings import Action

DOCS = Path(__file__).parents[3] / "docs"
PRESETS = ("vim", "newsboat", "emacs")


def named(name: str) -> Action:
    return next(action for action in ACTIONS if action.name == name)


def errors(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        parse_settings(text, "c")
    return caught.value.message.split("\n")


def test_the_default_file_changes_nothing() -> None:
    """Printed, written and read, the defaults are the defaults, also with every # taken away."""
    assert parse_settings(default_file()) == Settings()
    bare = re.sub(r"^# (\w+ = )", r"\1", default_file(), flags=re.MULTILINE)
    tables = [one for one in settings() if isinstance(one.default, dict)]
    assert len(re.findall(r"^\w+ = ", bare, re.MULTILINE)) == len(list(settings())) - len(tables)
    assert parse_settings(bare) == Settings()
    assert tomllib.loads(bare)["keys"]["preset"] == "vim"


def test_without_a_file_the_defaults_apply(hermetic: Path) -> None:
    """The file is in the XDG config folder, and is optional."""
    assert config_path() == hermetic / "config" / "seedread" / "config.toml"
    assert load_settings() == Settings()


def test_what_is_set_is_set() -> None:
    """Each kind of value reaches its place."""
    found = parse_settings(
        '[start]\nsources = ["a", "b"]\nquery = "is:unread"\n[screen]\ntime_strip = false\n[keys]\npreset = "emacs"\n'
        '[keys.bindings]\nstar = "Ctrl-X"\nnext_article = ["J", "PgDn"]\n'
    )
    assert found.start.sources == ("a", "b")
    assert found.start.query == "is:unread"
    assert not found.screen.time_strip
    assert found.keys == Keys("emacs", {"star": ("ctrl+x",), "next_article": ("J", "pagedown")})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[screen\n", "c:1:8: "),
        ('a = 1\n\n[screen]\nlean = "yes"\n', "c:4: lean must be true or false."),
        ("[library]\nversions = true\n", "c:2: versions must be a whole number, 0 or more."),
        ("[library]\nversions = -1\n", "c:2: versions must be a whole number, 0 or more."),
        ("\n[scren]\nlean = true\n", "c:2: Unknown table [scren]: did you mean screen?"),
        ("[screen]\n\nmouze = 1\n", "c:3: Unknown setting mouze in [screen]: did you mean mouse?"),
        ('[screen]\nmouse = "sometimes"\n', "c:2: mouse must be one of auto, on, off."),
        ("[start]\nquery = 3\n", "c:2: query must be a string in quotation marks."),
        ("[start]\nsources = [3]\n", 'c:2: sources must be a list of strings: ["…", "…"].'),
        ("keys = 3\n", "c:1: keys must be a table: "),
        ("[keys]\nbindings = 3\n", "c:2: keys.bindings must be a table: "),
        ('[keys.bindings]\n\nstart = "f"\n', "c:3: Unknown action start: did you mean star?"),
        ('[keys.bindings]\nstar = "Ctr-F"\n', "c:2: “Ctr-F” is not a key. "),
        ("[keys.bindings]\nstar = 3\n", "c:2: star needs a key or a list of keys: "),
        ('keys.bindings.star = "nokey"\n', "c:1: “nokey” is not a key. "),
        ("[keys]\ncommands = 3\n", "c:2: keys.commands must be a table: "),
        ('[keys.commands]\nx = "star; strar"\n', "c:2: No action strar: did you mean star"),
        ("[keys.commands]\nx = 3\n", "c:2: x needs a command line: "),
        ('[keys.commands]\nCtr-F = "star"\n', "c:2: “Ctr-F” is not a key. "),
    ],
)
def test_an_error_comes_with_its_line(text: str, message: str) -> None:
    """Each error has a message and its line number."""
    assert any(error.startswith(message) for error in errors(text))


def test_all_errors_are_reported_at_once() -> None:
    """A file need not be fixed one error at a time."""
    assert [error.split(":")[1] for error in errors('[screen]\nlean = 1\nmouse = 2\n[start]\norder = "x"\n')] == [
        "2",
        "3",
        "5",
    ]


def test_an_unreadable_file_is_an_error() -> None:
    """Bytes that are no text, or a folder in its place, end in a sentence."""
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="UTF-8"):
        load_settings()
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match="Could not read"):
        load_settings()


def test_every_setting_is_documented() -> None:
    """docs/configuration.md has a line for each setting, with its default and its choices."""
    text = (DOCS / "configuration.md").read_text(encoding="utf-8")
    for one in settings():
        assert f"`{one.path}`" in text, one.path
        assert one.doc in text, one.path
        for choice in choices_of(one.table, one.name):
            assert f"`{choice}`" in text, (one.path, choice)


def test_every_action_is_documented() -> None:
    """docs/keys.md has a row for each action, with its keys in each preset."""
    text = (DOCS / "keys.md").read_text(encoding="utf-8")
    maps = [keymap(Keys(name)) for name in PRESETS]  # type: ignore[arg-type]  # the three there are
    for action in ACTIONS:
        shown = " | ".join(one.label(action, 9).replace("|", "\\|") or "–" for one in maps)
        assert f"| `{action.name}` | {shown} | {action.help} |" in text, action.name


def test_every_argument_is_documented() -> None:
    """docs/keys.md shows each action that takes an argument with one, and says what it does without."""
    text = (DOCS / "keys.md").read_text(encoding="utf-8").partition("## After `:`")[2].partition("\n## ")[0]
    rows = "".join(row for row in text.splitlines() if row.startswith("|") and row.count("|") == 4)
    taking = {action.name for action in ACTIONS if action.takes and action.name != "run"}
    assert len(taking) > 10
    assert [name for name in sorted(taking) if f"`:{name} " not in rows] == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_names_what_there_is(name: str) -> None:
    """A preset gives keys to actions that exist, by names of keys that exist, and leaves none without any."""
    known = {action.name for action in ACTIONS}
    given = preset(name)
    assert set(given) <= known
    assert all(given.values())
    keys = keymap(Keys(name))  # type: ignore[arg-type]  # one of the three
    assert [action.name for action in ACTIONS if action.keys and not keys.keys(action)] == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_needs_plain_keys_only(name: str) -> None:
    """Nothing rests on Alt or on flow control in any preset."""
    keys = {key for action in ACTIONS for key in keymap(Keys(name)).keys(action)}  # type: ignore[arg-type]  # see above
    assert not keys & {"ctrl+s", "ctrl+q"}
    assert not [key for key in keys if key.startswith("alt+")]


def test_a_key_that_is_given_away_is_taken() -> None:
    """Who binds a key to an action takes it from the action that had it, wherever both would be seen."""
    keys = Keymap({"star": ("j",), "sync": ("G",)})
    assert keys.keys(named("star")) == ("j",)
    assert keys.keys(named("down")) == ("down",)
    assert keys.keys(named("last")) == ("end",)
    assert keys.action(("results", "panes", "anywhere"), "f") is None
    star = keys.action(("results", "panes", "anywhere"), "j")
    assert star is named("star")


def test_a_key_of_a_pane_hides_one_of_all_panes_only_there() -> None:
    """In the facets J goes to the next facet, elsewhere to the next article."""
    keys = Keymap()
    assert keys.action(("facets", "panes", "anywhere"), "J") is named("next_section")
    assert keys.action(("results", "panes", "anywhere"), "J") is named("next_article")


def test_own_keys_win_over_a_preset() -> None:
    """The user's own bindings override the preset."""
    keys = keymap(Keys("newsboat", {"star": ("n",)}))
    found = keys.action(("results", "panes", "anywhere"), "n")
    assert found is named("star")
    assert keys.keys(named("next_unread")) == ()


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`seedread config` prints the defaults, the keys and the place, and finds errors."""
    assert main(["config", "--print-default"]) == 0
    assert capsys.readouterr().out == default_file()
    assert main(["config", "--path"]) == 0
    assert capsys.readouterr().out.strip() == str(config_path())
    assert main(["config", "--keys"]) == 0
    out = capsys.readouterr().out
    assert all(re.search(rf"^{action.name} ", out, re.MULTILINE) for action in ACTIONS)
    assert main(["config"]) == 0
    config_path().parent.mkdir(parents=True)
    config_path().write_text('[screen]\nmouse = "x"\nlean = 3\n')
    assert main(["config"]) == 3
    assert main(["search", "x"]) == 3
    assert len([line for line in capsys.readouterr().err.splitlines() if "config.toml:" in line]) == 4
