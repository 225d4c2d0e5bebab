from __future__ import annotations

from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from seedread.index.ingest.pipeline import to_article

if TYPE_CHECKING:
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
