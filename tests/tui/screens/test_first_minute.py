"""The first minute at 80x24: what a new reader is told, and what comes back at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen import using

if TYPE_CHECKING:
    from seedread.index import Library

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
