"""Tests searches in many languages, and by byline and address, through a library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "en": "The ministers of the states have said that they will not sign a cease-fire with the men at the border.",
    "en2": "It was said that the ceasefire deal would be signed by the president of the United States and not by him.",
    "de": "Die Häuser der Minister sind in der Stadt, und das ist auch für die Präsidenten nicht gut, sagte er.",
    "fr": "Les présidents de l’Iran et de l’Irak ont dit que la guerre n’est pas finie, mais elle est dans les têtes.",
    "ru": "Министры иностранных дел обсудили в Москве положение на границе, и что об этом сказал президент.",
    "uk": "Міністри обговорили становище на кордоні, і про це сказав президент України та її областей.",
    "ar": "قال الرئيس إن المفاوضات في القاهرة مع الوزراء لم تنته بعد، وإن الحكومة سوف تعلن عن النتائج ",
    "fa": "رئیس‌جمهور گفت که این توافق با وزیران کشورهای دیگر در تهران امضا می‌شود و برای مردم ایران خوب است",
    "he": "ראש הממשלה אמר כי השיחות עם השרים בירושלים לא הסתיימו, וכי הוא לא יחתום על ההסכם של נשיא ארה״ב",
    "hi": "प्रधानमंत्री ने कहा कि चुनावों के बाद दिल्ली में बैठक होगी और इस पर सभी दलों से बात की जा रही है",
    "ja": "大統領は火曜日にパリで首相と会談し、ガス問題について話し合ったと発表した。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("languages")
    rows = [{"id": name, "text": f"{text}\n{text}"} for name, text in TEXTS.items()]
    rows += [
        {"id": "ru2", "text": "Он сказал, что с министрами и министром об этом не говорил, и это было в Москве вчера."},
        {"id": "one", "text": "Rain fell on the harbour all day.", "byline": "Zoë Smith-Jones",
         "url": "https://www.sea.org/rain-7?x=1"},
        {"id": "iri", "text": "Sleet fell on the roofs all week.", "url": "https://порт.рф/погода/мокрый-снег?день=3"},
        {"id": "two", "text": "Snow fell on the hills all night.", "byline": "Ann Smith", "url": "https://sea.org/snow"},
    ]  # fmt: skip
    (folder / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with Library.open([folder / "a.jsonl"], folder / "library") as library:
        library.sync()
        yield library


def found(library: Library, query: str) -> set[str]:
    return {hit.id.rsplit("#", 1)[-1] for hit in library.search(query).hits}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ceasefire", {"en", "en2"}),
        ("cease-fire", {"en", "en2"}),
        ('"a ceasefire with"', {"en"}),
        ('"cease-fire deal"', {"en2"}),
        ('"sign ceasefire"~1', {"en"}),
        ("ceasef*", {"en", "en2"}),
        ("ceasfire~", {"en", "en2"}),
        ("haus", {"de"}),
        ("haeuser", {"de"}),
        ("praesident", {"de"}),
        ("irak", {"fr"}),
        ('"président de l\'Iran"', {"fr"}),
        ("tete", {"fr"}),
        ("министр", {"ru", "ru2"}),
        ("министрами", {"ru", "ru2"}),
        ("міністр", {"uk"}),
        ("область", {"uk"}),
        ("مفاوضات", {"ar"}),
        ("رئیسجمهور", {"fa"}),
        ("رئيس", {"ar", "fa"}),
        ("كشور", {"fa"}),
        ("הסכם", {"he"}),
        ("ארה״ב", {"he"}),
        ("चुनाव", {"hi"}),
        ("दल", {"hi"}),
        ("दिल", set()),
        ("パリ", {"ja"}),
        ("バリ", set()),
    ],
)
def test_a_word_finds_its_forms_in_every_language(library: Library, query: str, ids: set[str]) -> None:
    """One query finds the word's forms in the languages of a mixed library, whatever keyboard typed it."""
    assert found(library, query) == ids


@pytest.mark.parametrize(
    "query", ["haus", "ceasefire", "irak", "مفاوضات", "чиновник OR министр", "चुनाव", "パリ", "הסכם"]
)
def test_what_was_found_is_lit(library: Library, query: str) -> None:
    """Every hit shows a lit match, by the language of its article."""
    for hit in library.search(query).hits:
        assert any(lit for _, lit in (*hit.highlighted_title, *hit.snippet))


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("author:smith", {"one", "two"}),
        ("author:zoe", {"one"}),
        ('author:"Smith, Ann"', {"two"}),
        ("author:smithjones", {"one"}),
        ("author:smi*", {"one", "two"}),
        ("author:smyth~", {"one", "two"}),
        ("author:sea", set()),
        ("smith", set()),
        ("url:sea.org", {"one", "two"}),
        ("url:sea.org -url:snow", {"one"}),
        ("https://www.sea.org/rain-7?x=1", {"one"}),
        ("http://sea.org/snow?utm_source=letter&utm_medium=mail#top", {"two"}),
        ("https://sea.org/storm", set()),
        ("https://web.archive.org/web/20240301000000/https://sea.org/snow", {"two"}),
        ("https://порт.рф/погода/мокрый-снег?день=3&gclid=7", {"iri"}),
        ("<http://xn--n1abei.xn--p1ai/%D0%BF%D0%BE%D0%B3%D0%BE%D0%B4%D0%B0>", {"iri"}),
        ("url:%D0%BF%D0%BE%D0%B3%D0%BE%D0%B4%D0%B0", {"iri"}),
        ("url:погода", {"iri"}),
        ("url:порт.рф", {"iri"}),
        ("*ea", set()),
    ],
)
def test_byline_and_address(library: Library, query: str, ids: set[str]) -> None:
    """The words of byline and address are found in their fields only, and a pasted address finds its article."""
    assert found(library, query) == ids


def test_a_misspelled_word_is_suggested_in_its_language(library: Library) -> None:
    """A word that no article has comes with the nearest ones of any script, each once."""
    notices = [notice.message for notice in library.search("минстры").notices]
    assert len(notices) == 1
    assert "министры (2)" in notices[0]
    assert "министрами" not in notices[0]


def test_words_are_suggested_in_the_language_asked_for(library: Library) -> None:
    """With `lang:` only words of that language are suggested, also with another first letter."""
    for query, suggested in (("lang:ru президенд", "президент (1)"), ("область -lang:ru бинистры", "министры (2)")):
        assert any(suggested in notice.message for notice in library.search(query).notices), query
    (notice,) = library.search("lang:fr президенд").notices
    assert notice.message == "No article contains “президенд”."


def test_a_pasted_address_has_no_words_to_correct(library: Library) -> None:
    """The parts of an address that no text has are not reported as missing words."""
    assert library.search("https://sea.org/storm").notices == ()


@pytest.mark.parametrize(
    "name",
    [
        "Deutsch",
        "GERMAN",
        "allemand",
        "Немецкий",
        "德语",
        "德語",
        "ドイツ語",
        "ألمانية",
        "גרמנית",
        "deu",
        "de-AT",
        "de_CH",
        "Almanca",
    ],
)
def test_a_language_by_any_name(library: Library, name: str) -> None:
    """`lang:` finds a language by its name in any language, by its codes and by tags with a country."""
    assert found(library, f"lang:{name}") == {"de"}


def test_an_absent_language(library: Library) -> None:
    """The name of a language that no article is in is said back without a guess; a mistyped one comes with one."""
    (absent,), (mistyped,) = (library.search(f"lang:{name}").notices for name in ("islandais", "Germann"))
    assert absent.message == "No article here is in the language “islandais”."
    assert mistyped.message.endswith("did you mean German (1)?")


@pytest.mark.parametrize(
    ("title", "lang"),
    [
        ("Премьер:дефицит не вырастет", "ru"),
        ("EU:n johtajat koolla: mitä seuraavaksi?", "fi"),
        ("USA:s minister reser hem", "sv"),
        ("地震快讯:两人受伤", "zh"),
        ("Mayer:市長が辞任", "ja"),
        ("„Haus am Meer“-Autorin geehrt", "de"),
        ("« Non ! », répond M. Petit à l’ONU", "fr"),
        ("¿Quién ganó? El Sr. Ruiz lo aclara", "es"),
        ('דובר צה"ל: "לא נדע"', "he"),
        ("رئیس‌جمهور: «نمی‌دانم»", "fa"),
    ],
)
def test_a_pasted_headline_finds_its_article(tmp_path: Path, title: str, lang: str) -> None:
    """A headline with the marks of its language finds its article, whatever looks like an operator or a field."""
    rows = [{"id": "own", "title": title, "text": "7"}, {"id": "other", "title": "7", "text": "8", "lang": lang}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Library.open([tmp_path / "a.jsonl"], tmp_path / "library") as library:
        library.sync()
        assert found(library, title) == {"own"}
