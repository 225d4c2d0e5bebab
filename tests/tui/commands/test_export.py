"""What leaves the screen: files, references, addresses, text for a command."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

from screen import using

from seedread.tui.workers.saving import complete_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from seedread.index import Library


async def test_an_article_is_saved_by_its_ending(library: Library, tmp_path: Path) -> None:
    """The name's ending says the form; what is there is written over only if the reader means it."""
    path = tmp_path / "a.md"
    async with using(library) as reader:
        await reader.press("s", "ctrl+u", *typed(path), "enter")
        assert path.read_text().startswith("# Iran and Turkey open a rail link\n")
        path.write_text("mine")
        await reader.press("colon", *typed(f"save {path}"), "enter", "n")
        assert path.read_text() == "mine"
        await reader.press("colon", *typed(f"save {path}"), "enter", "y")
        assert path.read_text() != "mine"
        await reader.press("colon", *typed("save x.doc"), "enter")
        assert reader.main.error


async def test_a_selection_is_saved(library: Library, tmp_path: Path) -> None:
    """All that was found goes into one file, loaded or not."""
    path = tmp_path / "all.csl.json"
    async with using(library, query="norway") as reader:
        await reader.press("E", "ctrl+u", *typed(path), "enter")
        assert reader.main.message == f"Saved 112 articles to {path}."
    assert len(json.loads(path.read_text())) == 112


async def test_a_letter_replaces_the_offered_name(library: Library, tmp_path: Path) -> None:
    """The name in the prompt is selected: the first letter replaces it, an arrow keeps it to be changed."""
    path = tmp_path / "mine.md"
    async with using(library, (80, 24)) as reader:
        await reader.press("s")
        offered = reader.answer
        assert offered.endswith(".md")
        await reader.press(*typed(path))
        assert reader.answer == str(path)
        await reader.press("escape", "E", "end", "x")
        assert reader.answer.endswith(".mdx")


async def test_a_file_that_cannot_be_written_is_told(library: Library, tmp_path: Path) -> None:
    """A folder that is not there ends in a sentence, and nothing is left behind."""
    async with using(library) as reader:
        await reader.press("s", "ctrl+u", *typed(tmp_path / "no" / "a.md"), "enter")
        assert reader.main.error
        assert "Cannot write" in reader.main.message
    assert not [*left(tmp_path)]


async def test_text_is_piped(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command gets the article's text, has the terminal meanwhile, and its failure is told."""

    @contextlib.contextmanager
    def suspend() -> Iterator[None]:
        yield

    monkeypatch.setattr("builtins.input", lambda _: "")
    async with using(library) as reader:
        monkeypatch.setattr(reader.app, "suspend", suspend)
        await reader.press("vertical_line", *typed(f"cat > {tmp_path}/out"), "enter")
        assert (tmp_path / "out").read_text().startswith("Iran and Turkey open a rail link\n")
        await reader.press("vertical_line", *"false", "enter")
        assert reader.main.message == "false exited with status 1."


async def test_without_a_terminal_nothing_is_piped(library: Library) -> None:
    """Where no terminal can be given to a command, it is not run."""
    async with using(library) as reader:
        await reader.press("vertical_line", *"false", "enter")
        assert reader.main.error


def test_files_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders end in a slash, so that one can go on; what cannot be looked at gives nothing."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "note.md").write_text("")
    monkeypatch.chdir(tmp_path)
    assert complete_file("no") == ["note.md", "notes/"]
    assert complete_file(f"{tmp_path}/notes/") == []
    assert complete_file("/nowhere/x") == []


def left(folder: Path) -> Iterator[Path]:
    return folder.iterdir()


def typed(text: object) -> list[str]:
    names = {"/": "slash", ".": "full_stop", "-": "minus", "_": "underscore", " ": "space", ">": "greater_than_sign"}
    return [names.get(char, char) for char in str(text)]
