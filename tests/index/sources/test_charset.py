"""Tests that text is read in the charset in which it was saved, or that its charset is reported as unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.sources.charset import NotText, decode_noted
from seedread.index.sources.charset_guess import guess_charset
from seedread.index.sources.charset_labels import label_codec

if TYPE_CHECKING:
    from reading_files import Reading

GERMAN = "Die Gespräche über das Gas wurden am Freitag für beendet erklärt, größere Schäden hätten wir vermieden."
FRENCH = "Les négociations ont été achevées vendredi à Genève, a déclaré le ministre, âgé de 52 ans, près du théâtre."
POLISH = "Minister powiedział, że rozmowy będą trwały w poniedziałek, to trudna sprawa dla państw i ludzi, śnieg leży."
CZECH = "Ministr řekl, že jednání budou pokračovat v pondělí. Je to těžká otázka pro mnoho zemí, příští týden přijede."
LITHUANIAN = "Ministras sakė, kad derybos tęsis pirmadienį. Tai sunkus klausimas daugeliui šalių, žmonės laukia."
TURKISH = "Dışişleri bakanı, görüşmelerin pazartesi günü süreceğini söyledi. Bu birçok ülke için güç bir soru."
RUSSIAN = "Министр заявил, что переговоры продолжатся в понедельник. Это трудный вопрос для многих стран."
UKRAINIAN = "Міністр заявив, що переговори триватимуть у понеділок. Є нові пропозиції, і це важке питання їхніх країн."
GREEK = "Ο υπουργός δήλωσε ότι οι συνομιλίες θα συνεχιστούν τη Δευτέρα, είναι δύσκολο ζήτημα για πολλές χώρες."
ARABIC = "قال وزير الخارجية إن المحادثات ستستمر يوم الاثنين وهذه مسألة صعبة لكثير من الدول."
HEBREW = "שר החוץ אמר כי השיחות יימשכו ביום שני. זו שאלה קשה למדינות רבות ואיש אינו יודע."
THAI = "รัฐมนตรีกล่าวว่าการเจรจาจะดำเนินต่อไปในวันจันทร์ นี่เป็นคำถามที่ยากสำหรับหลายประเทศ"
JAPANESE = "外務大臣は会談が月曜日に続くと述べた。これは多くの国にとって難しい問題である。"
CHINESE = "外交部长说会谈将于星期一继续进行。这对许多国家来说是一个困难的问题，没有人知道。"
TAIWANESE = "外交部長說會談將於星期一繼續進行。這對許多國家來說是一個困難的問題，沒有人知道。"
KOREAN = "외교부 장관은 회담이 월요일에 계속될 것이라고 말했다. 이것은 많은 나라에 어려운 문제이다."


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        *((text, charset) for text in (GERMAN, FRENCH)
          for charset in ("cp1252", "iso8859_15", "cp850", "cp437", "mac_roman")),
        (GERMAN + " 20 €, sagte er.", "iso8859_15"),
        (FRENCH + " C’est l’œuvre d’un cœur.", "mac_roman"),
        *((text, charset) for text in (POLISH, CZECH) for charset in ("cp1250", "iso8859_2", "cp852")),
        (LITHUANIAN, "cp1257"),
        (TURKISH, "cp1254"),
        *((RUSSIAN, charset) for charset in ("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")),
        *((UKRAINIAN, charset) for charset in ("cp1251", "koi8_u", "iso8859_5")),
        *((GREEK, charset) for charset in ("cp1253", "iso8859_7")),
        *((ARABIC, charset) for charset in ("cp1256", "iso8859_6")),
        *((HEBREW, charset) for charset in ("cp1255", "iso8859_8")),
        (THAI, "cp874"),
        *((JAPANESE, charset) for charset in ("cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be")),
        *((CHINESE, charset) for charset in ("gb18030", "hz", "utf-16-le")),
        (TAIWANESE, "big5"),
        (KOREAN, "cp949"),
        (KOREAN, "iso2022_kr"),
        *((RUSSIAN, charset) for charset in ("utf-16-le", "utf-16-be")),
    ],
)  # fmt: skip
def test_charsets(text: str, charset: str) -> None:
    """A text of a few lines is read in the charset in which it was saved, and that is sure."""
    text = f"{text}\n{text}\n"
    assert decode_noted(text.encode(charset)) == (text, "")


@pytest.mark.parametrize("text", [GERMAN, FRENCH, POLISH, CZECH, LITHUANIAN, TURKISH, RUSSIAN, UKRAINIAN, GREEK])
@pytest.mark.parametrize("size", [12, 25, 50])
def test_no_silent_wrong_letter(text: str, size: int) -> None:
    """A short text in any charset is read rightly, or its charset is unsure."""
    charsets = {"cp1252", "cp850", "mac_roman", "cp1250", "iso8859_2", "cp1257", "cp1254", "cp1251", "koi8_u", "cp1253"}
    for start in range(0, len(text) - size, 7):
        piece = text[start : start + size]
        for charset in charsets:
            try:
                raw = piece.encode(charset)
            except UnicodeEncodeError:
                continue
            guess = guess_charset(raw)
            assert not guess.sure or raw.decode(guess.charset or "") == piece, (piece, charset, guess)


def test_a_line_in_another_charset(reading: Reading) -> None:
    """One line of cp1252 in a file of UTF-8 is read as such, and so is a byte of it in another line."""
    lines = [GERMAN.encode(), GERMAN.encode("cp1252"), b"Er sagte: \xfcber " + "größere Schäden".encode(), b"Ende."]
    taken = reading("a.txt", b"\n".join(lines * 3))
    expected = [GERMAN, GERMAN, "Er sagte: über größere Schäden", "Ende."]
    assert taken.documents[0].text.split("\n") == expected * 3
    assert "\ufffd" not in taken.documents[0].text


def test_a_line_of_another_alphabet() -> None:
    """One line of Russian in KOI8-R in a file of UTF-8 is read as such."""
    raw = f"{UKRAINIAN}\n".encode() + f"{RUSSIAN}\n".encode("koi8_r") + f"{UKRAINIAN}\n".encode()
    assert decode_noted(raw)[0] == f"{UKRAINIAN}\n{RUSSIAN}\n{UKRAINIAN}\n"


@pytest.mark.parametrize("raw", ["Gespräche und Bürge".encode()[:-4] + b"", GERMAN.encode() + "ü".encode()[:1]])
def test_a_letter_that_is_cut_off(raw: bytes) -> None:
    """A letter whose bytes are cut off is a replacement character, never another letter."""
    assert decode_noted(raw)[0].rstrip("\ufffd") == raw.decode("utf-8", "ignore")


@pytest.mark.parametrize("text", [GERMAN, FRENCH, "“Talks” – it’s €5, she said", RUSSIAN, POLISH])
def test_what_was_encoded_twice(reading: Reading, text: str) -> None:
    """UTF-8 that was read as cp1252 and encoded again is restored, and that is reported."""
    twice = "".join(
        chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes((byte,)).decode("cp1252") for byte in text.encode()
    )
    taken = reading("a.txt", f"First line.\n{twice}\nÜber uns.\n".encode())
    assert taken.documents[0].text == f"First line.\n{text}\nÜber uns.\n"
    assert taken.reasons == ["1 lines were encoded twice: read as they were before"]


@pytest.mark.parametrize(
    "text",
    [
        "Il s’appelle « Â » en français.",
        "MAÇÃ” e PÃO, disse.",
        "Die Ã–Formen schreibt man so: Ö.",
        GERMAN,
        "Ñandú”, Â°C, 5 Â£",
    ],
)
def test_what_only_looks_so(text: str) -> None:
    """A genuine text is never taken for one that was encoded twice."""
    assert decode_noted(text.encode()) == (text, "")


@pytest.mark.parametrize("raw", [b"a ~{ b ~} c", b"colour \x1b$ and \x1b[0m", "Zürich ~{x~}".encode()])
def test_what_is_no_escape(raw: bytes) -> None:
    """Tildes, braces and escapes of terminals do not make a text Chinese."""
    assert decode_noted(raw)[0] == raw.decode()


@pytest.mark.parametrize("raw", [bytes(range(256)) * 8, b"\0\1\2\3" * 100, b"\x7fELF\2\1\1\0" + bytes(60)])
def test_binary_data(raw: bytes) -> None:
    """Binary data are refused, also where half of the bytes are zero."""
    with pytest.raises(NotText):
        decode_noted(raw)


def test_an_unsure_charset(reading: Reading) -> None:
    """A text too short to tell its charset is read, and reported."""
    taken = reading("a.txt", "Strauß".encode("mac_roman"))
    assert len(taken.documents) == 1
    assert taken.reasons[0].startswith("the charset is unsure (read as ")


UNSURE = "Strauß".encode("mac_roman")
RECORD = b'{"title": "T", "text": "' + UNSURE + b'"}'


@pytest.mark.parametrize(
    ("name", "raw", "prefix"),
    [
        ("a.json", RECORD, ""),
        ("a.json", b"[" + RECORD.replace(UNSURE, b"Plain") + b"," + RECORD + b"]", ""),
        ("a.jsonl", RECORD.replace(UNSURE, b"Plain") + b"\n" + RECORD + b"\n" + RECORD, "line 2: "),
        ("a.csv", b"title,text\nT,Plain\nT," + UNSURE + b"\n", "line 3: "),
        ("a.md", b"# T\n\n" + UNSURE, ""),
        ("a.eml", b"Message-ID: <a@b>\nSubject: T\nFrom: a@b.example\nMIME-Version: 1.0\n\n" + UNSURE, ""),
        (
            "a.mbox",
            b"From a Mon Jan  1 00:00:00 2024\nSubject: T\nFrom: a@b.example\nMIME-Version: 1.0\n"
            b"Content-Type: text/html\n\n<p>" + UNSURE + b"</p>\n",
            "message 1: ",
        ),
    ],
)
def test_an_unsure_charset_in_every_container(reading: Reading, name: str, raw: bytes, prefix: str) -> None:
    """A file of records, a message and Markdown report an unsure charset as a plain text does, once."""
    taken = reading(name, raw)
    assert taken.documents
    assert [reason.partition(" (")[0] for reason in taken.reasons] == [f"{prefix}the charset is unsure"]


def test_a_declared_charset_is_sure(reading: Reading) -> None:
    """A message that declares its charset is read in it, and nothing is reported."""
    head = b"Message-ID: <a@b>\nSubject: T\nFrom: a@b.example\nMIME-Version: 1.0\n"
    taken = reading("a.eml", head + b"Content-Type: text/plain; charset=macintosh\n\n" + UNSURE)
    assert taken.documents[0].text == "Strauß"
    assert taken.reasons == []


def test_a_record_in_another_charset(reading: Reading) -> None:
    """A record of cp1252 in a JSON file of UTF-8 is read as such, and no letter is lost."""
    records = [f'{{"text": "{GERMAN}"}}' for _ in range(40)]
    raw = [record.encode("cp1252" if n == 17 else "utf-8") for n, record in enumerate(records)]
    taken = reading("a.json", b"[" + b",\n".join(raw) + b"]")
    assert [document.text for document in taken.documents] == [GERMAN] * 40


def test_lines_in_the_charset_of_their_file(reading: Reading) -> None:
    """The rows of a table are in one charset, also those that alone could be in another."""
    rows = f"text;title\n{GERMAN};Köln\n{GERMAN};Straße\n" + "Ja;Größe\n" * 3
    for charset in ("cp850", "mac_roman", "cp1252"):
        titles = [one.title for one in reading("a.csv", rows.encode(charset)).documents]
        assert titles == ["Köln", "Straße", *["Größe"] * 3]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("gb2312", "gb18030"), ("x-gbk", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("windows-31j", "cp932"), ("ks_c_5601-1987", "cp949"), ("x-mac-roman", "mac-roman"), ("macintosh", "mac-roman"),
        ("ibm850", "cp850"), ("x-cp1251", "cp1251"), ("koi8-ru", "koi8-u"), ("us-ascii", None), ("unknown-8bit", None),
        ("x" * 100, None), ("", None), (None, None), ("idna", None), ("hex", None),
    ],
)  # fmt: skip
def test_labels(label: str | None, codec: str | None) -> None:
    """The name of a charset means what browsers and mail programs mean by it."""
    assert label_codec(label) == codec


@pytest.mark.parametrize(
    ("charset", "short", "long"),
    [
        ("koi8_r", "Да", RUSSIAN),
        ("iso8859_5", "Да", RUSSIAN),
        ("cp866", "Да", RUSSIAN),
    ],
)
def test_a_short_row_has_the_charset_of_its_file(reading: Reading, charset: str, short: str, long: str) -> None:
    """A row of two letters, which fits many charsets, is read like the long ones, also behind a first row in ASCII."""
    rows = ["id,title,text", f"r0,Plain,{'Plain words of English without accents. ' * 3}", f"r1,{short},{short}"]
    raw = "\n".join([*rows, *(f'q{n},Long,"{long}"' for n in range(4))]) + "\n"
    taken = reading("a.csv", raw.encode(charset))
    assert (taken.documents[1].title, taken.documents[1].text) == (short, short)
    assert taken.reasons == []
