"""A terminal driver that sends only changed cells.

Textual writes whole lines of every changed widget, which makes every key press slow on a slow connection. This driver
parses that output into a grid of cells, and sends the fewest bytes that turn what the terminal shows into that grid.
Everything that is neither text nor one of a few known sequences is dropped: a second safeguard after sanitizing.

    cell_style        colours and emphasis of a cell, and the shortest change between two
    grid              rows of cells
    output_parser     Textual's output → grid
    painter           grid → the bytes that change
    scrolling         rows that the terminal can move by itself
    throttled_writer  the writer thread, which waits for a slow connection
    keyboard          bytes → keys, without losses
    shell_command     the terminal lent to a command of the user
    lean              the driver
"""

from seedread.tui.driver.keyboard import KeyboardDriver
from seedread.tui.driver.lean import LeanDriver

__all__ = ["KeyboardDriver", "LeanDriver"]
