from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from reading_files import Reading

REUTERS = b"""<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" NEWID="11">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<PLACES><D>turkey</D></PLACES>
<TEXT>&#2;
<TITLE>FERRIES &lt;FRY.I> STOP</TITLE>
<AUTHOR>By Anna Brandt</AUTHOR>
<DATELINE>    IZMIR, Feb 26 - </DATELINE><BODY>The ferries stopped
on Friday, said a shareholder of &lt;Ferry Co>.
    They stay.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
<REUTERS NEWID="12">
<DATE> 1-MAR-1987 09:00:00.00</DATE>
<TEXT TYPE="BRIEF">&#2;
<TITLE>NETS MENDED</TITLE></TEXT>
</REUTERS>
<REUTERS NEWID="13"><DATE>2-MAR-1987</DATE><TEXT TYPE="UNPROC">&#2;
Blah of a table &#3;</TEXT></REUTERS>
"""
FT = b"""<DOC>
<DOCNO>FT911-7</DOCNO>
<DATE>911014
</DATE>
<BYLINE>
By ANNA BRANDT
</BYLINE>
<HEADLINE>
FT  14 OCT 91 / Ferries stop
</HEADLINE>
<TEXT>
The ferries stopped on
Friday.

They stay.
</TEXT>
<PUB>The Coast Times
</PUB>
</DOC>
"""
GIGAWORD = b"""<DOC id="CNA_ENG_20041011.0003" type="story" >
<HEADLINE>
Ferries stop
</HEADLINE>
<DATELINE>
IZMIR, Oct 11
</DATELINE>
<TEXT>
<P>
The ferries stopped &amp; stay.
</P>
<P>
All of them.
</P>
</TEXT>
</DOC>
"""
WIKI = b'<doc id="12" url="https://wiki.example/?id=12" title="Ferry">\nFerry\n\nA ferry is a boat.\n</doc>\n'
WEB = b"""<DOC>
<DOCNO>WT-1</DOCNO>
<DOCHDR>
https://quay.example/1 10.0.0.1 20241011
Content-Type: text/html
</DOCHDR>
<html><title>Nets</title><p>Nets were mended.</p></html>
</DOC>
"""


def test_reuters(reading: Reading) -> None:
    """Stories are split; one of a headline only and one without parts are articles as well."""
    taken = reading("reut2-000.sgm", REUTERS)
    assert not taken.reasons
    one, brief, whole = taken.documents
    assert [document.id for document in taken.documents] == [f"reut2-000.sgm#{n}" for n in (11, 12, 13)]
    assert (one.title, one.author, one.date) == ("FERRIES <FRY.I> STOP", "Anna Brandt", "26-FEB-1987 15:01:01")
    assert one.text == (
        "IZMIR, Feb 26 - The ferries stopped on Friday, said a shareholder of <Ferry Co>.\n\nThey stay."
    )
    assert (brief.title, brief.text) == ("NETS MENDED", "")
    assert (whole.title, whole.text) == (None, "Blah of a table")


def test_trec(reading: Reading) -> None:
    """Documents of TREC's newspapers are split, each with its date, headline, byline and paper."""
    taken = reading("ft911", FT + FT.replace(b"FT911-7", b"FT911-8"))
    assert [document.id for document in taken.documents] == ["FT911-7", "FT911-8"]
    one = taken.documents[0]
    assert one.text == "The ferries stopped on Friday.\n\nThey stay."
    assert (one.date, one.author, one.source) == ("1991-10-14", "ANNA BRANDT", "The Coast Times")
    assert one.title == "FT 14 OCT 91 / Ferries stop"
    assert taken.parts[0].raw + b"\n" == FT


def test_gigaword(reading: Reading) -> None:
    """The date of a story of Gigaword is in its number."""
    document = reading("cna_eng_200410", GIGAWORD).only
    assert (document.id, document.date) == ("CNA_ENG_20041011.0003", "2004-10-11")
    assert document.text == "IZMIR, Oct 11 — The ferries stopped & stay.\n\nAll of them."


def test_extracted_wiki(reading: Reading) -> None:
    """A document without elements inside is its text, with the attributes of its tag."""
    document = reading("wiki_00", WIKI).only
    assert (document.id, document.title, document.url) == ("12", "Ferry", "https://wiki.example/?id=12")
    assert document.text == "Ferry\n\nA ferry is a boat."


def test_web_collection(reading: Reading) -> None:
    """A page behind a header is read as a page."""
    document = reading("WTX", WEB).only
    assert (document.id, document.url, document.markup) == ("WT-1", "https://quay.example/1", "page")
    assert document.text.strip() == "<html><title>Nets</title><p>Nets were mended.</p></html>"


@pytest.mark.parametrize(
    ("written", "date"),
    [("03/17/87", "1987-03-17"), ("19980601", "1998-06-01"), ("1998-06-01 12:00:00", "1998-06-01 12:00:00"),
     ("<P>January 1, 1989, Sunday</P>", "January 1, 1989, Sunday")],
)  # fmt: skip
def test_dates(reading: Reading, written: str, date: str) -> None:
    """The collections' forms of a date are known."""
    raw = f"<DOC><DOCNO>A</DOCNO><DATE>{written}</DATE><TEXT>Words of it.</TEXT></DOC>"
    assert reading("a", raw.encode()).only.date == date


def test_documents_without_anything(reading: Reading) -> None:
    """A document without text and title is listed; the next is read."""
    taken = reading("a", b"<DOC><DOCNO>1</DOCNO></DOC>" + FT)
    assert [document.id for document in taken.documents] == ["FT911-7"]
    assert taken.reasons == ["document 1: neither text nor title"]


@pytest.mark.parametrize(
    ("number", "source", "date"),
    [
        ("AP880212-0004", "Associated Press", "1988-02-12"),
        ("WSJ870324-0001", "Wall Street Journal", "1987-03-24"),
        ("QT880212-0004", None, None),
    ],
)
def test_numbers_with_a_day(reading: Reading, number: str, source: str | None, date: str | None) -> None:
    """The numbers of two papers say paper and day of documents that have no date; a date of their own counts more."""
    raw = f"<DOC>\n<DOCNO> {number} </DOCNO>\n<HEAD>Peanuts</HEAD>\n<TEXT>\n   The peanuts rose.\n</TEXT>\n</DOC>\n"
    document = reading("a.trec", raw.encode()).only
    assert (document.id, document.source, document.date) == (number, source, date)
    dated = raw.replace("<HEAD>", "<DATE>910514</DATE>\n<HEAD>")
    assert reading("b.trec", dated.encode()).only.date == "1991-05-14"
