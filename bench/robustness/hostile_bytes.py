"""Files that are made to hold up or end what reads them: for each a name, whose ending tells the format, and a maker.

A maker returns about as many bytes as it is asked for, always the same ones. Bombs return what unpacks to as much.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import struct
import warnings
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["HOSTILE", "Hostile"]

_LETTERS, _LINES, _TAGS = 3_900_000, 199_000, 399_000
"""A little less than is read of one text, and of one page: what is longer is listed, and does not hold up anything."""
_CHAPTER_SIZE = 15_000_000
PROSE = b"The minister of Iran said on Friday that the talks with Turkey on gas would go on until spring. "


@dataclass(frozen=True)
class Hostile:
    """A hostile file."""

    name: str
    make: Callable[[int], bytes]


HOSTILE: list[Hostile] = []


def hostile(name: str, make: Callable[[int], bytes]) -> None:
    """Add a file `hostile-NAME`."""
    HOSTILE.append(Hostile(f"hostile-{name}", make))


def repeated(piece: bytes, size: int) -> bytes:
    """Return a piece so often that it fills `size` bytes."""
    return piece * (size // len(piece))


def within(before: bytes, piece: bytes, after: bytes = b"", most: int = 1 << 30) -> Callable[[int], bytes]:
    """Return a maker of one piece again and again, at most `most` times, between two others."""
    return lambda size: before + piece * min(most, size // len(piece)) + after


def numbered(before: bytes, piece: str, after: bytes = b"", *, cost: int = 6) -> Callable[[int], bytes]:
    """Return a maker of pieces that each hold their number; `cost` is how many bytes a number adds."""

    def make(size: int) -> bytes:
        count = size // (len(piece.encode()) + cost - 2)
        return before + "".join(piece.replace("%", str(n)) for n in range(count)).encode() + after

    return make


def nested(before: bytes, opening: bytes, middle: bytes, closing: bytes, after: bytes = b"") -> Callable[[int], bytes]:
    """Return a maker of pieces within one another."""

    def make(size: int) -> bytes:
        count = size // (len(opening) + len(closing))
        return before + opening * count + middle + closing * count + after

    return make


def noise(size: int, letters: bytes = bytes(range(256))) -> bytes:
    """Return random bytes, the same ones for a size."""
    drawn = random.Random(size).randbytes(size)
    return drawn.translate((letters * 256)[:256])


def words(size: int, *, title: bool = False) -> bytes:
    """Return random words, all of them new."""
    pick = random.Random(size)
    made = io.BytesIO()
    while made.tell() < size:
        word = "".join(pick.choices("abcdefghijklmnopqrstuvwxyz", k=pick.randint(3, 10)))
        made.write((word.title() if title else word).encode() + b" ")
    return made.getvalue()


# Plain text.
for _name, _piece in {
    "letter": b"x", "capital": b"A", "space": b" ", "newline": b"\n", "tab": b"\t", "return": b"\r", "zero": b"0",
    "dot": b".", "comma": b",", "quote": b'"', "apostrophe": b"'", "bracket": b"(", "brackets": b"[]", "dash": b"-",
    "spaced-dash": b"- ", "bar": b"| ", "at": b"@", "hash": b"#a ", "greater": b">", "greater-spaced": b"> ",
    "less": b"<", "amp": b"&", "escape": b"\x1b", "osc": b"\x1b]", "csi": b"\x1b[", "osc-open": b"\x1b]" + b"a" * 4000,
    "csi-digits": b"\x1b[" + b"0" * 4000, "c1": "\x9b1".encode(), "letter-lines": b"x\n", "letters-blank": b"x\n\n",
    "capital-words": b"IRAN ", "title-words": b"Kim ", "title-two": b"President Kim ", "minister": b"Minister ",
    "bin": b"bin ", "al": b"al-", "of-the": b"of the ", "initials": b"A. ", "initials-glued": b"A.B.",
    "putin": b"Putin ", "president-of": b"President of Iran ", "countries": b"Iran, ", "and": b"Iran and ",
    "country-lines": b"Iran\n", "person-lines": b"Vladimir Putin\n", "capital-comma": b"Kim, ", "words-lines": b"Kim\n",
    "dates": b"May 9, 2019 ", "date-lines": b"May 9, 2019\n", "iso": b"2019-05-09 ", "digits-slash": b"1/", "years":
    b"2019 ", "colons": b"a: ", "urls": b"http://a.b/", "urls-spaced": b"http://a.b/c ", "www": b"www.", "mails":
    b"a@b.", "mails-spaced": b"a@b.c ", "hyphen-words": b"a-b-", "underscore": b"_", "ellipsis": "…".encode(),
    "said": b"he said ", "quoted": "“Yes,” he said. ".encode(), "open-quotes": "“".encode(), "by": b"By ", "by-lines":
    b"By Anna Berg\n", "by-names": b"By Anna Berg and ", "dateline": b"PARIS (Reuters) - ", "dateline-lines":
    b"PARIS, May 9 (Reuters) - It is.\n", "reuters": b"(Reuters) ", "prose": PROSE, "prose-lines": PROSE + b"\n",
    "sentences": b"A b. ", "equal-lines": b"Read more\n", "share": b"Share ", "related-lines": b"Related Articles\n",
    "copyright": "© 2019 ".encode(), "comments": b"Reply Anna says:\n", "marks": "\u0301".encode(), "marks-lines":
    "a\u0301\u0302\u0303\u0304\u0305\u0306\n".encode(), "joiners": "\u200d".encode(), "hangul": "\u1100\u1161".encode(),
    "han": "中".encode(), "han-stops": "中。".encode(), "thai": "ก".encode(), "bidi": "\u202e".encode(), "emoji":
    "👩‍👩‍👧".encode(), "flags": "🇮".encode(), "turkish": "İ".encode(), "soft-hyphen": "a\u00ad\n".encode(),
    "ligature": "ﷺ ".encode(), "sharp": "ß ".encode(), "expanding": "\u0390 ".encode(), "line-separator":
    "\u2028".encode(), "narrow-lines": b"and the words go on in narrow lines and so on and\n", "hyphen-lines":
    b"word-\nand ", "indent": b"   a\n", "quoted-deep": b">>>>>>>> a\n", "list": b"- a\n", "table": b"a   b\n",
    "table-tabs": b"a\tb\tc\n", "percent": b"5% ", "numbers": b"5 million ", "crlf": b"a\r\n", "possessive": b"'s ",
    "president-comma": b"President, Minister, ", "kim-kim": b"Kim Jong Un Kim Jong ", "king": b"King of ", "the-king":
    b"the King of Saudi Arabia, ", "former": b"former ", "von": b"von der ", "mr": b"Mr. ", "georgia": b"Georgia ",
    "slashes": b"/", "backslash": b"\\", "dollar": b"$", "plus": b"+", "equals": b"=", "star": b"*", "question": b"?",
    "exclaim": b"! ", "dot-capital": b". A", "abbreviations": b"U.S. ", "semicolon": b"; ",
}.items():  # fmt: skip
    _most = min(_LETTERS // len(_piece.decode()), _LINES // _piece.count(b"\n") if b"\n" in _piece else _LETTERS)
    hostile(f"{_name}.txt", within(b"Talks in Paris\n\n", _piece, b"\nThe end of it.", _most))
hostile("too-long.txt", within(b"", b"x"))
hostile("too-many-lines.txt", within(b"", b"x\n"))
hostile("new-words.txt", words)
hostile("new-titles.txt", lambda size: words(size, title=True))
hostile("new-title-lines.txt", lambda size: words(size, title=True).replace(b" ", b"\n"))
hostile("new-lines.txt", numbered(b"", "Line number % of it all\n"))
hostile("titles-numbered.txt", numbered(b"", "President Kim% of Iran said. "))
hostile("people.txt", lambda size: b"".join(b"Mr. %s. " % word for word in words(size // 2, title=True).split()))
hostile("noise.txt", noise)
hostile("noise-high.txt", lambda size: noise(size, bytes(range(128, 256)) + b" etaoin\n"))
hostile("noise-latin.txt", lambda size: noise(size, b"etaoinshrdlu \n" + bytes(range(0xC0, 0xFF))))
hostile("noise-printable.txt", lambda size: noise(size, bytes(range(32, 127)) + b"\n"))
hostile("utf16.txt", lambda size: ("Iran said. " * (size // 22)).encode("utf-16"))
hostile("utf16-surrogates.txt", lambda size: b"\xff\xfe" + b"\x00\xd8" * (size // 2))
hostile("utf32.txt", lambda size: ("Iran said. " * (size // 44)).encode("utf-32"))
hostile("utf7.txt", within(b"", b"+AGE-"))
hostile("base64.txt", lambda size: base64.b64encode(noise(size * 3 // 4)))
hostile("no-ending", within(b"", b"From "))

# HTML.
_PAGE = b"<!doctype html><html><head><title>Talks</title></head><body><p>" + PROSE + b"</p>"
for _name, _piece in {
    "less": b"<", "less-letter": b"<a", "amp": b"&", "amp-letters": b"&a", "entity": b"&lt;", "number": b"&#x41;",
    "greater": b">", "comment-open": b"<!--", "comment": b"<!-- -->", "tag-open": b"<p ", "div": b"<div>", "b": b"<b>",
    "a": b"<a href=x>", "p": b"<p>x", "br": b"<br>", "closing": b"</p>", "closing-none": b"</x>", "table": b"<table>",
    "td": b"<table><tr><td>", "li": b"<ul><li>x", "select": b"<select><option>", "svg": b"<svg><g>", "math": b"<math>",
    "template": b"<template>", "form": b"<form>", "h1": b"<h1>Talks</h1>", "time": b"<time itemprop=datePublished>",
    "meta": b"<meta name=a content=b>", "script-open": b"<script>", "script": b"<script>x</script>",
    "style": b"<style>",
    "cdata": b"<![CDATA[", "doctype": b"<!doctype ", "quote": b'"', "apostrophe": b"<a b='", "article": b"<article>",
    "formatting": b"<b><i><u><a>", "font-p": b"<font color=red><p>", "p-nested-b": b"<p><b>", "ruby": b"<ruby><rt>",
    "textarea": b"<textarea>", "title": b"<title>", "body": b"<body a=b>", "html": b"<html a=b>", "frameset":
    b"<frameset>", "nobr": b"<nobr>", "button": b"<button>", "applet": b"<applet>", "image-alt": b"<img alt='x y'>",
    "span": b"<span>Iran</span> ", "words": PROSE, "spaces": b" ", "newlines": b"\n", "nbsp": b"&nbsp;", "pre":
    b"<pre>\n", "zero": b"\x00", "dl": b"<dl><dt>a<dd>b", "object": b"<object>", "noscript": b"<noscript>",
}.items():  # fmt: skip
    hostile(f"{_name}.html", within(_PAGE, _piece, b"", _TAGS // _piece.count(b"<") if b"<" in _piece else 1 << 30))
hostile("too-many-elements.html", within(_PAGE, b"<p>"))
hostile("deep.html", nested(_PAGE, b"<div>", PROSE, b"</div>"))
hostile("deep-inline.html", nested(_PAGE, b"<span>", PROSE, b"</span>"))
hostile("deep-list.html", nested(_PAGE, b"<ul><li>", PROSE, b"</ul>"))
hostile("deep-quote.html", nested(_PAGE, b"<blockquote>", PROSE, b"</blockquote>"))
hostile("deep-custom.html", nested(_PAGE, b"<x-y>", PROSE, b"</x-y>"))
hostile("deep-font.html", nested(_PAGE, b"<font>", PROSE, b"</font>"))
hostile("deep-b.html", nested(_PAGE, b"<b>", PROSE, b"</b>"))
hostile("deep-4000.html", lambda size: _PAGE + (b"<div>" * 4000 + b"x" + b"</div>" * 4000) * (size // 44_000))
hostile("deep-900.html", lambda size: _PAGE + (b"<div>" * 900 + b"x" + b"</div>" * 900) * (size // 9_900))
hostile("deep-900-inline.html", lambda size: _PAGE + (b"<q>" * 900 + b"x" + b"</q>" * 900) * (size // 6_300))
hostile("attributes.html", numbered(_PAGE + b"<p ", "a%=b ", b">x</p>"))
hostile("attributes-bare.html", within(_PAGE + b"<p ", b"a ", b">x</p>"))
hostile(
    "attributes-many-tags.html",
    lambda size: _PAGE + (b"<p " + b"".join(b"a%d " % n for n in range(15_000)) + b">") * (size // 90_000),
)
hostile("attributes-slash.html", numbered(_PAGE + b"<p", "/a%", b">x</p>"))
hostile("attributes-quoted.html", numbered(_PAGE + b"<p ", "a%='<'", b">x</p>"))
hostile("attribute-long.html", within(_PAGE + b"<p title='", b"x ", b"'>x</p>"))
hostile("class-long.html", numbered(_PAGE + b"<p class='", "a% ", b"'>x</p>"))
hostile("classes.html", lambda size: _PAGE + repeated(b"<p class='comment sidebar footer nav share x y'>x</p>", size))
hostile("tag-name-long.html", within(_PAGE + b"<", b"x", b">x"))
hostile("comment-long.html", within(_PAGE + b"<!--", b"-- >", b"x"))
hostile(
    "data-uri.html",
    lambda size: _PAGE + b"<img src='data:image/png;base64," + base64.b64encode(noise(size * 3 // 4)) + b"'>",
)
hostile(
    "json-ld-base64.html",
    lambda size: (
        _PAGE
        + b'<script type="application/ld+json">{"@type":"NewsArticle","image":"'
        + base64.b64encode(noise(size * 3 // 4))
        + b'"}</script>'
    ),
)
hostile("json-ld-deep.html", nested(_PAGE + b'<script type="application/ld+json">', b"[", b"", b"]", b"</script>"))
hostile("json-ld-many.html", within(_PAGE, b'<script type="application/ld+json">{"@graph":[{"@type":"x"}]}</script>'))
hostile(
    "json-ld-300.html",
    lambda size: (
        _PAGE + (b'<script type="application/ld+json">' + b"[" * (min(size // 300, 990_000)) + b"</script>") * 300
    ),
)
hostile(
    "json-ld-number.html",
    lambda size: (
        _PAGE + (b'<script type="application/ld+json">{"a":' + b"9" * min(size // 20, 990_000) + b"}</script>") * 20
    ),
)
hostile("links.html", within(_PAGE + b"<p>", b"<a href='/a'>Iran</a> said so. ", b"</p>", _TAGS // 2))
_apart = numbered(_PAGE + b"<p>", f"{PROSE.decode()} <a href='/a%'>Iran</a> and Turkey said % ", b"</p>")
hostile("links-apart.html", lambda size: _apart(min(size, _LETTERS)))
hostile("title-long.html", within(b"<html><head><title>", b"Talks | ", b"</title></head><body><h1>Talks</h1>" + PROSE))
hostile("title-spaces.html", within(b"<html><head><title>Talks", b" ", b"</title></head><body><h1>Talks</h1>" + PROSE))
hostile(
    "og-title-bars.html",
    lambda size: (
        b"<html><head>"
        b"<meta property=og:title content='" + repeated(b" | ", size) + b"'></head><body><h1>Talks</h1>" + PROSE
    ),
)
hostile("h1-long.html", within(_PAGE + b"<h1>", b"Talks ", b"</h1>"))
hostile("charset-search.html", lambda size: b"<html>" + b"<meta " * 600 + b"\xe9" * size)
hostile("doctype-comments.html", within(b"", b"<!-- -->", b"<html><p>" + PROSE))
hostile(
    "author.html",
    lambda size: b"<html><head><meta name=author content='" + repeated(b"a.b-", size) + b"'></head><p>" + PROSE,
)
hostile("prose-p.html", within(_PAGE, b"<p>" + PROSE + b"</p>\n"))

# Markdown.
for _name, _piece in {
    "open": b"[", "image": b"![", "bracket-a": b"[a", "closed": b"[]", "link-open": b"[a](", "link": b"[a](b) ",
    "star": b"*", "star-a": b"*a", "stars-a": b"**a ", "under": b"_", "under-a": b"_a ", "under-b": b" _a",
    "tick": b"`",
    "tick-a": b"`a", "ticks": b"``a`", "quote": b"> ", "quotes": b">", "quote-lines": b"> > > a\n", "hash": b"#",
    "hash-space": b"# ", "hash-lines": b"# a\n", "heading-end": b"# a #", "list": b"- ", "list-lines": b"- a\n",
    "number": b"1. ", "rule": b"- - ", "rule-star": b"* * ", "equals": b"=", "tilde": b"~", "less": b"<",
    "less-a": b"<a", "auto": b"<http://a", "comment": b"<!--", "comment-a": b"<!-- a", "comments": b"<!-- a --> ",
    "note": b"[^", "note-a": b"[^a", "definition": b"[a]: b\n", "definition-open": b"[a]:", "backslash": b"\\",
    "backslash-a": b"\\*", "paren": b"(", "spaces": b" ", "spaces-a": b"a  ", "newlines": b"\n", "letters": b"a\n",
    "front": b"---\n", "front-pairs": b"---\na: b\n", "toml": b"+++\n", "table": b"|a|b|\n", "star-space": b"*a *",
    "mixed": b"*_`[", "strong-open": b"***a", "paragraph-open": b"*a\n", "brackets-nested": b"[[a](",
    "tag-open": b"</a ",
}.items():  # fmt: skip
    _most = min(_LETTERS // len(_piece), _LINES // _piece.count(b"\n") if b"\n" in _piece else _LETTERS)
    hostile(f"{_name}.md", within(b"Talks\n\n", _piece, b"\n\nThe end.", _most))
    hostile(f"{_name}-first.md", within(b"", _piece, b"x\n\nThe end.", _most))
hostile("front-yaml.md", numbered(b"---\n", "a%: b\n", b"---\nThe end."))
hostile("front-list.md", within(b"---\na:\n", b"- b\n", b"---\nThe end."))
hostile("front-colons.md", within(b"---\na", b" :", b"\n---\nThe end."))
hostile("front-toml-deep.md", within(b"+++\na = ", b"[", b"\n+++\nThe end."))
hostile("front-toml-keys.md", within(b"+++\na", b".a", b" = 1\n+++\nThe end."))
hostile("front-toml-number.md", within(b"+++\na = ", b"9", b"\n+++\nThe end."))

# JSON, JSON Lines, CSV.
_RECORD = b'{"id": "a", "title": "Talks", "text": "'
hostile("deep.json", nested(b"", b"[", b"", b"]"))
hostile("deep-open.json", within(b"", b"["))
hostile("deep-objects.json", nested(_RECORD + b'x", "a": ', b'{"a":', b"1", b"}", b"}"))
hostile("deep-in-list.json", nested(b"[", b"[", b"", b"]", b"]"))
hostile("deep-many.json", lambda size: b"[" + b",".join([b"[" * 900 + b"]" * 900] * (size // 1800)) + b"]")
hostile("number.json", within(_RECORD + b'x", "a": ', b"9", b"}"))
hostile("number-only.json", within(b"[", b"9", b"]"))
hostile("numbers-4000.json", lambda size: _RECORD + b'x", "a": [' + b",".join([b"9" * 4000] * (size // 4001)) + b"]}")
hostile("exponent.json", within(_RECORD + b'x", "a": 1e', b"9", b"}"))
hostile(
    "date-number.json",
    lambda _: (
        b'[{"text": "x", "date": 1' + b"0" * 308 + b'.0}, {"text": "y", "date": 1e999}, {"text": "z", "date": NaN}]'
    ),
)
hostile("string-open.json", within(_RECORD, b"x "))
hostile("string-escapes.json", within(_RECORD, b'\\"', b'"}'))
hostile("string-backslash.json", within(_RECORD, b"\\"))
hostile("string-u.json", within(_RECORD, b"\\u0301", b'"}'))
hostile("string-surrogates.json", within(_RECORD, b"\\ud800 ", b'"}'))
hostile("key-escapes.json", within(b'{"', b'\\"', b'": [{"text": "x"}]}'))
hostile("key-open.json", within(b'{"', b"a"))
hostile("keys.json", numbered(b"{", '"k%": 1, ', b'"text": "x"}'))
hostile("keys-only.json", numbered(b"{", '"k%": 1, '))
hostile("keys-same.json", within(b"{", b'"a": 1, ', b'"text": "x"}'))
hostile("keys-before-list.json", numbered(b"{", '"k%": "v", ', b'"articles": [{"text": "x"}]}'))
hostile("key-long.json", within(b'{"', b"a_", b'": "b", "text": "x"}'))
hostile("arrays.json", within(b"", b"[]"))
hostile("objects.json", within(b"", b"{}"))
hostile("objects-list.json", within(b"[", b"{},", b"{}]"))
hostile("objects-apart.json", within(b"", b'{"a":'))
hostile("commas.json", within(b"", b","))
hostile("spaces.json", within(b"", b" "))
hostile("separators.json", within(b'[{"text": "x"}', b"\x1e"))
hostile("quotes.json", within(b"[", b'"'))
hostile("ones.json", within(b"[", b"1,", b"1]"))
hostile("broken-bytes.json", lambda size: _RECORD + b"\xff\xfe " * (size // 3) + b'"}')
hostile("list-of-text.json", within(b'{"text": [', b'"a",', b'"b"]}'))
hostile("authors.json", within(b'{"text": "x", "author": [', b'{"name": "A B"},', b'"b"]}'))
hostile("authors-deep.json", lambda _: b'{"text": "x", "author": ' + b'{"name":' * 990 + b'"b"' + b"}" * 991)
hostile("title-long.json", within(b'{"text": "Iran said so. ", "title": "', b"Talks in Iran ", b'"}'))
hostile("date-long.json", within(b'{"text": "x", "date": "', b"2019 ", b'"}'))
hostile("url-long.json", within(b'{"text": "x", "url": "http://', b"a.b/", b'"}'))
hostile("source-long.json", within(b'{"text": "x y z", "source": "', b"News ", b'"}'))
hostile("author-long.json", within(b'{"text": "x", "author": "', b"By Anna ", b'"}'))
hostile("language-long.json", within(b'{"text": "x", "language": "', b"en-", b'"}'))
hostile("id-long.json", within(b'{"text": "x", "id": "', b"a/", b'"}'))
hostile("html-field.json", within(b'{"html": "', b"<div>", b'"}'))
hostile("markup-search.json", within(b'{"body": "', b"</p", b'"}'))
hostile("html-comments.json", within(b'{"html": "', b"<!-- ", b'"}'))
hostile("wrapped.json", within(b'{"a": [', b"1,", b'1], "articles": [{"text": "x"}]}'))
hostile("utf16.json", lambda size: ('[{"text": "x"}, ' + '"a", ' * (size // 10)).encode("utf-16"))
hostile("deep.jsonl", nested(b"", b"[", b"", b"]", b"\n"))
hostile("deep-lines.jsonl", lambda size: (b'{"a":' * 3000 + b"\n") * (size // 15_001))
hostile("number.jsonl", within(_RECORD + b'x", "a": ', b"9", b"}\n"))
hostile("empty-objects.jsonl", within(b"", b"{}\n"))
hostile("empty-lines.jsonl", within(b"", b"\n"))
hostile("ids-same.jsonl", within(b"", b'{"id": "a", "text": "Iran said so."}\n'))
hostile("id-good.jsonl", within(b"", b'{"id": "good.txt", "text": "Iran said so."}\n'))
hostile("one-line.jsonl", within(b'{"text": "', PROSE, b'"}'))
hostile("nul.jsonl", within(b"", b"\x00"))
hostile("returns.jsonl", within(b'{"text": "x"}', b"\r"))
hostile("utf16.jsonl", lambda size: ('{"a": 1}\n' * (size // 18)).encode("utf-16"))
hostile("latin-lines.jsonl", within(b"", b'{"text": "\xe9\xe8 caf\xe9 \xfc\xf6"}\n'))
hostile("field.csv", within(b"id,text\n1,", b"x ", b"\n"))
hostile("quote-open.csv", within(b'id,text\n1,"', b"x\n"))
hostile("quotes.csv", within(b"id,text\n1,", b'"'))
hostile("quotes-pairs.csv", within(b'id,text\n1,"', b'""', b'"\n'))
hostile("columns.csv", numbered(b"text,", "c%,", b"\nx,y\n"))
hostile("columns-rows.csv", lambda size: b"text," + b"c," * 10_000 + b"\n" + (b"," * 10_000 + b"\n") * (size // 10_001))
hostile("commas.csv", within(b"id,text\n1,x", b",", b"\n"))
hostile("commas-header.csv", within(b"text,", b",", b"\n1\n"))
hostile("empty-rows.csv", within(b"id,text\n", b"\n"))
hostile("no-text-rows.csv", within(b"id,text\n", b"1,\n"))
hostile("nul.csv", within(b"id,text\n", b"\x00\n"))
hostile("quote-lines.csv", within(b"id,text\n", b'"\n'))
hostile("semicolons.csv", within(b"text;", b",;|\t", b"\nx\n"))

# Mail.
_HEAD = b"From: Anna <a@b.org>\nSubject: Talks\nDate: Fri, 11 Oct 2024 09:30:00 +0000\n"
_BODY = b"\n" + PROSE * 3 + b"\n"
for _name, _piece in {
    "encoded-words": b"=?utf-8?q?a?= ", "encoded-lines": b"=?utf-8?q?a?=\n ", "encoded-base64": b"=?utf-8?b?YQ==?= ",
    "encoded-glued": b"=?utf-8?q?a?=", "encoded-open": b"=?utf-8?q?", "encoded-marks": b"=?", "encoded-charsets":
    b"=?x?q?a?= ", "folded": b"\n a", "folded-words": b"Iran\n ", "spaces": b" ", "quotes": b'"', "angles": b"<",
    "commas": b",", "brackets": b"(", "closed": b"()", "comments": b"(a) ", "backslash": b"\\", "addresses":
    b"Anna <a@b.org>, ", "groups": b"a:", "semicolons": b"a;", "dots": b"a.", "at": b"@", "routes": b"<@a:", "quoted":
    b'"a" ', "numbers": b"9", "zones": b"+0000 ", "colons": b"1:", "brackets-square": b"[", "high": b"\xe9\xe8",
    "letters": b"a", "returns": b"\r",
}.items():  # fmt: skip
    for _field in ("Subject", "From", "Date"):
        if _field == "Subject" or _name in ("encoded-words", "brackets", "addresses", "quotes", "numbers", "colons"):
            hostile(
                f"{_field.lower()}-{_name}.eml", within(b"%s: " % _field.encode(), _piece, b"\n" + b"X-A: b\n" + _BODY)
            )
for _field, _pieces in {
    "Content-Type": {"parameters": b"; a=b", "continued": b';\n a*0="b"', "open": b'; a="', "semicolons": b";", "star":
                     b"; a*=utf-8''%41", "quotes": b'"', "escapes": b'; a="\\"'},
    "Content-Disposition": {"parameters": b"; a=b", "open": b'; a="', "semicolons": b"; "},
    "Content-Transfer-Encoding": {"words": b"a "},
    "Message-ID": {"angles": b"<", "spaces": b" "},
}.items():  # fmt: skip
    for _name, _piece in _pieces.items():
        hostile(
            f"{_field.lower()}-{_name}.eml", within(_HEAD + b"%s: text/plain" % _field.encode(), _piece, b"\n" + _BODY)
        )
hostile("rfc2231.eml", numbered(_HEAD + b"Content-Type: text/plain", "; charset*%=a", b"\n" + _BODY))
hostile("rfc2231-names.eml", numbered(_HEAD + b"Content-Type: text/plain", ";\n a%*0=b", b"\n" + _BODY))
hostile("charset-long.eml", within(_HEAD + b"Content-Type: text/plain; charset=", b"utf", b"\n" + _BODY))
hostile("headers.eml", numbered(_HEAD, "X-%: a\n", _BODY))
hostile("headers-same.eml", within(_HEAD, b"Received: a\n", _BODY))
hostile("headers-broken.eml", within(_HEAD, b"a b\n", _BODY))
hostile("headers-colons.eml", within(_HEAD, b":\n", _BODY))
hostile("header-lines-from.eml", within(_HEAD, b"From a\n", _BODY))
hostile("header-continued.eml", within(_HEAD + b"X-A: b\n", b" c\n", _BODY))
hostile("no-body.eml", within(b"", b"A: b\n"))
hostile(
    "parts.eml",
    within(_HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n', b"--b\n\na\n", b"--b--\n"),
)
hostile(
    "parts-typed.eml",
    within(
        _HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n',
        b"--b\nContent-Type: text/html\n\n<p>a\n",
        b"--b--\n",
    ),
)
hostile(
    "parts-empty.eml",
    within(_HEAD + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n', b"--b\n", b"--b--\n"),
)
hostile(
    "boundary-long.eml",
    lambda size: (
        _HEAD + b'Content-Type: multipart/mixed; boundary="' + b"b" * (size // 2) + b'"\n\n' + b"--b\n" * (size // 8)
    ),
)
hostile(
    "boundary-near.eml",
    within(_HEAD + b'Content-Type: multipart/mixed; boundary="' + b"-" * 60 + b'"\n\n', b"-" * 61 + b"\n"),
)


def nested_mail(size: int) -> bytes:
    """Return a message whose parts lie in one another, each with a boundary of its own."""
    depth = size // 70
    opening = b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(depth))
    return _HEAD + b'Content-Type: multipart/mixed; boundary="b0"\n\n' + opening + b"--b%d\n\n" % depth + PROSE


def attached_mail(size: int) -> bytes:
    """Return a message within a message within a message."""
    return _HEAD + repeated(b"Content-Type: message/rfc822\n\n", size) + b"\n" + PROSE


def deep_lines_mail(size: int) -> bytes:
    """Return a message of some depth with many lines: each line is held against every boundary."""
    opening = b"".join(b'--b%d\nContent-Type: multipart/mixed; boundary="b%d"\n\n' % (n, n + 1) for n in range(90))
    return (
        _HEAD + b'Content-Type: multipart/mixed; boundary="b0"\n\n' + opening + b"--b90\n\n" + repeated(b"--\n", size)
    )


hostile("nested.eml", nested_mail)
hostile("attached.eml", attached_mail)
hostile("deep-lines.eml", deep_lines_mail)
hostile("quoted-printable.eml", within(_HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n", b"=\n"))
hostile("quoted-printable-equals.eml", within(_HEAD + b"Content-Transfer-Encoding: quoted-printable\n\n", b"="))
hostile("quoted-printable-spaces.eml", within(_HEAD + b"Content-Transfer-Encoding: quoted-printable\n\na", b" "))
hostile(
    "base64.eml",
    lambda size: _HEAD + b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(repeated(PROSE, size * 3 // 4)),
)
hostile("base64-broken.eml", within(_HEAD + b"Content-Transfer-Encoding: base64\n\n", b"QUJ\n="))
hostile("uuencode.eml", within(_HEAD + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n", b'"AB\n'))
hostile("flowed.eml", within(_HEAD + b"Content-Type: text/plain; format=flowed\n\n", b"a \n"))
hostile("flowed-spaces.eml", within(_HEAD + b"Content-Type: text/plain; format=flowed\n\na", b" "))
hostile("utf7.eml", within(_HEAD + b"Content-Type: text/plain; charset=utf-7\n\n", b"+AGE-"))
hostile("charset-punycode.eml", within(_HEAD + b"Content-Type: text/plain; charset=punycode\n\nabc-", b"ab"))
hostile("charset-idna.eml", within(_HEAD + b"Content-Type: text/plain; charset=idna\n\n", b"a."))
hostile("charset-escape.eml", within(_HEAD + b"Content-Type: text/plain; charset=unicode_escape\n\n", b"\\N{SPACE}"))
hostile(
    "charset-raw-escape.eml", within(_HEAD + b"Content-Type: text/plain; charset=raw_unicode_escape\n\n", b"\\u0041")
)
hostile("charset-iso2022.eml", within(_HEAD + b"Content-Type: text/plain; charset=iso-2022-jp\n\n", b"\x1b$B\x1b(B"))
hostile("charset-hz.eml", within(_HEAD + b"Content-Type: text/plain; charset=hz\n\n", b"~{~}"))
hostile("charset-mbcs.eml", within(_HEAD + b"Content-Type: text/html; charset=utf-7\n\n", b"+ADw-"))
hostile(
    "charset-zlib.eml", lambda size: _HEAD + b"Content-Type: text/plain; charset=zlib\n\n" + gzip.compress(bytes(size))
)
hostile("html.eml", within(_HEAD + b"Content-Type: text/html\n\n", b"<div>"))
hostile("froms.mbox", within(b"", b"From a@b Fri Oct 11 09:30:00 2024\n\n"))
hostile("froms-only.mbox", within(b"", b"From \n\n"))
hostile("from-long.mbox", within(b"From ", b"a2024 ", b"\n\nx"))
hostile("from-lines.mbox", within(b"From a 2024\n\n", b"From " + b"a" * 990 + b"\n\n"))
hostile("from-quoted.mbox", within(b"From a 2024\n" + _HEAD + b"\n", b">>>>From a\n"))
hostile("from-quotes.mbox", within(b"From a 2024\n" + _HEAD + b"\n", b">"))
hostile("messages-small.mbox", within(b"", b"From a 2024\nSubject: a\n\n\n"))
hostile(
    "messages-header.mbox",
    lambda size: repeated(b"From a 2024\nSubject: " + b"=?utf-8?q?a?= " * 9_000 + b"\n\nx\n\n", size),
)

# EPUB, zip, gzip.
_CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="o.opf"/></rootfiles></container>'
)
_CHAPTER = b"<html><body><h1>Talks</h1><p>" + PROSE * 2 + b"</p></body></html>"


def zipped(members: Iterable[tuple[str, bytes]], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as archive:
        for name, raw in members:
            archive.writestr(zipfile.ZipInfo(name), raw, kind)
    return made.getvalue()


def book(package: bytes, chapters: dict[str, bytes] | None = None, extra: dict[str, bytes] | None = None) -> bytes:
    """Return an EPUB with this package."""
    members = {"mimetype": b"application/epub+zip", "META-INF/container.xml": _CONTAINER, "o.opf": package}
    return zipped([*members.items(), *(chapters or {"c.xhtml": _CHAPTER}).items(), *(extra or {}).items()])


def package(items: bytes, spine: bytes, told: bytes = b"") -> bytes:
    """Return the package of a book."""
    return (
        b'<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<dc:title>Book</dc:title>" + told + b"</metadata><manifest>" + items + b"</manifest><spine>" + spine
        + b"</spine></package>"
    )  # fmt: skip


_ITEM = b'<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'


def many_items(size: int) -> bytes:
    """Return a book whose spine names a great many chapters that are not there."""
    count = min(size // 120, 100_000)
    items = b"".join(
        b'<item id="i%d" href="c%d.xhtml" media-type="application/xhtml+xml"/>' % (n, n) for n in range(count)
    )
    return book(
        package(_ITEM + items, b'<itemref idref="c"/>' + b"".join(b'<itemref idref="i%d"/>' % n for n in range(count)))
    )


def one_chapter_often(size: int) -> bytes:
    """Return a book whose spine names one chapter under ever other paths."""
    count = min(size // 120, 100_000)
    items = b"".join(b'<item id="i%d" href="x%d/../c.xhtml" media-type="text/html"/>' % (n, n) for n in range(count))
    return book(package(items, b"".join(b'<itemref idref="i%d"/>' % n for n in range(count))))


def tiny_members(size: int) -> bytes:
    """Return a zip file of as many empty members as fit."""
    return zipped(((f"{n}.txt", b"") for n in range(size // 110)), zipfile.ZIP_STORED)


def same_members(size: int) -> bytes:
    """Return a zip file that holds one name again and again."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return zipped((("a.txt", PROSE) for _ in range(size // 220)), zipfile.ZIP_STORED)


def overlapping(size: int) -> bytes:
    """Return a zip file all of whose members are the same compressed bytes (Fifield's bomb)."""
    packed = zipped([("a.txt", bytes(max(1000, size // 2)).replace(b"\0", b"a "))])
    entry_at = packed.index(b"PK\x01\x02")
    entry, end = packed[entry_at : packed.index(b"PK\x05\x06")], bytearray(packed[packed.index(b"PK\x05\x06") :])
    count = 2000
    struct.pack_into("<HHII", end, 8, count, count, len(entry) * count, entry_at)
    return packed[:entry_at] + entry * count + end


def packed_thrice(size: int) -> bytes:
    """Return gzip in gzip in gzip."""
    raw = bytes(size)
    for _ in range(100):
        raw = gzip.compress(raw, mtime=0)
    return raw


hostile("items.epub", many_items)
hostile("one-chapter.epub", one_chapter_often)
hostile(
    "spine-repeated.epub", lambda size: book(package(_ITEM, repeated(b'<itemref idref="c"/>', min(size, 9_000_000))))
)
hostile(
    "laughs.epub",
    lambda _: book(
        b'<!DOCTYPE p [<!ENTITY a "ha">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 10 if not n else b"&a%d;" % (n - 1) * 10) for n in range(20))
        + b"]>"
        + package(_ITEM, b'<itemref idref="c"/>', b"<dc:creator>&a19;</dc:creator>")
    ),
)
hostile(
    "quadratic-entity.epub",
    lambda size: book(
        b'<!DOCTYPE p [<!ENTITY a "'
        + b"a" * (size // 2)
        + b'">]>'
        + package(_ITEM, b'<itemref idref="c"/>', b"<dc:creator>" + b"&a;" * (size // 8) + b"</dc:creator>")
    ),
)
hostile(
    "xml-deep.epub",
    lambda size: book(package(b"<a>" * (size // 7) + b"</a>" * (size // 7) + _ITEM, b'<itemref idref="c"/>')),
)
hostile(
    "xml-attributes.epub",
    lambda size: book(
        package(_ITEM, b"<itemref " + b"".join(b'a%d="" ' % n for n in range(size // 12)) + b'idref="c"/>')
    ),
)
hostile(
    "xml-namespaces.epub",
    lambda size: book(
        package(
            _ITEM, b"".join(b'<a%d:b xmlns:a%d="c"/>' % (n, n) for n in range(size // 28)) + b'<itemref idref="c"/>'
        )
    ),
)
hostile(
    "xml-namespaces-one.epub",
    lambda size: book(
        package(_ITEM, b"<itemref " + b"".join(b'xmlns:a%d="c" ' % n for n in range(size // 17)) + b'idref="c"/>')
    ),
)
hostile(
    "xml-text.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>', b"<dc:creator>" + b"a " * min(size // 2, 4_900_000) + b"</dc:creator>")
    ),
)
hostile(
    "encryption.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'),
        None,
        {
            "META-INF/encryption.xml": b'<e xmlns:x="http://www.w3.org/2001/04/xmlenc#">'
            + repeated(b"<x:EncryptedData>", size // 2)
            + repeated(b"</x:EncryptedData>", size // 2)
            + b"</e>"
        },
    ),
)
hostile(
    "chapter-h.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'), {"c.xhtml": repeated(b"<h1>", min(size, _CHAPTER_SIZE)) + PROSE}
    ),
)
hostile(
    "chapter-h-open.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'), {"c.xhtml": repeated(b"<h1", min(size, _CHAPTER_SIZE)) + PROSE}
    ),
)
hostile(
    "chapter-hs.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'), {"c.xhtml": repeated(b"<h1></h2>", min(size, _CHAPTER_SIZE)) + PROSE}
    ),
)
hostile(
    "chapter-titles.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'), {"c.xhtml": repeated(b"<title>", min(size, _CHAPTER_SIZE)) + PROSE}
    ),
)
hostile(
    "chapter-spaces.epub",
    lambda size: book(
        package(_ITEM, b'<itemref idref="c"/>'),
        {"c.xhtml": b"<h1>" + repeated(b"</h1 ", min(size, _CHAPTER_SIZE)) + PROSE},
    ),
)
hostile(
    "title-spaces.epub",
    lambda size: book(
        package(
            _ITEM,
            b'<itemref idref="c"/>',
            b"<dc:creator>" + b" \t<" * min(size // 7, 4_900_000 // 3) + b"</dc:creator>".replace(b"<", b"<"),
        ).replace(b" \t<", b" \t&lt;")
    ),
)
hostile(
    "chapters.epub",
    lambda size: book(
        package(
            b"".join(b'<item id="i%d" href="%d.html" media-type="text/html"/>' % (n, n) for n in range(200)),
            b"".join(b'<itemref idref="i%d"/>' % n for n in range(200)),
        ),
        {f"{n}.html": b"<p>" + repeated(b"<p>x", size // 200) for n in range(200)},
    ),
)
hostile("tiny-members.zip", tiny_members)
hostile("same-members.zip", same_members)
hostile("overlapping.zip", overlapping)
hostile("bomb.zip", lambda size: zipped((f"{n}.jsonl", bytes(size)) for n in range(8)))
hostile("bomb-text.zip", lambda size: zipped((f"{n}.txt", repeated(b"a ", size)) for n in range(8)))
hostile("quine.zip", lambda size: zipped((f"{n}.zip", zipped([("a.txt", b"x" * 9000)])) for n in range(size // 600)))
hostile(
    "names-long.zip",
    lambda size: zipped(
        ((f"{n}" + "a/" * 30_000 + "b.txt", b"x y") for n in range(size // 120_000)), zipfile.ZIP_STORED
    ),
)
hostile(
    "names-dots.zip",
    lambda size: zipped(((f"../../../{n}.txt", b"x y") for n in range(size // 2000)), zipfile.ZIP_STORED),
)
hostile("bzip2.zip", lambda size: zipped(((f"{n}.txt", bytes(size)) for n in range(4)), zipfile.ZIP_BZIP2))
hostile("lzma.zip", lambda size: zipped(((f"{n}.txt", bytes(size)) for n in range(4)), zipfile.ZIP_LZMA))
hostile("comment.zip", lambda _: zipped([("a.txt", PROSE)])[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_000)
hostile("ends.zip", within(b"PK\x03\x04", b"PK\x05\x06"))
hostile("directory.zip", within(b"PK\x03\x04", b"PK\x01\x02"))
hostile("bomb.txt.gz", lambda size: gzip.compress(bytes(size * 4), mtime=0))
hostile("bomb.jsonl.gz", lambda size: gzip.compress(b" " * (size * 4), mtime=0))
hostile("twice.gz", packed_thrice)
hostile("members.txt.gz", lambda size: gzip.compress(b"a ", mtime=0) * (size // 22))
hostile("members-empty.jsonl.gz", lambda size: gzip.compress(b"", mtime=0) * (size // 20))
hostile("name-long.txt.gz", lambda size: b"\x1f\x8b\x08\x08" + bytes(6) + b"a" * size)
hostile("extra.txt.gz", lambda size: b"\x1f\x8b\x08\x04" + bytes(6) + b"\xff\xff" + b"a" * size)
hostile("zeros-after.txt.gz", lambda size: gzip.compress(PROSE, mtime=0) + bytes(size))
hostile("news.txt.bz2", lambda size: bz2.compress(bytes(size)))
hostile("news.txt.xz", lambda size: lzma.compress(bytes(size)))
hostile("news.txt.zst", lambda size: b"\x28\xb5\x2f\xfd" + bytes(size))
hostile("stored.txt.gz", lambda size: gzip.compress(repeated(PROSE, size), compresslevel=0, mtime=0))


# Web archives.
def record(block: bytes, fields: bytes = b"") -> bytes:
    """Return a WARC record with an HTTP answer."""
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n" + fields
        + b"Content-Length: %d\r\n\r\n" % len(block) + block + b"\r\n\r\n"
    )  # fmt: skip


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def stacked(size: int) -> bytes:
    """Return an answer that was packed a thousand times."""
    raw = b"<p>" + bytes(size)
    for _ in range(1000):
        raw = gzip.compress(raw, mtime=0)
    return record(_OK + b"Content-Encoding: " + b", ".join([b"gzip"] * 1000) + b"\r\n\r\n" + raw)


hostile(
    "chunks.warc",
    lambda size: record(_OK + b"Transfer-Encoding: chunked\r\n\r\n" + repeated(b"1\r\na\r\n", size) + b"0\r\n\r\n"),
)
hostile("chunk-digits.warc", lambda size: record(_OK + b"Transfer-Encoding: chunked\r\n\r\n" + repeated(b"0", size)))
hostile("chunk-spaces.warc", lambda size: record(_OK + b"Transfer-Encoding: chunked\r\n\r\n" + repeated(b" ", size)))
hostile(
    "chunk-extension.warc",
    lambda size: record(_OK + b"Transfer-Encoding: chunked\r\n\r\n" + b"1;" + repeated(b"a", size)),
)
hostile("stacked.warc", stacked)
hostile("bomb.warc", lambda size: record(_OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(size * 4))))
hostile(
    "bombs.warc",
    lambda size: (
        record(_OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(bytes(15_000_000), mtime=0)) * (size // 15_000)
    ),
)
hostile(
    "bombs.warc.gz",
    lambda size: (
        gzip.compress(
            record(_OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>" + bytes(15_000_000), mtime=0)),
            mtime=0,
        )
        * (size // 15_000)
    ),
)
hostile("headers.warc", within(b"WARC/1.0\r\n", b"A: b\r\n"))
hostile("headers-http.warc", lambda size: record(_OK + repeated(b"A: b\r\n", size) + b"\r\n" + PROSE))
hostile("heads.warc", lambda size: repeated(b"WARC/1.0\r\n" + b"A: b\r\n" * 9000 + b"\r\n", size))
hostile("versions.warc", within(b"", b"WARC/1.0\r\n\r\n"))
hostile("versions-spaces.warc", within(b"WARC/1.0", b" "))
hostile("lengths.warc", within(b"", b"WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n"))
hostile(
    "length-digits.warc",
    lambda size: b"WARC/1.0\r\nContent-Length: " + b"9" * min(size, 60_000) + b"\r\n\r\n" + repeated(b"x", size),
)
hostile("length-negative.warc", within(b"", b"WARC/1.0\r\nContent-Length: -5\r\n\r\n"))
hostile("no-records.warc", within(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n", b"a\r\n"))
hostile("one-line.warc", within(b"WARC/1.0\r\nContent-Length: 0\r\n\r\n", b"a"))
hostile("small.warc", lambda size: repeated(record(_OK + b"\r\n"), size))
hostile("brotli.warc", lambda size: record(_OK + b"Content-Encoding: br\r\n\r\n" + noise(size)))
hostile(
    "text.warc",
    lambda size: record(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; " + b"charset= " * (size // 20) + b"\r\n\r\n" + PROSE
    ),
)
hostile(
    "uri.warc",
    lambda size: (
        record(_OK + b"\r\n<p>" + PROSE, b"WARC-Target-URI: " + b"<http://a" * 7000 + b"\r\n") * (size // 63_000)
    ),
)
hostile("html.warc", lambda size: record(_OK + b"\r\n" + repeated(b"<div>", size)))


def scattered(size: int) -> bytes:
    """Return the lines of JSON of which every one is the beginning of a value that does not end."""
    return b"".join(json.dumps({"text": "x"})[:-1].encode() for _ in range(size // 13))


hostile("scattered.json", scattered)


def _added_for_markup() -> None:
    """Files of feeds, news XML, SGML, API records and tables."""
    rss, end = b"<rss><channel><title>C</title>", b"</channel></rss>"
    item = b"<item><title>Talks</title><description>" + PROSE + b"</description></item>"
    hostile("items.xml", within(rss, item, end))
    hostile("items-empty.xml", within(rss, b"<item/>", end))
    hostile("items-open.xml", within(rss, b"<item>", end))
    hostile("items-no-end.xml", within(rss, b"<item ", end))
    hostile("nested.rss", nested(rss + b"<item>", b"<a>", b"x", b"</a>", b"</item>" + end))
    hostile("cdata.rss", within(rss + b"<item><title>", b"<![CDATA[", b""))
    hostile("comments.rss", within(rss, b"<!--", b""))
    hostile("ampersands.rss", within(rss + b"<item><description>", b"&", b"</description></item>" + end))
    hostile("attributes.rss", numbered(rss + b"<item ", 'a%="1" ', b"></item>" + end))
    hostile("children.rss", numbered(rss + b"<item>", "<a%>x</a%>", b"</item>" + end, cost=11))
    hostile("doctype.rss", numbered(b"<!DOCTYPE rss [", '<!ENTITY a% "&a;&a;">', b"]>" + rss + item + end))
    hostile("paragraphs.nitf.xml", within(b"<nitf><body>", b"<p>Words.</p>", b"</body></nitf>"))
    hostile("nested.nitf.xml", nested(b"<nitf><body>", b"<p>", b"x", b"</p>", b"</body></nitf>"))
    hostile(
        "items.newsml.xml", within(b"<newsMessage>", b"<newsItem><contentSet/><headline>T</headline></newsItem>", b"")
    )
    hostile("tei.xml", within(b"<TEI><text>", b"<lb/>word ", b"</text></TEI>"))
    hostile("docs.trec.txt", within(b"", b"<DOC><DOCNO>1</DOCNO><TEXT>" + PROSE + b"</TEXT></DOC>\n"))
    hostile("tags.trec.txt", within(b"<DOC><DOCNO>1</DOCNO><TEXT>", b"<a>", b"</TEXT></DOC>"))
    hostile("reuters.sgm", within(b"", b'<REUTERS NEWID="1"><TEXT><BODY>' + PROSE + b"</BODY></TEXT></REUTERS>\n"))
    hostile("sitemap.xml", within(b"<urlset>", b"<url><loc>x</loc><news><title>T</title></news></url>", b"</urlset>"))
    hostile("holders.json", nested(b"", b'{"response":', b"[]", b"}"))
    hostile("same-ids.jsonl", within(b"", b'{"id": "a", "text": "Ministers met."}\n'))
    hostile("same-pages.jsonl", within(b"", b'{"url": "https://a.example/1", "text": "Ministers met."}\n'))
    hostile("columns.csv", within(b"", b"a,", b"\n"))
    hostile("no-text.csv", within(b"a,b\n", b"x,y\n"))


_added_for_markup()


# What programs for text, archives of news and packers write.


def zipped_member(name: str, before: bytes, piece: bytes, after: bytes = b"") -> Callable[[int], bytes]:
    """Return a maker of a zip archive with one member of such pieces."""

    def make(size: int) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(name, before + repeated(piece, size) + after)
        return file.getvalue()

    return make


_WORD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_WORD_END = b"</w:body></w:document>"
_OFFICE = b"urn:oasis:names:tc:opendocument:xmlns:"
_ODF = (
    b'<o:document-content xmlns:o="%soffice:1.0" xmlns:t="%stext:1.0"><o:body><o:text>' % (_OFFICE, _OFFICE),
    b"</o:text></o:body></o:document-content>",
)
for _name, _piece in {
    "paragraphs": b"<w:p/>",
    "texts": b"<w:p><w:r><w:t>Talks on gas.</w:t></w:r></w:p>",
    "nested": b"<w:p>",
    "deleted": b"<w:del><w:r><w:t>a</w:t></w:r></w:del>",
    "entities": b"&amp;",
}.items():
    hostile(f"{_name}.docx", zipped_member("word/document.xml", _WORD, _piece, _WORD_END))
for _name, _piece in {"paragraphs": b"<t:p/>", "spaces": b'<t:p><t:s t:c="99999"/></t:p>', "nested": b"<t:p>"}.items():
    hostile(f"{_name}.odt", zipped_member("content.xml", _ODF[0], _piece, _ODF[1]))
for _name, _piece in {
    "groups": b"{", "empty-groups": b"{}", "fonts": b"{\\fonttbl{\\f1\\fcharset128 a;}}", "unicode": b"\\u8211?",
    "hex": b"\\'e9", "paragraphs": b"\\par ", "styles": b"{\\stylesheet{\\s1 heading 1;}}", "stars": b"{\\*\\x a}",
    "fields": b'{\\field{\\*\\fldinst{HYPERLINK "', "bin": b"\\bin1 a", "words": b"\\b\\f1 a",
}.items():  # fmt: skip
    hostile(f"{_name}.rtf", within(b"{\\rtf1\\ansi ", _piece))
hostile("garbage.pdf", lambda size: b"%PDF-1.7\n" + random.Random(1).randbytes(size))
hostile("objects.pdf", numbered(b"%PDF-1.7\n", "% 0 obj << /Type /Page /Parent 1 0 R >> endobj\n", b"%%EOF"))
hostile("arrays.pdf", within(b"%PDF-1.7\n1 0 obj ", b"[", b"\nendobj\n%%EOF"))
for _name, _piece in {
    "counters": b"1 of 9 DOCUMENTS\n\n", "labels": b"BYLINE: A\n\n", "dates": b"October 11, 2024\n\n", "blanks": b" \n",
    "copyright": b"(c) (c) (c) \n\n",
}.items():  # fmt: skip
    hostile(f"nexis-{_name}.txt", within(b"     1 of 9 DOCUMENTS\n\n\n", _piece))
hostile("nexis-records.html", within(b"<html><!-- LXNComment -->", b"<DOC NUMBER=1><DOCFULL>--><p>a</p>"))
hostile("nexis-open.html", within(b"<html><!-- LXNComment --><DOC NUMBER=1>-->", b"<p><span>"))
hostile("factiva-records.html", within(b"<title>Factiva</title>", b'<div class="article enArticle">'))
hostile("factiva-cells.html", within(b'<title>Factiva</title><div class="article enArticle">', b"<tr><td>HD<td>a"))
hostile("europresse-records.html", within(b"<html><!-- titreArticleVisu -->", b"<article><section>a"))
hostile("europresse-boxes.html", within(b"<html><!-- titreArticleVisu --><article><header>", b"<div>"))
hostile("proquest-rules.txt", within(b"Full text: a\n", b"_" * 40 + b"\n"))
hostile("proquest-labels.txt", within(b"_" * 60 + b"\nDocument 1 of 2\n\n", b"Title: a\n"))
hostile("factiva-numbers.rtf", within(b"{\\rtf1 ", b"Document ABCDEF0020241011e7ct0001r\\par "))
hostile("headers.tar", lambda size: repeated(_tar_header(0), size))
hostile("long-names.tar", lambda size: _tar_header(size, b"L") + bytes(size))
hostile("sizes.tar", lambda size: _tar_header(8**11 - 1) + bytes(size))
hostile("bomb.bz2", lambda size: bz2.compress(bytes(20 * size)))
hostile("bomb.xz", lambda size: lzma.compress(bytes(20 * size), preset=1))
hostile("records.arc", within(b"filedesc://a 0.0.0.0 20241011 text/plain 0\n", b"http://a 1 20241011 text/html 1\na\n"))
hostile("records-long.arc", within(b"filedesc://a 0.0.0.0 20241011 text/plain 0\nhttp://a ", b"20241011 "))
hostile(
    "digest.eml", within(_HEAD + b'Content-Type: multipart/digest; boundary="b"\n\n', b"--b\n\nSubject: a\n\nb\n\n")
)
hostile("digest-text.eml", within(_HEAD + b"\n" + b"-" * 70 + b"\n", b"-" * 30 + b"\n\nSubject: a\nFrom: b\n\nc\n"))
hostile("forwards.eml", within(_HEAD + b"\n", b"Begin forwarded message:\nFrom: a\n"))
hostile("twice.txt", within("Ã¼ber\n".encode(), "GesprÃ¤che ".encode()))
hostile("mixed-lines.txt", within("ü\n".encode(), b"Gespr\xe4che\n"))
hostile("mixed-bytes.txt", within("ü ".encode(), b"Gespr\xe4che "))
hostile("escapes.txt", within(b"", b"~{ ~} \x1b$ "))
hostile("page.webarchive", within(b'<?xml version="1.0"?><plist><key>WebMainResource</key>', b"<array>"))


def _tar_header(length: int, kind: bytes = b"0") -> bytes:
    block = bytearray(b"a".ljust(100, b"\0") + b"0000644\0" + bytes(16) + b"%011o\0" % length + bytes(12))
    block += b" " * 8 + kind + bytes(355)
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)
