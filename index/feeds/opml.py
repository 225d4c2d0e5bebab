"""Reads and writes OPML 1 and 2: the subscriptions of other readers, with folders and tags.

What comes before its first tag is cut off: it is parsed without entities, document types and network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from seedread.index.feeds.feed import Feed, InvalidUrlError, Login, feed_url
from seedread.index.sources.html import decode_html
from seedread.index.sources.markup_records import safe_references
from seedread.index.text.sanitize import one_line, safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ImportedFeed", "NotImportedError", "Subscriptions", "from_opml", "looks_like_opml", "to_opml"]

_DEEPEST = 50
_DECLARED = re.compile(rb"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]{2,40})["']""")
_MOST = 20_000
"""Outlines that are read of one file."""


class NotImportedError(ValueError):
    """A file that is no list of feeds; the message says why."""


@dataclass(frozen=True, slots=True)
class ImportedFeed:
    """A subscription of another reader; it has no id yet."""

    feed: Feed
    login: Login | None = None


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What a file of another reader contains."""

    feeds: tuple[ImportedFeed, ...]
    skipped: tuple[str, ...] = ()
    """What is not followed, each with its reason."""
    searches: tuple[tuple[str, str], ...] = ()
    """Saved searches: name and query."""


def looks_like_opml(raw: bytes) -> bool:
    """Tell whether a file is OPML."""
    return b"<opml" in raw[:2000].replace(b"\0", b"").lower()


def from_opml(raw: bytes) -> Subscriptions:
    """Return the feeds of an OPML file; raises NotImportedError if it cannot be parsed.

    The same feed in two folders is one subscription in the first, with the second as a tag.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(_without_doctype(raw).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotImportedError(f"it is not valid OPML ({error})") from None
    body = None if root is None else next(root.iter("body", "{*}body"), None)
    if body is None:
        raise NotImportedError("it is not OPML: it has no body")
    found: dict[str, ImportedFeed] = {}
    skipped: list[str] = []
    for n, (attributes, folder) in enumerate(_outlines(body)):
        if n >= _MOST:
            skipped.append(f"more than {_MOST:,} entries: the rest was not read")
            break
        url = attributes.get("xmlurl", "")
        try:
            address, login = feed_url(url)
        except InvalidUrlError as error:
            skipped.append(f"{safe_line(url)}: {error}")
            continue
        tags, site = _tags(attributes.get("category", "")), _site(attributes.get("htmlurl", ""))
        new = Feed("", address, _title(attributes), folder, tags, site=site)
        old = found.get(address)
        found[address] = ImportedFeed(_joined(old.feed, new), old.login) if old else ImportedFeed(new, login)
    return Subscriptions(tuple(found.values()), tuple(skipped))


def _without_doctype(raw: bytes) -> str:
    """Return a file from its first tag on: what comes before can define entities, which attributes expand."""
    declared = _DECLARED.match(raw)
    text = decode_html(raw, declared[1].decode("ascii") if declared else None)
    return safe_references(text[max(0, text.lower().find("<opml")) :])


def _outlines(body: Any) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the attributes of each feed with its folder, in the order of the file; not recursive, for deep nesting."""
    stack: list[tuple[Any, tuple[str, ...]]] = [(child, ()) for child in reversed(body)]
    while stack:
        element, folders = stack.pop()
        if not isinstance(element.tag, str) or etree.QName(element).localname.lower() != "outline":
            continue
        attributes = {name.lower(): value.strip() for name, value in element.attrib.items()}
        if attributes.get("xmlurl"):
            yield attributes, "/".join(folders)
        elif len(folders) < _DEEPEST:
            name = _title(attributes).replace("/", "-")
            stack += [(child, (*folders, name) if name else folders) for child in reversed(element)]


def _title(attributes: dict[str, str]) -> str:
    return one_line(attributes.get("title") or attributes.get("text") or "")


def _site(url: str) -> str:
    """Return the address of a website without user name and password; empty if it is none."""
    try:
        return feed_url(url)[0] if url else ""
    except InvalidUrlError:
        return ""


def _tags(category: str) -> tuple[str, ...]:
    """Return the tags of a category attribute: `/World/Asia,gas` has a tag of two levels, and one."""
    tags = (one_line(one).strip("/ ") for one in category.split(","))
    return tuple(dict.fromkeys(filter(None, tags)))


def _joined(first: Feed, second: Feed) -> Feed:
    more = [second.folder] if second.folder and second.folder != first.folder else []
    tags = tuple(dict.fromkeys((*first.tags, *second.tags, *more)))
    return replace(first, tags=tags, site=first.site or second.site)


def to_opml(feeds: Sequence[Feed]) -> bytes:
    """Return OPML 2 with the folders and tags of `feeds`; user names, passwords and commands are left out."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Feeds"
    folders = {"": etree.SubElement(root, "body")}
    for feed in feeds:
        outline = etree.SubElement(_folder(folders, feed.folder), "outline", type="rss")
        name = safe_line(feed.label)
        addresses = (("xmlUrl", feed.url), ("htmlUrl", feed.site))
        for key, value in (("text", name), ("title", name), *addresses, ("category", ",".join(feed.tags))):
            if value:
                outline.set(key, value)
    raw: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return raw


def _folder(folders: dict[str, Any], path: str) -> Any:
    """Return the outline of a folder, made with those above it if it is new."""
    if path not in folders:
        above, _, name = path.rpartition("/")
        folders[path] = etree.SubElement(_folder(folders, above), "outline", text=name, title=name)
    return folders[path]
