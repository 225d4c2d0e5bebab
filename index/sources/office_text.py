"""What the formats of word processors share: paragraphs become one article, or those of an export."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.exports import factiva, nexis
from seedread.index.sources.limits import MAX_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Paragraph", "bounded", "office_documents", "raised"]

_FIRST = 6
"""Paragraphs among which a title stands."""
_LONGEST_TITLE = 300
_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


class Paragraph(NamedTuple):
    """A paragraph, and whether it has the style of a title."""

    text: str
    is_title: bool = False


def bounded(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs of a file; raises ValueError if they are more than any text has."""
    found = list(islice(paragraphs, MAX_LINES + 1))
    if len(found) > MAX_LINES:
        raise ValueError(f"more than {MAX_LINES:,} paragraphs")
    return found


def raised(text: str) -> str:
    """Return superscript digits as such, so that ten to the sixth does not become 106."""
    return text.translate(_RAISED) if text.strip().isdigit() else text


def office_documents(
    paragraphs: Sequence[Paragraph], key: str, raw: bytes, title: str | None = None
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles in the paragraphs of a file: those of an export as `key#n`, else one with `key`.

    `title` is that of the file's properties; often it is that of a template, so it counts only if the text has it.
    """
    lines = [line for paragraph in paragraphs for line in paragraph.text.split("\n")]
    exported = nexis.articles_in_lines(lines) or factiva.articles_in_lines(lines)
    for n, article in enumerate(exported, 1):
        yield ParsedDocument(article.document(key, n), raw)
    if exported:
        return
    kept = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    text = "\n\n".join(paragraph.text.strip() for paragraph in kept)
    if not text:
        yield ReadFailure("no text")
        return
    yield ParsedDocument(Document(key, text, title=_title(kept[:_FIRST], title), path=key), raw)


def _title(first: Sequence[Paragraph], named: str | None) -> str | None:
    styled = next((one.text for one in first if one.is_title), None)
    wanted = _plain(named or "")
    found = styled or next((one.text for one in first if wanted and _plain(one.text) == wanted), None)
    return " ".join(found.split()) if found and len(found) <= _LONGEST_TITLE else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text[: 2 * _LONGEST_TITLE].casefold()))
