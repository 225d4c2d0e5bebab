"""Puts lines that belong together into one unit before anything is judged: a broken sentence has no shape.

Two ways a text is broken: set in narrow lines throughout (old wire copy, mail), or cut by a scraper in mid-sentence
where the page had a link or another tag. Each unit knows the lines it is made of, so that verdicts stay per line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.language import dangling_words
from seedread.index.cleaning.orthography import begins_lower, ends_sentence, is_list_item
from seedread.index.cleaning.phrases import Words, known_phrases, words_of

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Unit", "join", "units_of"]

NARROW = range(40, 101)
"""Widths of texts that are set in narrow lines."""
LEAST_LINES = 5
"""Lines below which no width can be told."""
_INDENT = re.compile(r"[ \t]{2,9}\S|[\u3000]{1,2}\S")
_DASHES = ("-", "–", "—")
_GLUED = re.compile(r"[,.;:!?)\]”’%](?:\s|\Z)|[’']s\b")
_OPENING = "“‘\"'«„"


@dataclass(slots=True)
class Unit:
    """Lines that make one paragraph, one heading, one menu entry."""

    lines: list[int]
    """Which lines, in order."""
    parts: list[str]
    """Their texts, spaces collapsed."""
    words: Words
    begun: bool
    """Whether an indent, a blank line or the dash of a dateline before it shows that a paragraph begins here."""

    @property
    def text(self) -> str:
        """The parts as one text."""
        return self.parts[0] if len(self.parts) == 1 else join(self.parts)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set."""

    narrow: int
    """The width of its lines, 0 where they are not broken throughout."""
    marked: bool
    """Whether indents or blank lines show where a paragraph begins."""


def units_of(lines: list[str], alone: Collection[int] = (), cut: Collection[int] = ()) -> list[Unit]:
    """Return the units of the lines; blank lines belong to none, and those `alone` are not joined with another.

    `cut` lines ended in a soft hyphen, in the middle of a word.
    """
    setting = _setting_of(lines)
    units: list[Unit] = []
    blank = False
    for n, line in enumerate(lines):
        text = " ".join(line.split())
        free = n not in alone and not (units and units[-1].lines[-1] in alone)
        if free and n - 1 in cut and units and units[-1].lines[-1] == n - 1 and begins_lower(text):
            units[-1].lines.append(n)
            units[-1].parts[-1] += text
        elif text and units and free and _continues(units[-1], line, text, blank=blank, setting=setting):
            units[-1].lines.append(n)
            units[-1].parts.append(text)
        elif text:
            begun = blank or bool(_INDENT.match(line)) or (bool(units) and units[-1].parts[-1].endswith(_DASHES))
            units.append(Unit([n], [text], words_of(text), begun))
        blank = not text
    for unit in units:
        if len(unit.lines) > 1:
            unit.words = words_of(unit.text)
    return units


def join(parts: list[str]) -> str:
    """Return the parts of a broken paragraph as one text."""
    joined = [parts[0]]
    for before, part in pairwise(parts):
        glued = _GLUED.match(part) or (before.endswith("-") and before[-2:-1].isalpha() and begins_lower(part))
        joined += ["" if glued else " ", part]
    return "".join(joined)


def _setting_of(lines: list[str]) -> _Setting:
    filled = [line for line in lines if line and not line.isspace()]
    if len(filled) < LEAST_LINES:
        return _Setting(0, marked=False)
    lengths = sorted(map(len, filled))
    width = lengths[int(0.98 * (len(lengths) - 1))]
    if width not in NARROW:
        return _Setting(0, marked=False)
    broken = full = indented = 0
    for line, after in pairwise(filled):
        indented += bool(_INDENT.match(after))
        broken += begins_lower(after) and not ends_sentence(line)
        full += len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - 2
    pairs = len(filled) - 1
    if broken < 0.25 * pairs or full < 0.25 * pairs:
        return _Setting(0, marked=False)
    blanks = sum(not line or line.isspace() for line in lines)
    return _Setting(width, marked=0 < indented < 0.7 * pairs or 2 <= blanks < 0.7 * pairs)


def _continues(unit: Unit, line: str, text: str, *, blank: bool, setting: _Setting) -> bool:
    last = unit.parts[-1]
    ended = ends_sentence(last)
    if (ended and (blank or not setting.narrow)) or _stands_alone(unit, line, text, last):
        return False
    if blank:
        return _runs_on(unit, last, text) and begins_lower(text) and ends_sentence(text)
    if setting.narrow and not _INDENT.match(line) and _fills(unit, text, last, ended=ended, setting=setting):
        return True
    return not ended and _runs_on(unit, last, text)


def _stands_alone(unit: Unit, line: str, text: str, last: str) -> bool:
    """Whether the line is no part of running text, or follows what is none: a list, a table, a heading in capitals."""
    headed = last.isupper() and not text.isupper()
    return headed or _is_row(line) or is_list_item(text) or known_phrases().line(unit.words) is not None


def _fills(unit: Unit, text: str, last: str, *, ended: bool, setting: _Setting) -> bool:
    """Whether, in narrow lines, the paragraph goes on: nothing begins another one, or there was no room for a word."""
    if setting.marked and (unit.begun or len(unit.lines) > 1):
        return True
    full = len(last) + 1 + len(text.split(maxsplit=1)[0]) > setting.narrow - 2
    return full and not (ended and not setting.marked)


def _is_row(line: str) -> bool:
    """Whether the line is set in columns, as a table's."""
    return "   " in line.strip() or line.count("\t") > 1


def _runs_on(unit: Unit, last: str, text: str) -> bool:
    """Whether `last` stops in mid-sentence and `text` goes on with it."""
    if len(unit.words) < 3 or last[-1] in ":|»>":
        return False
    if _GLUED.match(text):
        return True
    words = text.split(maxsplit=4)
    if begins_lower(text) and text[0] not in _OPENING:
        return len(words) > 3 or last.endswith(",")
    dangling = last.rsplit(maxsplit=1)[-1].lower() in dangling_words() or last.endswith(",")
    return dangling and last[0].isupper() and len(unit.words) > 5 and (text[0] in _OPENING or len(words) < 5)
