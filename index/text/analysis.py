"""The analyzer: splits text into words, folds and stems them, in the same way for indexing, searching, highlighting.

Every engine uses these functions, so that highlights match search results.

Where the words of a language begin and end is decided here; CONTRIBUTING.md says where all else of a language goes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.text.chunks import SIGNS, Part, parts_of
from seedread.index.text.folding import fold
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.stemming import LONGEST, index_terms, joined_term, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "LINE_BREAK",
    "UNSPACED",
    "Position",
    "Token",
    "find_lines",
    "find_pieces",
    "find_runs",
    "find_words",
    "fold",
    "fold_word",
    "parts_of_piece",
    "parts_of_run",
    "plain_piece",
    "positions",
    "run_pattern",
    "stem",
    "stems",
    "terms_of",
    "tokens",
    "words",
]

UNSPACED = (
    "\u0e00-\u0e4f\u0e5a-\u0ecf\u0eda-\u0eff\u1000-\u103f\u104a-\u109f\u1780-\u17df\u17ea-\u17ff\u3038-\u303a"
    "\u3040-\u30ff\u3192-\u3195\u3280-\u3289\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff"
)
"""Scripts written without spaces, as a class of characters: they are indexed sign by sign, so that a word typed in them
becomes a phrase. Pairs of signs would save little: a phrase of two signs takes 1 to 5 ms among 5,000 Chinese articles,
as an English one does."""
_BETWEEN = f"[{re.escape(SIGNS)}]"
_ASCII_BETWEEN = f"[{re.escape(''.join(sign for sign in SIGNS if sign.isascii()))}]"
# The same pattern for simpler texts: three and two times as fast.
_ASCII_RUN = re.compile(rf"\w+(?:{_ASCII_BETWEEN}\w+)*", re.ASCII)
_SPACED_RUN = re.compile(rf"\w+(?:{_BETWEEN}\w+)*")
_NOT_SPACED = lazy_pattern(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\u05be\u05d0-\u05f4\u0600-\u060f\u0620-\u064a\u066e\u066f\u0671-\u06d5"
    "\u06fa-\u06ff\u1e00-\u200c\u200e-\u20cf\u2100-\u2cff\uac00-\ud7a3\uff01-\uff5e]"
)
"""Characters that may be a mark or a script without spaces."""
_MARK_BLOCKS = (
    (0x0300, 0x1E00), (0x20D0, 0x2100), (0x2CE0, 0x2E00), (0x302A, 0x309B), (0xA660, 0xAC00), (0xFB1E, 0xFE30),
    (0x10A00, 0x11FFF), (0x1E000, 0x1E950),
)  # fmt: skip
_VOWELS = "\u0e33\u0eb3"
"""Thai and Lao am, which are signs of their own in Unicode but written with the letter before: น้ำ."""
_KEPT = {ord(sign) for sign in f"_\n{SIGNS}" if sign.isascii() and sign != '"'}
_SPACES = bytes(code if chr(code).isalnum() or code in _KEPT else 32 for code in range(128)) + bytes(128)
"""Turns ASCII characters that no word contains into spaces."""
LINE_BREAK = "\x01"
"""Stands for a line break among pieces; no piece contains it."""
_AROUND = "".join(sign for sign in SIGNS if sign.isascii())
_CACHE_SIZE = 60_000
"""Cached pieces and folded forms: some ten megabytes."""


# A text is cut into runs: letters and the signs between them, which are words, in most cases one (`text.chunks`).


class Token(NamedTuple):
    """One word of a text."""

    term: str
    """Folded and stemmed."""
    start: int
    end: int


class Position(NamedTuple):
    """One word of a text with everything that it is found by."""

    terms: tuple[str, ...]
    """As in the index; a joined word has a hyphen in front for each further word that it covers."""
    words: tuple[str, ...]
    """Folded: the word, and the words that it is joined to with the next ones."""
    start: int
    end: int


@cache
def _run() -> re.Pattern[str]:
    marks = _marks() + _VOWELS
    letters = rf"[\w{marks}\u200d]"
    spaced = rf"(?:(?![{UNSPACED}]){letters})"
    first = rf"(?![{UNSPACED}])\w"
    return re.compile(rf"{first}{spaced}*(?:{_BETWEEN}{first}{spaced}*)*|(?=\w)[{UNSPACED}][{marks}\uff9e\uff9f]*")


def _marks() -> str:
    """Return the combining marks, as ranges of a character class."""
    found: list[list[int]] = []
    for first, last in _MARK_BLOCKS:
        for code in range(first, last):
            if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me"):
                if found and found[-1][1] == code - 1:
                    found[-1][1] = code
                else:
                    found.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in found)


def run_pattern(text: str) -> re.Pattern[str]:
    """Return the pattern of the runs of `text`."""
    if text.isascii():
        return _ASCII_RUN
    return _run() if _NOT_SPACED.search(text) else _SPACED_RUN


def find_runs(text: str) -> list[str]:
    """Return the runs of `text` as written, in order."""
    return run_pattern(text).findall(text)


def find_pieces(text: str) -> list[str]:
    """Return the pieces of `text` that have its words, in order: runs, in ASCII perhaps with signs around them.

    Three times as fast as the pattern.
    """
    return _spaced(text).split() if text.isascii() else find_runs(text)


def find_lines(text: str) -> list[str]:
    """Return the pieces of all lines of `text`, with `LINE_BREAK` between lines."""
    if text.isascii():
        return _spaced(text).replace("\n", f" {LINE_BREAK} ").split()
    found: list[str] = []
    for line in text.split("\n"):
        found += find_pieces(line)
        found.append(LINE_BREAK)
    return found[:-1]


def _spaced(text: str) -> str:
    # Fewer pieces differ without the signs at the ends of sentences.
    return text.encode().translate(_SPACES).replace(b". ", b" ").replace(b", ", b" ").decode()


class _Parts(dict[str, "tuple[Part, ...]"]):
    """A cache of the words of each run; cleared when it is full."""

    def __missing__(self, run: str) -> tuple[Part, ...]:
        parts = parts_of(run)
        if len(run) <= LONGEST:
            if len(self) > _CACHE_SIZE:
                self.clear()
            self[run] = parts
        return parts


_parts = _Parts()


def parts_of_run(run: str) -> tuple[Part, ...]:
    """Return the words of a run."""
    return _parts[run]


def plain_piece(piece: str) -> str:
    """Return a piece that is one word of ASCII letters in lower case and without signs around it, else nothing."""
    bare = piece.strip(_AROUND).lower()
    return bare if bare.isalnum() and bare.isascii() else ""


def parts_of_piece(piece: str) -> tuple[Part, ...]:
    """Return the words of a piece; their places are those in their runs."""
    bare = piece.strip(_AROUND)
    if bare.isalnum() and bare.isascii():
        return (Part(bare, bare.lower()[:LONGEST], 0, len(bare)),)
    return tuple(part for run in find_runs(piece) for part in _parts[run])


class _Spelled(dict[str, str]):
    """A cache of the words of each piece, with spaces between; cleared when it is full."""

    def __init__(self, *, folded: bool) -> None:
        super().__init__()
        self._folded = folded

    def __missing__(self, piece: str) -> str:
        spelled = " ".join(part.word if self._folded else part.printed for part in parts_of_piece(piece))
        if len(piece) <= LONGEST:
            if len(self) > _CACHE_SIZE:
                self.clear()
            self[piece] = spelled
        return spelled


_folded = _Spelled(folded=True)
_printed = _Spelled(folded=False)


def find_words(text: str) -> list[str]:
    """Return the words of `text` as written, in order."""
    return " ".join(map(_printed.__getitem__, find_pieces(text))).split()


def words(text: str) -> list[str]:
    """Return the folded, unstemmed words of `text` in order."""
    return " ".join(map(_folded.__getitem__, find_pieces(text))).split()


class _Folds(dict[str, str]):
    """A cache of folded words; cleared when it is full."""

    def __missing__(self, printed: str) -> str:
        if len(printed) > LONGEST:
            return fold(printed)[:LONGEST]
        if len(self) > _CACHE_SIZE:
            self.clear()
        self[printed] = folded = fold(printed)[:LONGEST]
        return folded


_folds = _Folds()


def fold_word(printed: str) -> str:
    """Return the folded form of a word, cut to the longest indexed length."""
    return _folds[printed]


class _Tokens(dict[str, "str | tuple[tuple[str, int, int], ...]"]):
    """A cache of the tokens of each run, of one word only its term; cleared when it is full."""

    def __missing__(self, run: str) -> str | tuple[tuple[str, int, int], ...]:
        parts = parts_of(run)
        found: str | tuple[tuple[str, int, int], ...]
        if len(parts) == 1 and len(parts[0].printed) == len(run):
            found = stem(parts[0].word)
        else:
            found = tuple((stem(part.word), part.start, part.end) for part in parts)
        if len(run) <= LONGEST:
            if len(self) > _CACHE_SIZE:
                self.clear()
            self[run] = found
        return found


_tokens = _Tokens()


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of `text`, folded and stemmed as English, with their places."""
    for match in run_pattern(text).finditer(text):
        begin, stop = match.span()
        found = _tokens[match.group()]
        if isinstance(found, str):
            yield Token(found, begin, stop)
        else:
            for term, start, end in found:
                yield Token(term, begin + start, begin + end)


def terms_of(part: Part, language: str | None) -> tuple[str, ...]:
    """Return the index terms of a word in an article of a language, those of joined words last."""
    own = index_terms(part.printed, language)
    if not part.joined:
        return own
    return own + tuple(
        joined_term(term, joined.width) for joined in part.joined for term in index_terms(joined.printed, language)
    )


def positions(text: str, language: str | None = None) -> Iterator[Position]:
    """Yield the words of `text`, in an article of a language (ISO 639-1), with all their terms."""
    for match in run_pattern(text).finditer(text):
        begin = match.start()
        for part in _parts[match.group()]:
            spelled = (part.word, *(joined.word for joined in part.joined))
            yield Position(terms_of(part, language), spelled, begin + part.start, begin + part.end)
