"""Reads the keyboard: every byte becomes a key or an answer of the terminal, and none ends the program.

Textual's own reading loses Escape where another key follows in the same moment (over a slow line, or where somebody is
quick): the two send the bytes of Alt and that key, or of something else (Escape Tab is Shift-Tab). It raises on bytes
that are no UTF-8, and runs in circles when the terminal is gone.
"""

from __future__ import annotations

import codecs
import os
import select
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.message import Message

__all__ = ["EscapedKey", "KeyParser", "KeyboardDriver"]

ESCAPE = "\x1b"
_BEGINS = "[O"
"""What begins a sequence behind Escape, unless nothing follows it."""
_EDITS = frozenset("bdf\x7f\x08")
"""Characters that edit a line with Alt, word by word, as a shell's do."""
LOOK = 0.1
"""Seconds between two looks whether the reading is to end."""
AT_ONCE = 4096


class EscapedKey(events.Key):
    """A key with Escape before it in the same moment, or with Alt: the bytes are the same."""

    def __init__(self, key: str, character: str | None, parts: Sequence[events.Key], *, edits: bool) -> None:
        """Stand for `key`, Textual's name of the two together, or for its `parts`."""
        super().__init__(key, character)
        self.parts = parts
        self.edits = edits
        """Whether it edits a line, with Alt."""


class KeyParser(XTermParser):
    """Textual's parser, which keeps Escape before a key."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:  # noqa: FBT001, FBT002
        if alt or (len(sequence) == 2 and sequence[0] == ESCAPE and sequence[1] not in _BEGINS):
            return self._escaped(sequence[-1])
        return super()._sequence_to_key_events(sequence, alt)

    def _escaped(self, char: str) -> list[events.Key]:
        parts = [events.Key("escape", ESCAPE), *super()._sequence_to_key_events(char)]
        together = [*super()._sequence_to_key_events(ESCAPE + char)] or [
            *super()._sequence_to_key_events(char, alt=True)
        ]
        if len(together) != 1:
            return parts
        key = together[0]
        return [EscapedKey(key.key, key.character, parts, edits=char in _EDITS)]


class KeyboardDriver(LinuxDriver):
    """Textual's driver with a keyboard that loses nothing."""

    def run_input_thread(self) -> None:
        """Read until the reading is to end, or the terminal is gone."""
        parser = KeyParser(self._debug)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        try:
            while not self.exit_event.is_set():
                if select.select([self.fileno], [], [], LOOK)[0]:
                    data = self._read()
                    if not data:
                        self._loop.call_soon_threadsafe(self._app.exit)
                        return
                    if text := decoder.decode(data):  # none yet: half a character, and the parser takes "" for the end
                        parser = self._parsed(parser, text)
                self._take(parser.tick())
        finally:
            with suppress(EOFError, ParseError):
                self._take(parser.feed(""))

    def _parsed(self, parser: KeyParser, text: str) -> KeyParser:
        """Take what `text` says, and return the parser to go on with: a new one where it gave this one too much."""
        try:
            self._take(parser.feed(text))
        except (ArithmeticError, LookupError, TypeError, ValueError):
            return KeyParser(self._debug)
        return parser

    def _read(self) -> bytes:
        """Return what was typed, nothing once the terminal is gone."""
        with suppress(OSError):
            return os.read(self.fileno, AT_ONCE)
        return b""

    def _take(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)
