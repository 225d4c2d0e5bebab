"""Tests the names of countries in articles of other languages."""

from __future__ import annotations

import re

import pytest

from seedread.index.names.article_names import find_names
from seedread.index.names.countries.native_scan import resolve_native_country
from seedread.index.names.countries.native_table import SOURCES, native_forms
from seedread.index.text.data_files import read_table


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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("cs", "Litevský premiér navštívil Tbilisi a Jerevan", "LT GE AM"),
        ("cs", "Uzbecká vláda jedná s Tádžikistánem", "UZ TJ"),
        ("cs", "Britové a Američané cvičí v Estonsku", "GB US EE"),
        ("el", "Ο πρωθυπουργός της Ουγγαρίας στη Μόσχα", "HU RU"),
        ("el", "Τούρκοι και Σύροι στα σύνορα", "TR SY"),
        ("el", "Σουηδοί τουρίστες στην Ισπανία", "SE ES"),
        ("uk", "Азербайджанський газ для болгарських споживачів", "AZ BG"),
        ("uk", "Таджики повертаються з Росії", "TJ RU"),
        ("uk", "В Афганістані затримали британців", "AF GB"),
        ("ro", "Letonii și estonienii cer ajutorul americanilor", "LV EE US"),
        ("ro", "Premierul armean la Paris", "AM FR"),
        ("ro", "Ministrul kazah al energiei, la București", "KZ RO"),
        ("hu", "Litván és lengyel katonák Fehéroroszország határán", "LT PL BY"),
        ("hu", "A szlovén kormányfő Zágrábban", "SI HR"),
        ("hu", "Egyiptomi közvetítés Izrael és Irán között", "EG IL IR"),
        ("da", "Italienske læger hjælper Libanon", "IT LB"),
        ("da", "Hollænderne siger farvel til Afghanistan", "NL AF"),
        ("da", "Egypten og Tyrkiet forhandler", "EG TR"),
        ("nb", "Nederlandske fly over Polen", "NL PL"),
        ("nb", "Egypts president i Moskva", "EG RU"),
        ("nb", "Afghanske flyktninger i Hellas", "AF GR"),
        ("fi", "Norjan ja Tanskan laivat", "NO DK"),
        ("fi", "Egyptin presidentti vieraili Moskovassa", "EG RU"),
        ("fi", "Liettualaiset ostavat panssareita Saksasta", "LT DE"),
        ("az", "Polşanın baş naziri Litvaya getdi", "PL LT"),
        ("az", "Yaponiyalı turistlər Gürcüstandadır", "JP GE"),
        ("az", "Ukraynaya silah, Rusiyaya sanksiya", "UA RU"),
        ("kk", "Молдовадағы сайлау және Румыния", "MD RO"),
        ("kk", "Үндістанның ғарышкері", "IN"),
        ("kk", "Италиядан келген құтқарушылар", "IT"),
        ("ky", "Италияга кеткен кыргызстандыктар", "IT KG"),
        ("ky", "Өзбекстандын президенти Германияда", "UZ DE"),
        ("ky", "Пакистан менен Индиянын чыры", "PK IN"),
        ("uz", "Hindiston va Pokiston chegarasida otishma", "IN PK"),
        ("uz", "Italiyalik oshpazlar Samarqandda", "IT"),
        ("uz", "Polshaga ishga ketganlar", "PL"),
        ("tk", "Hindistanyň we Pakistanyň arasynda", "IN PK"),
        ("tk", "Italiýadan gelen tehnika", "IT"),
        ("tk", "Gyrgyzystanyň Prezidenti Moskwada", "KG RU"),
        ("tg", "Исроил ба Лубнон ҳамла кард", "IL LB"),
        ("tg", "Муҳассилин дар Чин ва Ҳиндустон", "CN IN"),
        ("tg", "Вазири умури хориҷии Арманистон", "AM"),
        ("ur", "روسی صدر کی چینی ہم منصب سے ملاقات", "RU CN"),
        ("ur", "ترکی اور یونان میں کشیدگی", "TR GR"),
        ("ur", "جاپان اور جنوبی کوریا کا اتحاد", "JP KR"),
        ("ps", "د اسرائیلو پر لبنان برید", "IL LB"),
        ("ps", "د تاجکستان او قرغزستان پوله", "TJ KG"),
        ("ps", "د هند لومړی وزیر جاپان ته ولاړ", "IN JP"),
        ("ku", "Serokwezîrê Iraqê çû Tehranê", "IQ IR"),
        ("ku", "Li Swêdê û Norwêcê", "SE NO"),
        ("ku", "Ermenistan û Azerbaycan li hev hatin", "AM AZ"),
        ("es", "El enviado de EE.UU. sale; EE. UU. calla y EE UU espera", "US"),
        ("cs", "Tenistka porazila Španělku, její bratr prohrál s Dánem", "ES DK"),
        ("zh", "中俄签署协议，法德未表态", "CN RU FR DE"),
        ("zh", "其中美国占三成", "US"),
        ("zh", "该州的威德法案被推翻", ""),
        ("ja", "米韓首脳が会談、日中関係も議題に", "US KR JP CN"),
        ("ja", "日中は晴れ、英独立党が反発", ""),
        ("ko", "대북 제재와 스페인서 열린 회의", "KP ES"),
        ("ar", "الأتراك ووفد كازاخستاني", "TR KZ"),
        ("sv", "Polska lantbrukare och ungerska väljare", "PL HU"),
    ],
)
def test_countries_in_inflected_headlines(language: str, text: str, expected: str) -> None:
    """Headlines name countries, their capitals and their people in the cases of their language."""
    assert codes(text, language) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("cs", "Mluvil anglicky i rusky na lodi v Indickém oceánu."),
        ("da", "Bogen er skrevet på tysk, og skibet sejler i Det Indiske Ocean."),
        ("bg", "Корабът мина през Ирландско море и Индийския океан."),
        ("fi", "Myrsky nousi Intian valtamerellä."),
        ("ur", "ترکی بہ ترکی جواب دیا، چینی مہنگی ہو گئی"),
        ("az", "Gəmi Hind okeanında batdı."),
    ],
)
def test_languages_and_seas_of_other_languages(language: str, text: str) -> None:
    """A language that is spoken and a sea are no country."""
    assert codes(text, language) == set()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Deutschland", "DE"), ("немцы", "DE"), ("Niemczech", "DE"), ("伊朗", "IR"), ("ايران", "IR"), ("Ираном", "IR"),
        ("صين", "CN"), ("الصين", "CN"), ("EE.UU.", "US"), ("ee uu", "US"), ("США", "US"), ("한국", "KR"),
        ("polsko", "PL"), ("Россией", "RU"), ("Индией", "IN"), ("Saúdskou Arábií", "SA"), ("Гвинее-Бисау", "GW"),
        ("Republiki Południowej Afryki", "ZA"), ("Албанії", "AL"),
    ],
)  # fmt: skip
def test_a_typed_name_in_any_language(typed: str, code: str) -> None:
    """A country is found by its name in any language, also in a case or without the article."""
    assert resolve_native_country(typed) == {code}


def test_a_typed_name_of_no_country() -> None:
    """A word that no table has, or that only begins like one of its names, is no country."""
    assert (
        resolve_native_country("turkii")
        == resolve_native_country("Франкенштейн")
        == resolve_native_country("Qwertia")
        == frozenset()
    )


def test_the_forms_are_in_the_order_of_the_script_that_makes_them() -> None:
    """By language, code, source and form, so that a row is easy to find and the script changes only what is new."""
    assert list(native_forms()) == sorted(native_forms())
    for forms in native_forms().values():
        assert forms == sorted(forms)


def test_every_form_names_a_country_in_a_language() -> None:
    """A row stands below a language, begins with two capitals, and has at least one form."""
    table = read_table("names", "native_countries.tsv")
    assert len(table[0]) == 1
    for first, *columns in table:
        assert re.fullmatch("[A-Z]{2}" if columns else "[a-z]{2}", first), first
        assert not columns or (any(columns) and len(columns) <= len(SOURCES)), first
