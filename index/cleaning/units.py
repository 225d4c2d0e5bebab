"""Puts lines that belong together into one unit before anything is judged: a broken sentence has no shape.

Two ways a text is broken: set in narrow lines throughout (old wire copy, mail), or cut by a scraper in mid-sentence
where the page had a link or another tag. Each unit knows the lines it is made of, so that verdicts stay per line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from seedread.index.cleaning.phrases import Words, known_phrases, words_of
from seedread.index.cleaning.shapes import begins_lower, ends_sentence, is_list_item

__all__ = ["Unit", "units_of"]

NARROW = range(40, 101)
"""Widths of texts that are set in narrow lines."""
LEAST_LINES = 5
"""Lines below which no width can be told."""
_INDENT = re.compile(r"[ \t]{2,9}\S|[\u3000]{1,2}\S")
_CONTINUING = frozenset(
    "a an the of to in on at by for from with and or but nor as than that which who whose whom into onto upon about "
    "over under between among against during through via per is are was were be been has have had will would could "
    "should may might must can his her its their our my your this these those says said told called named former".split()
)
_GLUED = re.compile(r"[,.;:!?)\]”’%](?:\s|\Z)|[’']s\b")
_OPENING = "“‘\"'«„"


@dataclass(slots=True)
class Unit:
    """Lines that make one paragraph, one heading, one menu entry."""

    lines: list[int]
    """Which lines, in order."""
    text: str
    """Their text, joined by spaces and with spaces collapsed."""
    words: Words
    after_blank: bool
    """Whether a blank line stands before it."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set."""

    narrow: int
    """The width of its lines, 0 where they are not broken throughout."""
    marked: bool
    """Whether indents or blank lines show where a paragraph begins."""


def units_of(lines: list[str]) -> list[Unit]:
    """Return the units of the lines; blank lines belong to none."""
    setting = _setting_of(lines)
    units: list[Unit] = []
    blank = False
    parts: list[str] = []
    for n, line in enumerate(lines):
        text = " ".join(line.split())
        if not text:
            blank = True
            continue
        if units and _continues(units[-1], parts[-1], line, text, blank=blank, setting=setting):
            units[-1].lines.append(n)
            parts.append(text)
        else:
            _close(units, parts)
            units.append(Unit([n], text, words_of(text), blank))
            parts = [text]
        blank = False
    _close(units, parts)
    return units


def _close(units: list[Unit], parts: list[str]) -> None:
    if len(parts) > 1:
        units[-1].text = join(parts)
        units[-1].words = words_of(units[-1].text)


def join(parts: list[str]) -> str:
    """Return the parts of a broken paragraph as one text."""
    joined = [parts[0]]
    for before, part in zip(parts, parts[1:], strict=False):
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
    for line, after in zip(filled, filled[1:], strict=False):
        indented += bool(_INDENT.match(after))
        broken += begins_lower(after) and not ends_sentence(line)
        full += len(line.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width - 2
    pairs = len(filled) - 1
    if broken < 0.25 * pairs or full < 0.25 * pairs:
        return _Setting(0, marked=False)
    blanks = sum(not line or line.isspace() for line in lines)
    return _Setting(width, marked=0 < indented < 0.7 * pairs or 2 <= blanks < 0.7 * pairs)


def _continues(unit: Unit, last: str, line: str, text: str, *, blank: bool, setting: _Setting) -> bool:
    ended = ends_sentence(last)
    if ended and (blank or not setting.narrow):
        return False
    if _is_row(line) or is_list_item(text) or known_phrases().line(unit.words):
        return False
    if blank:
        return _runs_on(unit, last, text) and begins_lower(text) and ends_sentence(text)
    if last.isupper() and not text.isupper():
        return False
    if setting.narrow and not _INDENT.match(line):
        if setting.marked and (len(unit.lines) > 1 or (last.endswith(",") and begins_lower(text))):
            return True
        full = len(last) + 1 + len(text.split(maxsplit=1)[0]) > setting.narrow - 2
        if full and not (ended and not setting.marked):
            return True
    return not ended and _runs_on(unit, last, text)


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
    dangling = last.rsplit(maxsplit=1)[-1].lower() in _CONTINUING or last.endswith(",")
    return dangling and last[0].isupper() and len(unit.words) > 5 and (text[0] in _OPENING or len(words) < 5)
