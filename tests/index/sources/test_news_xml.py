from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from reading_files import Reading

NITF = b"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Slug of it</title><docdata><doc-id id-string="ap-7"/><date.issue norm="20241011T080000Z"/></docdata>
</head><body><body.head><hedline><hl1>Ferries stop in <i>Izmir</i></hl1></hedline><byline>By ANNA BRANDT</byline>
<distributor>Coast News Agency</distributor><dateline><location>IZMIR</location>, Oct 11</dateline></body.head>
<body.content><p>The ferries stopped&nbsp;on Friday.</p><media><caption>A ferry.</caption></media><p>They &mdash; all
of them &mdash; stay.</p></body.content></body></nitf>"""
NYT = b"""<nitf><head><title>Nets</title><pubdata date.publication="19991231T000000" name="The Quay Times"
 ex-ref="https://quay.example/1"/></head><body><body.content><block class="lead_paragraph"><p>One.</p></block>
<block class="full_text"><p>One.</p><p>Two.</p></block></body.content></body></nitf>"""
ITEM = """<newsItem guid="urn:coast:%d" xmlns="http://iptc.org/std/nar/2006-10-01/" xml:lang="en">
<itemMeta><versionCreated>2024-10-12T00:00:00Z</versionCreated><provider><name>Coast News</name></provider>
</itemMeta><contentMeta><contentCreated>2024-10-11T08:00:00+02:00</contentCreated><by>By Bert Klar</by>
<headline>Ferries %d</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>t</title></head><body><p>The ferries stopped.</p><p>All
stay.</p></body></html></inlineXML></contentSet></newsItem>"""
MESSAGE = f"<newsMessage><itemSet>{ITEM % (1, 1)}{ITEM % (2, 2)}</itemSet></newsMessage>".encode()
NEWSML = b"""<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:coast:9</PublicIdentifier>
</NewsIdentifier></Identification><NewsManagement><FirstCreated>20241011T080000Z</FirstCreated></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Ferries</HeadLine><ByLine>by Anna Brandt</ByLine><DateLine>IZMIR, Oct 11</DateLine>
</NewsLines><ContentItem><DataContent><p>The ferries stopped.</p></DataContent></ContentItem></NewsComponent>
</NewsItem></NewsML>"""
RCV1 = b"""<?xml version="1.0" encoding="iso-8859-1" ?><newsitem itemid="2286" date="1996-08-20" xml:lang="en">
<title>TURKEY: Ferries stop.</title><headline>Ferries stop.</headline><byline>Anna Brandt</byline>
<text><p>The caf\xe9s closed.</p><p>All of them.</p></text>
<metadata><codes><code code="TURK"/></codes></metadata></newsitem>"""
TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="de"><teiHeader>
<fileDesc><titleStmt><title>Die F\xc3\xa4hren</title>
<author>Anna Brandt</author></titleStmt><publicationStmt><publisher>Archiv</publisher></publicationStmt>
<sourceDesc><bibl>
<title level="j">K\xc3\xbcsten-Blatt</title><date when="1924-10-11">11.10.24</date>
</bibl></sourceDesc></fileDesc>
</teiHeader><text><body><head>Die F\xc3\xa4hren</head><p>Sie<note>alle</note> fahren<lb/>nicht.</p></body></text>
</TEI>"""
EXTRACTED = b"""<doc sitename="Quay Post" title="Nets" author="Anna Brandt; Bert Klar" date="2024-10-11"
 source="https://quay.example/1" hostname="quay.example"><main><p>Nets were <hi rend="#b">mended</hi>.</p></main>
<comments/></doc>"""


def test_nitf(reading: Reading) -> None:
    """Headline, dateline, byline and date come from their elements; captions and entities are no obstacle."""
    document = reading("a.xml", NITF).only
    assert document.id == document.path == "a.xml"
    assert (document.title, document.author) == ("Ferries stop in Izmir", "ANNA BRANDT")
    assert (document.date, document.source) == ("2024-10-11T08:00", "Coast News Agency")
    assert document.text.replace("\xa0", " ") == (
        "IZMIR, Oct 11 — The ferries stopped on Friday.\n\nThey — all of them — stay."
    )


def test_many_articles_in_one_file(reading: Reading) -> None:
    """Articles that were written one after another into a file are read one by one, under their own IDs."""
    taken = reading("a.xml", NITF + b"\n" + NITF.replace(b"ap-7", b"ap-8"))
    assert [document.id for document in taken.documents] == ["ap-7", "ap-8"]
    assert not taken.reasons


def test_full_text_is_read_once(reading: Reading) -> None:
    """Where the first paragraphs are also in a block of their own, they are read once."""
    document = reading("a.xml", NYT).only
    assert document.text == "One.\n\nTwo."
    assert (document.date, document.source) == ("1999-12-31T00:00", "The Quay Times")
    assert document.url == "https://quay.example/1"


def test_newsml_g2(reading: Reading) -> None:
    """Each news item of a message is an article."""
    taken = reading("a.xml", MESSAGE)
    assert not taken.reasons
    one, two = taken.documents
    assert (one.id, two.id) == ("urn:coast:1", "urn:coast:2")
    assert (one.title, one.author, one.source) == ("Ferries 1", "Bert Klar", "Coast News")
    assert (one.date, one.language) == ("2024-10-11T08:00:00+02:00", "en")
    assert one.text == "The ferries stopped.\n\nAll stay."
    assert taken.parts[1].raw == (ITEM % (2, 2)).encode()


def test_newsml_1(reading: Reading) -> None:
    """A news item of NewsML 1 is an article with the lines of its component."""
    document = reading("a.xml", NEWSML).only
    assert document.text == "IZMIR, Oct 11 — The ferries stopped."
    assert (document.title, document.author, document.date) == ("Ferries", "Anna Brandt", "2024-10-11T08:00")


def test_rcv1(reading: Reading) -> None:
    """A story of Reuters' corpus is read in its charset."""
    document = reading("2286newsML.xml", RCV1).only
    assert document.text == "The cafés closed.\n\nAll of them."
    assert (document.title, document.date, document.author) == ("Ferries stop.", "1996-08-20", "Anna Brandt")


def test_tei(reading: Reading) -> None:
    """Title, paper and date come from the header; notes are no text of the article."""
    document = reading("a.xml", TEI).only
    assert document.text == "Die Fähren\n\nSie fahren nicht."
    assert (document.title, document.source, document.author) == ("Die Fähren", "Küsten-Blatt", "Anna Brandt")
    assert (document.date, document.language) == ("1924-10-11", "de")


def test_extracted(reading: Reading) -> None:
    """The XML that trafilatura writes is read with its metadata."""
    document = reading("a.xml", EXTRACTED).only
    assert document.text == "Nets were mended."
    assert (document.url, document.source, document.author) == (
        "https://quay.example/1", "Quay Post", "Anna Brandt, Bert Klar",
    )  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        b"<nitf>" + b"<p>" * 5000,
        b"<TEI><text>" + b"<a>" * 300_000,
        b"<newsItem " + b"".join(b'a%d="" ' % n for n in range(5000)) + b"></newsItem>",
        b'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/passwd">]><nitf><body><p></p></body></nitf>',
    ],
)
def test_hostile_xml(reading: Reading, raw: bytes) -> None:
    """Markup that is made to hold up a parser ends in a reason."""
    taken = reading("a.xml", raw)
    assert not taken.documents
    assert taken.reasons


def test_external_entities_are_not_loaded(reading: Reading) -> None:
    """An entity that names a file stays as it is written."""
    raw = b'<!DOCTYPE nitf [<!ENTITY a SYSTEM "file:///etc/hostname">]><nitf><body><p>It is &a; here.</p></body></nitf>'
    assert reading("a.xml", raw).only.text == "It is &a; here."


def test_nitf_of_agencies(reading: Reading) -> None:
    """A writer's function is no part of the name, a date for machines no dateline; a rights holder is the source."""
    raw = b"""<nitf><head><docdata><date.issue norm="20241011T080000+0100"/><doc.copyright holder="Quay Wire"
year="2024"/></docdata></head><body><body.head><hedline><hl1>Nets</hl1></hedline><byline>By BERT KLAR<byttl>Quay Wire
Fishing Writer</byttl></byline><dateline><!-- see norm --><story.date norm="20241011T080000+0100">20241011T080000+0100
</story.date></dateline></body.head><body.content><p>The nets were mended.</p></body.content></body></nitf>"""
    document = reading("a.xml", raw).only
    assert (document.author, document.source, document.text) == ("BERT KLAR", "Quay Wire", "The nets were mended.")
    by_desk = raw.replace(b'<doc.copyright holder="Quay Wire"\nyear="2024"/>', b'<from-src src-name="QW"/>')
    assert reading("b.xml", by_desk).only.source == "QW"


def test_newsml_g2_with_a_page(reading: Reading) -> None:
    """The head of a page in an item repeats the metadata, and is no text; what was escaped twice is read."""
    page = (
        "<body><header><ul><li>Fishing</li></ul><p>By keyword</p><h1>Nets</h1></header><section><p>The nets &amp;amp; "
        "lines cost 5 o&amp;#39;clock.</p></section></body>"
    )
    raw = (ITEM % (1, 1)).replace("<body><p>The ferries stopped.</p><p>All\nstay.</p></body>", page)
    assert reading("a.xml", raw.encode()).only.text == "The nets & lines cost 5 o'clock."


def test_newsml_g2_with_plain_text(reading: Reading) -> None:
    """Tags in what an item calls plain text are no text, and its indented lines begin paragraphs."""
    inline = (
        "<inlineData contenttype='text/plain'><![CDATA[<p>\n   (QW) - Quay,\nOct 11.\n   All stay.</p>]]></inlineData>"
    )
    begin, end = (ITEM % (1, 1)).index("<inlineXML"), (ITEM % (1, 1)).index("</contentSet>")
    raw = (ITEM % (1, 1))[:begin] + inline + (ITEM % (1, 1))[end:]
    assert reading("a.xml", raw.encode()).only.text == "(QW) - Quay, Oct 11.\n\nAll stay."


def test_newsml_1_names_its_provider(reading: Reading) -> None:
    """The names that NewsML writes with capitals are read: the provider, else its ID, and the language."""
    provider = b"""<AdministrativeMetadata><Provider><Party FormalName="Coast News"/></Provider>
</AdministrativeMetadata><DescriptiveMetadata><Language FormalName="fr"/></DescriptiveMetadata><ContentItem>"""
    document = reading("a.xml", NEWSML.replace(b"<ContentItem>", provider)).only
    assert (document.source, document.language) == ("Coast News", "fr")
    known = NEWSML.replace(b"<NewsIdentifier>", b"<NewsIdentifier><ProviderId>coast.example</ProviderId>")
    assert reading("b.xml", known).only.source == "coast.example"


def test_cells_of_a_table_are_apart(reading: Reading) -> None:
    """A row of a table is one line, with spaces between its cells, however the file is set."""
    table = b"<table><tr><th>Club</th><th>G</th></tr><tr><td>Quay FC</td><td>72</td><td>.351</td></tr></table>"
    assert reading("a.xml", NYT.replace(b"<p>Two.</p>", table)).only.text == "One.\n\nClub G\n\nQuay FC 72 .351"


def test_tei_names_in_parts(reading: Reading) -> None:
    """A name in parts is a name, forename first and without addresses."""
    person = b"""<author><persName><surname>Brandt</surname><forename>Anna</forename><forename>M.</forename></persName>
<email>anna@quay.example</email></author><author>Bert Klar<email>bert@quay.example</email></author>"""
    document = reading("a.xml", TEI.replace(b"<author>Anna Brandt</author>", person)).only
    assert document.author == "Anna M. Brandt, Bert Klar"


def test_tei_words_over_two_lines(reading: Reading) -> None:
    """A word that is broken at the end of a printed line is one word; a hyphen before a capital or a sign stays."""
    text = (
        b"<p>The mas-<lb/>\nters met, Anglo-<lb/>American and well-known, 1-<lb/>2, at the har<lb break='no'/>bour.</p>"
    )
    raw = TEI.replace(b"<p>Sie<note>alle</note> fahren<lb/>nicht.</p>", text)
    assert reading("a.xml", raw).only.text.rpartition("\n")[2] == (
        "The masters met, Anglo- American and well-known, 1- 2, at the harbour."
    )
