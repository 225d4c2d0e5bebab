"""Sentence splitting."""

from __future__ import annotations

import pytest

from seedread.index.compare.sentences import split_sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. and the U.K. signed. France did not.", 2),
        ("He lives in the U.S. The move surprised nobody.", 2),
        ("Mr. Smith met Mrs. Jones, Dr. Lee and Gen. Park at No. 10.", 1),
        ("J. R. Brown spoke. A. Lee did not.", 2),
        ("Prices rose 1.7 percent. Wages rose 2.5 percent.", 2),
        ("Nothing was announced, but U.S. Officials said it was near.", 1),
        ("U.S. Officials said it was near.", 1),
        ("It sounds good, said Ann Lee of <A.C. Brandt and Co>. Others doubted it.", 2),
        ("It closed at 5 p.m. on Monday. It opened at 9 a.m. The queue was long.", 3),
        ("“We won.” “You did not.”", 2),
        ("“Why?” he asked. Nobody knew.", 2),
        ("“Stop!” Anna Weber said. He stopped.", 2),
        ("“It is over,” she said. “It is.”", 2),
        ("Acme Inc. said it sold Beta Corp. to Gamma Ltd. on Friday.", 1),
        ("Acme Inc. The firm sells tin.", 2),
        ("He waited… and waited. Then he left...", 2),
        ("He said it on Jan. 5. Nobody heard.", 2),
        ("会议在周五举行。两国领导人讨论了天然气。", 2),
        ("هل اتفق الجانبان؟ لا أحد يعرف.", 2),
        ("No full stop at all", 1),
        ("", 0),
        ("   ", 0),
    ],
)
def test_count(text: str, count: int) -> None:
    """Abbreviations, initials, numbers and speech do not end a sentence; final punctuation of every script does."""
    assert len(split(text)) == count, split(text)


def test_nothing_is_lost() -> None:
    """The sentences of a paragraph contain all of it except the spaces between them."""
    text = " One. “Two?” said Mr. Three.  Four (five.) Six! "
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
