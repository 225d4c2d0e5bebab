"""Every action with its name, keys and help, stated once: keymaps, key hints, help, palette and `:` come from here.

An action named `page_down` runs the method `action_page_down` of the pane with the focus, or of the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["ACTIONS", "PLACES", "Action", "Place"]

Place: TypeAlias = Literal[
    "every", "anywhere", "panes", "results", "facets", "article", "search", "prompt", "pick", "compare", "text"
]

PLACES: dict[Place, str] = {
    "anywhere": "Anywhere",
    "panes": "Moving",
    "results": "In the results",
    "article": "In an article",
    "facets": "In the facets",
    "search": "In the search line",
    "prompt": "In the line at the bottom",
    "pick": "In a list to choose from",
    "compare": "Where two accounts stand side by side",
    "text": "On a page of text",
    "every": "On every screen",
}
"""Where an action works, with the heading it has in the help."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do with a key."""

    name: str
    """The method without `action_`; what a keymap and `:` call it."""
    keys: str
    """Textual's key names, comma between them, the one to learn first; empty: only `:` and the palette run it."""
    help: str
    """What it does, for the help screen."""
    where: Place
    hint: str = ""
    """One or two words for the status line; empty: not shown there."""
    takes: str = ""
    """What may be written behind it after `:`, in a word: `command_tag` is then run in place of `action_tag`."""
    with_key: bool = False
    """Whether the method is told which of its keys was pressed."""


ACTIONS: tuple[Action, ...] = (
    Action("search", "slash", "type a query; results and counts follow every key", "anywhere", "search", "QUERY"),
    Action("next_pane", "tab", "go to the next pane", "anywhere", "pane"),
    Action("previous_pane", "shift+tab", "go to the pane before", "anywhere"),
    Action("facets", "F", "go to the facets and back", "anywhere", "facets"),
    Action("next_article", "J", "open the next article", "anywhere"),
    Action("previous_article", "K", "open the article before", "anywhere"),
    Action("next_match", "n", "jump to the next match in the article", "anywhere"),
    Action("previous_match", "N", "jump to the match before", "anywhere"),
    Action("compare", "c", "compare the article with the pinned one, or with one like it", "anywhere", "compare"),
    Action("pin", "P", "pin the article beside the list; again: unpin", "anywhere"),
    Action("stories", "e", "list the events of which several of these articles tell", "anywhere"),
    Action("pairs", "w", "who stands beside whom: leaders or countries named together", "anywhere"),
    Action("alone", "z", "give the article the whole screen, and back", "anywhere", "alone"),
    Action("stripped", "v", "show what was stripped from the article, each line with its reason", "anywhere"),
    Action("names", "L", "light the countries and leaders in the article, or no longer", "anywhere"),
    Action("raw", "V", "show the raw document", "anywhere"),
    Action("order", "S", "change the order: relevance, newest, oldest", "anywhere", "order", "ORDER"),
    Action("read", "r", "mark the article as read", "anywhere"),
    Action("unread", "u", "mark the article as unread", "anywhere"),
    Action("star", "f", "star the article, or no longer", "anywhere", "star"),
    Action("tag", "t", "give the article tags", "anywhere", "tag", "TAG"),
    Action("untag", "T", "take tags from the article", "anywhere", "", "TAG"),
    Action("note", "a", "write a note on the article; ` / ` begins a line in it", "anywhere", "", "TEXT"),
    Action("all_read", "A", "mark all that the query finds as read (asks first)", "anywhere"),
    Action("undo", "U", "take the last mark, tag, note, saved search, merged or dropped row back", "anywhere"),
    Action("next_unread", "full_stop", "to the next unread article", "anywhere"),
    Action("saved_searches", "apostrophe", "list the saved searches with their counts", "anywhere"),
    Action("save_search", "m", "save the search with all that is chosen under a name", "anywhere", "", "NAME"),
    Action("forget_search", "", "drop a saved search", "anywhere", "", "NAME"),
    Action("next_saved", "right_square_bracket", "run the next saved search", "anywhere"),
    Action("previous_saved", "left_square_bracket", "run the saved search before", "anywhere"),
    Action("history", "H", "list the queries that were asked before", "anywhere"),
    Action(
        "next_period",
        "right_curly_bracket",
        "to the next day, month or year with articles; from all dates, to the one that the list begins with",
        "anywhere",
    ),
    Action("into_period", "equals_sign", "look into the chosen period: its months, its days", "anywhere"),
    Action("previous_period", "left_curly_bracket", "to the day, month or year before", "anywhere"),
    Action("open_url", "o", "show the article's URL and copy it; nothing is opened on the server", "anywhere"),
    Action(
        "link",
        "1,2,3,4,5,6,7,8,9",
        "show link number n of the article and copy it",
        "anywhere",
        takes="N",
        with_key=True,
    ),
    Action("copy_url", "y", "copy the article's URL", "anywhere"),
    Action("copy_citation", "Y", "copy a citation of the article", "anywhere"),
    Action("save", "s", "save the article: .md, .txt, .json, .bib or .csl.json", "anywhere", "", "FILE"),
    Action("save_all", "E", "save all that the query finds in one file", "anywhere", "", "FILE"),
    Action("pipe", "vertical_line", "pipe the article's text to a command", "anywhere", "", "COMMAND"),
    Action("command", "colon", "run any action by its name", "anywhere", "command"),
    Action("palette", "ctrl+p", "find an action and run it", "anywhere"),
    Action("sync", "ctrl+r", "look for new and changed files", "anywhere"),
    Action("problems", "exclamation_mark", "list the files that could not be read", "anywhere"),
    Action("redraw", "ctrl+l", "draw the screen again", "every"),
    Action("suspend", "ctrl+z", "suspend; `fg` comes back", "every"),
    Action("help", "question_mark,f1", "this help", "anywhere", "help"),
    Action("escape", "escape", "leave the search line, unpin, or clear a filter; never quits", "anywhere"),
    Action("back", "q", "go back; from the results: quit", "anywhere", "back"),
    Action("quit", "Q", "quit", "anywhere"),
    Action("interrupt", "ctrl+c", "calls off a list that opens; never quits", "anywhere"),
    Action("down", "j,down", "a row or line down", "panes"),
    Action("up", "k,up", "a row or line up", "panes"),
    Action("first", "g,home", "to the beginning (gg too)", "panes"),
    Action("last", "G,end", "to the end", "panes"),
    Action("page_down", "ctrl+f,pagedown", "a page down", "panes"),
    Action("page_up", "ctrl+b,pageup", "a page up", "panes"),
    Action("half_down", "ctrl+d", "half a page down", "panes"),
    Action("half_up", "ctrl+u", "half a page up", "panes"),
    Action("open", "enter,l,right", "into the article", "results", "read"),
    Action("accounts", "plus", "show the other accounts of the row's event beneath it; again: fold them", "results"),
    Action("read_on", "space", "page on in the article; at its end, the next unread one", "results"),
    Action("read_back", "b", "page back in the article", "results"),
    Action("into_facets", "h,left,backspace", "to the facets", "results"),
    Action("read_on", "space", "a page on; at the end, the next unread article", "article", "on"),
    Action("read_back", "b", "a page back", "article"),
    Action("leave", "h,left,backspace", "back to the results", "article"),
    Action("cycle", "space,enter", "off, include, exclude, in turn", "facets", "in/ex"),
    Action("include", "plus", "include the value; again: off", "facets"),
    Action("exclude", "minus", "exclude the value; again: off", "facets"),
    Action("any_all", "ampersand", "any of the included values, or all of them in one article", "facets", "any/all"),
    Action("find_value", "f", "find a value of this facet by name, alias or code", "facets", "find"),
    Action("alphabetical", "S", "order the values from A to Z, or by count", "facets", "A-Z"),
    Action("spellings", "i", "list the words of the articles that made this country or leader", "facets"),
    Action("merge_row", "M", "mark this leader; then on another one: they are the same person (asks first)", "facets"),
    Action("drop_row", "D", "this is no leader: drop the row (asks first)", "facets"),
    Action("next_section", "J", "to the next facet", "facets"),
    Action("previous_section", "K", "to the facet before", "facets"),
    Action("into_results", "h,l,left,right,backspace", "to the results", "facets"),
    Action("commit", "enter", "search for exactly this and go to the results", "search", "results"),
    Action("row_down", "down,ctrl+n", "a row down in the results", "search"),
    Action("row_up", "up,ctrl+p", "a row up in the results", "search"),
    Action("accept", "enter", "take what was typed", "prompt", "done"),
    Action("complete", "tab", "complete the word, and go through what fits", "prompt", "complete"),
    Action("older", "up,ctrl+p", "what was typed before", "prompt"),
    Action("newer", "down,ctrl+n", "what was typed after that", "prompt"),
    Action("give_up", "escape,ctrl+c", "leave it", "prompt", "leave"),
    Action("choose", "enter", "take the row", "pick", "choose"),
    Action("row_down", "down,ctrl+n", "a row down", "pick"),
    Action("row_up", "up,ctrl+p", "a row up", "pick"),
    Action("other_kind", "tab", "of pairs the other kind: countries in place of leaders", "pick"),
    Action("drop", "ctrl+d", "drop a saved search", "pick"),
    Action("close", "escape,ctrl+c", "close", "pick", "close"),
    Action("next_aligned", "n", "to the next two sentences that are worded alike", "compare", "alike"),
    Action("previous_aligned", "N", "to the two before", "compare"),
    Action("next_only", "u", "to the next sentence that this side tells alone", "compare", "only here"),
    Action("previous_only", "U", "to the one before", "compare"),
    Action("next_quotation", "q", "to the next quotation: what both quote, then the others", "compare", "quotes"),
    Action(
        "next_number", "number_sign", "to the next number that differs, or that one side gives", "compare", "numbers"
    ),
    Action("next_account", "right_square_bracket", "lay the next account beside A", "compare", "other"),
    Action("previous_account", "left_square_bracket", "lay the account before beside A", "compare"),
    Action("together", "z", "scroll both together, or each for itself", "compare", "together"),
    Action("swap", "x", "exchange A and B", "compare", "swap"),
    Action(
        "overview",
        "o,enter",
        "all of it as a page: names, numbers, quotations, what each tells alone",
        "compare",
        "all",
    ),
    Action("save", "s", "save the comparison: .md or .json", "compare"),
    Action("help", "question_mark,f1", "this help", "compare", "help"),
    Action("other_side", "tab,shift+tab,h,l,left,right", "to the other article", "compare"),
    Action("close", "escape,c,Q,backspace", "close", "compare", "close"),
    Action("find_text", "slash", "show only the lines with what is typed", "text", "find"),
    Action("close", "escape,q,h,left,backspace,question_mark,f1", "close", "text", "close"),
)
