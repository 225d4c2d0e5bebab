"""A driver that knows what the terminal shows, and sends only what changes.

Textual writes whole lines of every widget that was touched; over a thin line that is felt with every key. Here its
output is read into a grid of cells, and the cheapest way from the grid that the terminal shows to the one that is
wanted is sent. Whatever is neither a cell nor one of a few known sequences ends here: a net under the cleaning of text.

    looks     colours and emphasis, and the shortest change from one to another
    grid      cells in rows
    reading   Textual's output → grid
    painting  grid → the bytes that change
    scrolling rows that the terminal can move by itself
    outlet    the thread that writes, and waits for a line that does not keep up
    keyboard  bytes → keys, none lost
    lean      the driver
"""

from seedread.tui.driver.keyboard import KeyboardDriver
from seedread.tui.driver.lean import LeanDriver

__all__ = ["KeyboardDriver", "LeanDriver"]
