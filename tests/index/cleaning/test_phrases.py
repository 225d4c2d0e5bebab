"""The phrase file is readable data, and its groups mean what they say."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from seedread.index import cleaning
from seedread.index.cleaning import KINDS
from seedread.index.cleaning.phrases import known_phrases, words_of


def test_the_face_is_whole() -> None:
    """The package exports what others use, and nothing else."""
    assert set(cleaning.__all__) == {"KINDS", "Cleaned", "clean"}
    assert all(hasattr(cleaning, name) for name in cleaning.__all__)


def test_every_group_names_a_known_kind() -> None:
    """A group has a kind of KINDS, a way of matching and a language."""
    data = tomllib.loads(files(cleaning).joinpath("data", "phrases.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        assert group["kind"] in KINDS
        assert group["match"] in {"line", "start", "within"}
        assert group["language"]
        assert all(words_of(text.replace("#", "0")) for text in group["phrases"].split("\n") if text)


def test_numbers_and_case_do_not_matter() -> None:
    """A phrase with a number stands for every number, and capitals are all the same."""
    found = known_phrases().line(words_of("VIEW 1204 Comments"))
    assert found is not None
    assert found.kind == "comment form"


def test_the_longest_beginning_counts() -> None:
    """Of two phrases that a line begins with, the longer one is told."""
    found = known_phrases().start(words_of("Sign up for our newsletter today"))
    assert found is not None
    assert found.text == "sign up for our"
