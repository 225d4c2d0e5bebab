from __future__ import annotations

import base64
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import ParsedDocument, find, parts

if TYPE_CHECKING:
    from pathlib import Path

    from reading_files import Reading


def message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    return made


def newsletter() -> EmailMessage:
    made = message(
        From="The Harbour Post <news@harbourpost.example>",
        Subject="Six states agree – früh am Morgen",
        Date="Fri, 11 Oct 2024 09:30:00 +0200",
        Message_ID="<1@harbourpost.example>",
        List_Unsubscribe="<https://harbourpost.example/off>",
    )
    made.set_content("Plain words of it.")
    made.add_alternative("<p>Ministers of six states met on Friday.</p><p>They agreed.</p>", subtype="html")
    made.add_attachment("not for reading", filename="notes.txt")
    return made


def test_a_newsletter(reading: Reading) -> None:
    """A newsletter is its HTML, with subject, date and who sends it; attachments are left."""
    raw = newsletter().as_bytes()
    taken = reading("a.eml", raw)
    document = taken.only
    assert (document.id, document.title, document.source) == (
        "a.eml",
        "Six states agree – früh am Morgen",
        "The Harbour Post",
    )
    assert taken.parts[0].raw == raw
    article = to_article(document)
    assert article.paragraphs == ("Ministers of six states met on Friday.", "They agreed.")
    assert str(article.published) == "2024-10-11T09:30"


def test_a_letter(reading: Reading) -> None:
    """In plain mail the sender is the author, and flowing lines are one."""
    raw = (
        b"From: =?utf-8?q?J=C3=BCrgen?= <j@example.org>\r\nSubject: Hello\r\n"
        b"Content-Type: text/plain; charset=iso-8859-1; format=flowed\r\n\r\n"
        b"One line that goes \r\non here, caf\xe9.\r\n\r\nSecond.\r\n"
    )
    document = reading("a.eml", raw).only
    assert (document.author, document.source) == ("Jürgen", None)
    assert document.text == "One line that goes on here, café.\r\n\r\nSecond.\r\n"


def test_a_mailbox(reading: Reading) -> None:
    """Each message is a document under its Message-ID or its number, with its own bytes; quoted lines are unquoted."""
    first = newsletter().as_bytes()
    second = b"From: a@example.org\nSubject: Two\n\nFrom the start:\n>From Harbour City they came.\n"
    third = b"Subject: Three\n\nWords.\n"
    start = b"From a@example.org Fri Oct 11 09:30:00 2024\n"
    taken = reading("a.mbox", start + first + b"\n" + start + second + b"\n" + start + third)
    assert [document.id for document in taken.documents] == ["a.mbox#1@harbourpost.example", "a.mbox#2", "a.mbox#3"]
    assert taken.documents[1].text.rstrip() == "From the start:\nFrom Harbour City they came."
    assert [part.raw for part in taken.parts] == [first + b"\n", second + b"\n", third]
    assert not taken.reasons


def test_a_mailbox_without_a_suffix(reading: Reading) -> None:
    """Mail folders and messages without an extension are recognized by their first lines."""
    raw = b"From a@example.org Fri Oct 11 09:30:00 2024\nSubject: One\n\nWords.\n"
    assert [document.title for document in reading("Inbox", raw).documents] == ["One"]
    raw = b"Received: by x\nFrom: a@example.org\nSubject: One\n\nWords.\n"
    assert reading("1700000000.M1P2.host:2,S", raw).only.title == "One"
    raw = b"From: the beginning of a story.\nIt went on.\n"
    assert reading("story", raw).only.text == raw.decode()


@pytest.mark.usefixtures("small_cap")
def test_a_message_that_is_too_large(reading: Reading) -> None:
    """A message above the limit is reported, and the ones around it are read."""
    start = b"From a@example.org Fri Oct 11 09:30:00 2024\n"
    good, large = b"Subject: One\n\nWords.\n\n", b"Subject: Two\n\n" + b"words and words\n" * 2000 + b"\n"
    taken = reading("a.mbox", start + good + start + large + start + good)
    assert [document.id for document in taken.documents] == ["a.mbox#1", "a.mbox#3"]
    assert taken.reasons == ["message 2: larger than 9 kB"]


def test_a_message_of_endless_lines(reading: Reading) -> None:
    """A message with too many lines is listed, not parsed."""
    assert reading("a.eml", b"Subject: One\n\n" + b"a\n" * 400_000).reasons == ["more than 400,000 lines"]


def test_a_saved_page(reading: Reading) -> None:
    """A page saved as MHTML is a page, under its address."""
    made = message(Subject="Six states", Snapshot_Content_Location="https://example.org/a")
    made.set_content("<html><head></head><body><p>Words of the article.</p></body></html>", subtype="html")
    document = reading("a.mhtml", made.as_bytes()).only
    assert (document.markup, document.url) == ("page", "https://example.org/a")


def test_parts_that_cannot_be_told(reading: Reading) -> None:
    """Mail with a wrong part separator is read as one text."""
    assert reading("a.eml", b"Content-Type: multipart/alternative\n\nWords of it.\n").only.text == "Words of it.\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"Subject: no body\n\n",
        b"Content-Type: image/png\n\nxx",
        b"Content-Type: text/plain; charset=no-such\nSubject: =?x?y?z?=\n\n\0\1\2\3",
        b"Content-Type: multipart/mixed\n\nno boundary",
        b"Content-Transfer-Encoding: base64\n\n!!!",
    ],
)
def test_broken_mail(reading: Reading, raw: bytes) -> None:
    """Mail without readable text is listed."""
    taken = reading("a.eml", raw)
    assert len(taken.documents) + len(taken.reasons) == 1


def test_parts_within_parts(reading: Reading) -> None:
    """Mail with deeply nested parts is read or listed, and never crashes the program."""
    depth = 3000
    head = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(depth))
    taken = reading("a.eml", head + b"Content-Type: text/plain\n\nWords.\n")
    assert len(taken.documents) + len(taken.reasons) == 1


STORY = "Ministers of six states met in the harbour city on Friday."


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("1700000000.M1P2.host:2,S", b"X-Original-To: a@example.org\nFrom: b@example.org\nSubject: Talks\n\n"),
        ("17", b"DKIM-Signature: v=1\n a=b\nFrom: b@example.org\nSubject: Talks\n\n"),
        ("17", b"Return-Path: <a@b>\n" + b"Received: from a by b\n\tfor c\n" * 200 + b"From: a\nSubject: Talks\n\n"),
        ("17", b"Path: news!a\nNewsgroups: misc.news\nFrom: b@example.org\nSubject: Talks\n\n"),
        ("17.txt", b"Received: by a\nFrom: a@b\nSubject: Talks\nX-A: " + b"</p>" * 9 + b"\n\n"),
        ("cur.txt:2,RS", b"Subject: Talks\nFrom: b@example.org\nDate: Fri, 11 Oct 2024 09:00:00 +0000\n\n"),
    ],
)
def test_mail_is_known_by_any_header(reading: Reading, name: str, head: bytes) -> None:
    """A file without an ending is mail if its first lines are fields of mail, whichever comes first."""
    document = reading(name, head + STORY.encode()).only
    assert (document.title, document.text) == ("Talks", STORY)


@pytest.mark.parametrize(
    "raw",
    [
        b"From: the beginning of a story.\nIt went on.\n",
        b"To: all members\nThe talks go on.\n",
        b"Note: one\nSubject: two\n\nWords of it.\n",
        b"Dear reader,\nFrom: a\nSubject: b\nMessage-ID: <c>\n\nWords.\n",
    ],
)
def test_what_only_begins_like_mail(reading: Reading, raw: bytes) -> None:
    """A text with a colon or two in its first lines stays a text."""
    assert reading("story", raw).only.text == raw.decode()


def test_a_maildir(tmp_path: Path) -> None:
    """A Maildir is walked with its hidden folders, without what its programs keep, and flags do not change an ID."""
    body = b"Subject: Talks\nFrom: a@example.org\n\n" + STORY.encode()
    for name in ("new/1700000001.M1.host", "cur/1700000002.M2.host:2,S", ".Away.Iran/cur/1700000003.M3.host:2,FS",
                 "tmp/1700000004.M4.host", "dovecot-uidlist", ".Away.Iran/maildirfolder", ".cache/x"):  # fmt: skip
        path = tmp_path / "Mail" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    for folder in ("new", "tmp"):
        (tmp_path / "Mail/.Away.Iran" / folder).mkdir(exist_ok=True)
    assert ids_below(tmp_path) == [
        "Mail/.Away.Iran/cur/1700000003.M3.host",
        "Mail/cur/1700000002.M2.host",
        "Mail/cur/1700000001.M1.host",
    ]
    (tmp_path / "Mail/new/1700000001.M1.host").rename(tmp_path / "Mail/cur/1700000001.M1.host:2,RS")
    assert "Mail/cur/1700000001.M1.host" in ids_below(tmp_path)


def ids_below(folder: Path) -> list[str]:
    files, problems = find([folder])
    assert not problems
    return [part.document.id for file in files for part in parts(file) if isinstance(part, ParsedDocument)]


def test_all_inline_parts(reading: Reading) -> None:
    """All parts that a mail program shows are read in their order, plain ones within HTML as paragraphs."""
    made = message(Subject="Talks")
    made.set_content(f"{STORY}\n\nThey go < on & on.\n")
    made.make_mixed()
    made.attach(part_of("<p>Sent by a list.</p>", "html"))
    made.attach(part_of("Left out.", "plain", disposition="attachment"))
    article = to_article(reading("a.eml", made.as_bytes()).only)
    assert [line.text for line in article.lines if line.text][:2] == [STORY, "They go < on & on."]
    assert "Sent by a list." in [line.text for line in article.lines]
    assert not any("Left out" in line.text for line in article.lines)
    made = message(Subject="Talks")
    made.set_content(STORY)
    made.make_mixed()
    made.attach(part_of("The talks go on.", "plain"))
    assert reading("a.eml", made.as_bytes()).only.text == f"{STORY}\n\nThe talks go on."


def part_of(text: str, kind: str, disposition: str = "") -> EmailMessage:
    part = EmailMessage()
    part.set_content(text, subtype=kind)
    if disposition:
        part["Content-Disposition"] = disposition
    return part


def test_signed_mail(reading: Reading) -> None:
    """Of a signed message the text is read, and of an undeliverable one the notice."""
    for kind in ("signed", "report"):
        raw = (
            f'Content-Type: multipart/{kind}; boundary="x"\n\n--x\n\n{STORY}\n--x\nContent-Type: text/plain\n\n'
            "another part\n--x--\n"
        )
        assert reading("a.eml", raw.encode()).only.text == STORY
    locked = b'Content-Type: multipart/encrypted; boundary="x"\n\n--x\nContent-Type: application/x\n\nx\n--x--\n'
    assert reading("a.eml", locked).reasons == ["encrypted: save it decrypted"]


@pytest.mark.parametrize("encoding", ["", "base64"])
def test_a_forwarded_message(reading: Reading, encoding: str) -> None:
    """A forwarded message is an article with its own fields, after the note of who forwards it."""
    inner = f"Subject: Talks\nFrom: Ann Reed <ann@example.org>\nDate: Fri, 11 Oct 2024 09:00:00 +0000\n\n{STORY}\n"
    if encoding:
        inner = base64.encodebytes(inner.encode()).decode()
    raw = (
        'Subject: Fwd: Talks\nMessage-ID: <1@a>\nContent-Type: multipart/mixed; boundary="x"\n\n--x\n\nFor you.\n--x\n'
        "Content-Type: message/rfc822\nContent-Disposition: attachment\n"
        f"Content-Transfer-Encoding: {encoding or '7bit'}\n\n{inner}\n--x--\n"
    )
    taken = reading("a.eml", raw.encode())
    assert [(one.id, one.title, one.text.strip()) for one in taken.documents] == [
        ("a.eml", "Fwd: Talks", "For you."),
        ("a.eml#1", "Talks", STORY),
    ]
    assert (taken.documents[1].author, taken.documents[1].date) == ("Ann Reed", "Fri, 11 Oct 2024 09:00:00 +0000")
    assert [part.raw for part in taken.parts] == [raw.encode()] * 2
    start = b"From a@example.org Fri Oct 11 09:30:00 2024\n"
    assert [one.id for one in reading("a.mbox", start + raw.encode()).documents] == ["a.mbox#1@a", "a.mbox#1@a#1"]


@pytest.mark.parametrize(
    ("marker", "quote"),
    [
        ("---------- Forwarded message ---------", ""),
        ("-------- Weitergeleitete Nachricht --------", ""),
        ("Begin forwarded message:", "> "),
    ],
)
def test_a_message_forwarded_inline(reading: Reading, marker: str, quote: str) -> None:
    """What a mail program forwards within the text is an article with the fields above it."""
    fields = ["From: Ann Reed <ann@example.org>", "Date: 11 October 2024", "Subject: Talks go on", "To: b@example.org"]
    inner = "\n".join(quote + line for line in [*fields, "", STORY])
    raw = f"Subject: Fwd: Talks go on\n\nFor you.\n\n{marker}\n{inner}\n"
    first, second = reading("a.eml", raw.encode()).documents
    assert (first.id, first.text.strip()) == ("a.eml", "For you.")
    assert (second.id, second.title, second.author, second.date) == (
        "a.eml#1", "Talks go on", "Ann Reed", "11 October 2024",
    )  # fmt: skip
    assert second.text.strip() == STORY


def test_a_digest(reading: Reading) -> None:
    """Each message of a digest is an article, in MIME or as text, without the table of contents."""
    stories = [f"Subject: Talks {n}\nFrom: Ann Reed <a@example.org>\n\n{STORY}\n" for n in (1, 2)]
    raw = 'Content-Type: multipart/digest; boundary="x"\n\n' + "".join(f"--x\n\n{one}\n" for one in stories) + "--x--\n"
    assert [(one.id, one.title) for one in reading("a.eml", raw.encode()).documents] == [
        ("a.eml#1", "Talks 1"),
        ("a.eml#2", "Talks 2"),
    ]
    text = f"\n\n{'-' * 30}\n\n".join(
        f"Message: {n}\nDate: Fri, 11 Oct 2024\n{one}" for n, one in enumerate(stories, 1)
    )
    raw = (
        f"Subject: Digest\n\nToday's Topics:\n\n1. Talks\n\n{'-' * 70}\n\n{text}\n\n{'-' * 30}\n\nEnd of Digest\n****\n"
    )
    found = reading("a.eml", raw.encode()).documents
    assert [(one.id, one.title, one.author, one.text.strip()) for one in found] == [
        ("a.eml#1", "Talks 1", "Ann Reed", STORY),
        ("a.eml#2", "Talks 2", "Ann Reed", STORY),
    ]


def test_a_digest_without_end(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a message with very many in it the first are read, and the others are reported."""
    monkeypatch.setattr("seedread.index.sources.mail._MOST_MESSAGES", 5)
    raw = 'Content-Type: multipart/digest; boundary="x"\n\n' + f"--x\n\nSubject: a\n\n{STORY}\n" * 9 + "--x--\n"
    taken = reading("a.eml", raw.encode())
    assert (len(taken.documents), taken.reasons) == (5, ["more than 5 messages in one: the rest was not read"])


@pytest.mark.parametrize(
    ("charset", "raw", "text"),
    [
        ("iso-8859-1", b"\x93Talks\x94 \x96 5 \x80", "“Talks” – 5 €"),
        ("us-ascii", "Gespräche über Gas".encode(), "Gespräche über Gas"),
        ("iso-8859-1", "Gespräche über Gas".encode(), "Gespräche über Gas"),
        ("gb2312", "朱镕基谈改革".encode("gb18030"), "朱镕基谈改革"),
        ("ks_c_5601-1987", "장관들은 금요일에 똠방".encode("cp949"), "장관들은 금요일에 똠방"),
        ("x-sjis", "外相①会談".encode("cp932"), "外相①会談"),
        ("iso-2022-jp", "外相会談は金曜日".encode("iso2022_jp"), "外相会談は金曜日"),
        ("hz-gb-2312", "部长会谈".encode("hz"), "部长会谈"),
        ("utf-7", "Gespräche".encode("utf-7"), "Gespräche"),
        ("utf-16le", "外相会談 ".encode("utf-16-le"), "外相会談 "),
        ("Windows-1251", "Министры встретились".encode("cp1251"), "Министры встретились"),
        ("koi8-ru", "Міністри їхали".encode("koi8_u"), "Міністри їхали"),
    ],
)
def test_charsets_of_mail(reading: Reading, charset: str, raw: bytes, text: str) -> None:
    """Text and subject are decoded by what is meant by the charset that is declared."""
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\nSubject: =?{charset}?B?"
    packed = base64.b64encode(raw)
    document = reading("a.eml", head.encode() + packed + b"?=\n\n" + packed).only
    assert (document.title, document.text) == (" ".join(text.split()), text)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        (b"=?unknown-8bit?Q?Gespr=E4che?=", "Gespräche"),
        ("Gespräche in Teheran".encode(), "Gespräche in Teheran"),
        ("Gespräche in Teheran".encode("cp1252"), "Gespräche in Teheran"),
        (b"=?utf-8?B?R2VzcHLD?= =?utf-8?B?pGNoZQ==?=", "Gespräche"),
        (b"=?utf-8*de?q?Gespr=C3=A4che?= heute", "Gespräche heute"),
        (b"=?UTF-8?Q?Why_now??=", "Why now?"),
        (b"Re:=?utf-8?q?Talks?=\n =?iso-8859-15?q?_5_=A4?=", "Re:Talks 5 €"),
        (b"=?utf-8?b?VGFsa3M?=", "Talks"),
        (b"=?no-such-charset?q?Talks_go_on?=", "Talks go on"),
        (b"=?utf-8?q?broken", "=?utf-8?q?broken"),
    ],
)
def test_subjects(reading: Reading, subject: bytes, title: str) -> None:
    """A subject is decoded whatever its charset and however it is encoded."""
    assert reading("a.eml", b"Subject: " + subject + b"\n\n" + STORY.encode()).only.title == title


def test_a_raw_subject_has_the_charset_of_the_text(reading: Reading) -> None:
    """Raw bytes of a header are in the charset that the text declares."""
    head = "Subject: Министры встретились\nFrom: Иван <a@b>\nContent-Type: text/plain; charset=koi8-r\n\nДа."
    document = reading("a.eml", head.encode("koi8_r")).only
    assert (document.title, document.author) == ("Министры встретились", "Иван")


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        (b"=?utf-8?q?Reed=2C_Ann?= <ann@example.org>", "Reed, Ann"),
        (b'"=?utf-8?q?Ann?= Reed" <ann@example.org>', "Ann Reed"),
        (b"Reed, Ann <ann@example.org>", "Reed, Ann"),
        (b"ann@example.org", None),
    ],
)
def test_senders(reading: Reading, sender: bytes, author: str | None) -> None:
    """A name is decoded after it is told from its address."""
    assert reading("a.eml", b"From: " + sender + b"\n\n" + STORY.encode()).only.author == author


def test_a_page_saved_by_an_old_browser(reading: Reading) -> None:
    """A page of the old Internet Explorer has the address of its first part, and no author."""
    raw = (
        'From: "Saved by Internet Explorer 11"\nSubject: Talks\nMIME-Version: 1.0\n'
        'Content-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/html\n'
        "Content-Location: https://example.org/talks\n\n<html><body><p>Words.</p></body></html>\n--x\n"
        "Content-Type: text/html\nContent-Location: https://example.org/frame\n\n<p>An advertisement.</p>\n--x--\n"
    )
    document = reading("a.mht", raw.encode()).only
    assert (document.url, document.author, document.markup) == ("https://example.org/talks", None, "page")
    assert "advertisement" not in document.text


def test_flowed_text(reading: Reading) -> None:
    """Flowed lines are joined; the line above a signature and quoted lines stay."""
    head = b"Content-Type: text/plain; format=flowed; delsp=yes\n\n"
    assert reading("a.eml", head + b"Mini \nsters met. \n> Quoted.\n From here.\n-- \nAnn\n").only.text == (
        "Ministers met. \n> Quoted.\nFrom here.\n-- \nAnn\n"
    )


def test_years_in_a_mailbox(reading: Reading) -> None:
    """A line of a text that begins with From and has a year does not end a message."""
    start = b"From a@example.org Fri Oct 11 09:30:00 2024\nSubject: Talks\n\n"
    text = b"They met.\n\nFrom here on, in 2024,\nthey met again.\n"
    taken = reading("a.mbox", start + text + b"\n" + start + text)
    assert [one.text.strip().encode() for one in taken.documents] == [text.strip()] * 2
