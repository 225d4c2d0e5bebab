"""Ranks, titles of offices to come, long names, namesakes, slips and past offices, with the package's own data."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.names.article_names import ArticleNames, find_names


def names(date: str | None, *paragraphs: str, title: str = "") -> ArticleNames:
    day = datetime.date.fromisoformat(date) if date else None
    return find_names(title, paragraphs, dateline=None, published=day)


def leaders(date: str | None, *paragraphs: str, title: str = "") -> dict[str, str]:
    return {person.id: person.role for person in names(date, *paragraphs, title=title).leaders}


@pytest.mark.parametrize(
    ("date", "text", "person"),
    [
        ("2020-11-20", "President-elect Joe Biden chose his chief of staff.", "joe-biden.us"),
        ("2019-03-01", "Ex-President Barack Obama gave a talk in Canada.", "barack-obama.us"),
        ("2018-03-01", "In 2009 then-President Barack Obama spoke in Cairo.", "barack-obama.us"),
        ("2022-10-20", "Capt. Ibrahim Traore closed the borders of Burkina Faso.", "ibrahim-traore.bf"),
        ("2020-03-01", "H.E. Uhuru Kenyatta opened a road in Kenya.", "uhuru-kenyatta.ke"),
        ("2016-03-01", "Alhaji Yahya Jammeh addressed a rally in Gambia.", "yahya-jammeh.gm"),
        (
            "2021-05-01",
            "The prince, Prince Faisal bin Farhan bin Abdullah, left Saudi Arabia.",
            "faisal-bin-farhan-al-saud.sa",
        ),
        ("2026-10-01", "President Tomas Quispe of Bolivia met miners.", "tomas-quispe.bo"),
        ("2026-10-01", "Chile's president-elect, Elena Rojas, named a cabinet.", "elena-rojas.cl"),
        ("2026-10-01", "Maria Ndoye, who became Senegal's president in May, spoke.", "maria-ndoye.sn"),
        ("2019-10-01", "Officials met Mike Pompeo in Lagos.", "mike-pompeo.us"),
    ],
)
def test_a_title_or_a_rank_makes_a_leader(date: str, text: str, person: str) -> None:
    """The words before and after a full name do not hide it, and name an unlisted leader."""
    assert list(leaders(date, text)) == [person]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2025-05-16", "Donald Trump Jr said on Friday that he would visit Sweden."),
        ("2017-07-12", "In the United States, Trump Jr. published his letters. Trump Jr. called them harmless."),
        ("2005-01-11", "His book on the plot against the pope. Mehmet Ali Demo wrote it in Italy."),
        ("1997-04-18", "Labour leader Tony Blair toured Britain's marginal seats."),
        ("2024-06-01", "Yusuf Demo, the Kenyan prime minister's climate adviser, spoke."),
        ("2018-12-27", "Like the queen of England, Demo and her friends wave to crowds."),
        ("2020-03-13", "The press chief for Brazil's president, Fabio Demo, was ill."),
        ("2019-01-01", "Ana Demo, president of UN-DEMO, thanked the staff."),
        ("2024-08-12", "A reporter, Ahmad Al-Demouh, was shot in Baghdad, Iraq."),
        ("2024-10-08", "David Lin, 68, was sent to prison."),
        ("2017-08-05", "Mohamed Omar, who runs the mosque, said that Somalia's embassy had called."),
        ("2018-06-05", "Ex-President Donald Trump's photograph hangs in a bar."),
    ],
)
def test_other_people_are_nobody(date: str, text: str) -> None:
    """Relatives, candidates, staff, and people with common names are no leaders."""
    assert not leaders(date, text)


def test_two_kings_of_one_country_are_apart() -> None:
    """A king is called by his own name, not by his father's."""
    found = leaders("1999-02-08", "Jordan mourned King Hussein. Leaders met his son, King Abdullah II.")
    assert set(found) == {"hussein-of-jordan.jo", "abdullah-ii-of-jordan.jo"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Prime Minister Luis Montenegro won in Portugal. Montenegro thanked his voters.", {"PT"}),
        ("Foreign Minister Israel Katz flew to Hungary.", {"HU"}),
        ("The late Sheikh Sabah ruled Kuwait.", {"KW"}),
        ("Tehreek-e-Taliban Pakistan sent a video from Afghanistan.", {"AF"}),
        ("Lao President Thongloun Sisoulith went to Vietnam.", {"LA", "VN"}),
        ("East and West Germany sent two teams.", {"DD", "DE"}),
        ("Athletes from North and South Korea marched together.", {"KP", "KR"}),
        ("Flights from Paris and New York's JFK were late.", {"FR", "US"}),
        ("The sellers of the Cayenne SUV met Lisa Monaco in Norway.", {"NO"}),
        ("The two leads in Pennsylvania, Georgia and Arizona were thin, said a Russian.", {"US", "RU"}),
        ("A Georgian townhouse in Dublin was sold.", {"IE"}),
    ],
)
def test_countries_and_what_looks_like_one(text: str, codes: set[str]) -> None:
    """A surname, a group, a car and a style name no country; two states that share a noun are two."""
    assert {country.code for country in names("2024-05-05", text).countries} == codes


def test_a_known_person_before_the_first_office_is_no_second_row() -> None:
    """A page kept up to date names a person under its old date: the same row, and a later office."""
    found = leaders("2011-05-10", "The list was updated. Ukrainian President Volodymyr Zelensky asked for help.")
    assert found == {"volodymyr-zelenskyy.ua": "later president"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Israeli Prime Minister Benjamin Netanyahuadded that talks went on.", "benjamin-netanyahu.il"),
        ("He heard thatFrench President Emmanuel Macronwould leave.", "emmanuel-macron.fr"),
        ("US President Joe Bidne spoke on Tuesday.", "joe-biden.us"),
        ("Spanish Foreign Minister José ManuelAlbares spoke on Tuesday.", "jose-manuel-albares.es"),
        ("Ukrainian President Volodimyr Zelenskyy spoke on Tuesday.", "volodymyr-zelenskyy.ua"),
    ],
)
def test_slips_are_the_known_persons(text: str, person: str) -> None:
    """A word glued to a name or a letter too few makes no new leader."""
    assert list(leaders("2023-10-12", text)) == [person]


@pytest.mark.parametrize(
    ("date", "named", "word"),
    [
        ("2024-10-01", "Chinese President Xi Jinping", "X"),
        ("2019-11-26", "Foreign Secretary Dominic Raab", "Rabbi"),
        ("2024-10-08", "Israeli Prime Minister Benjamin Netanyahu", "Netanya"),
        ("2024-10-08", "Indian Prime Minister Narendra Modi", "Moody"),
    ],
)
def test_words_and_places_are_no_spellings(date: str, named: str, word: str) -> None:
    """A letter, an ordinary word and a place are no other spelling of a family name."""
    found = names(date, f"{named} spoke on Monday.", f"She saw it on {word}, a friend said.").leaders
    assert word not in {mention.text for person in found for mention in person.mentions}


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2026-11-20", "The Peruvian president will visit the north."),
        ("2024-08-01", "He was appointed Iraqi prime minister in 2006."),
        ("2018-03-21", "The Indonesian president for whom the firm worked in 1999 was deposed."),
        ("2024-08-10", "The ousted Bangladeshi prime minister will return."),
        ("2024-07-10", "India's foreign secretary called the envoy."),
    ],
)
def test_a_past_or_unknown_holder_is_not_implied(date: str, text: str) -> None:
    """After the last day checked, and of another time, an office without a name implies nobody."""
    assert not names(date, text).implied


def test_a_present_holder_is_implied() -> None:
    """An office of today without a name implies its holder."""
    assert [person.id for person in names("2024-07-10", "The French president spoke.").implied] == [
        "emmanuel-macron.fr"
    ]


def test_a_foreign_secretary_may_be_an_official() -> None:
    """In South Asia a foreign secretary is the head of the ministry's staff."""
    found = names("2024-07-10", "Indian Foreign Secretary Arun Demo spoke in Dhaka.")
    assert not found.leaders
    assert [person.role for person in found.officials] == ["foreign secretary"]


def test_a_pope_is_the_vaticans() -> None:
    """A pope's nationality is not his state."""
    assert list(leaders("2025-05-10", "Leo, the first American pope, spoke on Saturday.")) == ["pope-leo-xiv.va"]


def test_an_officials_country_is_the_one_that_a_title_gives() -> None:
    """Another mention of an official tells the country that the first leaves out."""
    found = names(
        "2024-08-10",
        "Defence Minister Taras Demo was to meet US officials in the United States.",
        "They spoke with the Ukrainian defence minister, Taras Demo.",
    ).officials
    assert [person.country for person in found] == ["UA"]


def test_a_leader_of_long_ago_counts_in_title_and_lead_only() -> None:
    """Deep in a text about other things a famous leader of long ago is only quoted."""
    lead = "Pupils in Leeds learn more languages than ever, a survey of four hundred schools says."
    more = "The survey was made in May by a group of teachers, who asked nine thousand pupils."
    quoted = "Nelson Mandela said that a man who is spoken to in his own language hears it in his heart."
    day = datetime.date(2018, 10, 1)
    deep = find_names("", (lead, more, quoted), dateline=None, published=day, language="en")
    first = find_names("", (quoted, more), dateline=None, published=day, language="en")
    assert not deep.leaders
    assert [person.id for person in first.leaders] == ["nelson-mandela.za"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Former Foreign Secretary Tor Elde praised the mayor of Chicago on Monday.", []),
        ("Former British Foreign Secretary Tor Elde praised the mayor of Chicago on Monday.", ["tor-elde.gb"]),
        ("CHICAGO - Foreign Minister Tor Elde spoke on Monday.", ["tor-elde.us"]),
    ],
)
def test_a_former_office_needs_its_own_country(text: str, found: list[str]) -> None:
    """The country that an article names most is not that of everybody who once held an office."""
    assert list(leaders("2014-08-13", f"{text} The United States and American firms were the subject.")) == found


@pytest.mark.parametrize(
    ("date", "text", "found"),
    [
        (
            "2018-10-15",
            "King Salman spoke in Riyadh, not Saudi Arabia's de facto ruler, Crown Prince Mohammed bin Salman.",
            {"Salman"},
        ),
        ("2018-12-03", "George W. Bush came to the funeral in Washington. Bush Sr died on Friday.", {"George W. Bush"}),
        (
            "2021-05-25",
            "Russian President Vladimir Putin spoke in Geneva, where the Soviet leader was in 1985.",
            {"Vladimir Putin"},
        ),
        (
            "1987-04-05",
            "Margaret Thatcher was in London. The British chancellor of the exchequer spoke of it.",
            {"Margaret Thatcher"},
        ),
        (
            "2019-11-21",
            "Benjamin Netanyahu was charged in Jerusalem. It was a first for an Israeli prime minister.",
            {"Benjamin Netanyahu"},
        ),
        (
            "1987-03-13",
            "Bettino Craxi met Reagan. The Italian prime minister designate did not.",
            {"Bettino Craxi", "Reagan"},
        ),
    ],
)
def test_what_means_somebody_else(date: str, text: str, found: set[str]) -> None:
    """A father's name, an elder of the family, a former state's leader, another office, anybody in the office."""
    assert {mention.text for person in names(date, text).leaders for mention in person.mentions} == found


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("U.S. Broke Trade Rules In Akzo-Reagan Row", []),
        ("Ex-Reagan Aide Indicted On Perjury Charges", ["ronald-reagan.us"]),
    ],
)
def test_names_joined_to_another_name(headline: str, found: list[str]) -> None:
    """A hyphen joins a leader's name to "pro" or "anti"; joined to another name it is a partner's or a firm's."""
    told = names("1989-06-10", "The case began in Washington, a spokesman of the court said.", title=headline).leaders
    assert [person.id for person in told] == found
