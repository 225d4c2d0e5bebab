"""Tests that exports of news archives are split, each article with its own fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from documents import docx, paragraph

if TYPE_CHECKING:
    from reading_files import Reading

    from seedread.index.sources import Document

FIRST = ["Ministers of six states met in the harbour city on Friday to speak about the price of gas.",
         "The talks went on until the early morning, said two people who took part in them."]  # fmt: skip
SECOND = ["A group of engineers will look at the pipes along the coast: they are old, and some leak."]


def fields(document: Document) -> tuple[str | None, ...]:
    return (document.title, document.source, document.date, document.author, document.pages, document.language)


EXPECTED = [
    ("Six states meet", "The Harbour Post (London)", "2024-10-11", "Ann Reed and Jo Field", "12", "en"),
    ("Engineers look at pipes", "Coast Times", "2024-10-12", None, "A1", "en"),
]


def nexis_text(newline: str = "\n") -> str:
    articles = []
    for n, (title, source, _, author, page, _) in enumerate(EXPECTED, 1):
        text = FIRST if n == 1 else SECOND
        wrapped = "\n\n".join(one.replace(" to ", "\nto ").replace(" the ", "\nthe ") for one in text)
        byline = f"BYLINE: {author}\n\n" if author else ""
        articles.append(
            f"{n} of 2 DOCUMENTS".center(78) + f"\n\n\n\n{source.center(78)}\n\n"
            + f"October {10 + n}, 2024 Friday".center(78) + f"\n{'National Edition'.center(78)}\n\n{title}\n\n{byline}"
            f"SECTION: NEWS; Pg. {page}\n\nLENGTH: 120 words\n\nHIGHLIGHT: The price of gas.\n\n{wrapped}\n\n\n"
            f"LOAD-DATE: October 13, 2024\n\nLANGUAGE: ENGLISH\n\nGRAPHIC: A ship\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
            + "Copyright 2024 Harbour Media".center(78) + "\n" + "All Rights Reserved".center(78) + "\n\n"
        )  # fmt: skip
    cover = "\n\nDownload Request: Selected Items: 1-2\nTime Of Request: Friday, October 18, 2024\n\nTerms: (gas)\n\n"
    return (cover + "".join(articles)).replace("\n", newline)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_nexis_as_text(reading: Reading, encoding: str) -> None:
    """Each article of a text of Nexis has its own fields, its lines joined, and nothing of the labels around it."""
    taken = reading("a.txt", nexis_text("\r\n").encode(encoding))
    assert [fields(one) for one in taken.documents] == EXPECTED
    assert [one.text.split("\n\n") for one in taken.documents] == [
        ["The price of gas.", *FIRST],
        ["The price of gas.", *SECOND],
    ]
    assert [one.id for one in taken.documents] == ["a.txt#1", "a.txt#2"]
    assert b"1 of 2 DOCUMENTS" in taken.parts[0].raw
    assert b"2 of 2 DOCUMENTS" not in taken.parts[0].raw


def nexis_page() -> str:
    articles = []
    for n, (title, source, _, author, page, _) in enumerate(EXPECTED, 1):
        labels = [("BYLINE", author), ("SECTION", f"NEWS; Pg. {page}"), ("LENGTH", "120 words")]
        above = "".join(
            f'<br><div class="c5"><p class="c6"><span class="c8">{label}: </span>{value}</p></div>'
            for label, value in labels if value
        )  # fmt: skip
        text = "".join(f'<p class="c9"><span class="c2">{one}</span></p>' for one in (FIRST if n == 1 else SECOND))
        below = '<div class="c5"><p class="c6"><span class="c8">LANGUAGE: </span>English</p></div>'
        articles.append(
            f'<a name="DOC_ID_0_{n}"></a><!-- Hide XML section from browser\n<DOC NUMBER={n}>\n<DOCFULL> -->\n'
            f'<div class="c0"><p class="c1"><span class="c2">{n} of 2 DOCUMENTS</span></p></div>'
            f'<div class="c0"><br><p class="c1"><span class="c2">{source}</span></p></div>'
            f'<div class="c3"><p class="c1"><b>October</b><span class="c2"> {10 + n}, 2024 Friday</span>'
            f'</p></div><div class="c5"><p class="c6"><span class="c7">{title}</span></p></div>{above}'
            f'<div class="c5">{text}</div>{below}<div class="c0"><p class="c1">Copyright 2024 Harbour Media<br>'
            "All Rights Reserved</p></div><!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->"
        )  # fmt: skip
    style = "<style>.c0 { text-align: center; }\n.c3 { text-align: center; }</style>"
    return f"<html><head>{style}</head><body>{''.join(articles)}</body></html>"


def test_nexis_as_page(reading: Reading) -> None:
    """Each article of a page of Nexis has its own fields and paragraphs."""
    taken = reading("a.html", nexis_page().encode())
    assert [fields(one) for one in taken.documents] == EXPECTED
    assert [one.text.split("\n\n") for one in taken.documents] == [FIRST, SECOND]
    assert not taken.reasons


def nexis_lines() -> list[str]:
    lines = ["Date and Time: Friday, 18. October 2024", "Documents (2)", "1. Six states meet", "2. Engineers look"]
    for n, (title, source, _, author, page, _) in enumerate(EXPECTED, 1):
        lines += [title, source, f"October {10 + n}, 2024 Friday", "Copyright 2024 Harbour Media All Rights Reserved"]
        lines += [f"Section: NEWS; Pg. {page}", "Length: 120 words", *([f"Byline: {author}"] if author else []), "Body"]
        lines += [*(FIRST if n == 1 else SECOND), "Classification", "Language: ENGLISH", "Load-Date: October 13, 2024",
                  "End of Document"]  # fmt: skip
    return lines


def rtf(lines: list[str]) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0 " + "\\par\n".join(lines) + "}").encode("cp1252")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.docx", docx("".join(map(paragraph, nexis_lines())))),
        ("a.rtf", rtf(nexis_lines())),
        ("a.rtf", rtf(nexis_text().split("\n"))),
    ],
)
def test_nexis_in_word_and_rtf(reading: Reading, name: str, raw: bytes) -> None:
    """The articles of a Word or RTF file of Nexis are split, in its older and in its newer form."""
    taken = reading(name, raw)
    found = [fields(one) for one in taken.documents]
    assert [(one[0], one[1], one[2], one[3], one[4]) for one in found] == [one[:5] for one in EXPECTED]
    assert [one.id for one in taken.documents] == [f"{name}#1", f"{name}#2"]
    assert FIRST[1] in taken.documents[0].text
    assert "Load-Date" not in taken.documents[0].text


def factiva_page(*, codes: bool) -> str:
    articles = []
    for n, (title, source, _, author, page, _) in enumerate(EXPECTED, 1):
        text = [f'<p class="articleParagraph enarticleParagraph">{one}</p>' for one in (FIRST if n == 1 else SECOND)]
        number = f"Document HARBPO0020241011e7ct0001{n}"
        if codes:
            rows = {"HD": f"<b class='enHeadline'>{title}</b>", "BY": author and f"By {author}", "WC": "120 words",
                    "PD": f"{10 + n} October 2024", "SN": source, "PG": page, "LA": "English", "CY": "(c) 2024",
                    "LP": text[0], "TD": "".join(text[1:]), "AN": f"<br/>{number}"}  # fmt: skip
            inner = "<table>" + "".join(
                f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'
                for code, value in rows.items()
                if value
            ) + "</table>"  # fmt: skip
        else:
            credit = [
                "120 words",
                f"{10 + n} October 2024",
                source,
                "HARBPO",
                page,
                "English",
                "Copyright 2024 Harbour",
            ]
            inner = (
                f"<div><span class='enHeadline'>{title}</span></div>"
                + (f'<div class="author">By {author}</div>' if author else "")
                + "".join(f"<div>{one}</div>" for one in credit)
                + "".join(text)
                + f"<p>{number}</p>"
            )
        articles.append(f'<div class="article enArticle">{inner}<br/></div>')
    head = "<html><head><title>Factiva</title></head><body>"
    return head + "".join(articles) + '<div id="pageFooter">2024 Factiva, Inc.</div></body></html>'


@pytest.mark.parametrize("codes", [True, False])
def test_factiva_as_page(reading: Reading, *, codes: bool) -> None:
    """Each article of a page of Factiva has its own fields, with codes and without."""
    taken = reading("a.html", factiva_page(codes=codes).encode())
    assert [fields(one) for one in taken.documents] == EXPECTED
    assert [one.text.split("\n\n") for one in taken.documents] == [FIRST, SECOND]
    assert [one.id for one in taken.documents] == [f"a.html#HARBPO0020241011e7ct0001{n}" for n in (1, 2)]


SNAPSHOTS = {
    "English": ("120 words", "11 October 2024", "German", "Document"),
    "German": ("120 Wörter", "11 Oktober 2024", "Deutsch", "Dokument"),
    "Spanish": ("120 palabras", "11 octubre 2024", "Alemán", "Documento"),
    "Russian": ("120 слов", "11 Октябрь 2024", "Немецкий", "Документ"),
    "Chinese": ("120 字", "2024 年 10 月 11 日", "德文", "文件"),
    "Japanese": ("120 文字", "2024 年 10 月 11 日", "ドイツ語", "文書"),
}


def factiva_snapshot(words: str, day: str, language: str, number: str) -> str:
    """Return a page as a browser saves it: markup closed anew, the articles counted, headlines of others between."""
    heads = ("1) Six <b>states</b> meet", "2) Engineers look at pipes")
    others = (
        '<div id="carryOver"><table class="headlines"><tr class="headline"><td><b class="printheadline enHeadline">'
        f'Others</b><div class="leadFields"><a>Some Times</a>, {day}, {words}, ({language})</div><div class="snippet '
        'ensnippet">Others met too.</div></td></tr></table></div>'
    )
    articles = "".join(
        f'<span></span><div id="article-{n}" class="article"><div class="article deArticle"><p>\n</p><div>Seite 3</div>'
        f'<div id="hd"><span class="deHeadline counted">{head}</span>\n</div><div class="author">ann reed    </div>'
        f"<div>{words}</div><div>{day}</div><div>The Harbour Post</div><div>HARBPO</div><div>{language}</div>"
        "<div>© 2024 HARBOUR MEDIA. Rights are\nreserved, see\nthe contract.   </div>\n<p></p>"
        + "".join(
            f'<p class="articleParagraph dearticleParagraph">{one.replace("gas", "<span>gas</span>")}</p>'
            for one in text
        )
        + f"<p>3089611</p><p>Harbour Media Ltd</p><p>{number} HARBPO0020241011e7ct0001{n}</p></div></div><br>{others}"
        for n, (head, text) in enumerate(zip(heads, (FIRST, SECOND), strict=True), 1)
    )
    return (
        f"<!DOCTYPE html><html><head><script>{'var a;' * 300}</script><title>Factiva</title></head><body>{articles}"
        '<table id="oddEvenPreview"><tr><td>Text</td><td>gas or ships</td></tr></table><div id="pageFooter"></div>'
    )


@pytest.mark.parametrize("interface", SNAPSHOTS)
def test_factiva_in_the_language_of_its_interface(reading: Reading, interface: str) -> None:
    """A page saved from Factiva has the same fields, whatever the language of the screen that it was saved from."""
    documents = reading("a.html", factiva_snapshot(*SNAPSHOTS[interface]).encode()).documents
    assert [one.title for one in documents] == ["Six states meet", "Engineers look at pipes"]
    assert {fields(one)[1:] for one in documents} == {("The Harbour Post", "2024-10-11", "ann reed", None, "de")}
    assert [one.text.split("\n\n") for one in documents] == [FIRST, SECOND]
    assert [one.id for one in documents] == [f"a.html#HARBPO0020241011e7ct0001{n}" for n in (1, 2)]


def test_factiva_as_rtf(reading: Reading) -> None:
    """The articles of an RTF of Factiva are split, with codes in a table and without."""
    lines: list[str] = []
    rows: list[str] = []
    for n, (title, source, _, author, page, _) in enumerate(EXPECTED, 1):
        text = FIRST if n == 1 else SECOND
        number = f"Document HARBPO0020241011e7ct0001{n}"
        lines += [title, *([f"By {author}"] if author else []), "120 words", f"{10 + n} October 2024", source, "HARBPO"]
        lines += [page or "", "English", "Copyright 2024 Harbour Media", *text, number]
        values = {"HD": title, "BY": f"By {author}" if author else "", "PD": f"{10 + n} October 2024", "SN": source,
                  "PG": page, "LA": "English", "LP": r"\par ".join(text), "AN": number}  # fmt: skip
        rows += [rf"\trowd\intbl {code}\cell {value}\cell\row" for code, value in values.items()]
    for raw in (rtf(lines), rtf(["".join(rows)])):
        documents = reading("a.rtf", raw).documents
        assert [fields(one) for one in documents] == EXPECTED
        assert [one.text.split("\n\n") for one in documents] == [FIRST, SECOND]


def test_factiva_as_xml(reading: Reading) -> None:
    """Each article of the XML of Factiva has its own fields."""
    raw = "<?xml version='1.0'?><articles>" + "".join(
        f"<article><accessionNo>HARBPO{n}</accessionNo><baseLanguage>en</baseLanguage><headline><paragraph>{title}"
        f"</paragraph></headline><byline>{author or ''}</byline><sourceName>{source}</sourceName><page>{page}</page>"
        f"<publicationDate><date>2024-10-{10 + n}</date></publicationDate><leadParagraph><paragraph>{text[0]}"
        "</paragraph></leadParagraph><tailParagraphs>"
        + "".join(f"<paragraph>{one}</paragraph>" for one in text[1:])
        + "</tailParagraphs></article>"
        for n, ((title, source, _, author, page, _), text) in enumerate(zip(EXPECTED, (FIRST, SECOND), strict=True), 1)
    ) + "</articles>"  # fmt: skip
    documents = reading("a.xml", raw.encode()).documents
    assert [fields(one)[:5] for one in documents] == [one[:5] for one in EXPECTED]
    assert [one.text.split("\n\n") for one in documents] == [FIRST, SECOND]


def test_europresse(reading: Reading) -> None:
    """Each article of a page of Europresse has its own fields; notes and certificates are left out."""
    raw = "<!DOCTYPE html><html><head><style>.DocPublicationName{color:#83724e}</style></head><body>" + "".join(
        f'<article><header><div><span class="DocPublicationName">{source} </span></div>'
        f'<div><span class="DocHeader">Économie, jeudi {10 + n} octobre 2024, p. {page}</span></div><p>GAZ</p>'
        f'<div class="titreArticle"><p class="titreArticleVisu">{title}</p></div><div>{author or ""}</div></header>'
        f"<section><div class='DocText'><div class='docOcurrContainer'>"
        + "".join(f"<p>{one.replace('gas', '<mark>gas</mark>')}</p>" for one in text)
        + "</div></div></section><aside><b>Note(s) : </b><p>Une photo.</p></aside><footer><small>© 2024</small>"
        f"<p>Numéro de document : news·2024101{n}·HP·{n}</p></footer></article>"
        for n, ((title, source, _, author, page, _), text) in enumerate(zip(EXPECTED, (FIRST, SECOND), strict=True), 1)
    ) + "</body></html>"  # fmt: skip
    documents = reading("a.html", raw.encode()).documents
    assert [fields(one)[:5] for one in documents] == [one[:5] for one in EXPECTED]
    assert [one.text.split("\n\n") for one in documents] == [FIRST, SECOND]
    assert [one.id for one in documents] == [f"a.html#news·2024101{n}·HP·{n}" for n in (1, 2)]


def test_proquest(reading: Reading) -> None:
    """Each article of a text of ProQuest has its own fields, above and below the text."""
    rule = "_" * 60
    articles = [
        f"{title}\n\nAuthor: {author or ''}\n\nhttps://example.org/docview/{n}\n\nAbstract: A summary.\n\n"
        "Full text: " + "\n\n".join(text) + f"\n\nSubject: Gas; Ships\nLocation: Coast\n\nTitle: {title}\n\n"
        + (f"Author: {author}\n\n" if author else "")
        + f"Publication title: {source}\n\nPages: {page}\n\nPublication date: Oct {10 + n}, 2024\n\n"
        f"Language of publication: English\n\nProQuest document ID: 99{n}\n\n"
        f"Document URL: https://example.org/{n}\n\n"
        for n, ((title, source, _, author, page, _), text) in enumerate(zip(EXPECTED, (FIRST, SECOND), strict=True), 1)
    ]  # fmt: skip
    raw = f"{rule}\n\nReport Information from ProQuest\n\nOctober 18 2024\n\n{rule}\n\n" + f"{rule}\n\n".join(articles)
    documents = reading("a.txt", f"{raw}{rule}\n\nBibliography\n\nCitation style: APA\n".encode()).documents
    assert [(fields(one)[:3], fields(one)[4:]) for one in documents] == [(one[:3], one[4:]) for one in EXPECTED]
    assert [one.text.split("\n\n") for one in documents] == [FIRST, SECOND]
    assert [(one.id, one.url) for one in documents] == [("a.txt#991", "https://example.org/1"),
                                                        ("a.txt#992", "https://example.org/2")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.html", b"<html><title>Factiva</title><p>Headlines.</p>", "save the full articles, not the headlines"),
        ("a.html", b"<html><style>.DocPublicationName{}</style><p>x</p>", "not the list of results"),
        ("a.html", b"<html><!-- LXNComment 1:2 --><p>x</p>", "not the list of results"),
        ("a.txt", b"_" * 60 + b"\n\nReport Information from ProQuest\n", "no articles in this export"),
        ("a.txt", b"\n        1 of 1 DOCUMENTS\n\n", "article 1: no text"),
    ],
)
def test_exports_without_articles(reading: Reading, name: str, raw: bytes, reason: str) -> None:
    """An export that holds no articles is listed with what to do."""
    taken = reading(name, raw)
    assert not taken.documents
    assert reason in taken.reasons[0]


def test_what_only_speaks_of_documents(reading: Reading) -> None:
    """A story that counts documents stays one text."""
    raw = b"He read 1 of 2 documents.\n\nThe 1 of 10 DOCUMENTS that he signed is lost.\n"
    assert reading("a.txt", raw).only.text == raw.decode()


def test_nexis_uni_as_text(reading: Reading) -> None:
    """The form of Nexis Uni is split in plain text too, in any of its languages, also where the last end is missing."""
    begin = "Sechs Staaten treffen sich\nHafenpost (Regionalausgabe)\nFreitag 11. Oktober 2024\n\nCopyright 2024 Hafen"
    labels = "Section: LOKALES; S. 6\nLength: 75 words\nByline: Von Anna Berg\nBody"
    german = f"{begin}\n\n{labels}\n\n{FIRST[0]}\n\n{FIRST[1]}"
    raw = f"{german}\n\nLoad-Date: October 12, 2024\n\nEnd of Document\n\n\n{german.replace('Sechs', 'Sieben')}"
    documents = reading("a.txt", raw.encode()).documents
    assert [document.title for document in documents] == ["Sechs Staaten treffen sich", "Sieben Staaten treffen sich"]
    expected = ("Hafenpost (Regionalausgabe)", "2024-10-11", "Anna Berg", "6")
    assert {fields(document)[1:5] for document in documents} == {expected}
    assert {document.text for document in documents} == {"\n\n".join(FIRST)}


def test_europresse_tells_the_page_beside_the_day(reading: Reading) -> None:
    """Where the first line of a header only counts issues, the page stands with the day."""
    raw = """<html><body><article><header><div><span class="DocPublicationName">Le Quai</span></div><div>
<span class="DocHeader">no. 24000</span><span>jeudi 12 septembre 2024 480 mots, p. 3</span></div><div><p
class="titreArticleVisu grandTitre">Un rapport</p></div></header><section><p>Le rapport sort.</p></section></article>"""
    document = reading("a.html", raw.encode()).only
    assert (document.date, document.pages, document.text) == ("2024-09-12", "3", "Le rapport sort.")
