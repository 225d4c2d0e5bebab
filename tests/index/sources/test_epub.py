from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from reading_files import Reading

CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>The Weekly Post</dc:title><dc:date>2024-10-11</dc:date><dc:language>en</dc:language>
<dc:creator>The Editors &lt;desk@post.example&gt;</dc:creator></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="leaf" href="leaf.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="within" href="text/one.xhtml#part" media-type="application/xhtml+xml"/>
<item id="picture" href="picture.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="leaf"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="within"/><itemref idref="none"/>
<itemref idref="picture"/></spine></package>"""
ONE = "<html><body><h1>First <i>story</i></h1><p>Ministers met on Friday.</p></body></html>"
TWO = "<html><body><p>Second story.</p></body></html>"


def book(changes: dict[str, str] | None = None) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": "<html><body><ol><li>First story</li></ol></body></html>",
        "OPS/leaf.xhtml": "<html><head><title>Part</title></head><body><h1>Part one</h1></body></html>",
        "OPS/cover.xhtml": '<html><body><img src="picture.png"/></body></html>',
        "OPS/text/one.xhtml": ONE,
        "OPS/text/two b.xhtml": TWO,
        **(changes or {}),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


@pytest.mark.parametrize("name", ["a.epub", "a", "a.zip"])
def test_chapters(reading: Reading, name: str) -> None:
    """Each chapter is a document, in reading order; pictures, covers, headings alone and contents are skipped."""
    taken = reading(name, book())
    assert [document.id for document in taken.documents] == [
        f"{name}#OPS/text/one.xhtml",
        f"{name}#OPS/text/two b.xhtml",
    ]
    first = taken.documents[0]
    assert (first.title, first.source) == ("First story", "The Weekly Post")
    assert (first.date, first.language, first.author) == ("2024-10-11", "en", "The Editors")
    assert taken.parts[0].raw == ONE.encode()
    assert not taken.reasons


def test_encrypted_chapters(reading: Reading) -> None:
    """Chapters with DRM are listed, the others are read; obfuscated fonts do not count."""
    encryption = """<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
    <enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
    <enc:CipherData><enc:CipherReference URI="OPS/text/one.xhtml"/></enc:CipherData></enc:EncryptedData>
    <enc:EncryptedData><enc:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/>
    <enc:CipherData><enc:CipherReference URI="OPS/text/two%20b.xhtml"/></enc:CipherData></enc:EncryptedData>
    </encryption>"""
    taken = reading("a.epub", book({"META-INF/encryption.xml": encryption}))
    assert [document.id for document in taken.documents] == ["a.epub#OPS/text/two b.xhtml"]
    assert taken.reasons == ["OPS/text/one.xhtml: encrypted (DRM)"]


LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20)
) + "]>"  # fmt: skip


def test_billion_laughs(reading: Reading) -> None:
    """Nested entities are never expanded, neither in the package nor in a chapter."""
    package = LAUGHS + PACKAGE.partition("?>")[2].replace("The Weekly Post", "&a19;")
    chapter = LAUGHS + ONE.replace("Friday", "&a19;")
    taken = reading("a.epub", book({"OPS/book.opf": package, "OPS/text/one.xhtml": chapter}))
    for document in taken.documents:
        assert len(document.text) < 10_000
        assert "haha" not in (document.source or "")
    assert taken.documents or taken.reasons


def test_entities_from_outside(reading: Reading, tmp_path: Path) -> None:
    """External entities and DTDs are never read."""
    (tmp_path / "secret").write_text("a secret")
    outside = (
        f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{tmp_path}/secret"> <!ENTITY % y SYSTEM "http://127.0.0.1:9/"> %y;]>'
    )
    package = outside + PACKAGE.partition("?>")[2].replace("The Weekly Post", "&x;")
    chapter = outside + ONE.replace("Friday", "&x;")
    taken = reading("a.epub", book({"OPS/book.opf": package, "OPS/text/one.xhtml": chapter}))
    assert all("a secret" not in f"{document}" for document in taken.documents)
    assert taken.documents or taken.reasons


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"META-INF/container.xml": "<container/>"}, "the container names no package file"),
        ({"META-INF/container.xml": "<container"}, "broken EPUB: META-INF/container.xml"),
        ({"OPS/book.opf": "not xml"}, "broken EPUB: OPS/book.opf"),
        ({"OPS/book.opf": PACKAGE.replace("text/one.xhtml", "../../../etc/passwd")}, "passwd: not in the archive"),
    ],
)
def test_broken_books(reading: Reading, changes: dict[str, str], reason: str) -> None:
    """A book that is broken, or refers to files outside, is listed."""
    assert reason in " ".join(reading("a.epub", book(changes)).reasons)


def test_a_book_that_is_cut(reading: Reading) -> None:
    """A truncated book is listed."""
    assert "broken archive" in reading("a.epub", book()[:-100]).reasons[0]
