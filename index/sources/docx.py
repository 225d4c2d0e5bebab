"""Reads Word files (DOCX): the text of the document without headers, footers, notes, comments and deletions."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.archive import Archive, BadMember
from seedread.index.sources.archive_xml import attribute, local_name, member_xml
from seedread.index.sources.limits import read_whole
from seedread.index.sources.office_text import Paragraph, bounded, office_documents, raised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import ParsedDocument, ReadFailure

__all__ = ["read_docx"]

_DOCUMENT = "word/document.xml"
_STYLES = "word/styles.xml"
_PROPERTIES = "docProps/core.xml"
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "tcPr"))
_SIGNS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "cr": "\n"}
_TITLES = ("title", "heading 1")


def read_docx(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the article in `stream`, or those of an export; raises ValueError if it is broken."""
    raw = read_whole(stream)
    stream.seek(0)
    archive = Archive(stream, len(raw))
    name = _main_part(archive)
    if name not in archive:
        raise ValueError("broken Word file: it has no document")
    titles = _title_styles(archive)
    body = member_xml(archive, name)
    yield from office_documents(bounded(_paragraphs(body, titles)), key, raw, _property(archive, "title"))


def _main_part(archive: Archive) -> str:
    if _DOCUMENT in archive or "_rels/.rels" not in archive:
        return _DOCUMENT
    for relation in member_xml(archive, "_rels/.rels"):
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return _DOCUMENT


def _title_styles(archive: Archive) -> frozenset[str]:
    """Return the IDs of the styles of titles: they are in the language of the program, the names are not."""
    if _STYLES not in archive:
        return frozenset()
    found = set()
    for style in member_xml(archive, _STYLES).iter("{*}style"):
        name = next(style.iter("{*}name"), None)
        if name is not None and (attribute(name, "val") or "").casefold() in _TITLES:
            found.add(attribute(style, "styleId") or "")
    return frozenset(found)


def _property(archive: Archive, name: str) -> str | None:
    try:
        found = next(member_xml(archive, _PROPERTIES).iter(f"{{*}}{name}"), None)
    except (BadMember, ValueError):
        return None
    return found.text if found is not None else None


def _paragraphs(body: Any, titles: frozenset[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs in their order; one in a text box comes before the one that holds the box."""
    opened: list[list[str]] = []
    styles: list[bool] = []
    waiting: list[tuple[Any, bool]] = [(body, False)]
    while waiting:
        element, ended = waiting.pop()
        name = local_name(element)
        if ended:
            yield Paragraph("".join(opened.pop()), styles.pop())
            continue
        if name == "p":
            opened.append([])
            styles.append(_style(element) in titles)
            waiting.append((element, True))
        elif name in _LEFT_OUT or (name == "r" and _is_hidden(element)):
            continue
        elif opened and (text := _text(element, name)):
            opened[-1].append(text)
        if name != "t":
            waiting += [(child, False) for child in reversed(element)]


def _style(paragraph: Any) -> str:
    style = next(paragraph.iterfind("{*}pPr/{*}pStyle"), None)
    return (attribute(style, "val") or "") if style is not None else ""


def _is_hidden(run: Any) -> bool:
    return any(_is_on(mark) for mark in run.iterfind("{*}rPr/{*}vanish"))


def _is_on(mark: Any) -> bool:
    return attribute(mark, "val") not in ("0", "false", "off")


def _text(element: Any, name: str) -> str:
    if name == "t":
        text = element.text or ""
        return raised(text) if _is_raised(element.getparent()) else text
    if name == "br":
        return "" if attribute(element, "type") in ("page", "column") else "\n"
    return _SIGNS.get(name, "")


def _is_raised(run: Any) -> bool:
    return any(attribute(mark, "val") == "superscript" for mark in run.iterfind("{*}rPr/{*}vertAlign"))
