"""Reads OpenDocument texts (ODT): the text without headers, footers, notes, comments and tracked deletions."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.archive import Archive, BadMember
from seedread.index.sources.archive_xml import attribute, local_name, member_xml
from seedread.index.sources.limits import read_whole
from seedread.index.sources.office_text import Paragraph, bounded, office_documents, raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import ParsedDocument, ReadFailure

__all__ = ["read_odt"]

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_LEFT_OUT = frozenset(("note", "annotation", "tracked-changes", "forms", "binary-data", "sequence-decls", "title",
                       "desc", "script", "ruby-text", "table-of-content", "illustration-index",
                       "alphabetical-index"))  # fmt: skip
_BLOCKS = ("p", "h")
_MAX_SPACES = 100


def read_odt(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the article in `stream`; raises ValueError if it is broken or encrypted."""
    raw = read_whole(stream)
    stream.seek(0)
    archive = Archive(stream, len(raw))
    if _CONTENT not in archive:
        raise ValueError("broken OpenDocument file: it has no content")
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise ValueError("encrypted: save it without a password")
    content = member_xml(archive, _CONTENT)
    body = next(content.iterfind("{*}body/{*}text"), None)
    if body is None:
        raise ValueError("not a text: spreadsheets and presentations are not supported")
    paragraphs = bounded(_paragraphs(body, _styles(content)))
    yield from office_documents(paragraphs, key, raw, _title(archive))


def _title(archive: Archive) -> str | None:
    try:
        found = next(member_xml(archive, "meta.xml").iter("{http://purl.org/dc/elements/1.1/}title"), None)
    except (BadMember, ValueError):
        return None
    return found.text if found is not None else None


class _Styles:
    """What the automatic styles of a file mean."""

    def __init__(self) -> None:
        self.titles = {"Title"}
        self.raised: set[str] = set()
        self.hidden: set[str] = set()


def _styles(content: Any) -> _Styles:
    styles = _Styles()
    for style in content.iterfind("{*}automatic-styles/{*}style"):
        name = attribute(style, "name") or ""
        if attribute(style, "parent-style-name") == "Title":
            styles.titles.add(name)
        for properties in style.iterfind("{*}text-properties"):
            position = attribute(properties, "text-position") or ""
            if position.startswith("super") or (position[:1].isdigit() and not position.startswith("0")):
                styles.raised.add(name)
            if attribute(properties, "display") == "none":
                styles.hidden.add(name)
    return styles


def _paragraphs(body: Any, styles: _Styles) -> Iterator[Paragraph]:
    """Yield the paragraphs in their order; one in a frame comes before the one that holds the frame."""
    opened: list[list[str]] = []
    waiting: list[tuple[Any, str]] = [(body, "start")]
    while waiting:
        element, step = waiting.pop()
        if step == "tail":
            if opened:
                opened[-1].append(element.tail or "")
            continue
        name = local_name(element)
        if step == "end":
            text = "".join(opened.pop())
            yield Paragraph("\n".join(" ".join(line.split()) for line in text.split("\v")), _is_title(element, styles))
            continue
        if name in _LEFT_OUT or attribute(element, "style-name") in styles.hidden:
            continue
        if name in _BLOCKS:
            opened.append([])
            waiting.append((element, "end"))
        if opened:
            opened[-1].append(_own_text(element, name, styles))
        for child in reversed(element):
            waiting += ((child, "tail"), (child, "start"))


def _own_text(element: Any, name: str, styles: _Styles) -> str:
    if name == "s":
        count = attribute(element, "c") or "1"
        return " " * (min(int(count), _MAX_SPACES) if count.isdecimal() else 1)
    if name in ("tab", "line-break"):
        return " " if name == "tab" else "\v"
    text = str(element.text or "")
    return raised(text) if name == "span" and attribute(element, "style-name") in styles.raised else text


def _is_title(element: Any, styles: _Styles) -> bool:
    if local_name(element) == "h":
        return attribute(element, "outline-level") in (None, "1")
    return attribute(element, "style-name") in styles.titles
