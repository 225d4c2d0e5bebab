"""In other languages, the leaders that an article names in full are linked, and no others."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.names.article_names import find_names


@pytest.mark.parametrize(
    ("language", "text", "leaders", "countries"),
    [
        ("de", "Der Bundeskanzler Olaf Scholz sprach in Berlin mit dem Rat. Scholz und Herr Koch kamen spät.",
         "olaf-scholz.de", "DE"),
        ("fr", "Le président Emmanuel Macron a reçu un ministre et un chef de parti, M. Denis, à Tours.",
         "emmanuel-macron.fr", ""),
        ("es", "El presidente Javier Milei habló. UN PRESIDENTE DE MADERA. Un líder, José Pérez, calló.",
         "javier-milei.ar", ""),
        ("it", "Il presidente Giorgia Meloni tace. Male, molto male. Un premier come Mario Bianchi parla.",
         "giorgia-meloni.it", ""),
        ("tr", "Bakan Hakan Fidan konuştu. Mali durum iyi. Mali yıl bitti.", "hakan-fidan.tr", ""),
        ("pt", "O presidente Nicolás Maduro falou, e um turco respondeu.", "nicolas-maduro.ve", "TR"),
        ("nl", "Minister-president Dick Schoof en De Koning zwegen. Het leger ook.", "dick-schoof.nl", ""),
        ("ru", "Президент Владимир Путин встретился с министром в Москве.", "vladimir-putin.ru", "RU"),
        ("zh", "国务院总理李強在北京会见了总统。", "li-qiang.cn", "CN"),
        ("ar", "قال الرئيس إن بلاده ترفض ذلك.", "", ""),
        ("vi", "Thủ tướng Phạm Minh Chính gặp Tổng Bí thư Tô Lâm.", "pham-minh-chinh.vn to-lam.vn", ""),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, leaders: str, countries: str) -> None:
    """Full names count in any language; a title without a name counts in none but English."""
    names = find_names("", [text], dateline=None, published=datetime.date(2024, 10, 11), language=language)
    assert {person.id for person in names.leaders} == set(leaders.split())
    assert {country.code for country in names.countries} == set(countries.split())
    assert not names.officials
