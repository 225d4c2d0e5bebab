"""Writes the scripts that complete commands, options and their values in bash, zsh and fish."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seedread.tui.cli.described import Command, Option, Word

__all__ = ["PLACES", "SCRIPTS"]

PLACES = {
    "bash": "~/.local/share/bash-completion/completions/seedread",
    "zsh": "~/.local/share/zsh/site-functions/_seedread",
    "fish": "~/.config/fish/completions/seedread.fish",
}
"""Where each shell looks for the script of a user."""


def _paths(program: Command) -> Iterator[tuple[tuple[str, ...], Command]]:
    """Go through every command with the words that lead to it; those of the screen are none."""
    yield (), program
    for command in program.commands:
        yield (command.name,), command
        for own in command.commands:
            yield (command.name, own.name), own


def _choices(words: Sequence[Word]) -> list[str]:
    return [choice for word in words for choice in word.choices]


def _bash(program: Command) -> Iterator[str]:
    yield "# Completes seedread in bash. Made by `seedread completion bash`."
    yield "_seedread() {"
    yield "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at=${COMP_WORDS[1]} words="
    yield "    if [[ $cur == = ]]; then cur=; fi"
    yield "    if [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi"
    within = "|".join(command.name for command in program.commands if command.commands)
    yield f'    case $at in {within}) at+=" ${{COMP_WORDS[2]}}" ;; esac'
    yield "    if ((COMP_CWORD == 1)); then at=; fi"
    yield "    COMPREPLY=()"
    yield '    case "$at:$prev" in'
    for path, command in reversed([*_paths(program)]):
        for option in command.options:
            if option.values:
                yield f"        {_bash_pattern(path, option)}) {_bash_values(option)} return ;;"
    yield "    esac"
    yield "    case $at in"
    for path, command in reversed([*_paths(program)]):
        names = [name for option in command.options for name in option.names]
        offered = [own.name for own in command.commands] + _choices(command.words)
        pattern = quote(" ".join(path)) + ("*" if command.commands and path else "") if path else "*"
        yield f"        {pattern}) words={quote(' '.join([*offered, *names]))} ;;"
    yield "    esac"
    yield '    if [[ $cur == -* || $words != -* ]]; then COMPREPLY=($(compgen -W "$words" -- "$cur")); fi'
    yield "}"
    yield "complete -o bashdefault -o default -F _seedread seedread"


def _bash_pattern(path: Sequence[str], option: Option) -> str:
    at = quote(" ".join(path)) if path else "*"
    return "|".join(f"{at}:{name}" for name in option.names)


def _bash_values(option: Option) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W {quote(" ".join(option.choices))} -- "$cur"));'
    if option.kind:
        return f'compopt -o filenames; COMPREPLY=($(compgen -{"d" if option.kind == "folder" else "f"} -- "$cur"));'
    return "compopt +o bashdefault +o default;"


def _zsh(program: Command) -> Iterator[str]:
    yield "#compdef seedread"
    yield "# Completes seedread in zsh. Made by `seedread completion zsh`."
    yield "_seedread() {"
    yield from _zsh_command(program, 2, "    ")
    yield "}"
    yield 'if [[ ${funcstack[1]} == _seedread ]]; then _seedread "$@"; else compdef _seedread seedread; fi'


def _zsh_command(command: Command, place: int, indent: str) -> Iterator[str]:
    """Write what completes the words from `place` on; the commands below it come first."""
    if command.commands:
        yield f"{indent}case ${{words[{place}]}} in"
        for own in command.commands:
            yield f"{indent}({own.name})"
            yield f"{indent}    if (( CURRENT > {place} )); then"
            yield from _zsh_command(own, place + 1, f"{indent}        ")
            yield f"{indent}        return"
            yield f"{indent}    fi ;;"
        yield f"{indent}esac"
        rows = " ".join(quote(f"{own.name}:{own.summary}") for own in command.commands)
        yield f"{indent}if (( CURRENT == {place} )); then"
        yield f"{indent}    local -a commands=({rows})"
        yield f"{indent}    _describe -t commands command commands"
        yield f"{indent}fi"
    specs = [spec for option in command.options for spec in _zsh_option(option)]
    specs += [_zsh_word(word) for word in command.words]
    skipped = place - 2
    if skipped:
        yield f"{indent}shift {skipped} words"
        yield f"{indent}(( CURRENT -= {skipped} ))"
    yield f"{indent}_arguments -s -S {' '.join(map(quote, specs))}"


def _zsh_option(option: Option) -> Iterator[str]:
    for name in option.names:
        others = " ".join(option.names)
        takes = "".join(f":{value}:{_zsh_action(option)}" for value in option.values)
        equals = "=" if takes and name.startswith("--") else ""
        yield f"({others}){name}{equals}[{_zsh_text(option.help)}]{takes}"


def _zsh_word(word: Word) -> str:
    return f"{'*' if word.many else ''}:{_zsh_text(word.name)}:{_zsh_action(word)}"


def _zsh_action(argument: Option | Word) -> str:
    if argument.choices:
        return f"({' '.join(argument.choices)})"
    return {"file": "_files", "folder": "_files -/", "": "()"}[argument.kind]


def _zsh_text(text: str) -> str:
    return re.sub(r"([\[\]:\\])", r"\\\1", text)


def _fish(program: Command) -> Iterator[str]:
    yield "# Completes seedread in fish. Made by `seedread completion fish`."
    yield "function __seedread_at"
    yield "    set -l words (commandline -opc)[2..]"
    yield "    test (count $words) -ge (count $argv); or return 1"
    yield "    for n in (seq (count $argv))"
    yield "        test $words[$n] = $argv[$n]; or return 1"
    yield "    end"
    yield "end"
    yield "function __seedread_next"
    yield "    __seedread_at $argv; and test (count (commandline -opc)) -eq (math 1 + (count $argv))"
    yield "end"
    names = " ".join(command.name for command in program.commands)
    yield "function __seedread_screen"
    yield f"    not contains -- (commandline -opc)[2] {names}"
    yield "end"
    for path, command in _paths(program):
        at = f"__seedread_at {' '.join(path)}" if path else "__seedread_screen"
        following = f"__seedread_next {' '.join(path)}" if path else "__seedread_next"
        for own in command.commands:
            yield f"complete -c seedread -n {quote(following)} -a {own.name} -d {quote(own.summary)}"
        for choice in _choices(command.words):
            yield f"complete -c seedread -n {quote(following)} -a {choice}"
        for option in command.options:
            yield f"complete -c seedread -n {quote(at)} {_fish_option(option)}"


def _fish_option(option: Option) -> str:
    names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    takes: list[str] = []
    if option.choices:
        takes = ["-x", "-a", quote(" ".join(option.choices))]
    elif option.kind == "folder":
        takes = ["-x", "-a", quote("(__fish_complete_directories)")]
    elif option.values:
        takes = ["-r" if option.kind else "-x"]
    return " ".join([*names, *takes, "-d", quote(option.help)])


SCRIPTS: dict[str, Callable[[Command], Iterator[str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""Writes the lines of the script for each shell."""
