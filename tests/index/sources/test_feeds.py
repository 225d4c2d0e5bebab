from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.sources import limits

if TYPE_CHECKING:
    from reading_files import Reading

RSS = """<?xml version="1.0" encoding="ENCODING"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Küsten-Blatt</title><link>https://kueste.example/</link><language>de</language>
<image><title>Logo</title><url>https://kueste.example/logo.png</url></image>
<item><guid isPermaLink="false">k-1</guid><title>Fischer &amp;amp; Häfen &amp;#8211; neu</title><link>/a/1</link>
<pubDate>Fri, 11 Oct 2024 08:00:00 +0200</pubDate><dc:creator>Anna Brandt</dc:creator>
<description>Kurz.</description>
<content:encoded><![CDATA[<p>Die Häfen &amp; die Fischer. </item></p><p>Zwei.</p>]]></content:encoded></item>
<!-- <item><title>No entry</title></item> -->
<item><title>Zwei</title><link>https://kueste.example/a/2</link><author>a@kueste.example (Bert Klar)</author>
<description>Nur ein Satz & mehr.&nbsp;Ende.</description></item>
</channel></rss>
"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Quai</title><link href="https://quai.example/"/>
<entry><id>tag:quai.example,2024:7</id><title type="html">&lt;b&gt;Port&lt;/b&gt; ferm\xc3\xa9</title>
<link rel="alternate" href="https://quai.example/7"/><published>2024-10-11T08:00:00Z</published>
<author><name>Claire Dupont</name><email>c@quai.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le port est <em>ferm\xc3\xa9</em>.</p></div>
</content></entry>
<entry><id>tag:quai.example,2024:8</id><title>Court</title><summary>Un r\xc3\xa9sum\xc3\xa9."""
RDF = b"""<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/rss"><title>Quay Post</title><items><rdf:Seq/></items></channel>
<item rdf:about="https://quay.example/1"><title>Nets</title><link>https://quay.example/1</link>
<dc:date>2024-10-11T08:00+02:00</dc:date><description>Nets were mended.</description></item>
</rdf:RDF>"""
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://quay.example/1</loc><news:news><news:publication><news:name>Quay Post</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2024-10-11</news:publication_date>
<news:title>Nets &amp; boats</news:title></news:news></url>
<url><loc>https://quay.example/about</loc></url></urlset>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.txt", "a.html", "feed"])
def test_rss(reading: Reading, name: str, encoding: str) -> None:
    """Each entry is an article with its text, its metadata and its bytes, in any charset and under any name."""
    taken = reading(name, RSS.replace("ENCODING", encoding).encode(encoding))
    assert not taken.reasons
    one, two = taken.documents
    assert (one.id, two.id) == ("k-1", "https://kueste.example/a/2")
    assert one.title == "Fischer & Häfen – neu"
    assert one.url == "https://kueste.example/a/1"
    assert one.date == "Fri, 11 Oct 2024 08:00:00 +0200"
    assert (one.author, two.author) == ("Anna Brandt", "Bert Klar")
    assert (one.source, one.language) == ("Küsten-Blatt", "de")
    assert one.text == "<p>Die Häfen &amp; die Fischer. </item></p><p>Zwei.</p>"
    assert one.markup == "fragment"
    assert two.text.replace("\xa0", " ") == "Nur ein Satz & mehr. Ende."
    assert taken.parts[0].raw.startswith(b"<item><guid")
    assert taken.parts[0].raw.endswith(b"</item>")


def test_atom(reading: Reading) -> None:
    """XHTML inside an entry is its markup; an entry that is cut off is read as far as it goes, and listed."""
    taken = reading("a.atom", ATOM)
    one, two = taken.documents
    assert (one.id, one.title, one.author) == ("tag:quai.example,2024:7", "Port fermé", "Claire Dupont")
    assert one.text == "<div><p>Le port est <em>fermé</em>.</p></div>"
    assert (one.source, one.language, one.date) == ("Le Quai", "fr", "2024-10-11T08:00:00Z")
    assert (two.title, two.text) == ("Court", "Un résumé.")
    assert taken.reasons == ["entry 2: cut off: read as far as it goes"]


def test_rdf(reading: Reading) -> None:
    """RSS 1.0, with its entries beside the channel, is read like the others."""
    document = reading("a.rdf", RDF).only
    assert (document.title, document.text, document.source) == ("Nets", "Nets were mended.", "Quay Post")
    assert (document.id, document.date) == ("https://quay.example/1", "2024-10-11T08:00+02:00")


def test_news_sitemap(reading: Reading) -> None:
    """A news sitemap gives an article without text for each title; addresses without a title are none."""
    document = reading("news.xml", SITEMAP).only
    assert (document.title, document.text, document.date) == ("Nets & boats", "", "2024-10-11")
    assert (document.url, document.source, document.language) == ("https://quay.example/1", "Quay Post", "en")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "addresses, not articles"),
        (b"<sitemapindex><sitemap><loc>https://a.example/</loc></sitemap></sitemapindex>", "addresses, not articles"),
        (b"<rss><channel><title>A</title></channel></rss>", "without entries"),
        (b"<rss><channel><item></item></channel></rss>", "neither text nor title"),
        (b"<rss><item>" + b"<a>" * 5000 + b"</item></rss>", "nested too deeply"),
        (b"<rss><item " + b"".join(b'a%d="" ' % n for n in range(5000)) + b"></item></rss>", "endless attributes"),
    ],
)
def test_what_is_no_feed_of_articles(reading: Reading, raw: bytes, reason: str) -> None:
    """A feed without articles, and one that is made to hold up a parser, end in a reason."""
    taken = reading("a.xml", raw)
    assert not taken.documents
    assert reason in taken.reasons[0]


def test_entities_are_not_expanded(reading: Reading) -> None:
    """Entities that a document type declares stay as they are written, and cost nothing."""
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(30))
    item = "<item><title>T</title><description>&l30;</description></item>"
    raw = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss>{item}</rss>'
    assert reading("a.xml", raw.encode()).only.text == "&l30;"


def test_an_entry_that_is_too_large(reading: Reading, small_cap: int) -> None:
    """An entry beyond the limit of one document is listed, and the next one is read."""
    large = b"<item><title>A</title><description>" + b"words " * 500_000 + b"</description></item>"
    taken = reading("a.xml", b"<rss><channel>" + large + b"<item><title>B</title></item></channel></rss>")
    assert [document.title for document in taken.documents] == ["B"]
    assert taken.reasons == [f"entry 1: larger than {limits.mb(small_cap)}"]


def test_a_damaged_entry_costs_only_itself(reading: Reading) -> None:
    """What stands behind an entry with broken markup is read."""
    broken = b"<item><title>A bold</b></title><description>x</item><item><title>B<item><title>C</title></item>"
    assert [document.title for document in reading("a.xml", b"<rss>" + broken).documents] == ["A bold", "B", "C"]
