from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index.sources import Document, from_object

if TYPE_CHECKING:
    from reading_files import Reading

ARTICLE = {"text": "Ministers met on Friday.", "title": "Talks", "date": "2024-10-11"}


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"headline": "Talks"}, "title", "Talks"),
        ({"title": {"rendered": "Talks"}}, "title", "Talks"),
        ({"publishedAt": "2024-10-11T09:30:00Z"}, "date", "2024-10-11T09:30:00Z"),
        ({"pub_date": "11 Oct 2024"}, "date", "11 Oct 2024"),
        ({"Date-Published": "2024"}, "date", "2024"),
        ({"date": 1728639000}, "date", "2024-10-11T09:30"),
        ({"date": 1728639000000}, "date", "2024-10-11T09:30"),
        ({"date": 2024}, "date", "2024"),
        ({"date": 7}, "date", None),
        ({"date": True}, "date", None),
        ({"link": "https://example.org/a"}, "url", "https://example.org/a"),
        ({"source": {"id": None, "name": "The Example"}}, "source", "The Example"),
        ({"site_name": "The Example"}, "source", "The Example"),
        ({"authors": ["A. Writer", {"name": "B. Writer"}]}, "author", "A. Writer, B. Writer"),
        ({"lang": "en"}, "language", "en"),
        ({"title": None, "headline": "Talks"}, "title", "Talks"),
    ],
)
def test_names_of_fields(record: dict[str, Any], field: str, value: str | None) -> None:
    """Fields are recognized under the names that feeds, APIs and scrapers use."""
    assert getattr(from_object({"text": "words", **record}, "x"), field) == value


@pytest.mark.parametrize(
    ("record", "text", "markup"),
    [
        ({"text": "a <p>b</p>"}, "a <p>b</p>", ""),
        ({"body": "plain < words"}, "plain < words", ""),
        ({"content": "<p>One.</p><p>Two.</p>"}, "<p>One.</p><p>Two.</p>", "fragment"),
        ({"content": {"rendered": "<p>One.</p>"}}, "<p>One.</p>", "fragment"),
        ({"html": "<!DOCTYPE html><html><body>One."}, "<!DOCTYPE html><html><body>One.", "page"),
        ({"html": "One."}, "One.", "fragment"),
        ({"body": ["One.", "Two."]}, "One.\n\nTwo.", ""),
        ({"text": "plain", "html": "<p>marked</p>"}, "plain", ""),
        ({"text": "", "html": "<p>marked</p>"}, "<p>marked</p>", "fragment"),
    ],
)
def test_text_and_html(record: dict[str, Any], text: str, markup: str) -> None:
    """Text is kept as it is; HTML is recognized by its field or its elements."""
    document = from_object(record, "x")
    assert (document.text, document.markup) == (text, markup)


def test_an_empty_text() -> None:
    """A record may have a title only."""
    assert from_object({"text": "", "title": "Talks"}, "x") == Document("x", "", "Talks")


@pytest.mark.parametrize("value", [None, 1, "text", [], {}, {"text": 1}, {"html": "<p>"}, {"html": "<p><img></p>"}])
def test_no_document(value: object) -> None:
    """A JSON value without text is refused."""
    with pytest.raises(ValueError, match=r"not an object|no `text`|no text"):
        from_object(value, "x")


def test_an_id_is_a_line() -> None:
    """An own id can be stored and printed."""
    assert from_object({"id": "a\n\x1b[2Jb", "text": "x"}, "x").id == "a b"


def test_json_lines(reading: Reading) -> None:
    """Each object is a document with its own ID or the line number; broken lines are reported and affect no others."""
    taken = reading(
        "a.jsonl",
        b'{"id": "x1", "text": "one", "title": "T", "date": "2024-10-11", "url": "https://example.org"}\n'
        b'{"text": "two"}\n\nnot json\r\n{"id": 7, "text": "three"}\n{"title": "no text"}\n[1]\n{"text": "\xff"}',
    )
    assert taken.documents == [
        Document("x1", "one", "T", "2024-10-11", "https://example.org"),
        Document("a.jsonl#2", "two"),
        Document("7", "three"),
        Document("a.jsonl#8", "ÿ"),
    ]
    assert [part.raw for part in taken.parts][1:3] == [b'{"text": "two"}', b'{"id": 7, "text": "three"}']
    assert [reason.partition(":")[0] for reason in taken.reasons] == ["line 4", "line 6", "line 7", "line 8"]
    assert "no `text`" in taken.reasons[1]
    assert "not an object" in taken.reasons[2]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_lines_in_other_charsets(reading: Reading, charset: str) -> None:
    """Lines are split in charsets with line endings of more than one byte."""
    text = '{"text": "Ünï – 中"}\n{"text": "two"}\n'
    taken = reading("a.jsonl", text.encode(charset))
    assert [document.text for document in taken.documents] == ["Ünï – 中", "two"]
    assert taken.parts[1].raw.decode(charset.removesuffix("-sig")).strip("\ufeff") == '{"text": "two"}'


@pytest.mark.usefixtures("small_cap")
def test_a_line_that_is_too_long(reading: Reading) -> None:
    """A line above the limit is skipped without buffering it, and the lines around it are read."""
    taken = reading("a.jsonl", lines(ARTICLE) + b"x" * 50_000 + b"\n" + lines(ARTICLE))
    assert [document.id for document in taken.documents] == ["a.jsonl#1", "a.jsonl#3"]
    assert taken.reasons == ["line 2: longer than 9 kB"]


def test_binary_lines(reading: Reading) -> None:
    """NUL bytes make a line unreadable, not the file."""
    taken = reading("a.jsonl", lines(ARTICLE) + b'{"text": "a\0b"}\n' + lines(ARTICLE))
    assert len(taken.documents) == 2
    assert taken.reasons == ["line 2: binary data, not text"]


@pytest.mark.parametrize(
    ("raw", "ids"),
    [
        (b'[{"text": "one"}, {"id": "b", "text": "two"}]', ["a.json#1", "b"]),
        (b'{"status": "ok", "articles": [{"body": "one"}, {"body": "two"}], "n": 2}', ["a.json#1", "a.json#2"]),
        (b'{"text": "one"}', ["a.json"]),
        (b'\xef\xbb\xbf{"text": "one"}\n', ["a.json"]),
        (b'{"text": "one", "items": [{"text": "no"}]}', ["a.json"]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["a.json#1", "a.json#2"]),
        ('[{"text": "éin"}]'.encode("utf-16"), ["a.json#1"]),
        (b'{"articles": []}', []),
    ],
)  # fmt: skip
def test_json(reading: Reading, raw: bytes, ids: list[str]) -> None:
    """Records are found in a list, in a list within an object, alone, and one after another."""
    taken = reading("a.json", raw)
    assert [document.id for document in taken.documents] == ids
    assert taken.reasons == ([] if ids else ["no records"])


def test_the_bytes_of_json_records(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record keeps the bytes as written, spaces, escapes and broken bytes too, wherever the window ends."""
    monkeypatch.setattr("seedread.index.sources.json_file._CHUNK", 16)
    written = [b'{ "text" : "caf\\u00e9 \xc3\xa9" }', b'{"text":\n"b\xffd"}']
    taken = reading("a.json", b"[\n  " + b" ,\n  ".join(written) + b"\n]\n")
    assert [part.raw for part in taken.parts] == written
    assert [document.text for document in taken.documents] == ["café é", "bÿd"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'[{"text": "one"}, {"text": ', "after record 1: not JSON"),
        (b'[{"text": "one"}', "after record 1: unexpected end of the file"),
        (b'[{"text": "one"}, 7]', "record 2: not an object"),
        (b"var x = 1", "not JSON"),
        (b"[" * 100_000, "not JSON|nested too deeply|recursion"),
    ],
)
def test_broken_json(reading: Reading, raw: bytes, reason: str) -> None:
    """Records before an error in a file are read, and the place of the error is reported."""
    taken = reading("a.json", raw)
    assert len(taken.documents) == raw.count(b"one")
    assert len(taken.reasons) == 1
    assert any(part in taken.reasons[0] for part in reason.split("|"))


@pytest.mark.usefixtures("small_cap")
def test_a_json_record_that_is_too_large(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record above the limit ends the reading, and earlier records are kept."""
    monkeypatch.setattr("seedread.index.sources.json_file._CHUNK", 1000)
    taken = reading("a.json", json.dumps([ARTICLE, {"text": "x" * 50_000}]).encode())
    assert len(taken.documents) == 1
    assert taken.reasons == ["after record 1: a record larger than 9 kB"]


def test_csv(reading: Reading) -> None:
    """Each row is a document; quoted line ends belong to a field, and the row keeps its bytes."""
    taken = reading(
        "a.csv",
        b'Headline,Body,Published_At,URL\r\nTalks,"One.\r\nTwo ""quoted"".",2024-10-11,https://example.org/1\r\n'
        b"Empty,,,\r\n\r\nMore,Three.,,\r\n",
    )
    assert taken.documents == [
        Document("a.csv#1", 'One.\r\nTwo "quoted".', "Talks", "2024-10-11", "https://example.org/1"),
        Document("a.csv#4", "Three.", "More"),
    ]
    assert taken.parts[0].raw == b'Talks,"One.\r\nTwo ""quoted"".",2024-10-11,https://example.org/1'
    assert taken.reasons == ["row 2: no `text`; the fields are: Headline"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_what_stands_between_columns(reading: Reading, separator: str) -> None:
    """The separator is detected from the header."""
    raw = separator.join(("id", "title", "text")) + "\n" + separator.join(("7", "Talks", "Words of it.")) + "\n"
    assert reading("a.csv", raw.encode()).only == Document("7", "Words of it.", "Talks")


def test_csv_without_a_column_of_text(reading: Reading) -> None:
    """A table that holds no articles is listed once, not row by row."""
    assert reading("a.csv", b"item,price\nbread,2\nmilk,1\n").reasons == [
        "no column is named text, body, content or the like; the columns are: item, price"
    ]


PROSE = "The ferries of the coast stopped on Friday because the crews had not been paid since the spring."


@pytest.mark.parametrize(
    "column", ["Full text", "Full-Text", "article", "Article_Content", "article_text", "FULL TEXT"]
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a"])
def test_csv_columns_of_public_data_sets(reading: Reading, name: str, column: str) -> None:
    """Capitals, blanks and signs in the name of a column do not matter, nor does the ending of the file."""
    raw = f"\ufeffsep=;\r\nTitle;{column};author\r\nFerries;{PROSE};nan\r\n"
    assert reading(name, raw.encode()).only == Document(f"{name}#1", PROSE, "Ferries")


def test_csv_with_a_column_of_prose(reading: Reading) -> None:
    """If no column has a known name, the longest one is read where it is prose, and that is reported."""
    taken = reading("a.csv", f"title,remarks\nFerries,{PROSE}\nNets,{PROSE}\n".encode())
    assert [document.text for document in taken.documents] == [PROSE, PROSE]
    assert [part.raw for part in taken.parts] == [f"Ferries,{PROSE}".encode(), f"Nets,{PROSE}".encode()]
    assert taken.reasons == ["no column is named like a text: read “remarks”, the longest one"]


def test_csv_without_a_header(reading: Reading) -> None:
    """A table whose first row is prose has no header: the row is an article."""
    taken = reading("a.csv", f"1\t{PROSE}\n2\t{PROSE}\n".encode())
    assert [document.id for document in taken.documents] == ["a.csv#1", "a.csv#2"]
    assert taken.reasons == ["no column is named like a text: read “column 2”, the longest one"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"hits": {"total": 1, "hits": [{"_id": "e1", "_source": {"title": "T", "text": "W"}}]}}, ("e1", "T", "W")),
        ({"response": {"results": [{"id": "w/1", "webTitle": "T", "fields": {"bodyText": "W"}}]}}, ("w/1", "T", "W")),
        ({"articles": {"results": [{"uri": "9", "title": "T", "body": "W"}], "n": 1}}, ("9", "T", "W")),
        ({"data": {"children": [{"kind": "t3", "data": {"id": "r", "title": "T", "selftext": "W"}}]}}, ("r", "T", "W")),
        ({"data": [{"id": "j", "attributes": {"title": "T", "body": "W"}}]}, ("j", "T", "W")),
        ({"status": "ok", "article": {"id": "s", "title": "T", "content": "W"}}, ("s", "T", "W")),
        ([{"_id": {"$oid": "m"}, "headline": {"main": "T"}, "abstract": "W"}], ("m", "T", "W")),
        ([{"id": "n", "title": "T", "description": "W", "content": None}], ("n", "T", "W")),
        ([{"id": "p", "title": "T", "contents": [{"type": "sanitized_html", "content": "W"},
                                                 {"type": "image", "content": "x"}]}], ("p", "T", "W")),
    ],
)  # fmt: skip
def test_answers_of_programs(reading: Reading, raw: object, expected: tuple[str, str, str]) -> None:
    """Records are found one level deeper, in lists and in objects that wrap them."""
    (document,) = reading("a.json", json.dumps(raw).encode()).documents
    own = document.id if document.id != "a.json" else "s"
    assert (own, document.title, document.text) == expected


def test_json_feed(reading: Reading) -> None:
    """An entry of a JSON Feed comes from the feed, whose description is not a text."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Quay &amp; Coast", "description": "News of it.",
            "language": "en", "items": [{"id": "1", "title": "Nets", "content_html": "<p>W</p>",
                                         "authors": [{"name": "Anna Brandt"}]}]}  # fmt: skip
    document = reading("feed.json", json.dumps(feed).encode()).only
    assert (document.id, document.title, document.text) == ("1", "Nets", "<p>W</p>")
    assert (document.source, document.language, document.author) == ("Quay & Coast", "en", "Anna Brandt")


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"title": {"rendered": "Nets &#8211; again"}}, "title", "Nets – again"),
        ({"title": "AT&amp;amp;T <b>buys</b>"}, "title", "AT&T buys"),
        ({"title": "5 < 6 & 7"}, "title", "5 < 6 & 7"),
        ({"source": "https://quay.example/1", "hostname": "quay.example"}, "source", "quay.example"),
        ({"source": "https://quay.example/1"}, "url", "https://quay.example/1"),
        ({"source": "https://quay.example/1", "url": "https://quay.example/2"}, "url", "https://quay.example/2"),
        ({"source": "{'href': 'https://quay.example', 'title': 'Quay Post'}"}, "source", "Quay Post"),
        ({"container-title": "Quay Post"}, "source", "Quay Post"),
        ({"author": ["[[Anna Brandt]]"]}, "author", "Anna Brandt"),
        ({"author": "['Anna Brandt', 'Bert Klar']"}, "author", "Anna Brandt, Bert Klar"),
        ({"author": [{"family": "Brandt", "given": "Anna"}]}, "author", "Anna Brandt"),
        ({"author": "105092"}, "author", None),
        ({"author": "desk@quay.example"}, "author", None),
        ({"byline": {"original": "By Anna Brandt"}}, "author", "Anna Brandt"),
        ({"date": "1728633600"}, "date", "2024-10-11T08:00"),
        ({"date": "1728633600000"}, "date", "2024-10-11T08:00"),
        ({"date": "20241011"}, "date", "20241011"),
        ({"created_utc": 1728633600.0}, "date", "2024-10-11T08:00"),
        ({"issued": {"date-parts": [["2024", 10, 1]]}}, "date", "2024-10-01"),
        ({"issued": {"date-parts": [[]]}}, "date", None),
        ({"lang": "eng"}, "language", "en"),
        ({"Language": "German"}, "language", "de"),
        ({"language": "en-GB"}, "language", "en-GB"),
    ],
)
def test_values_of_fields(record: dict[str, Any], field: str, value: str | None) -> None:
    """Titles and names are read as text, outlets are no addresses, and times since 1970 are dates."""
    assert getattr(from_object({"text": "words", **record}, "x"), field) == value


def test_references_in_a_text_without_markup() -> None:
    """References of HTML in a text that has no elements are characters; a text that was cut does not say so."""
    document = from_object({"content": "Nets &amp; boats&#8230; [+1234 chars]"}, "x")
    assert (document.text, document.markup) == ("Nets & boats", "")


def test_long_fields(reading: Reading) -> None:
    """A field may be as long as a document, not only 128 kB."""
    assert len(reading("a.csv", b"text\n" + b"word " * 40_000).only.text) == 200_000


@pytest.mark.usefixtures("small_cap")
def test_a_quotation_mark_that_never_ends(reading: Reading) -> None:
    """A row with an unclosed quotation mark ends the reading at the limit."""
    taken = reading("a.csv", b'id,text\n1,good\n2,"bad\n' + b"3,more\n" * 10_000)
    assert [document.id for document in taken.documents] == ["1"]
    assert taken.reasons == ["row 2: longer than 9 kB: is a quotation mark missing? Not read further"]


def test_ninjs(reading: Reading) -> None:
    """An item of IPTC's ninjs has its first date, headline, source and text."""
    raw = (
        b'{"guid": "urn:coast:1", "versioncreated": "2024-10-12T04:38:34+0000", "firstcreated": '
        b'"2024-10-11T04:37:19+0000", "headline": "Nets", "source": "Coast News", "byline": "Anna Brandt", '
        b'"body_html": "<p>The nets were mended.</p>", "description_text": "Short"}'
    )
    document = reading("a.json", raw).only
    assert (document.id, document.title, document.source, document.author) == (
        "urn:coast:1", "Nets", "Coast News", "Anna Brandt",
    )  # fmt: skip
    assert (document.date, document.text) == ("2024-10-11T04:37:19+0000", "<p>The nets were mended.</p>")
