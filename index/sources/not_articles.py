"""Tells source code, configuration files and lists of addresses from articles by their text, whatever the file's name.

Such files lie in the folders of people who also keep articles. Read as articles they would show in every list.
"""

from __future__ import annotations

import re

from seedread.index.text.sentence_marks import FINAL_MARKS

__all__ = ["why_no_article"]

SAMPLE = 400
"""Lines that are read."""
FEWEST = 4
"""The fewest lines that must look like code; in a shorter file all must, and one must be of a program."""
SHARE = 0.5
"""The share of lines that must look like code."""
PROSE = 0.15
"""The share of lines from which sentences make a text that quotes code: an article on programming."""
_CODE = re.compile(
    r"\s*(?:"
    r"(?:import|from) [\w.]+(?: import [\w.*, ()]+| as \w+)?;?$"
    r"|(?:def|class|func|fn|function|sub|module|namespace|package|interface|struct|enum|trait"
    r"|impl) [\w.:<>]+ ?[({:;].*"
    r"|(?:public|private|protected|static|final|export|async|const|let|var|local|using|include"
    r"|require)\b.*[;{(=)'\"]$"
    r"|#(?:include|define|ifdef|ifndef|endif|pragma|!/).*"
    r"|(?:if|for|while|switch|else|elif|elsif|try|except|catch|with|return|raise|throw|yield|await|end|fi|done"
    r"|esac|do|then|"
    r"begin|case|echo|export|set|print|printf)\b.*[:{;()\]'\"]$"
    r"|(?:return|raise|throw|yield|end|fi|done|esac|break|continue|pass|else|try|do|then"
    r"|begin)\b[ \w.,()\[\]{}+\-*/\"'=]{0,60}$"
    r"|@\w+(?:\(.*\))?$"
    r"|[\w.\[\]\"'>-]+ ?(?:[-+*/|&:]?=|=>|:=|<-|->) ?.*[^.!?]$"
    r"|[\w.:>-]+\(.*\);?$"
    r"|.*[{};]$"
    r"|[\])}]+[,;]?$"
    r"|(?://|/\*|\*/|--|#|;;|<!--) ?.*"
    r"|\"\"\".*"
    r"|\[[\w.\" :-]+\]$"
    r"|-{3}$"
    r"|(?:- )?[\w./\"'-]+:(?: [^.!?]*)?$"
    r"|</?\w.*>$"
    r")"
)
"""A line of a program, of a script or of a file with settings."""
_STRONG = re.compile(
    r"\s*(?:(?:import|from) [\w.]+|(?:def|class|func|fn|function) \w+|#include|#!/|#define|(?:const|let|var) \w+ ?=|"
    r"public (?:static|class)|package [\w.]+;|using [\w.]+;|\[[\w.\" :-]+\]$|[\w.-]+ ?[:=] ?(?:\d+|true|false"
    r"|yes|no|null|\".*\"|'.*')[,;]?$)"
)
"""A line that hardly any prose has."""
_PROGRAM = re.compile(
    r"(?:import [\w.]+(?: as \w+)?;?$|from [\w.]+ import |(?:def|class|func|fn|function) \w+[ (:{]|#include|#!/"
    r"|#define |package [\w.]+;|using [\w.]+;)"
)
"""A line that only a program has."""
_REASON = "source code or settings, not an article"
_ADDRESS = re.compile(r"\s*(?:\"?query:|#|https?://\S+(?:\s+(?:\"[^\"]*\"|[!~]?[\w!-]+))*\s*$)", re.IGNORECASE)
"""A line of a list of addresses, such as newsboat's `urls`: an address with tags, a comment, a query."""
_FEWEST_ADDRESSES = 2
_SENTENCE = re.compile(rf"\s*[\"“‘«]?[^\W\d_a-z][^=;{{}}<>]{{60,}}[{FINAL_MARKS}][\"”’»)]*\s*$")


def why_no_article(text: str) -> str | None:
    """Return the reason why a text is certainly no article, None if it can be one. Reads the first `SAMPLE` lines."""
    lines = [line for line in text.split("\n", SAMPLE)[:SAMPLE] if line.strip()]
    addresses = sum(line.lstrip()[:4].casefold() == "http" for line in lines)
    if addresses >= _FEWEST_ADDRESSES and all(_ADDRESS.match(line[:300]) for line in lines):
        return "a list of addresses, not an article: save the pages or feeds themselves as files"
    code = sum(_CODE.match(line[:300]) is not None for line in lines)
    strong = sum(_STRONG.match(line[:300]) is not None for line in lines)
    sentences = sum(_SENTENCE.match(line[:2000]) is not None for line in lines)
    if len(lines) < FEWEST and code == len(lines) and any(map(_PROGRAM.match, lines)):
        return _REASON
    if code < FEWEST or strong < 2 or code < SHARE * len(lines) or sentences > PROSE * len(lines):
        return None
    return _REASON
