"""Sentences in newspaper style, from 1950 to 2026, and the leaders and officials that they name."""

from __future__ import annotations

import datetime
import time

import pytest

from seedread.index.names.article_names import ArticleNames, find_names


def found(date: str, text: str, title: str = "") -> ArticleNames:
    published = datetime.date.fromisoformat(date) if date else None
    return find_names(title, text.split("\n"), dateline=None, published=published)


def leaders(date: str, text: str, title: str = "") -> set[str]:
    return {person.id for person in found(date, text, title).leaders}


@pytest.mark.parametrize(
    ("date", "text", "named"),
    [
        ("1950-07-02", "President Truman ordered troops to South Korea. Secretary of State Dean Acheson agreed.",
         "harry-s-truman.us dean-acheson.us"),
        ("1955-04-20", "Premier Chou En-lai spoke for China. India sent Prime Minister Nehru and President Sukarno.",
         "zhou-enlai.cn jawaharlal-nehru.in sukarno.id"),
        ("1956-11-01", "Egypt's President Gamal Abdel Nasser defied Sir Anthony Eden and French Premier Guy Mollet.",
         "gamal-abdel-nasser.eg anthony-eden.gb guy-mollet.fr"),
        ("1959-01-09", "Cuba's new president, Manuel Urrutia, named Jose Miro Cardona prime minister.",
         "manuel-urrutia-lleo.cu jose-miro-cardona.cu"),
        ("1961-06-04", "President Kennedy met Premier Khrushchev in Vienna.", "john-f-kennedy.us nikita-khrushchev.su"),
        ("1967-06-06", "King Hussein of Jordan called President Nasser before dawn.",
         "hussein-of-jordan.jo gamal-abdel-nasser.eg"),
        ("1968-08-21", "Leonid Brezhnev and Alexei Kosygin demanded that President Ludvik Svoboda form a government.",
         "leonid-brezhnev.su alexei-kosygin.su ludvik-svoboda.cs"),
        ("1972-02-21", "President Nixon met Chairman Mao Tse-tung in Peking.", "richard-nixon.us mao-zedong.cn"),
        ("1977-11-20", "President Anwar Sadat of Egypt met Prime Minister Menachem Begin.",
         "anwar-sadat.eg menachem-begin.il"),
        ("1979-05-04", "Mrs Thatcher entered Downing Street. Lord Carrington becomes foreign secretary.",
         "margaret-thatcher.gb peter-carington.gb"),
        ("1985-11-20", "The Reagan administration was pleased when Mikhail Gorbachev smiled.",
         "ronald-reagan.us mikhail-gorbachev.su"),
        ("1989-11-09", "East Germany's Egon Krenz opened the wall. Chancellor Helmut Kohl left Poland at once.",
         "egon-krenz.dd helmut-kohl.de"),
        ("1995-11-21", "Presidents Slobodan Milosevic, Franjo Tudjman and Alija Izetbegovic initialled the accord.",
         "slobodan-milosevic.rs franjo-tudjman.hr alija-izetbegovic.ba"),
        ("1998-05-21", "Indonesian President Suharto resigned and handed power to B.J. Habibie.",
         "suharto.id b-j-habibie.id"),
        ("2001-09-20", "Taliban leader Mullah Mohammad Omar refused. President George W. Bush spoke to Congress.",
         "mohammed-omar.af george-w-bush.us"),
        ("2008-08-12", "Nicolas Sarkozy met Dmitry Medvedev in Moscow and Mikheil Saakashvili in Tbilisi.",
         "nicolas-sarkozy.fr dmitry-medvedev.ru mikheil-saakashvili.ge"),
        ("2015-07-14", "Iran's Mohammad Javad Zarif shook hands with John Kerry. Federica Mogherini read the text.",
         "mohammad-javad-zarif.ir john-kerry.us federica-mogherini.it"),
        ("2020-08-18", "Mali's President Ibrahim Boubacar Keita was arrested by soldiers of Colonel Assimi Goita.",
         "ibrahim-boubacar-keita.ml assimi-goita.ml"),
        ("2022-02-24", "Volodymyr Zelenskiy spoke to Ursula von der Leyen. Dmytro Kuleba is Ukraine's top diplomat.",
         "volodymyr-zelenskyy.ua ursula-von-der-leyen.eu dmytro-kuleba.ua"),
        ("2024-07-05", "Sir Keir Starmer named David Lammy foreign secretary.", "keir-starmer.gb david-lammy.gb"),
        ("2025-05-08", "Pope Leo XIV, born Robert Prevost in Chicago, greeted the crowd.", "pope-leo-xiv.va"),
        ("2025-06-04", "South Korea's President Lee Jae-myung took office after Yoon Suk Yeol was ousted.",
         "lee-jae-myung.kr yoon-suk-yeol.kr"),
        ("2025-10-21", "Sanae Takaichi became Japan's first woman prime minister.", "sanae-takaichi.jp"),
        ("2026-05-20", "Hungarian Prime Minister Peter Magyar visited Warsaw and met Donald Tusk.",
         "peter-magyar.hu donald-tusk.pl"),
        ("2023-05-09", "President Ferdinand Marcos Jr. of the Philippines spoke. Marcos left.", "bongbong-marcos.ph"),
        ("1985-05-09", "President Ferdinand Marcos of the Philippines spoke.", "ferdinand-marcos.ph"),
        ("2023-03-21", "Fumio Kishida was in Kyiv with Zelensky.", "fumio-kishida.jp volodymyr-zelenskyy.ua"),
        ("2002-01-30", "George W. Bush spoke of Iraq. His father, former U.S. President George Bush, agreed.",
         "george-w-bush.us george-h-w-bush.us"),
        ("2025-06-24", "Mark Rutte opened the NATO summit in The Hague.", "mark-rutte.nl"),
    ],
)  # fmt: skip
def test_leaders_of_every_decade(date: str, text: str, named: str) -> None:
    """A name refers to the person who held that office at the time."""
    assert leaders(date, text) == set(named.split())


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2017-11-08", "The rules come at a bad time, said Collin Laverty, president of Cuba Educational Travel."),
        ("1987-03-12", "Marcel Cazale, President of the French Maize Producers' Association, said so."),
        ("1987-10-20", "Dave Carter, president of the U.S. beet sugar association, said plantings may be up."),
        ("2005-04-14", "Former Labour leader Lord Kinnock said in Iraq that all was well."),
        ("2017-11-06", "The drill will include the USS Nimitz, the Ronald Reagan and the Theodore Roosevelt."),
        ("2012-03-04", "Flights from John F. Kennedy airport and Ben Gurion International Airport were late."),
        ("2014-05-06", "The Nelson Mandela Foundation and George Washington University gave a prize."),
        ("1998-02-03", "Liverpool beat Arsenal, and Owen Arthur of the supporters' club was pleased."),
        ("2009-05-03", "Juventus president Giovanni Gigli and Barcelona coach Pep Guardiola met."),
        ("1996-08-28", "The mayor of Lyon, the governor of Texas and the premier of Ontario, Mike Harris, came."),
        ("2010-06-07", "University of Ghana president Kwesi Boateng opened the library."),
        ("2021-04-05", "Shadow foreign secretary Lisa Tandy and party leader Ed Borrow spoke."),
        ("2019-07-08", "Presidential candidate Rosa Lindqvist and the Kremlin spokesman Oleg Petrenko disagreed."),
        ("2019-11-19", "Emirates President Tim Clarke told reporters that the airline would grow."),
        ("2023-09-12", "The play tells of Aulon, a Greek king who led the army."),
        ("2021-07-07", "The parish of St. Frances sings."),
        ("2016-01-02", "Fiat president John Elkann and Ford Canada president Dianne Craig met at Davos."),
    ],
)
def test_others_are_not_leaders(date: str, text: str) -> None:
    """Companies, clubs, airports, universities, ships, candidates, governors and spokesmen give no leader."""
    assert leaders(date, text) == set()


def test_a_counterpart_further_down_is_no_president() -> None:
    """An office from another paragraph may be another person's: it does not make an unlisted leader."""
    text = "President Donald Trump was away.\nH.R. McMaster spoke beside his British counterpart, Mark Sedwell."
    assert leaders("2017-12-12", text) == {"donald-trump.us"}


def test_without_a_date_the_higher_office_counts() -> None:
    """Of two last offices that ended together, the higher one is the role."""
    (saddam,) = found("", "Saddam Hussein ruled Iraq.").leaders
    assert saddam.role == "former president"


@pytest.mark.parametrize(
    ("date", "text", "meant"),
    [
        ("2024-10-11", "Iran's Supreme Leader said nothing. The French president did.",
         {"ali-khamenei.ir": ("Iran's Supreme Leader",), "emmanuel-macron.fr": ("French president",)}),
        ("1996-08-28", "The U.S. president and Jordan's king agreed.",
         {"bill-clinton.us": ("U.S. president",), "hussein-of-jordan.jo": ("Jordan's king",)}),
        ("2024-10-11", "Russian President Vladimir Putin spoke. The Russian president was calm.", {}),
        ("2024-10-11", "A former French president and the next German chancellor met a Swedish prime minister.", {}),
        ("", "Iran's supreme leader said nothing.", {}),
    ],
)  # fmt: skip
def test_an_office_without_a_name(date: str, text: str, meant: dict[str, tuple[str, ...]]) -> None:
    """Country and office identify an implied leader at the date, who is not counted as a mention."""
    names = found(date, text)
    assert {person.id: person.spellings for person in names.implied} == meant
    assert not {person.id for person in names.leaders} & meant.keys()


@pytest.mark.parametrize("text", ["Iran Georgia Korea ", "President Putin ", "the Iranian president, "])
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    """The time for a word does not grow with the words around it: a name repeated 8,000 times takes about a second."""
    start = time.process_time()
    found("2024-10-11", text * 8000)
    assert time.process_time() - start < 6


def test_a_surname_alone_may_be_a_strangers() -> None:
    """A family name refers to the last person with it, even if that person is not a leader."""
    text = (
        "Robert Kennett Kennedy rallied voters in Ohio. Kennedy has a following, Mr Kennedy said.\n"
        "He quoted John F. Kennedy, the former U.S. president. Kennedy was shot in 1963."
    )
    (president,) = found("2023-12-21", text).leaders
    assert [(mention.paragraph, mention.text) for mention in president.mentions] == [
        (1, "John F. Kennedy"),
        (1, "Kennedy"),
    ]
