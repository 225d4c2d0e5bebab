"""The phrase file is valid, and lookups follow its groups."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from seedread.index import cleaning
from seedread.index.cleaning import KINDS
from seedread.index.cleaning.phrases import known_phrases, line_words


def test_the_package_exports_its_interface() -> None:
    """The package exports what others use, and nothing else."""
    assert set(cleaning.__all__) == {"KINDS", "Cleaned", "clean"}
    assert all(hasattr(cleaning, name) for name in cleaning.__all__)


def test_every_group_names_a_known_kind() -> None:
    """Each group has a kind of KINDS, a way of matching and a language."""
    data = tomllib.loads(files(cleaning).joinpath("data", "phrases.toml").read_text(encoding="utf-8"))
    for group in data["group"]:
        assert group["kind"] in KINDS
        assert group["match"] in {"line", "start", "within"}
        assert group["language"]
        assert all(line_words(text.replace("#", "0")) for text in group["phrases"].split("\n") if text)


def test_numbers_and_case_do_not_matter() -> None:
    """A phrase with a number matches every number, and case does not matter."""
    found = known_phrases().line(line_words("VIEW 1204 Comments"))
    assert found is not None
    assert found.kind == "comment form"


def test_the_longest_start_counts() -> None:
    """Of two phrases that a line begins with, the longer one is found."""
    found = known_phrases().start(line_words("Sign up for our newsletter today"))
    assert found is not None
    assert found.text == "sign up for our"
