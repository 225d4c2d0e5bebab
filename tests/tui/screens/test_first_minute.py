"""The first minute at 80x24: what a new reader is told, and what comes back at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen import using

from seedread.index import Library

if TYPE_CHECKING:
    from pathlib import Path

SIZE = (80, 24)


async def test_a_message_goes_at_the_next_key(library: Library) -> None:
    """A message stands at the left of the last line and makes room for the keys at the next key, whatever that does."""
    async with using(library, SIZE) as reader:
        await reader.press("f")
        assert reader.lines()[-1].startswith(" Starred.")
        assert reader.lines()[-1].endswith("? help  q quit ")
        await reader.press("z")
        assert "Starred." not in reader.lines()[-1]
        await reader.press("z", "f")
        assert "Unstarred." in reader.lines()[-1]
        await reader.press("L")
        assert "starred" not in reader.lines()[-1]


async def test_a_message_of_the_comparison_goes_too(library: Library) -> None:
    """The comparison's messages last until the next key as well."""
    async with using(library, SIZE) as reader:
        await reader.press("c", "enter", "z")
        assert "Scroll sync" in reader.lines()[-1]
        await reader.press("j")
        assert "Scroll sync" not in reader.lines()[-1]


async def test_an_empty_library_says_why(tmp_path: Path) -> None:
    """Without articles the screen names the folder, each skipped file with its reason, and what to do."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "noise.txt").write_bytes(b"\0\1\2\3" * 100)
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        async with using(library, SIZE) as reader:
            await reader.until(lambda: "No articles in" in reader.text())
            text = "".join(line.split("│")[0] for line in reader.lines()).replace(" ", "")
            assert str(tmp_path / "news") in text
            assert "noise.txt:binarydata,nottext" in text
            assert "RSS" in text
            assert "Ctrl-R" in text
            assert reader.lines()[-1].endswith("? help  q quit ")
