"""The images of an HTML page or fragment that are described in words: by a caption, else by their own text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.sources.images import ImageReader, says_something
from seedread.index.sources.page_blocks import blocks_of
from seedread.index.sources.traps import nesting

if TYPE_CHECKING:
    from resiliparse.parse.html import ElementNode

    from seedread.index.sources.document import SourceImage

__all__ = ["images_of"]

_DESCRIBED = re.compile(r"<figcaption\b|<img\b[^<>]{0,4000}?\balt\s*=\s*[\"']?[^\"'<>]{8}", re.IGNORECASE)
_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Characters that no text has, around the description of an image."""
_IMAGE = re.compile(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_MOST = 300
"""Images of a page that are looked at: the time to go through them all grows with their square."""
_DEEPEST = 1000
"""Nesting depth up to which images are looked for."""
_TO_A_PAGE = "a[href]" + "".join(f':not([href*=".{kind}" i])' for kind in ("jpg", "jpeg", "png", "webp")) + " img"
"""An image that links to a page is the teaser of another article; one that links to an image is shown larger there."""
_OTHER = "presentation"
"""The role of an image that is none of the article's."""
_APART = frozenset(("br", "cite", "div", "figcaption", "li", "p", "small", "span"))
"""Elements within a caption whose words do not join those before and after."""
_PIXEL = 'img[width="0"],img[width="1"],img[role=presentation]'


def images_of(markup: str, *, whole_page: bool) -> tuple[SourceImage, ...]:
    """Return the described images of a page, or of markup that is only an article."""
    if not _DESCRIBED.search(markup) or nesting(markup) > _DEEPEST:
        return ()
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 (only with the first page)

    tree = HTMLTree.parse(markup)
    if tree.document is None:
        return ()
    for image in tree.document.query_selector_all("img[alt]")[:_MOST]:
        image["alt"] = f"{_BEGIN}{image['alt']}{_END}"
    for image in tree.document.query_selector_all(f"{_PIXEL},{_TO_A_PAGE}" if whole_page else _PIXEL)[:_MOST]:
        image["alt"], image["role"] = "", _OTHER
    for figure in tree.document.query_selector_all("figure")[:_MOST]:
        _mark(figure)
    reader = ImageReader()
    for block in blocks_of(tree, around=not whole_page, alt_texts=True):
        _read(block.text, reader)
    return reader.images()


def _mark(figure: ElementNode) -> None:
    """Let a caption be the description of the images of its figure, if it says something and they have one."""
    images = [
        image for image in figure.query_selector_all("img,video,svg,iframe")[:_MOST] if image.getattr("role") != _OTHER
    ]
    for caption in figure.query_selector_all("figcaption")[:_MOST]:
        words = " ".join(_text(caption).split())
        if images and says_something(words):
            caption.text = f"{_BEGIN}{words}{_END}"
            for image in images:
                image["alt"] = ""


def _text(node: ElementNode) -> str:
    parts = (f" {child.text} " if child.tag in _APART else child.text for child in node.child_nodes[:_MOST])
    return "".join(part or "" for part in parts)


def _read(block: str, reader: ImageReader) -> None:
    """Read a block: an image within it counts as after it, unless it begins with one."""
    text = " ".join(_IMAGE.sub(" ", block).split())
    within = bool(text) and not block.startswith(_BEGIN)
    if within:
        reader.text(text)
    for description in _IMAGE.findall(block):
        reader.image(description)
    if not within:
        reader.text(text)
