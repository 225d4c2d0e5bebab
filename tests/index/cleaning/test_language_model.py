"""The model that detects languages is kept in the cache folder in a form that is read fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from py3langid import langid

from seedread.index.cleaning import language_model
from seedread.index.cleaning.language_model import language_identifier
from seedread.index.errors import NoHome
from seedread.index.files.user_folders import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ["de", "en", "fr", "ja", "sr"]
TEXTS = (
    "Die Minister sprachen am Montag in Berlin über das Gas.",
    "Les ministres ont parlé du gaz lundi à Paris.",
    "The ministers spoke of gas in London on Monday.",
    "大臣は月曜日に東京でガスについて話した。",
    "Министри су у понедељак говорили о гасу.",
    "12",
)


def _kept() -> list[Path]:
    return list(cache_folder().glob("language-model-*"))


def _ranks() -> list[list[tuple[str, float]]]:
    identifier = language_identifier(LANGUAGES)
    return [identifier.rank(text) for text in TEXTS]


@pytest.fixture(scope="module")
def expected() -> list[list[tuple[str, float]]]:
    model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    model.set_languages(LANGUAGES)
    return [model.rank(text) for text in TEXTS]


@pytest.fixture
def no_unpacking(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def forbidden(*_arguments: object) -> None:
        raise AssertionError("the model of py3langid was read")

    monkeypatch.setattr(langid.LanguageIdentifier, "from_model_file", forbidden)
    return monkeypatch


def test_what_is_kept_detects_as_the_model_does(
    expected: list[list[tuple[str, float]]], request: pytest.FixtureRequest
) -> None:
    """Every probability is the one of py3langid, when the model is first read and when it was kept."""
    assert _kept() == []
    assert _ranks() == expected
    assert len(_kept()) == 1
    request.getfixturevalue("no_unpacking")
    assert _ranks() == expected


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "of all", "a folder"])
def test_what_is_damaged_or_of_others_is_not_used(harm: str, expected: list[list[tuple[str, float]]]) -> None:
    """The model of py3langid is read again, and a damaged file is replaced."""
    language_identifier(LANGUAGES)
    (path,) = _kept()
    whole = path.read_bytes()
    if harm == "of all":
        path.chmod(0o666)
    elif harm == "a folder":
        path.unlink()
        path.mkdir()
    else:
        flipped = whole[:1000] + bytes((whole[1000] ^ 1,)) + whole[1001:]
        path.write_bytes({"cut": whole[:-9], "flipped": flipped, "empty": b""}[harm])
    assert _ranks() == expected
    if harm != "a folder":
        assert path.read_bytes() == whole
        assert path.stat().st_mode & 0o777 == 0o600


def test_only_the_model_of_these_languages_is_kept() -> None:
    """A file that was made of another model or for other languages is removed."""
    language_identifier(LANGUAGES)
    before = _kept()
    language_identifier(["de", "en"])
    assert len(_kept()) == 1
    assert _kept() != before


def test_without_a_home_folder_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, expected: list[list[tuple[str, float]]]
) -> None:
    """Detection works as well where there is no folder to keep anything in."""

    def missing() -> None:
        raise NoHome("none")

    monkeypatch.setattr(language_model, "cache_folder", missing)
    assert _ranks() == expected
