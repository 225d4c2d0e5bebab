"""Feeds of every kind and encoding, whole, damaged and hostile, become items with the same values."""

# ruff: noqa: E501 (feeds are written as servers send them)

from __future__ import annotations

import datetime
import json
from typing import Any

import pytest

from seedread.index.feeds.item_values import canonical_link, iso_date, words_digest
from seedread.index.feeds.parsed_feed import NotAFeedError, ParsedFeed
from seedread.index.feeds.parsing import MAX_ITEMS, parse_feed

NOW = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<title>The Post</title><link>https://post.example/</link><ttl>90</ttl><language>en</language>
<image><title>logo</title><url>https://post.example/l.png</url></image>
<item><title>Talks &amp; gas</title><link>https://post.example/a?utm_source=rss#top</link><guid isPermaLink="false">17</guid>
<pubDate>Mon, 30 Nov 2026 10:15:00 +0100</pubDate><dc:creator>Ada Berg</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>The ministers met.</p>]]></content:encoded>
<enclosure url="https://post.example/a.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Second</title><link>/b</link><feedburner:origLink>https://post.example/second</feedburner:origLink></item>
</channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>The Post</title><link>https://post.example/</link><items><rdf:Seq><rdf:li rdf:resource="1"/>
</rdf:Seq></items></channel>
<item rdf:about="https://post.example/a"><title>Talks &amp; gas</title><link>https://post.example/a</link>
<description>&lt;p&gt;The ministers met.&lt;/p&gt;</description><dc:date>2026-11-30T10:15:00+01:00</dc:date>
<dc:creator>Ada Berg</dc:creator></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title>
<link href="https://post.example/"/><link rel="self" href="https://post.example/feed"/>
<entry><id>tag:post.example,2026:17</id><title type="html">Talks &amp;amp; gas</title>
<link rel="alternate" href="https://post.example/a"/><link rel="edit" href="https://post.example/edit"/>
<published>2026-11-30T10:15:00+01:00</published><updated>2026-11-30T11:00:00+01:00</updated>
<author><name>Ada Berg</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ministers met.</p></div></content></entry></feed>"""
ATOM_03 = """<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Post</title>
<link rel="alternate" href="https://post.example/"/><entry><id>17</id><title>Talks &amp; gas</title>
<link rel="alternate" type="text/html" href="https://post.example/a"/><issued>2026-11-30T10:15:00+01:00</issued>
<author><name>Ada Berg</name></author><content type="text/html" mode="escaped">&lt;p&gt;The ministers met.&lt;/p&gt;</content>
</entry></feed>"""
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>The Post</title><link>https://post.example/</link><item><title>Talks &amp; gas</title>
<link>https://post.example/a</link><description>The ministers met.</description></item></channel></rss>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Post",
        "home_page_url": "https://post.example/",
        "items": [
            {
                "id": 17,
                "url": "/a",
                "title": "Talks & gas",
                "content_html": "<p>The ministers met.</p>",
                "summary": "Short.",
                "date_published": "2026-11-30T10:15:00+01:00",
                "authors": [{"name": "Ada Berg"}],
                "attachments": [{"url": "https://post.example/a.mp3"}],
            }
        ],
    }
)
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://post.example/a</loc><news:news>
<news:publication><news:name>The Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-30T10:15:00+01:00</news:publication_date><news:title>Talks &amp; gas</news:title></news:news>
</url><url><loc>https://post.example/about</loc></url></urlset>"""


def parsed(raw: bytes | str, content_type: str = "") -> ParsedFeed:
    return parse_feed(raw.encode() if isinstance(raw, str) else raw, content_type, NOW)


@pytest.mark.parametrize(
    ("raw", "kind", "different"),
    [
        (RSS, "RSS", {"guid": "17", "summary": "Short.", "language": "en", "enclosure": "https://post.example/a.mp3"}),
        (RDF, "RDF", {"guid": ""}),
        (ATOM, "Atom", {"guid": "tag:post.example,2026:17", "updated": "2026-11-30T11:00:00+01:00"}),
        (ATOM_03, "Atom", {"guid": "17"}),
        (RSS_091, "RSS", {"guid": "", "date": None, "author": None, "is_html": False}),
        (JSON, "JSON Feed", {"guid": "17", "summary": "Short.", "enclosure": "https://post.example/a.mp3"}),
        (SITEMAP, "news sitemap", {"guid": "https://post.example/a", "text": "", "is_html": False, "author": None,
                                   "language": "en"}),
    ],
)  # fmt: skip
def test_every_kind_of_feed_says_the_same(raw: str, kind: str, different: dict[str, Any]) -> None:
    """Title, link without tracking, date with its zone, author, text and source of the first item."""
    feed = parsed(raw)
    first = feed.items[0]
    text = first.text.replace('<div xmlns="http://www.w3.org/1999/xhtml">', "")
    assert (feed.kind, feed.whole, feed.problems) == (kind, True, ())
    assert (feed.title, feed.home) in (("The Post", "https://post.example/"), ("", ""))
    values = {
        "guid": first.guid, "url": first.url, "title": first.title, "date": first.date, "author": first.author,
        "is_html": first.is_html, "source": first.source, "language": first.language, "summary": first.summary,
        "updated": first.updated, "enclosure": first.enclosure,
    }  # fmt: skip
    usual = {
        "url": "https://post.example/a", "title": "Talks & gas", "date": "2026-11-30T10:15:00+01:00", "author": "Ada Berg",
        "is_html": True, "source": "The Post", "language": None, "summary": "", "updated": None, "enclosure": None,
    }  # fmt: skip
    wanted = usual | {name: value for name, value in different.items() if name != "text"}
    assert values == wanted
    assert ("The ministers met." in text) == (different.get("text") != "")


def test_the_second_item_and_the_time_to_live() -> None:
    """A link below the site, the origin of a feedburner link, and the ttl of the channel."""
    feed = parsed(RSS)
    assert (len(feed.items), feed.ttl, feed.items[1].url) == (2, 90, "https://post.example/second")


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-5", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "gb18030",
             "big5", "euc-kr", "iso-2022-jp", "windows-1252"]  # fmt: skip
_TITLES = {"shift_jis": "ニュース", "euc-jp": "ニュース", "iso-2022-jp": "ニュース", "gb18030": "新闻报道", "big5": "新聞報道",
           "euc-kr": "새로운 소식", "windows-1252": "Föhn – “heiß”"}  # fmt: skip


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_feeds_are_read_in_every_encoding(encoding: str) -> None:
    """The one that the file declares."""
    title = _TITLES.get(encoding, "Новости дня")
    raw = f'<?xml version="1.0" encoding="{encoding.replace("-sig", "")}"?><rss version="2.0"><channel><title>x</title><item>'
    raw += f"<title>{title}</title><link>https://x.example/1</link><description>{title} {title}.</description></item></channel></rss>"
    feed = parsed(raw.encode(encoding))
    assert [item.title for item in feed.items] == [title]
    assert feed.whole


def test_the_charset_of_the_header_counts_where_the_file_names_none() -> None:
    """The declaration of the file comes first."""
    raw = (
        "<rss><channel><item><title>Новости дня</title><description>Слово и дело.</description></item></channel></rss>"
    )
    assert parsed(raw.encode("windows-1251"), "text/xml; charset=windows-1251").items[0].title == "Новости дня"
    assert parsed(raw.encode(), "text/xml; charset=windows-1251").items[0].title == "Новости дня"
    assert parsed(raw.encode("koi8-r"), 'text/xml; charset="no-such"').items


@pytest.mark.parametrize("raw", [RSS, ATOM, RDF, SITEMAP, JSON])
def test_a_feed_that_is_cut_off_has_only_whole_items(raw: str) -> None:
    """Wherever it ends: no item is half, and the feed says that it is not whole."""
    whole = parsed(raw).items
    for end in range(len(raw) - 8, 100, -7):
        try:
            cut = parsed(raw[:end])
        except NotAFeedError:
            continue
        assert not cut.whole, end
        assert len(cut.items) <= len(whole)
        assert all(item.text == other.text for item, other in zip(cut.items, whole, strict=False)), end


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<!DOCTYPE html><html><body>Please enable cookies</body></html>", "web page"),
        (b"<html><head></head></html>", "web page"),
        (b"hello", "not a feed"),
        (b"<other><item><title>x</title></item></other>", "not a feed"),
        (b'{"error": "forbidden"}', "not a JSON Feed"),
        (b"{", "not a JSON Feed"),
        (b'{"items": [1, 2]}', "not a JSON Feed"),
        (b"{" * 100_000, "not a JSON Feed"),
        (b"<sitemapindex><sitemap><loc>https://x.example/s.xml</loc></sitemap></sitemapindex>", "list of sitemaps"),
        (b"<urlset><url><loc>https://x.example/</loc></url></urlset>", "without news"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not a feed"),
        (b"%PDF-1.4", "not a feed"),
    ],
)
def test_what_is_no_feed_says_what_it_is(raw: bytes, says: str) -> None:
    """The reader learns what the server sent in place of the feed."""
    with pytest.raises(NotAFeedError, match=says):
        parsed(raw)


def test_a_feed_without_items_is_a_feed() -> None:
    """It may have some tomorrow."""
    for raw in ("<rss><channel><title>x</title></channel></rss>", "<feed xmlns='http://www.w3.org/2005/Atom'></feed>",
                '{"version": "https://jsonfeed.org/version/1", "items": []}', "<urlset></urlset>"):  # fmt: skip
        assert parsed(raw).items == ()


def test_items_that_say_nothing_are_left_out() -> None:
    """One with neither title nor text costs only itself."""
    raw = "<rss><channel><item></item><item><guid>1</guid><link>https://x/</link></item><item><title>t</title></item></channel></rss>"
    feed = parsed(raw)
    assert [item.title for item in feed.items] == ["t"]


def test_no_entity_is_expanded_and_no_file_is_read() -> None:
    """Neither a billion laughs nor the name of a file gets into an item."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    raw = f"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "lol">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>a &l9; b</title><description>&f; c d e f</description></item></channel></rss>"""
    (item,) = parsed(raw).items
    assert len(item.title) < 100
    assert "root:" not in item.text


def test_depth_and_number_have_limits() -> None:
    """200,000 nested tags and endless items end, and are told."""
    deep = (
        "<rss><channel><item><title>x</title><description>" + "<b>" * 200_000 + "</description></item></channel></rss>"
    )
    assert len(parsed(deep).items) <= 1
    many = "<rss><channel>" + "<item><title>x</title></item>" * (MAX_ITEMS + 5) + "</channel></rss>"
    feed = parsed(many)
    assert len(feed.items) == MAX_ITEMS
    assert "only the first" in feed.problems[0]


def test_control_characters_leave_names_and_ids() -> None:
    """What would steer a terminal is in no title, author, guid or link."""
    raw = (
        "<rss><channel><title>p\x9b31m</title><item><title>a&#x202e;b&#x9b;31m</title><guid>g\u2028h</guid>"
        "<author>x\u202ey</author><link>javascript:alert(1)</link><description>Words of a text.</description></item></channel></rss>"
    )
    feed = parsed(raw)
    (item,) = feed.items
    for value in (feed.title, item.title, item.guid, item.author or ""):
        assert value.isprintable()
    assert item.url == ""


@pytest.mark.parametrize(
    ("written", "date", "ahead"),
    [
        ("Mon, 30 Nov 2026 10:15:00 GMT", "2026-11-30T10:15:00+00:00", False),
        ("2026-11-30T10:15:00Z", "2026-11-30T10:15:00+00:00", False),
        ("2026-11-30T10:15:00", "2026-11-30T10:15:00", False),
        ("2026-11-30", "2026-11-30", False),
        ("30 November 2026", "30 November 2026", False),
        ("Wed, 02 Dec 2026 10:15:00 GMT", None, True),
        ("2027-01-01", None, True),
        ("2026-12-01T11:00:00+00:00", "2026-12-01T11:00:00+00:00", False),
        ("yesterday", None, False),
        ("", None, False),
        (None, None, False),
        ("0000-00-00 00:00:00", None, False),
        ("9999-99-99T00:00:00Z", None, False),
        ("x" * 5000, None, False),
    ],
)
def test_dates_are_kept_with_their_zone_and_none_lies_ahead(written: str | None, date: str | None, ahead: bool) -> None:  # noqa: FBT001 (a case of the table)
    """More than a day ahead of now is no date of publication, and is told."""
    assert iso_date(written, NOW) == (date, ahead)


@pytest.mark.parametrize(
    ("link", "canonical"),
    [
        ("HTTPS://Post.Example/A?utm_medium=x&id=3&fbclid=1#c", "https://post.example/A?id=3"),
        ("/b", "https://base.example/b"),
        ("//other.example/b", "https://other.example/b"),
        ("https://post.example/#!/story/1", "https://post.example/#!/story/1"),
        ("mailto:x@y.z", ""),
        ("http://[bad", ""),
        ("", ""),
        ("https://me:pw@post.example/a", "https://post.example/a"),
    ],
)
def test_links_have_one_form(link: str, canonical: str) -> None:
    """Without tracking, fragment and password, and below the site; no other scheme is a link."""
    assert canonical_link(link, "https://base.example/") == canonical


def test_only_words_make_a_version() -> None:
    """Markup, entities, space and punctuation do not count, nor do capitals; words do, and where they stand."""
    old = words_digest("Talks", "<p>The ministers&nbsp;met.</p>", is_html=True)
    assert words_digest("talks!", "The ministers\n met", is_html=False) == old
    assert words_digest("Talks", "The ministers meet", is_html=False) != old
    assert words_digest("Talks The", "ministers met", is_html=False) != old


@pytest.mark.parametrize("written", ["17", "1234567", "12345678901234567890", "1.50", "-3"])
def test_numbers_as_ids_are_kept_as_written(written: str) -> None:
    """Two long numbers are two articles."""
    raw = f'{{"version": "https://jsonfeed.org/version/1", "items": [{{"id": {written}, "title": "x"}}]}}'
    assert [item.guid for item in parse_feed(raw.encode(), "", NOW).items] == [written]


ODD_VALUES: list[Any] = [None, True, 0, 1e300, "x", [], [1], [[]], [None], {}, {"url": 1}, {"name": ["x"]}, "\ud800"]


@pytest.mark.parametrize("value", ODD_VALUES)
@pytest.mark.parametrize("place", ["feed", "item"])
def test_odd_values_of_a_json_feed_cost_only_themselves(place: str, value: Any) -> None:
    """Wherever a value of another kind stands, the items and their texts are there."""
    whole = json.loads(JSON)
    names = {*whole["items"][0], "authors", "author", "attachments", "summary", "language", "external_url", "tags"}
    for name in sorted(({*whole, "authors"} - {"items", "version"}) if place == "feed" else names - {"content_html"}):
        odd = json.loads(JSON)
        if place == "feed":
            odd["items"][0].pop("authors", None)
        (odd if place == "feed" else odd["items"][0])[name] = value
        found = parse_feed(json.dumps(odd).encode(), "", NOW)
        assert [item.text for item in found.items] == [item.text for item in parsed(JSON).items], name
        assert found.problems == (), name


def test_an_item_that_is_no_object_is_told() -> None:
    """The items around it are read."""
    items = ["x", {"id": "1", "title": "one"}, 7, None, {"id": "2", "title": "two"}]
    found = parsed(json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}))
    assert [item.title for item in found.items] == ["one", "two"]
    assert found.problems == tuple(f"item {n}: not an object" for n in (1, 3, 4))


def test_an_error_of_a_parser_is_no_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails in reading a feed is told; one item that cannot be read costs only itself."""

    def fails(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("seedread.index.feeds.parsing.parsed_entry", fails)
    assert parsed(ATOM).problems == ("item 1: cannot be read",)
    monkeypatch.setattr("seedread.index.feeds.parsing.records_of", fails)
    with pytest.raises(NotAFeedError, match=r"cannot be read \(KeyError\)"):
        parsed(RSS_091)
