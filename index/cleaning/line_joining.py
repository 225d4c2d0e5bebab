"""Joins broken lines before anything is labelled, because half a sentence has no shape.

Some texts are set in narrow lines throughout: old wire copy, mail. Others were cut in mid-sentence by a scraper, where
the page had a link or another tag. The numbers of the joined lines are kept, so every line gets its own label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.language import dangling_words
from seedread.index.cleaning.orthography import begins_lower, ends_sentence, is_list_item
from seedread.index.cleaning.phrases import LineWords, known_phrases, line_words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["JoinedLines", "join_lines"]

NARROW = range(40, 101)
"""The line widths, in characters, of a text that is set in narrow lines."""
LEAST_LINES = 5
"""The fewest lines from which a width can be measured."""
_INDENT = re.compile(r"[ \t]{2,9}\S|[\u3000]{1,2}\S")
_DASHES = ("-", "–", "—")
_GLUED = re.compile(r"[,.;:!?)\]”’%](?:\s|\Z)|[’']s\b")
_OPENING = "“‘\"'«„"


@dataclass(slots=True)
class JoinedLines:
    """The lines of one paragraph, heading or menu entry."""

    lines: list[int]
    """The numbers of the lines, in order."""
    parts: list[str]
    """The text of each line, with spaces collapsed."""
    words: LineWords
    begun: bool
    """Whether a paragraph visibly begins here: with an indent, or after a blank line or a dateline's dash."""

    @property
    def text(self) -> str:
        """The parts as one text."""
        return self.parts[0] if len(self.parts) == 1 else _join(self.parts)


@dataclass(frozen=True, slots=True)
class _Setting:
    """How a text is set."""

    narrow: int
    """The width of its lines; 0 if they are not broken throughout."""
    marked: bool
    """Whether indents or blank lines show where paragraphs begin."""


def join_lines(
    lines: Sequence[str], separate: Collection[int] = (), hyphenated: Collection[int] = ()
) -> list[JoinedLines]:
    """Return the lines in groups that belong together; a blank line belongs to none.

    Lines whose numbers are in `separate` are not joined with others. Those in `hyphenated` ended in a soft hyphen.
    """
    setting = _setting_of(lines)
    groups: list[JoinedLines] = []
    blank = False
    for n, line in enumerate(lines):
        text = _collapsed(line)
        free = n not in separate and not (groups and groups[-1].lines[-1] in separate)
        if free and n - 1 in hyphenated and groups and groups[-1].lines[-1] == n - 1 and begins_lower(text):
            groups[-1].lines.append(n)
            groups[-1].parts[-1] += text
        elif text and groups and free and _continues(groups[-1], line, text, blank=blank, setting=setting):
            groups[-1].lines.append(n)
            groups[-1].parts.append(text)
        elif text:
            begun = blank or bool(_INDENT.match(line)) or (bool(groups) and groups[-1].parts[-1].endswith(_DASHES))
            groups.append(JoinedLines([n], [text], line_words(text), begun))
        blank = not text
    for group in groups:
        if len(group.lines) > 1:
            group.words = line_words(group.text)
    return groups


def _collapsed(line: str) -> str:
    """Return the line with single spaces for all white space."""
    if "  " not in line and line.isascii() and line.isprintable():
        return line.strip(" ")  # as most lines are
    return " ".join(line.split())


def _join(parts: Sequence[str]) -> str:
    """Return the parts of a broken paragraph as one text."""
    joined = [parts[0]]
    for before, part in pairwise(parts):
        glued = _GLUED.match(part) or (before.endswith("-") and before[-2:-1].isalpha() and begins_lower(part))
        joined += ["" if glued else " ", part]
    return "".join(joined)


def _setting_of(lines: Sequence[str]) -> _Setting:
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


def _continues(group: JoinedLines, line: str, text: str, *, blank: bool, setting: _Setting) -> bool:
    last = group.parts[-1]
    ended = ends_sentence(last)
    if (ended and (blank or not setting.narrow)) or _is_separate(group, line, text, last):
        return False
    if blank:
        return _runs_on(group, last, text) and begins_lower(text) and ends_sentence(text)
    if setting.narrow and not _INDENT.match(line) and _fills(group, text, last, ended=ended, setting=setting):
        return True
    return not ended and _runs_on(group, last, text)


def _is_separate(group: JoinedLines, line: str, text: str, last: str) -> bool:
    """Whether the line, or the one before it, is not running text: a list item, a table row, a heading in capitals."""
    headed = last.isupper() and not text.isupper()
    return headed or _is_row(line) or is_list_item(text) or known_phrases().line(group.words) is not None


def _fills(group: JoinedLines, text: str, last: str, *, ended: bool, setting: _Setting) -> bool:
    """Whether a paragraph in narrow lines goes on: no new one begins, or the next word had no room in the line."""
    if setting.marked and (group.begun or len(group.lines) > 1):
        return True
    full = len(last) + 1 + len(text.split(maxsplit=1)[0]) > setting.narrow - 2
    return full and not (ended and not setting.marked)


def _is_row(line: str) -> bool:
    """Whether the line is set in columns, like a table."""
    return "   " in line.strip() or line.count("\t") > 1


def _runs_on(group: JoinedLines, last: str, text: str) -> bool:
    """Whether `last` stops in mid-sentence and `text` continues it."""
    if len(group.words) < 3 or last[-1] in ":|»>":
        return False
    if _GLUED.match(text):
        return True
    words = text.split(maxsplit=4)
    if begins_lower(text) and text[0] not in _OPENING:
        return len(words) > 3 or last.endswith(",")
    dangling = last.rsplit(maxsplit=1)[-1].lower() in dangling_words() or last.endswith(",")
    return dangling and last[0].isupper() and len(group.words) > 5 and (text[0] in _OPENING or len(words) < 5)
