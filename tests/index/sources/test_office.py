"""Tests of Word files, OpenDocument texts and RTF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from documents import WORD, docx, odt, paragraph, zipped
from growth import grows_in_proportion

if TYPE_CHECKING:
    from reading_files import Reading

STORY = "Ministers of six states met in the harbour city on Friday."


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


RAISED = '<w:vertAlign w:val="superscript"/>'


def test_a_word_file(reading: Reading) -> None:
    """The paragraphs, cells and boxes of a Word file are read, the styled title too; what is not shown is not."""
    body = (
        paragraph("Six states meet", "Titel")
        + paragraph(STORY)
        + f"<w:p>{run('Ten to the', '')}{run(' 10', '')}{run('6', RAISED)}"
        f"<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>{run('hidden', '<w:vanish/>')}"
        f'<w:r><w:tab/><w:t>cubic metres</w:t><w:br/><w:t>of gas</w:t><w:br w:type="page"/></w:r></w:p>'
        + f"<w:tbl><w:tr><w:tc>{paragraph('A cell')}</w:tc><w:tc>{paragraph('Another')}</w:tc></w:tr></w:tbl>"
        + f'<w:p><w:r><w:fldChar/><w:instrText>HYPERLINK "x"</w:instrText></w:r>{run("a link", "")}'
        f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    raw = docx(body, word__header1=f"<w:hdr {WORD}>{paragraph('Head')}</w:hdr>")
    taken = reading("a.docx", raw)
    assert taken.only.title == "Six states meet"
    assert taken.only.text.split("\n\n") == [
        "Six states meet", STORY, "Ten to the 10⁶ cubic metres\nof gas", "A cell", "Another", "In a box", "a link",
    ]  # fmt: skip
    assert taken.parts[0].raw == raw
    assert reading("a.bin", raw).only.id == "a.bin"


def core(title: str) -> str:
    return f'<cp:p xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:p>'


@pytest.mark.parametrize(
    ("named", "title"), [("six states meet", "Six states meet"), ("Microsoft Word - draft3", None), ("", None)]
)
def test_the_title_of_properties(reading: Reading, named: str, title: str | None) -> None:
    """The title in the properties counts only if the text begins with it: it is often that of a template."""
    body = paragraph("Six states meet") + paragraph(STORY)
    assert reading("a.docx", docx(body, docProps__core=core(named))).only.title == title


def test_a_word_file_under_another_name(reading: Reading) -> None:
    """The document of a Word file is found by its relations."""
    relation = (
        '<Relationships xmlns="x"><Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
        "</Relationships>"
    )
    document = f"<w:document {WORD}><w:body>{paragraph(STORY)}</w:body></w:document>"
    assert reading("a.docx", zipped({"_rels/.rels": relation, "word/document2.xml": document})).only.text == STORY


TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'


def test_an_opendocument_text(reading: Reading) -> None:
    """The paragraphs of an OpenDocument text are read, its title too, without notes, comments and deletions."""
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Title"/>'
        '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
        '<style:style style:name="T2"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:deletion><text:p>deleted</text:p></text:deletion></text:tracked-changes>"
        "<text:table-of-content><text:p>Contents 1</text:p></text:table-of-content>"
        '<text:p text:style-name="P1">Talks</text:p>'
        f"<text:p>{STORY}<text:note><text:p>A note</text:p></text:note></text:p>"
        '<text:p>Ten<text:s text:c="3"/>to the 10'
        '<text:span text:style-name="T1">6</text:span><text:tab/>of<text:line-break/>gas'
        '<text:span text:style-name="T2">hidden</text:span>'
        " tail<office:annotation><text:p>comment</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>An item</text:p></text:list-item></text:list>"
    )
    raw = odt(body, styles, "other")
    document = reading("a.odt", raw).only
    assert document.title == "Talks"
    assert document.text.split("\n\n") == ["Talks", STORY, "Ten to the 10⁶ of\ngas tail", "An item"]
    assert reading("a", raw).only.title == "Talks"


def test_rtf(reading: Reading) -> None:
    """The text of RTF is read in the charset of each font; what is not shown is not."""
    text = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Cyr;}{\f2\fcharset128 M;}}"
        r"{\stylesheet{\s1 heading 1;}{\s2 Normal;}}{\info{\title Other}{\author Ann}}{\header Head\par}"
        r"\pard\s1 Six states\par\pard\s2 Caf\'e9 \u8211? "
        r"\ldblquote so\rdblquote{\f1 \'cc\'e8\'f0}{\f2 \'8aO\'91\'8a}"
        r"{\*\bkmkstart x}{\v hidden}{\footnote note}{\pict 0102}{\super 2}\u-10179?\u-8704?\tab x\line y\par"
        r'{\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt a link}}\'97{\pntext 1.}\{\}\\\~z\_z\-z\par'
        r"\trowd\intbl One\cell Two\cell\row {\uc2\u1043 xx\u1072\'3f\'3fb}\bin4 \}{{ end}"
    )
    raw = text.encode()
    document = reading("a.rtf", raw).only
    assert document.title == "Six states"
    assert document.text.split("\n\n") == [
        "Six states", "Café – “so”Мир外相²😀 x\ny", "a link—{}\\ z-zz", "One\tTwo", "Гаb end",
    ]  # fmt: skip
    assert reading("a.txt", raw).only.title == "Six states"


@pytest.mark.parametrize(
    "raw",
    [rb"{\rtf1 " + b"{" * 100_000, rb"{\rtf1 ", rb"{\rtf1 }}}}\u99999999999? \'zz \bin99999999 x",
     rb"{\rtf1 {\fonttbl" + rb"{\f1\fcharset128 a;" * 900],
)  # fmt: skip
def test_broken_rtf(reading: Reading, raw: bytes) -> None:
    """RTF with damage, or nested without end, is listed or read as far as it goes."""
    taken = reading("a.rtf", raw)
    assert len(taken.documents) + len(taken.reasons) == 1


PIECES = [b"{", b"{}", rb"\f1 a", rb"\'e9", rb"\u8211?", rb"\par ", rb"{\*\x ", rb"{\field{\*\fldinst{"]


@pytest.mark.parametrize("piece", PIECES)
def test_rtf_of_any_length(reading: Reading, piece: bytes) -> None:
    """RTF takes a time in proportion to its length."""
    assert grows_in_proportion(lambda raw: reading("a.rtf", raw), lambda count: rb"{\rtf1 " + piece * count, 5_000)


BOMB = '<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.docx", b"PK\x03\x04", "broken archive"),
        ("a.docx", zipped({"x.txt": "x"}), "broken Word file"),
        ("a.docx", zipped({"word/document.xml": "<w:document"}), "word/document.xml"),
        ("a.docx", docx(""), "no text"),
        ("a.docx", docx("<w:p>" * 300 + "</w:p>" * 300), "word/document.xml"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "broken OpenDocument file"),
        ("a.odt", zipped({"content.xml": "x", "META-INF/manifest.xml": "<encryption-data/>"}), "encrypted"),
        ("a.odt", zipped({"content.xml": "<a/>"}), "not a text"),
    ],
)
def test_broken_office_files(reading: Reading, name: str, raw: bytes, reason: str) -> None:
    """A file that is damaged, locked or empty is listed with the reason."""
    taken = reading(name, raw)
    assert not taken.documents
    assert reason in taken.reasons[0]


def test_entities_are_not_resolved(reading: Reading) -> None:
    """Entities in an office file are neither multiplied nor fetched."""
    body = f"<w:document {WORD}><w:body><w:p><w:r><w:t>Talks &b; &c;</w:t></w:r></w:p></w:body></w:document>"
    raw = zipped({"word/document.xml": BOMB + body})
    taken = reading("a.docx", raw)
    assert "root:" not in "".join(one.text for one in taken.documents)
    assert "xx" not in "".join(one.text for one in taken.documents)
