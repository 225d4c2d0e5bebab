"""The configuration from inside, on a terminal of 80x24."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from screen import eventually, using

from seedread.tui.config import config_path, load_settings

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)


def typed(text: str) -> list[str]:
    """Return the keys of a command with its Enter."""
    names = {
        ".": "full_stop",
        "_": "underscore",
        "&": "ampersand",
        " ": "space",
        ",": "comma",
        "/": "slash",
        "-": "minus",
    }
    return ["colon", *(names.get(char, char) for char in text), "enter"]


async def test_every_setting_shows_with_its_origin(library: Library) -> None:
    """`:set` lists the settings, each with its value and the line that it comes from, or as a default."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text('[screen]\nmouse = "off"\n', encoding="utf-8")
    async with using(library, SIZE, settings=load_settings()) as reader:
        await reader.press(*typed("set"))
        rows = {line.partition("  ")[0].strip(): line for line in reader.lines()}
        assert "config.toml:2" in rows['screen.mouse = "off"']
        assert "default" in rows['screen.theme = "terminal"']


async def test_a_setting_is_written_and_applies(library: Library) -> None:
    """`:set` writes the file with its comments kept, and the screen follows at once where it can."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text("# mine\n[screen] # look\n", encoding="utf-8")
    async with using(library, SIZE, settings=load_settings()) as reader:
        await reader.press(*typed("set theme light"))
        # The check for new files may run at the same time, with its progress in the same line.
        await eventually(reader, lambda: 'screen.theme = "light" (config.toml:3).' in reader.lines()[-1])
        assert reader.app.colours == "light"
        assert config_path().read_text("utf-8") == '# mine\n[screen] # look\ntheme = "light"\n'
        await reader.press(*typed("set theme&"))
        assert reader.app.colours == "terminal"
        assert config_path().read_text("utf-8") == "# mine\n[screen] # look\n"
        await reader.press(*typed("set lean off"))
        assert ", from the next start." in reader.lines()[-1]


async def test_a_key_of_ones_own_works_at_once(library: Library) -> None:
    """A key that is set runs its action from the next key on."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("set keys.bindings.star x"))
        await reader.press("x")
        assert reader.marks.starred
    assert load_settings().keys.bindings == {"star": ("x",)}


async def test_only_the_first_equals_sign_stands_between_name_and_value(library: Library) -> None:
    """`:set NAME = VALUE` and `:set NAME VALUE` are one, and a value keeps its own signs."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("set keys.commands.x set theme=light"))
        await reader.press(*typed("set keys.commands.y=set theme = dark"))
        await reader.until(lambda: len(load_settings().keys.commands) == 2)
    assert load_settings().keys.commands == {"x": "set theme=light", "y": "set theme = dark"}


async def test_a_setting_is_changed_from_the_list(library: Library) -> None:
    """Enter on a row asks for the new value, which Tab completes."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("set"), *"mark", "enter")
        assert reader.asked == "reading.mark_read ="
        await reader.press("n", "tab", "enter")
        assert load_settings().reading.mark_read == "never"
        await reader.press("enter")
        assert not reader.marks.read


async def test_names_and_values_complete(library: Library) -> None:
    """Tab completes the name of a setting, then its values."""
    async with using(library, SIZE) as reader:
        await reader.press("colon", *"set screen", "full_stop", "t", "h", "tab")
        assert reader.answer == "set screen.theme"
        await reader.press("space", "c", "tab")
        assert reader.answer == "set screen.theme contrast"


async def test_a_wrong_setting_is_told(library: Library) -> None:
    """An unknown name or value is an error in the bottom line, and no file is written."""
    async with using(library, SIZE) as reader:
        await reader.press(*typed("set theme pink"))
        assert "theme must be one of terminal, dark, light, contrast." in reader.lines()[-1]
        await reader.press(*typed("set colour pink"))
        assert "No setting colour" in reader.lines()[-1]
    assert not config_path().exists()


FOLDERS = [f"/home/reader/archive/of/a/newspaper/number-{n}" for n in range(4)]


async def test_a_long_value_can_be_read_whole(library: Library) -> None:
    """`:set NAME` shows a long value on a page, the list offers it for changing, and a message keeps its end."""
    config_path().parent.mkdir(parents=True)
    config_path().write_text(f"[start]\nsources = {json.dumps(FOLDERS)}\n", encoding="utf-8")
    async with using(library, SIZE, settings=load_settings()) as reader:
        await reader.press(*typed("set start.sources"))
        shown = "".join(line.strip() for line in reader.lines())
        assert all(folder in shown for folder in FOLDERS), reader.text()
        assert "config.toml:2" in shown
        await reader.press("q", *typed("set"), *"sources", "enter")
        assert reader.answer == json.dumps(FOLDERS)
        before = config_path().read_text("utf-8")
        await reader.press("enter")
        assert config_path().read_text("utf-8") == before
        await reader.press(*typed(f"set start.sources {','.join(FOLDERS[:3])}"))
        await eventually(reader, lambda: "(config.toml:2), from the next start." in reader.lines()[-1])
        assert list(load_settings().start.sources) == FOLDERS[:3]
