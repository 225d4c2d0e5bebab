"""Tests titles in other languages: surnames that they complete, and leaders in no data file that they introduce."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.names.article_names import ArticleNames, find_names

DAY = datetime.date(2024, 10, 11)


def named(text: str, language: str, day: datetime.date | None = DAY) -> ArticleNames:
    return find_names("", (text,), dateline=None, published=day, language=language)


@pytest.mark.parametrize(
    ("language", "text", "leader"),
    [
        ("ru", "Премьер-министр Великобритании Стармер выступил.", "keir-starmer.gb"),
        ("cs", "Francouzský ministr zahraničí Barrot přijel do Prahy.", "jean-noel-barrot.fr"),
        ("pl", "Kanclerz Niemiec Scholz mówił krótko.", "olaf-scholz.de"),
        ("hu", "Fico szlovák miniszterelnök elutazott.", "robert-fico.sk"),
        ("zh", "肯尼亚总统鲁托发表讲话。", "william-ruto.ke"),
        ("ja", "ケニアのルト大統領が演説した。", "william-ruto.ke"),
        ("ar", "قال وزير الخارجية المصري عبد العاطي إن المحادثات مستمرة.", "badr-abdelatty.eg"),
        ("tr", "Slovakya Başbakanı Fico'nun ziyareti ertelendi.", "robert-fico.sk"),
    ],
)
def test_a_title_completes_a_surname(language: str, text: str, leader: str) -> None:
    """A surname with a title is that of who holds the office, in the country beside the title."""
    assert [person.id for person in named(text, language).leaders] == [leader]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Вице-президент Кении Руто выступил."),
        ("de", "Der kenianische Vizepräsident Ruto sprach."),
        ("es", "El presidente del club, Boric, habló en Chile."),
        ("pl", "Prezydent Kenii spotkał pisarza. Ruto milczał w Ghanie."),
    ],
)
def test_other_titles_complete_nothing(language: str, text: str) -> None:
    """A deputy's or a club's title says nothing about a leader, and one that is not beside the surname neither."""
    assert not [person for person in named(text, language).leaders if person.id == "gabriel-boric.cl"]
    assert named(text, language).leaders == () or {p.id for p in named(text, language).leaders} == {"william-ruto.ke"}


@pytest.mark.parametrize(
    ("language", "text", "name", "identity", "role"),
    [
        ("ru", "Президент Боливии Аркадио Вентурес прилетел. Вентурес устал.", "Arkadio Ventures",
         "arkadio-ventures.bo", "president"),
        ("de", "Ghanas Außenministerin Abena Quistorp reiste ab.", "Abena Quistorp", "abena-quistorp.gh",
         "foreign minister"),
        ("pl", "Premier Słowacji Tymoteusz Brzezina zrezygnował.", "Tymoteusz Brzezina",
         "tymoteusz-brzezina.sk", "prime minister"),
        ("fr", "L'ancien président du Togo Anselme Kodjovi est mort.", "Anselme Kodjovi", "anselme-kodjovi.tg",
         "former president"),
        ("zh", "加纳总统阿贝纳·曼库结束访问。", "阿贝纳·曼库", "阿贝纳-曼库.gh", "president"),
        ("ja", "ガーナのアレナ・クワク大統領が来日した。", "アレナ・クワク", "アレナ-クワク.gh", "president"),
    ],
)  # fmt: skip
def test_a_title_introduces_an_unlisted_leader(language: str, text: str, name: str, identity: str, role: str) -> None:
    """A whole name with a leader's title and a country is a leader, although no data file has it."""
    (person,) = named(text, language).leaders
    assert (person.name, person.id, person.role) == (name, identity, role)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Präsident des Vereins Hans Adamczyk sprach in Ghana."),
        ("it", "Il vicepresidente del Togo Anselmo Kodjovi tace."),
        ("ru", "Президент компании Аркадий Вентурес уехал в Боливию."),
        ("pl", "Premier Szkocji Tymoteusz Brzezina mówił."),
        ("es", "El presidente de Chile, según Juan Arteche, calló."),
    ],
)
def test_other_people_are_no_unlisted_leaders(language: str, text: str) -> None:
    """Heads of clubs and companies, deputies, regional premiers and people who are named later are no leaders."""
    assert named(text, language).leaders == ()


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("fi", "Entisen Ghanan presidentin Abena Quistorpin kirja ilmestyi.", "former president"),
        ("sv", "Den tidigare polska presidenten Jorun Quistorp talade.", "former president"),
        ("pl", "Były prezydent Ghany Abena Quistorp zabrał głos.", "former president"),
        ("pl", "Gościem był prezydent Ghany Abena Quistorp.", "president"),
        ("ro", "Fostul președinte al Ghanei Abena Quistorp a vorbit.", "former president"),
        ("ro", "Invitatul a fost președintele Ghanei Abena Quistorp.", "president"),
        ("de", "Der frühere polnische Präsident Jorun Quistorp sprach.", "former president"),
        ("uk", "Колишній президент Гани Абена Квісторп виступив.", "former president"),
    ],
)
def test_who_held_an_office_before_is_former(language: str, text: str, role: str) -> None:
    """The word for "former" counts in its own forms; a verb or another word that begins like it says nothing."""
    (person,) = named(text, language).leaders
    assert person.role == role


def test_another_spelling_of_who_holds_the_office_is_no_new_person() -> None:
    """A name that the title makes another spelling of the present holder's is the holder."""
    (person,) = named("Филиппинский президент Бонгбонг Маркас уехал.", "ru").leaders
    assert person.id == "bongbong-marcos.ph"


def test_the_title_chooses_between_two_offices() -> None:
    """Without a date a person who led a state and a body has the row of the body that the title names."""
    (person,) = named("Przewodniczący Rady Europejskiej Donald Tusk mówił.", "pl", None).leaders
    assert (person.id, person.country) == ("donald-tusk.pl", "EU")


def test_a_number_is_no_surname() -> None:
    """After a monarch the word for "the second" names nobody."""
    (person,) = named("استقبل الملك عبد الله الثاني الضيوف. والاجتماع الثاني غدا في الأردن.", "ar").leaders
    assert len(person.mentions) == 1
