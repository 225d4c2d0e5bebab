"""Tests the names of countries in articles of other languages."""

from __future__ import annotations

import pytest

from seedread.index.names.article_names import find_names


def codes(text: str, language: str) -> set[str]:
    return {
        country.code for country in find_names("", (text,), dateline=None, published=None, language=language).countries
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Die Bundesregierung spricht mit der französischen Delegation über Aserbaidschans Gas.", {"FR", "AZ"}),
        ("fr", "L’Iran et la Turquie négocient ; les Italiens se tournent vers l’Ukraine.", {"IR", "TR", "IT", "UA"}),
        ("es", "El ministro peruano viajó del Perú a los Emiratos Árabes Unidos.", {"PE", "AE"}),
        ("it", "Il premier dell’Ungheria vola in Giappone.", {"HU", "JP"}),
        ("pl", "Minister spraw zagranicznych Kazachstanu przyleciał do Turcji z Chin.", {"KZ", "TR", "CN"}),
        ("ru", "Главы Туркмении и Ирана подписали договор с китайской компанией.", {"TM", "IR", "CN"}),
        ("uk", "Посол Грузії зустрівся з французькими дипломатами в Молдові.", {"GE", "FR", "MD"}),
        ("cs", "Íránský ministr odletěl z Turecka do Mexika.", {"IR", "TR", "MX"}),
        ("el", "Ο Τούρκος υπουργός μίλησε για τις σχέσεις της Ελλάδας με την Κύπρο.", {"TR", "GR", "CY"}),
        ("ar", "وصل وزير الخارجية الإيراني إلى العراق قادما من الصين.", {"IR", "IQ", "CN"}),
        ("fa", "وزیر خارجهٔ ترکیه با همتای عراقی خود درباره‌ی سوریه گفت‌وگو کرد.", {"TR", "IQ", "SY"}),
        ("he", "השגריר נסע מצרפת לגרמניה עם המשלחת האיראנית.", {"FR", "DE", "IR"}),
        ("hi", "भारत और जापान के मंत्री जर्मनी में मिले।", {"IN", "JP", "DE"}),
        ("zh", "伊朗外长访问土耳其，并与法国代表会面。", {"IR", "TR", "FR"}),
        ("zh", "烏克蘭代表在德國會見美國官員。", {"UA", "DE", "US"}),
        ("ja", "イランの外相はトルコを訪れ、米政府の高官と会った。", {"IR", "TR", "US"}),
        ("ko", "이란 외무장관이 터키를 방문해 프랑스 대표와 만났다.", {"IR", "TR", "FR"}),
        ("tr", "İran Dışişleri Bakanı, Türkmenistan'ın başkentinde Rus heyetiyle görüştü.", {"IR", "TM", "RU"}),
        ("az", "Azərbaycanın xarici işlər naziri Gürcüstanda Türkiyənin səfiri ilə görüşüb.", {"AZ", "GE", "TR"}),
        ("tk", "Türkmenistanyň Prezidenti Eýranyň ilçisi bilen duşuşdy.", {"TM", "IR"}),
        ("kk", "Қазақстанның сыртқы істер министрі Қытайға барды.", {"KZ", "CN"}),
        ("uz", "O‘zbekiston vaziri Qirg‘izistonda Tojikistonning elchisi bilan uchrashdi.", {"UZ", "KG", "TJ"}),
        ("hu", "A török miniszter Magyarországról Szerbiába utazott.", {"TR", "HU", "RS"}),
        ("fi", "Ruotsin ulkoministeri matkusti Venäjältä Viroon.", {"SE", "RU", "EE"}),
        ("ro", "Ministrul turc a plecat din Ungaria spre Republica Moldova.", {"TR", "HU", "MD"}),
        ("nb", "Den iranske ministeren reiste fra Tyrkia til Danmark.", {"IR", "TR", "DK"}),
    ],
)  # fmt: skip
def test_countries_of_other_languages(language: str, text: str, expected: set[str]) -> None:
    """Names, adjectives and peoples are found with the endings, prefixes and scripts of their language."""
    assert codes(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er spielt bei Real Madrid, kommt aus Lateinamerika und zahlt in US-Dollar."),
        ("ru", "Он любит Латинскую Америку и платит сто долларов США."),
        ("ar", "تعلم اللغة الصينية، وشاهد ريال مدريد عبر الكابل."),
        ("fa", "منابع مالی این باشگاه و زبان فرانسوی موضوع گفت‌وگو بود."),
        ("zh", "皇家马德里队在马里兰大学训练，家中中文书很多。"),
        ("ja", "インド洋と一日中の雨。"),
        ("tr", "Küçük İngilizce kursu doldu."),
        ("ko", "인도적 지원과 저지대 홍수."),
        ("fr", "Il parle en anglais de l’Amérique latine."),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_country(language: str, text: str) -> None:
    """Languages, regions, clubs, currencies and common words are no countries."""
    assert codes(text, language) == set()


def test_marks_are_where_the_text_has_them() -> None:
    """Vowel signs, which spellings add or leave out, do not move the mention."""
    text = "زار الوزيرُ إِيرَانَ ثم العِرَاق."
    names = find_names("", (text,), dateline=None, published=None, language="ar")
    mentions = {country.code: country.mentions[0] for country in names.countries}
    assert mentions.keys() == {"IR", "IQ"}
    assert all(text[one.start : one.end] == one.text for one in mentions.values())
    assert mentions["IR"].text.startswith("إِ")
    assert mentions["IQ"].text == "عِرَاق"
