from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from reading_files import Reading

STORY = "Ministers of six states met in the harbour city on Friday."


@pytest.mark.parametrize("name", ["12.emlx", "12"])
def test_a_message_of_apple_mail(reading: Reading, name: str) -> None:
    """Of a message of Apple Mail the length above it and the properties below it are left out."""
    message = f"From: Ann Reed <a@example.org>\nSubject: Talks\nMessage-ID: <1@a>\n\n{STORY}\n".encode()
    taken = reading(name, b"%-10d\n" % len(message) + message + plistlib.dumps({"flags": 1}))
    assert (taken.only.title, taken.only.text.strip(), taken.parts[0].raw) == ("Talks", STORY, message)


def saved(form: Any, **fields: Any) -> bytes:
    page = {
        "WebResourceData": f"<html><body><p>{STORY} Café.</p></body></html>".encode("cp1252"),
        "WebResourceURL": "https://example.org/talks",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
    }
    return plistlib.dumps({"WebMainResource": page | fields, "WebSubresources": []}, fmt=form)


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_of_safari(reading: Reading, form: Any) -> None:
    """A page that Safari saved is a page in its charset, under its address."""
    document = reading("a.webarchive", saved(form)).only
    assert (document.url, document.markup) == ("https://example.org/talks", "page")
    assert "Café." in document.text
    assert reading("a", saved(form)).only.url == document.url


@pytest.mark.parametrize(
    "raw",
    [
        b"bplist00" + bytes(40),
        saved(plistlib.FMT_BINARY)[:-20],
        saved(plistlib.FMT_XML, WebResourceData="text"),
        saved(plistlib.FMT_XML, WebResourceMIMEType="image/png"),
    ],
)
def test_broken_pages_of_safari(reading: Reading, raw: bytes) -> None:
    """A damaged file, or one without a page, is listed."""
    taken = reading("a.webarchive", raw)
    assert not taken.documents
    assert "web archive" in taken.reasons[0]


def test_a_page_that_a_program_saved_without_saying_its_kind(reading: Reading) -> None:
    """Where neither kind nor charset is stated, as by programs that show pages, the bytes tell that it is a page."""
    data = f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>{STORY} Café.</p></body></html>".encode()
    page = {"WebResourceData": data, "WebResourceURL": "https://example.org/talks", "WebResourceResponse": b"bplist00"}
    archive = {"WebSubresources": [page | {"WebResourceMIMEType": "text/css"}], "WebMainResource": page}
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        document = reading("a", plistlib.dumps(archive, fmt=form, sort_keys=False)).only
        assert document.text == data.decode()
        assert document.url == "https://example.org/talks"


@pytest.mark.parametrize("url", ["about:blank", "applewebdata://6F1B/", "x-devonthink-item://42"])
def test_a_page_under_an_address_of_a_program(reading: Reading, url: str) -> None:
    """A page that a program made itself has no address of the web: it is read without one."""
    document = reading("a.webarchive", saved(plistlib.FMT_BINARY, WebResourceURL=url)).only
    assert STORY in document.text
    assert document.url is None


def test_a_page_below_a_long_list_of_its_parts(reading: Reading) -> None:
    """The page is found where its pictures and styles stand before it."""
    style = {"WebResourceData": b"p { color: black }" * 2000, "WebResourceMIMEType": "text/css"}
    page = plistlib.loads(saved(plistlib.FMT_XML))["WebMainResource"]
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        archive = plistlib.dumps({"WebSubresources": [style], "WebMainResource": page}, fmt=form, sort_keys=False)
        assert STORY in reading("saved", archive).only.text
