"""Finds quotations in straight and curly quotation marks, guillemets and East Asian corner brackets.

The marks are those of any language: »Nein«, ”Nej”, ‚Ja‘, ’ہاں‘. An apostrophe is not a quotation mark: a single mark
opens only before a word and closes only after one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.compare.comparison import CharSpan

__all__ = ["quoted_spans"]

_CLOSING = {
    "“": '”“"', "„": '“”"', "”": "”“", "«": "»", "»": "«»", "「": "」", "『": "』", '"': '"”',
    "‘": "’", "’": "‘", "‚": "‘’", "'": "'",
}  # fmt: skip
_OPENER = re.compile(r"[“„”«»「『\"‘‚']|’(?=[\u0600-\u06ff])")
"""In Arabic letters ’ opens and ‘ closes; elsewhere it is an apostrophe."""
_SINGLE = "‘‚'"
_CLOSES_ELSEWHERE = "”»’‚"
"""Marks that open a quotation only after a space or a bracket: elsewhere they close one."""
_UNSPACED = lazy_pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7a3]")
"""Letters behind which a mark needs no space."""
_GERSHAYIM = lazy_pattern("(?<=[\u05d0-\u05ea]).(?=[\u05d0-\u05ea])")
"""A mark inside a Hebrew word."""
_AT_START = '“"‘«„'
_GOES_ON = re.compile(r" [a-z]")
_SURE_END = re.compile(r"[,.?!][’']")
_LONGEST = 4000
"""The longest quotation, in characters; a longer one has no closing mark."""
_MOST_APOSTROPHES = 50
"""Single marks that are tried as the closing mark of a quotation."""
_AHEAD = 600
"""Characters after a plural with an apostrophe in which a better closing mark is looked for."""


def quoted_spans(paragraphs: Sequence[str]) -> list[tuple[int, CharSpan]]:
    """Return the paragraph and the inner span of every quotation, in order.

    Speech that continues in the next paragraph is one quotation in each paragraph.
    """
    found: list[tuple[int, CharSpan]] = []
    for n, text in enumerate(paragraphs):
        following = paragraphs[n + 1].lstrip() if n + 1 < len(paragraphs) else ""
        continues = following[:1] in _AT_START and bool(following)
        found += [(n, span) for span in _in_paragraph(text, continues=continues) if _has_words(text, span)]
    return found


def _has_words(text: str, span: CharSpan) -> bool:
    return any(char.isalnum() for char in text[slice(*span)])


def _in_paragraph(text: str, *, continues: bool) -> Iterator[CharSpan]:
    at = 0
    while opening := _OPENER.search(text, at):
        at = opening.end()
        if not _opens(text, opening.start()):
            continue
        end = _closed(text, opening)
        if end >= 0:
            yield opening.end(), end
            at = end if _opens_again(text, end) else end + 1
        elif continues and opening[0] in '“"„«':
            yield opening.end(), len(text)
            return


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] in "「『„":
        return True
    if text[at] == "«" and after.isspace():
        return not before or before.isspace()
    if text[at] in _CLOSES_ELSEWHERE and not (not before or before.isspace() or before in "([’"):
        return False
    glued = before.isalnum() and not (text[at] in '“‘"' and _is_unspaced(before))
    return bool(after) and not after.isspace() and not (glued or (before in ".,!?" and before != ""))


def _is_unspaced(text: str) -> bool:
    """Whether `text` begins with a letter of a script without spaces."""
    return not text[:1].isascii() and _UNSPACED.match(text) is not None


def _opens_again(text: str, at: int) -> bool:
    """Whether a straight mark opens the next paragraph of the same speech, which a page had on a line of its own."""
    return text[at] == '"' and text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalnum()


def _closed(text: str, opening: re.Match[str]) -> int:
    """Return the position of the closing mark for `opening`, -1 if there is none."""
    mark = opening[0]
    at = opening.end()
    last = at + _LONGEST + 1
    for _ in range(_MOST_APOSTROPHES):
        end = min((p for c in _CLOSING[mark] if (p := text.find(c, at, last)) >= 0), default=-1)
        if end < 0:
            return -1
        if _single_closes(text, end) if mark in _SINGLE else not _GERSHAYIM.match(text, end):
            return end
        at = end + 1
    return -1


def _single_closes(text: str, at: int) -> bool:
    """Whether it is a closing mark and not an apostrophe: no letter after it, no space before it.

    After a plural (the boys’ club) it is an apostrophe if a better closing mark follows before the next opening one.
    """
    rest = text[at + 1 : at + 1 + _AHEAD]
    if (rest[:1].isalnum() and not _is_unspaced(rest)) or text[at - 1 : at].isspace():
        return False
    if text[at - 1 : at] != "s" or not _GOES_ON.match(rest):
        return True
    better = _SURE_END.search(rest)
    opening = rest.find("‘")
    return better is None or 0 <= opening < better.start()
