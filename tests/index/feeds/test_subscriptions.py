"""The lists of other readers: OPML in both versions, and newsboat's `urls`."""

from __future__ import annotations

import pytest

from seedread.index.feeds.feed import Feed, Login
from seedread.index.feeds.opml import NotImportedError, from_opml, to_opml
from seedread.index.feeds.subscribing import read_subscriptions

OPML_1 = b"""<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>x</title></head><body>
  <outline text="Top" type="rss" xmlUrl="https://top.example/rss"/>
  <outline text="World">
    <outline text="Asia">
      <outline title="M\xfcnchen" text="other" xmlurl="https://m.example/" htmlUrl="https://x/"/>
    </outline>
    <outline text="Europe/West" type="rss">
      <outline text="E" xmlUrl="https://e.example/" category="/gas/oil, lng"/>
    </outline>
  </outline>
  <outline text="Again"><outline text="E" xmlUrl="https://e.example/"/></outline>
</body></opml>"""


def feeds_of(raw: bytes) -> list[Feed]:
    return [one.feed for one in read_subscriptions(raw).feeds]


def test_folders_titles_and_tags_of_opml_are_kept() -> None:
    """Folders are those around an outline; a feed in two folders has the second as a tag."""
    assert feeds_of(OPML_1) == [
        Feed("", "https://top.example/rss", "Top"),
        Feed("", "https://m.example/", "München", "World/Asia", site="https://x/"),
        Feed("", "https://e.example/", "E", "World/Europe-West", ("gas/oil", "lng", "Again")),
    ]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "koi8-r", "iso-8859-5", "gb18030"]
)
def test_opml_is_read_in_every_encoding(encoding: str) -> None:
    """The declared encoding counts."""
    name = "Новости"
    declared = encoding.replace("-sig", "")
    raw = (
        f'<?xml version="1.0" encoding="{declared}"?><opml version="2.0"><body>'
        f'<outline text="{name}" xmlUrl="https://n.example/"/></body></opml>'
    ).encode(encoding)
    assert [feed.name for feed in feeds_of(raw)] == [name]


def test_opml_comes_back_as_it_went() -> None:
    """What is exported and imported again has the same folders, names and tags."""
    feeds = [
        Feed("", "https://a.example/?a=1&b=2", 'A "a" <b>', "World/Asia", ("gas", "oil")),
        Feed("", "https://b.example/", "B", site="https://b.example/news?a=1&b=2"),
        Feed("", "https://c.example/", "C", "World"),
        Feed("", "https://d.example/", "D", "World/Asia/East"),
    ]
    assert sorted(feeds_of(to_opml(feeds)), key=lambda feed: feed.url) == feeds


def test_an_export_has_no_secrets() -> None:
    """User names and commands are not part of OPML."""
    feed = Feed("a", "https://a.example/", user="me-myself", password_command=("pass", "show-it"), cafile="/own.pem")
    raw = to_opml([feed])
    assert not any(secret in raw for secret in (b"me-myself", b"show-it", b"own.pem"))


def test_passwords_of_other_readers_leave_the_address() -> None:
    """They come apart, as those that a reader types."""
    raw = b'<opml version="1.0"><body><outline text="x" xmlUrl="https://me:pw@x.example/"/></body></opml>'
    (one,) = read_subscriptions(raw).feeds
    assert (one.feed.url, one.login) == ("https://x.example/", Login("me", "pw"))


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://me:pw@x.example/a", "https://x.example/a"),
        ("javascript:x()", ""),
        ("file:///etc/passwd", ""),
        ("", ""),
    ],
)
def test_the_address_of_a_website_is_one_of_the_web(url: str, site: str) -> None:
    """It is kept without a password; anything else than an address of the web is left out."""
    raw = f'<opml version="1.0"><body><outline xmlUrl="https://x.example/" htmlUrl="{url}"/></body></opml>'
    (one,) = read_subscriptions(raw.encode()).feeds
    assert one.feed.site == site


def test_addresses_that_cannot_be_fetched_are_listed() -> None:
    """The rest of the file is imported."""
    raw = b"""<opml version="1.0"><body><outline text="a" xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:x"/>
        <outline text="b" xmlUrl="https://b.example/"/></body></opml>"""
    found = read_subscriptions(raw)
    assert [one.feed.url for one in found.feeds] == ["https://b.example/"]
    assert len(found.skipped) == 2


def test_opml_is_parsed_without_entities() -> None:
    """An entity is not expanded, and names no file."""
    raw = (
        b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY y "expanded">]>'
        b'<opml version="2.0"><body><outline text="a&y;" xmlUrl="https://a.example/"/><outline text="b">&x;</outline>'
        b"</body></opml>"
    )
    assert "expanded" not in "".join(feed.name for feed in feeds_of(raw))


def test_deep_and_damaged_opml_is_read_as_far_as_it_goes() -> None:
    """Neither nesting nor a cut end stops the import."""
    deep = b"<opml><body>" + b'<outline text="f">' * 200 + b'<outline text="x" xmlUrl="https://x.example/"/>'
    assert [feed.url for feed in feeds_of(deep)] in ([], ["https://x.example/"])
    assert [feed.url for feed in feeds_of(OPML_1[:200])] == ["https://top.example/rss"]


def test_control_characters_leave_names() -> None:
    """A name is cleaned before it is written anywhere."""
    raw = '<opml version="2.0"><body><outline text="a&#x9b;31m&#x202e;b" xmlUrl="https://x.example/"/></body></opml>'
    (feed,) = feeds_of(raw.encode())
    assert feed.name.isprintable()
    assert "\u202e" not in feed.name


@pytest.mark.parametrize("raw", [b"", b"<opml/>", b"<opml version='2.0'><head/></opml>", b"hello", b"\x00\xff" * 50])
def test_other_files_are_refused(raw: bytes) -> None:
    """A file without a list of feeds says so."""
    with pytest.raises(NotImportedError):
        read_subscriptions(raw)


URLS = """\
# comment
https://a.example/rss "~A News" gas "World News"
https://b.example/rss ~!Hidden !quiet
https://me:pw@c.example/
http://[bad
"exec:~/bin/feed.sh x" tag
filter:cat:https://d.example/
file:///home/me/feed.xml
plain-word
"query:Unread:unread = \\"yes\\""
"query:Oil:title =~ \\"crude oil\\" and unread = \\"no\\""
"query:Odd:age between 0:7"
"""


def test_newsboat_urls_are_read() -> None:
    """Addresses with titles and tags become feeds, query feeds that have an equal become saved searches."""
    found = read_subscriptions(URLS.encode())
    assert [one.feed for one in found.feeds] == [
        Feed("", "https://a.example/rss", "A News", tags=("gas", "World News")),
        Feed("", "https://b.example/rss", "Hidden"),
        Feed("", "https://c.example/"),
    ]
    assert found.searches == (("Unread", "is:unread"), ("Oil", 'title:"crude oil" is:read'))


def test_what_newsboat_would_run_is_listed_and_not_run() -> None:
    """Programs, filters, files and filters without an equal are told with their line."""
    told = read_subscriptions(URLS.encode()).skipped
    assert len(told) == 6
    for beginning in ("http://[bad", '"exec:~/bin/feed.sh x" tag', "filter:", "file:", "plain-word", '"query:Odd'):
        assert any(line.startswith(beginning) for line in told), beginning


def test_opml_of_an_unknown_version_is_read() -> None:
    """The version is not looked at."""
    raw = b'<opml version="9"><body><OUTLINE TEXT="a" XMLURL="https://a.example/"/></body></opml>'
    assert [one.feed.name for one in from_opml(raw).feeds] == ["a"]
