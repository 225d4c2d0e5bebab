"""Parses a query into a tree; reports what it cannot parse and what it ignored.

query = or;  or = and {"OR" and};  and = not {["AND"] not};  not = {"NOT" | "-" | "!"} atom
atom  = "(" or ")" | "atleast" N "(" value ")" | field ":" (value | "(" or ")") | value
value = word ["~" [N]] | quotation ["~" N] | a date or a range of dates | name ["*"] | "*"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.query.context import Context, fail
from seedread.index.query.field_values import read_date, read_name
from seedread.index.query.fields import field_kind
from seedread.index.query.lexer import Lexeme, Notice, lex
from seedread.index.query.precedence import mixed_notice
from seedread.index.query.tree import All, And, AtLeast, Fuzzy, Node, Not, Or, Phrase, Wildcard, Word
from seedread.index.query.words import looks_like_headline, read_quotation, read_run

if TYPE_CHECKING:
    import datetime

    from seedread.index.query.precedence import Span

__all__ = ["Query", "parse"]

MAX_DEPTH = 24
MAX_COUNT = 999
_END = ("", ")")
_NO_OPERAND = ("", ")", "OR", "AND", "NOT", "field")
_VALUES = {"words": "a word", "name": "a name", "mark": "a value", "date": "a date"}


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    tree: Node
    notices: tuple[Notice, ...]


def parse(text: str, *, typing: bool = False, today: datetime.date | None = None) -> Query:
    """Parse `text`; with `typing` the last word counts as the beginning of a word.

    `today` is the day that dates like "last week" count from; the default is the system's date.
    Raises QueryError with the columns of what cannot be parsed, and for a text that is not empty but contains nothing
    to search for. With `typing`, such a text finds no article.
    """
    lexemes, notices = lex(text)
    context = Context(text, typing, today, notices, looks_like_headline(lexemes))
    return Query(_Parser(context, lexemes).query(), tuple(context.notices))


class _Parser:
    def __init__(self, context: Context, lexemes: list[Lexeme]) -> None:
        self.context = context
        self.lexemes = lexemes
        self.at = 0
        self.depth = 0

    def query(self) -> Node:
        node = self._parse_or(None)
        if self.at < len(self.lexemes):
            fail("Unmatched ): remove it, or add ( before it.", self.lexemes[self.at])
        if node is not None and not (self.context.ignored and _only_excludes(node)):
            return node
        return self._nothing() if self.lexemes else All()

    def _nothing(self) -> Node:
        """Return the meaning of a query with nothing to search for: it must never match all articles.

        Neither must one of which only the exclusions are left.
        """
        whole = Lexeme("run", "", self.lexemes[0].start, self.lexemes[-1].end)
        if not self.context.typing:
            fail("Nothing to search for: type a word, or * for all articles.", whole)
        if self.context.waiting:
            return All()
        if not self.context.notices:
            self.context.notice("Nothing to search for yet.", whole)
        return Not(All())

    def _peek(self) -> str:
        return self.lexemes[self.at].kind if self.at < len(self.lexemes) else ""

    def _next(self) -> Lexeme:
        self.at += 1
        return self.lexemes[self.at - 1]

    def _parse_or(self, field: str | None) -> Node | None:
        children = []
        rows: list[list[Span]] = []
        operator: Lexeme | None = None
        while True:
            begun = self.at
            child, operands = self._parse_and(field)
            rows.append(operands)
            if self.at == begun and (operator or self._peek() == "OR"):
                self._operand_missing(operator or self.lexemes[self.at])
            elif child is not None:
                children.append(child)
            if self._peek() != "OR":
                break
            operator = self._next()
        if notice := mixed_notice(self.context.text, rows):
            self.context.notices.append(notice)
        return _join(Or, children)

    def _parse_and(self, field: str | None) -> tuple[Node | None, list[Span]]:
        """Return the meaning of a row of operands without OR, and the columns of each operand."""
        children: list[Node] = []
        operands: list[Span] = []
        operator: Lexeme | None = None
        begun = self.at
        while (kind := self._peek()) not in (*_END, "OR"):
            if kind == "AND":
                if operator or self.at == begun:
                    self._operand_missing(self.lexemes[self.at])
                operator = self._next()
                continue
            first = self.lexemes[self.at]
            child, operator = self._parse_not(field), None
            if child is not None:
                children.append(child)
                operands.append((first.start, self.lexemes[self.at - 1].end))
        if operator:
            self._operand_missing(operator)
        return _join(And, children), operands

    def _parse_not(self, field: str | None) -> Node | None:
        operator: Lexeme | None = None
        negative = False
        while self._peek() == "NOT":
            operator = self._next()
            negative = not negative
        if operator and self._peek() in (*_END, "OR", "AND"):
            self._operand_missing(operator)
            return None
        child = self._parse_atom(field)
        return Not(child) if negative and child is not None else child

    def _parse_atom(self, field: str | None) -> Node | None:
        lexeme = self._next()
        match lexeme.kind:
            case "(":
                return self._group(lexeme, field)
            case "atleast":
                return self._at_least(lexeme, field)
            case "field" if self._peek() not in _NO_OPERAND:
                return self._parse_atom(lexeme.text)
            case "field":
                self._operand_missing(lexeme)
                return None
        return self._parse_value(lexeme, field)

    def _parse_value(self, lexeme: Lexeme, field: str | None) -> Node | None:
        match field_kind(field):
            case "name" | "mark":
                assert field is not None, "without a field the value is words"
                return read_name(self.context, lexeme, field)
            case "date":
                return read_date(self.context, self._date_value(lexeme), field or "date")
        read = read_quotation if lexeme.kind == "quote" else read_run
        return read(self.context, lexeme, field)

    def _group(self, opening: Lexeme, field: str | None) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            fail(f"Brackets are nested more than {MAX_DEPTH} deep.", opening)
        node = self._parse_or(field)
        closed = self._peek() == ")"
        if closed:
            self.at += 1
        else:
            self.context.notice("A bracket is not closed: it ends with the query.", opening)
        self.depth -= 1
        if node is None and closed and self.lexemes[self.at - 2].kind == "(":
            self.context.notice("Empty brackets are ignored.", opening)
        return node

    def _at_least(self, lexeme: Lexeme, field: str | None) -> Node | None:
        digits = lexeme.text.lstrip("0")
        if not digits or len(digits) > len(str(MAX_COUNT)):
            fail(f"atleast needs a number from 1 to {MAX_COUNT}, for example atleast3(iran).", lexeme)
        child = self._group(self._next(), field)
        if isinstance(child, Or) and _is_one_word(child):
            return Or(tuple(AtLeast(int(digits), one) for one in child.children))  # type: ignore[arg-type]  # as tested
        if child is None and self.at >= len(self.lexemes) and self.context.typing:
            return None
        if not isinstance(child, Word | Wildcard | Fuzzy | Phrase):
            fail("atleast takes one word or one phrase, for example atleast3(iran).", lexeme)
        return AtLeast(int(digits), child)

    def _date_value(self, first: Lexeme) -> Lexeme:
        """Join the tokens of a date: up to ] after [, text without a space between, and the value after > or <."""
        text, last = self.context.text, first
        brackets = text.startswith("[", first.start)
        while self._peek() not in _END:
            following = self.lexemes[self.at]
            value = following.kind in ("quote", "run")
            if brackets:
                more = not text.startswith("]", last.end - 1)
            else:
                more = value and (following.start == last.end or last.text in (">", ">=", "<", "<="))
            if not more:
                break
            last = self._next()
        return Lexeme("run", text[first.start : last.end], first.start, last.end)

    def _operand_missing(self, operator: Lexeme) -> None:
        if self.context.typing and self.at >= len(self.lexemes):
            self.context.notice(_prompt(operator), operator)
            return
        if operator.kind == "field":
            fail(f"{operator.text}: needs {_VALUES[field_kind(operator.text)]} after it.", operator)
        where = "after it" if operator.kind == "NOT" else "on both sides"
        fail(f"{operator.text} needs a word {where}.", operator)


def _prompt(operator: Lexeme) -> str:
    """Return what to type after an operator or a field."""
    if operator.kind == "field":
        return f"Type {_VALUES[field_kind(operator.text)]} after {operator.text}:"
    return f"Type a word after {operator.text}."


def _only_excludes(node: Node) -> bool:
    """Tell whether a query finds every article but some."""
    match node:
        case And():
            return all(map(_only_excludes, node.children))
        case Or():
            return any(map(_only_excludes, node.children))
    return isinstance(node, Not)


def _is_one_word(node: Or) -> bool:
    """Tell whether the children are two readings of what was typed once: cease-fire and ceasefire."""
    leaves = [child for child in node.children if isinstance(child, Word | Wildcard | Phrase)]
    return len(leaves) == len(node.children) and len({(leaf.start, leaf.end) for leaf in leaves}) == 1


def _join(kind: type[And | Or], children: list[Node]) -> Node | None:
    if len(children) <= 1:
        return children[0] if children else None
    flat: list[Node] = []
    for child in children:
        flat += child.children if isinstance(child, kind) else (child,)
    return kind(tuple(flat))
