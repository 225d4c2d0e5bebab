"""Reads the XML in word processor files and e-books: no entities, no network, no document types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedread.index.sources.archive import Archive

__all__ = ["attribute", "local_name", "member_xml"]


def member_xml(archive: Archive, name: str) -> Any:
    """Return the root element of a member; raises ValueError if it is missing or broken."""
    from lxml import etree  # noqa: PLC0415 (only with the first file)  # pyright: ignore[reportAttributeAccessIssue]

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(archive.read(name), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ValueError(f"{name}: {error}") from None


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Any, name: str) -> str | None:
    """Return the attribute of this name in any namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
