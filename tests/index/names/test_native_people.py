"""Tests the leaders that articles of other languages name, in their own spellings and cases."""

from __future__ import annotations

import datetime
import re

import pytest

from seedread.index.names.article_names import ArticleNames, find_names
from seedread.index.names.gazetteer import gazetteer
from seedread.index.text.data_files import read_table

DAY = datetime.date(2024, 10, 11)


def named(text: str, language: str, day: datetime.date | None = DAY) -> ArticleNames:
    return find_names("", (text,), dateline=None, published=day, language=language)


@pytest.mark.parametrize(
    ("language", "text", "leaders"),
    [
        ("ru", "В Ашхабаде Владимир Путин встретился с Масудом Пезешкианом. Путин говорил час.",
         "vladimir-putin.ru masoud-pezeshkian.ir"),
        ("uk", "Розмова з Володимиром Зеленським тривала годину, сказав Зеленський.", "volodymyr-zelenskyy.ua"),
        ("bg", "В България премиерът Димитър Главчев говори за бюджета.", "dimitar-glavchev.bg"),
        ("el", "Ο Ρετζέπ Ταγίπ Ερντογάν θα δει τον Εμανουέλ Μακρόν.", "recep-tayyip-erdogan.tr emmanuel-macron.fr"),
        ("ar", "التقى بوتين في عشق آباد الرئيس مسعود بزشكيان.", "vladimir-putin.ru masoud-pezeshkian.ir"),
        ("fa", "ولادیمیر پوتین با مسعود پزشکیان دیدار کرد.", "vladimir-putin.ru masoud-pezeshkian.ir"),
        ("he", "נתניהו שוחח עם עמנואל מקרון.", "benjamin-netanyahu.il emmanuel-macron.fr"),
        ("hi", "व्लादिमीर पुतिन ने नरेंद्र मोदी से बात की।", "vladimir-putin.ru narendra-modi.in"),
        ("zh", "习近平在北京会见普京。", "xi-jinping.cn vladimir-putin.ru"),
        ("ja", "プーチン大統領は習近平国家主席と会談した。", "vladimir-putin.ru xi-jinping.cn"),
        ("ko", "푸틴 대통령은 시진핑 주석과 만났다.", "vladimir-putin.ru xi-jinping.cn"),
        ("pl", "Rozmowa z Emmanuelem Macronem trwała godzinę; Macron wyjechał.", "emmanuel-macron.fr"),
        ("cs", "Setkání s Olafem Scholzem se konalo v Praze.", "olaf-scholz.de"),
        ("tr", "Emmanuel Macron'un konuşması uzun sürdü.", "emmanuel-macron.fr"),
        ("hu", "Emmanuel Macronnal tárgyalt a miniszter.", "emmanuel-macron.fr"),
        ("de", "In Frankreich sagte Macron, er werde die Regierung umbilden.", "emmanuel-macron.fr"),
        ("es", "Putin habló con la prensa.", "vladimir-putin.ru"),
    ],
)  # fmt: skip
def test_native_names(language: str, text: str, leaders: str) -> None:
    """Spellings of the table, names with case endings, names in Cyrillic and surnames of present heads are found."""
    assert {person.id for person in named(text, language).leaders} == set(leaders.split())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Läufer John Howard gewann in Leipzig."),
        ("ru", "Художник Сергей Петров открыл выставку в Твери."),
        ("pl", "Piłkarz Jan Olszewski strzelił gola."),
        ("de", "Koch und Schmidt eröffneten ein Lokal."),
        ("es", "El señor Sánchez, carpintero, y su hijo Mario."),
    ],
)
def test_other_people(language: str, text: str) -> None:
    """People who only share a name with one out of office for long, or a common surname, are no leaders."""
    assert not named(text, language).leaders


def test_a_name_counts_once_in_one_place() -> None:
    """The whole name and the surname within it are one mention; the later surname is another."""
    (putin,) = named("Владимир Путин прибыл. Вечером Путина встретили.", "ru").leaders
    assert [mention.text for mention in putin.mentions] == ["Владимир Путин", "Путина"]


def test_every_spelling_is_of_a_person_in_the_list() -> None:
    """No row of the table of spellings names an ID that the list of leaders does not have."""
    ids = [row[0] for row in read_table("names", "native_leaders.tsv")]
    assert not [leader for leader in ids if gazetteer().with_id(leader) is None]
    assert ids == sorted(set(ids))


_SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "mk", "sr", "kk", "ky", "tg"), r"[\u0400-\u04ff IVX'’-]+"),
    **dict.fromkeys(("ar", "fa", "ur"), r"[\u0600-\u06ff\u200c -]+"),
    "he": r"[\u0590-\u05ff '\"0-9.-]+",
    "hi": r"[\u0900-\u097f A-Z.-]+",
    "el": r"[\u0370-\u03ff .-]+",
    "zh": r"[\u3400-\u9fff·A-Z-]+",
    "ja": r"[\u3040-\u30ff\u3400-\u9fff・＝=A-Z0-9]+",
    "ko": r"[\uac00-\ud7a3 0-9A-Z.]+",
    "latin": r"[\w .'ʻ-]+",
}


def test_every_spelling_is_in_the_script_of_its_language() -> None:
    """No spelling mixes scripts, has a mark of another one, or stands in the column of another language."""
    rows = [
        (row[0], *column.partition(":")[::2]) for row in read_table("names", "native_leaders.tsv") for column in row[1:]
    ]
    wrong = [
        (leader, language, one)
        for leader, language, spellings in rows
        for one in spellings.split("|")
        if not re.fullmatch(_SCRIPTS[language], one) or one != one.strip()
    ]
    assert not wrong
    assert len({leader for leader, _, _ in rows}) >= 600


def test_nobody_before_the_first_office() -> None:
    """A surname alone is nobody's before the person held an office."""
    assert not named("Макрон приехал во Францию.", "ru", datetime.date(2005, 5, 5)).leaders
