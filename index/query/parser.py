"""Turns a typed query into a tree, once; says where it cannot, and what it passed over.

query = or;  or = and {"OR" and};  and = not {["AND"] not};  not = {"NOT" | "-" | "!"} atom
atom  = "(" or ")" | field ":" atom | word | quotation | "*"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from seedread.index.analysis import fold, words
from seedread.index.errors import QueryError

from .lexer import FACETS, Lexeme, Notice, lex
from .tree import All, And, AnyValue, Fuzzy, Named, Node, Not, Or, Part, Phrase, Wildcard, Word

__all__ = ["Query", "parse"]

MAX_TERMS = 64
MAX_DEPTH = 24
MIN_FIXED = 2
"""Letters a wildcard must give: fewer would mean most of the vocabulary."""

_PIECE = re.compile(r"[\w*?'’]+")
_FUZZY = re.compile(r"(.*\w)~(\d*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    tree: Node
    notices: tuple[Notice, ...]


def parse(text: str, *, typing: bool = False) -> Query:
    """Understand `text`; with `typing` a word that ends it is taken as the beginning of a word.

    Raises QueryError with the columns of what cannot be understood.
    """
    lexemes, notices = lex(text)
    parser = _Parser(text, lexemes, notices, typing=typing)
    return Query(parser.query(), tuple(parser.notices))


class _Parser:
    def __init__(self, text: str, lexemes: list[Lexeme], notices: list[Notice], *, typing: bool) -> None:
        self.text = text
        self.lexemes = lexemes
        self.notices = notices
        self.typing = typing
        self.at = 0
        self.depth = 0
        self.terms = 0

    def query(self) -> Node:
        node = self._either(None)
        if self.at < len(self.lexemes):
            stray = self.lexemes[self.at]
            raise QueryError("This ) closes nothing: take it out or open it with (.", stray.start, stray.end)
        return node or All()

    def _peek(self) -> str:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else ""

    def _either(self, field: str | None) -> Node | None:
        children = []
        operator: Lexeme | None = None
        while True:
            child = self._every(field)
            if child is None and (operator or self._peek() == "OR"):
                self._operand_missing(operator or self.lexemes[self.at])
            elif child is not None:
                children.append(child)
            if self._peek() != "OR":
                break
            operator = self.lexemes[self.at]
            self.at += 1
        return _join(Or, children)

    def _every(self, field: str | None) -> Node | None:
        children: list[Node] = []
        operator: Lexeme | None = None
        while (kind := self._peek()) not in ("", ")", "OR"):
            if kind == "AND":
                if operator or not children:
                    self._operand_missing(self.lexemes[self.at])
                operator = self.lexemes[self.at]
                self.at += 1
                continue
            child = self._negated(field)
            if child is not None:
                children.append(child)
                operator = None
        if operator:
            self._operand_missing(operator)
        return _join(And, children)

    def _negated(self, field: str | None) -> Node | None:
        operator: Lexeme | None = None
        negative = False
        while self._peek() == "NOT":
            operator = self.lexemes[self.at]
            negative = not negative
            self.at += 1
        if operator and self._peek() in ("", ")", "OR", "AND"):
            self._operand_missing(operator)
            return None
        child = self._atom(field)
        return Not(child) if negative and child is not None else child

    def _atom(self, field: str | None) -> Node | None:
        lexeme = self.lexemes[self.at]
        self.at += 1
        match lexeme.kind:
            case "(":
                return self._group(lexeme, field)
            case "field":
                if self._peek() in ("", ")", "OR", "AND", "NOT"):
                    self._operand_missing(lexeme)
                    return None
                return self._atom(lexeme.text)
            case "quote":
                return self._quotation(lexeme, field)
            case _:
                return self._run(lexeme, field)

    def _group(self, opening: Lexeme, field: str | None) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise QueryError(f"More than {MAX_DEPTH} brackets inside one another.", opening.start, opening.end)
        node = self._either(field)
        if self._peek() == ")":
            self.at += 1
        else:
            self.notices.append(Notice("A bracket is still open: closed at the end.", opening.start, opening.end))
        self.depth -= 1
        if node is None and self._closed_before():
            self.notices.append(Notice("Empty brackets are passed over.", opening.start, opening.end))
        return node

    def _closed_before(self) -> bool:
        return self.lexemes[self.at - 1].kind == ")"

    def _quotation(self, lexeme: Lexeme, field: str | None) -> Node | None:
        unfinished = self.typing and not lexeme.closed
        if field in FACETS:
            return self._named(field, lexeme.text, lexeme, unfinished=unfinished)
        return self._words(lexeme.text, field, lexeme, unfinished=unfinished)

    def _run(self, lexeme: Lexeme, field: str | None) -> Node | None:
        unfinished = self.typing and lexeme.end == len(self.text)
        if field in FACETS:
            if lexeme.text == "*":
                return AnyValue(field, start=lexeme.start, end=lexeme.end)
            return self._named(field, lexeme.text, lexeme, unfinished=unfinished)
        if lexeme.text == "*" and field is None:
            return All(start=lexeme.start, end=lexeme.end)
        fuzzy = _FUZZY.match(lexeme.text)
        if fuzzy:
            return self._fuzzy(fuzzy[1], fuzzy[2], field, lexeme)
        return self._words(lexeme.text, field, lexeme, unfinished=unfinished)

    def _named(self, facet: str, text: str, lexeme: Lexeme, *, unfinished: bool) -> Node | None:
        name = " ".join(text.split())
        if not words(name):
            self._pass_over(lexeme)
            return None
        self._count(lexeme)
        return Named(facet, name, unfinished, start=lexeme.start, end=lexeme.end)

    def _fuzzy(self, text: str, digits: str, field: str | None, lexeme: Lexeme) -> Node | None:
        found = words(text)
        if len(found) != 1:
            raise QueryError("~ stands behind a single word.", lexeme.start, lexeme.end)
        if digits and int(digits[:3]) > 2:
            raise QueryError("At most ~2: two letters may differ.", lexeme.start, lexeme.end)
        self._count(lexeme)
        length = len(found[0])
        edits = int(digits) if digits else 0 if length < 3 else 1 if length < 6 else 2
        return Fuzzy(found[0], edits, field, start=lexeme.start, end=lexeme.end)

    def _words(self, text: str, field: str | None, lexeme: Lexeme, *, unfinished: bool) -> Node | None:
        parts = _parts(text, lexeme)
        if unfinished and parts and isinstance(parts[-1], Word) and text[-1].isalnum():
            parts[-1:] = _beginning(parts[-1])
            if not parts:
                return None
        if not parts:
            self._pass_over(lexeme)
            return None
        for _ in parts:
            self._count(lexeme)
        if len(parts) == 1:
            return replace(parts[0], field=field)
        return Phrase(tuple(parts), field, start=lexeme.start, end=lexeme.end)

    def _count(self, lexeme: Lexeme) -> None:
        self.terms += 1
        if self.terms > MAX_TERMS:
            raise QueryError(f"More than {MAX_TERMS} words: shorten the query.", lexeme.start, lexeme.end)

    def _pass_over(self, lexeme: Lexeme) -> None:
        self.notices.append(Notice(f"“{lexeme.text}” holds no word and is passed over.", lexeme.start, lexeme.end))

    def _operand_missing(self, operator: Lexeme) -> None:
        if self.typing and self.at >= len(self.lexemes):
            self.notices.append(Notice(f"{operator.text} waits for a word.", operator.start, operator.end))
            return
        name = f"{operator.text}:" if operator.kind == "field" else operator.text
        raise QueryError(f"{name} needs a word beside it.", operator.start, operator.end)


def _join(kind: type[And | Or], children: list[Node]) -> Node | None:
    if len(children) <= 1:
        return children[0] if children else None
    flat: list[Node] = []
    for child in children:
        flat += child.children if isinstance(child, kind) else (child,)
    return kind(tuple(flat))


def _parts(text: str, lexeme: Lexeme) -> list[Part]:
    """Return the words and wildcards of a run or a quotation, in order."""
    parts: list[Part] = []
    for found in _PIECE.findall(text):
        piece = found.rstrip("?")  # at the end of a word it is punctuation
        if "*" not in piece and "?" not in piece:
            parts += [Word(word, start=lexeme.start, end=lexeme.end) for word in words(piece)]
            continue
        pattern = re.sub(r"\*+", "*", fold(piece).strip("'"))
        if len(re.sub(r"[*?']", "", pattern)) >= MIN_FIXED:
            parts.append(Wildcard(pattern, start=lexeme.start, end=lexeme.end))
        elif pattern.strip("*?'"):
            raise QueryError(f"A wildcard needs at least {MIN_FIXED} letters.", lexeme.start, lexeme.end)
    return parts


def _beginning(word: Word) -> list[Part]:
    """Return what an unfinished word means: all that begin so, or nothing yet where one Latin letter is typed."""
    if len(word.text) < MIN_FIXED:
        return [] if word.text.isascii() else [word]
    return [Wildcard(f"{word.text}*", start=word.start, end=word.end)]
