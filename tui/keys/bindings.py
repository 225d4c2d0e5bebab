"""Every action with its name, keys and help, declared once: keymaps, key hints, help, palette and `:` come from here.

An action named `page_down` runs the method `action_page_down` of the pane with the focus or of its screen; on the main
screen, where neither has it, the function that tui/commands registers under that name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["ACTIONS", "PLACES", "Action", "Place", "action_named"]

Place: TypeAlias = Literal[
    "every",
    "anywhere",
    "panes",
    "results",
    "facets",
    "article",
    "search",
    "prompt",
    "pick",
    "offers",
    "compare",
    "text",
    "feeds",
    "brief",
]

PLACES: dict[Place, str] = {
    "anywhere": "Anywhere",
    "panes": "Moving",
    "results": "In the results",
    "article": "In an article",
    "facets": "In the facets",
    "search": "In the search line",
    "prompt": "Prompt",
    "pick": "Picker",
    "offers": "Choosing what to compare with",
    "compare": "Comparing articles",
    "text": "On a text page",
    "feeds": "In the list of feeds",
    "brief": "In a digest",
    "every": "On every screen",
}
"""Where an action works, with the heading it has in the help."""


@dataclass(frozen=True, slots=True)
class Action:
    """A user action, run by a key or by name."""

    name: str
    """The name of its command, or of its method without `action_`; keymaps and `:` use it too."""
    keys: str
    """Textual's key names, separated by commas, the main one first; empty if only `:` and the palette run it."""
    help: str
    """The description for the help screen."""
    where: Place
    hint: str = ""
    """One or two words for the status line; empty if not shown there."""
    takes: str = ""
    """The name of its argument after `:`; empty if it takes none."""
    argument: str = ""
    """The argument that it runs with."""


ACTIONS: tuple[Action, ...] = (
    Action("search", "slash", "type a query; results and counts update as you type", "anywhere", "search", "QUERY"),
    Action("next_pane", "tab", "go to the next pane", "anywhere", "pane"),
    Action("previous_pane", "shift+tab", "go to the previous pane", "anywhere"),
    Action("facets", "F", "go to the facets and back", "anywhere", "facets"),
    Action("density", "D", "show the results in rows of one, two or three lines", "anywhere"),
    Action("next_article", "J", "open the next article", "anywhere"),
    Action("previous_article", "K", "open the previous article", "anywhere"),
    Action("next_match", "n", "jump to the next match in the article", "anywhere"),
    Action("previous_match", "N", "jump to the previous match", "anywhere"),
    Action(
        "find_in_article", "backslash", "find a text in the article: n and N go on, Esc ends", "anywhere", "", "TEXT"
    ),
    Action("compare", "c", "compare the article with the pinned or a similar one", "anywhere", "compare"),
    Action("pin", "P", "pin or unpin the article next to the list", "anywhere"),
    Action("stories", "e", "list the events that several of these articles cover", "anywhere"),
    Action(
        "story",
        "C",
        "show the article's event: headlines in order, text in common, what only one report says",
        "anywhere",
    ),
    Action("versions", "d", "show what changed in the article, version by version", "anywhere"),
    Action("pairs", "w", "show leaders or countries named together (co-mentions)", "anywhere"),
    Action("alone", "z", "toggle full width for the article", "anywhere", "full width"),
    Action("stripped", "v", "toggle the stripped lines, each with its reason", "anywhere"),
    Action("names", "L", "toggle highlighting of countries and leaders", "anywhere"),
    Action("unfold", "i", "toggle all countries and leaders of the article, or one line of each", "anywhere"),
    Action("raw", "V", "toggle the raw document", "anywhere"),
    Action("take_meant", "ctrl+t", "search for the query that the bottom line suggests", "anywhere"),
    Action("order", "S", "change the order: relevance, newest, oldest, source, title", "anywhere", "order", "ORDER"),
    Action("fold_copies", "percent_sign", "fold the copies of an article into one row, or show each", "anywhere"),
    Action("read", "r", "mark the article as read", "anywhere"),
    Action("unread", "u", "mark the article as unread", "anywhere"),
    Action("star", "f", "star or unstar the article", "anywhere", "star"),
    Action("tag", "t", "add tags to the article", "anywhere", "tag", "TAG"),
    Action("untag", "T", "remove tags from the article", "anywhere", "", "TAG"),
    Action("note", "a", "write a note on the article; ` / ` starts a new line", "anywhere", "", "TEXT"),
    Action("all_read", "A", "mark every result as read (asks first)", "anywhere"),
    Action("below_read", "underscore", "mark every result below this one as read (asks first)", "anywhere"),
    Action(
        "undo",
        "U",
        "undo the last mark, tag, note, saved search, merge or removal; asks before one of an earlier session",
        "anywhere",
    ),
    Action("redo", "R", "redo what was undone last", "anywhere"),
    Action("next_unread", "full_stop", "go to the next unread article", "anywhere"),
    Action("saved_searches", "apostrophe", "list the saved searches with their counts", "anywhere"),
    Action("save_search", "m", "save query, filters and order under a name", "anywhere", "", "NAME"),
    Action("forget_search", "", "delete a saved search", "anywhere", "", "NAME"),
    Action("next_saved", "right_square_bracket", "run the next saved search", "anywhere"),
    Action("previous_saved", "left_square_bracket", "run the previous saved search", "anywhere"),
    Action("history", "H", "list earlier queries", "anywhere"),
    Action(
        "next_period",
        "right_curly_bracket",
        "go to the next day, month or year with articles; if none is selected, to the first in list order",
        "anywhere",
    ),
    Action("into_period", "equals_sign", "zoom in on the selected period: year, month, day", "anywhere"),
    Action("out_of_period", "minus", "zoom out: from a day to its month, to the year, to all dates", "anywhere"),
    Action("previous_period", "left_curly_bracket", "go to the previous day, month or year", "anywhere"),
    Action("open_url", "o", "open the article's URL in $BROWSER; over SSH, copy it", "anywhere"),
    Action("links", "O", "list the links of the article: Enter opens one, or copies it over SSH", "anywhere"),
    Action("link_numbers", "number_sign", "toggle the numbers of links in the text", "anywhere"),
    Action(
        "link",
        "",
        "open link number n of the article, as its number and `o` do",
        "anywhere",
        "",
        "N",
    ),
    Action("select", "x", "select a sentence, then the next one: j and k grow and shrink, Esc ends", "anywhere"),
    Action("copy_url", "y", "copy the article's URL", "anywhere"),
    Action(
        "copy_citation", "Y", "copy a citation of the article, or the selected sentences with their source", "anywhere"
    ),
    Action("save", "s", "save the article: .md, .txt, .json, .bib or .csl.json", "anywhere", "", "FILE"),
    Action("save_all", "E", "save every result in one file", "anywhere", "", "FILE"),
    Action("pipe", "vertical_line", "pipe the article's text to a command", "anywhere", "", "COMMAND"),
    Action("command", "colon", "run any action by its name", "anywhere", "command"),
    Action("run", "", "run several actions, separated by `;`", "anywhere", "", "COMMANDS"),
    Action("palette", "ctrl+p", "find and run an action", "anywhere"),
    Action("reopen", "ctrl+o", "reopen the library that was open before this one", "anywhere"),
    Action("sync", "ctrl+r", "check for new and changed files, and fetch feeds that are due", "anywhere"),
    Action(
        "fetch",
        "p",
        "fetch all feeds now, due or not; `:fetch FEED`, those of a name, a folder or a tag",
        "anywhere",
        "",
        "FEED",
    ),
    Action("feeds", "I", "list the feeds: articles, news, when each is fetched, and what is wrong with it", "anywhere"),
    Action(
        "brief",
        "B",
        "show a digest of today: stories by number of outlets, then single reports; `:brief 7d`, of another period",
        "anywhere",
        "",
        "PERIOD",
    ),
    Action("set", "", "show every setting, or write one to the configuration", "anywhere", "", "SETTING"),
    Action("theme", "", "choose the colour theme, with a preview", "anywhere", "", "THEME"),
    Action("problems", "exclamation_mark", "list the files that could not be read", "anywhere"),
    Action("redraw", "ctrl+l", "redraw the screen", "every"),
    Action("suspend", "ctrl+z", "suspend; `fg` resumes", "every"),
    Action("help", "question_mark,f1", "show this help", "anywhere", "help"),
    Action("docs", "", "open the documentation", "anywhere"),
    Action("escape", "escape", "go one step back: pane, filter, query, place in the list; never quits", "anywhere"),
    Action("back", "q", "go one step back; at the first view, quit", "anywhere", "back"),
    Action("forward", "right_parenthesis", "go forward again, after a step back", "anywhere"),
    Action("quit", "Q", "quit", "anywhere"),
    Action("interrupt", "ctrl+c", "cancel a list that is still opening; never quits", "anywhere"),
    Action("down", "j,down", "move down a row or line", "panes"),
    Action("up", "k,up", "move up a row or line", "panes"),
    Action("first", "g,home", "go to the top (also gg)", "panes"),
    Action("last", "G,end", "go to the bottom", "panes"),
    Action("page_down", "ctrl+f,pagedown", "page down", "panes"),
    Action("page_up", "ctrl+b,pageup", "page up", "panes"),
    Action("half_down", "ctrl+d", "move down half a page", "panes"),
    Action("half_up", "ctrl+u", "move up half a page", "panes"),
    Action("open", "enter,l,right", "open the article", "results", "read"),
    Action("accounts", "plus", "show or hide other reports on the same event below this row", "results"),
    Action("read_on", "space", "page down in the article; at its end, go to the next unread one", "results"),
    Action("read_back", "b", "page up in the article", "results"),
    Action("into_facets", "h,left,backspace", "go to the facets", "results"),
    Action("read_on", "space", "page down; at the end, go to the next unread article", "article", "next page"),
    Action("read_back", "b", "page up", "article"),
    Action("leave", "h,left,backspace", "go back to the results", "article"),
    Action("cycle", "space,enter", "cycle through off, include and exclude", "facets", "in/ex"),
    Action("include", "plus", "include the value, or stop including it", "facets"),
    Action("exclude", "minus", "exclude the value, or stop excluding it", "facets"),
    Action("any_all", "ampersand", "match any included value, or all of them in one article", "facets", "any/all"),
    Action("find_value", "f", "find a value of this facet by name, alias or code", "facets", "find"),
    Action("alphabetical", "S", "sort the values by name or by count", "facets", "A-Z"),
    Action("spellings", "i", "list the spellings counted for this country or leader", "facets"),
    Action("merge_row", "M", "merge two rows of one person or outlet: press it on each in turn (asks first)", "facets"),
    Action("drop_row", "D", "remove the row: not a leader (asks first)", "facets"),
    Action("next_section", "J", "go to the next facet", "facets"),
    Action("previous_section", "K", "go to the previous facet", "facets"),
    Action("into_results", "h,l,left,right,backspace", "go to the results", "facets"),
    Action("commit", "enter", "search for exactly this and go to the results", "search", "results"),
    Action("complete", "tab", "complete a field or its value; again: the next completion", "search", "complete"),
    Action("older", "up", "go to the query before", "search", "earlier"),
    Action("newer", "down", "go to the query after", "search"),
    Action("next_row", "ctrl+n", "move down a row in the results", "search"),
    Action("previous_row", "ctrl+p", "move up a row in the results", "search"),
    Action("accept", "enter", "accept", "prompt", "accept"),
    Action("complete", "tab", "complete the word; again: the next completion", "prompt", "complete"),
    Action("older", "up,ctrl+p", "go to the previous entry", "prompt"),
    Action("newer", "down,ctrl+n", "go to the next entry", "prompt"),
    Action("give_up", "escape,ctrl+c", "cancel", "prompt", "cancel"),
    Action("choose", "enter", "choose the row", "pick", "choose"),
    Action("row_down", "down,ctrl+n", "move down a row", "pick"),
    Action("row_up", "up,ctrl+p", "move up a row", "pick"),
    Action(
        "other_kind",
        "tab",
        "switch between pairs of leaders and of countries; in the help, go to the next page; for a saved search, list "
        "what is new since you last looked at it",
        "pick",
    ),
    Action("drop", "ctrl+d", "delete the saved search", "pick"),
    Action("alert", "ctrl+t", "tell what comes in the saved search (see alerts.on_new), or no longer", "pick"),
    Action("close", "escape,ctrl+c", "close; in the help, q does so too if nothing is typed", "pick", "close"),
    Action("choose", "enter,l,right", "compare with the article at the cursor", "offers", "compare"),
    Action("read_on", "space", "page down in the article", "offers", "next page"),
    Action("read_back", "b", "page up in the article", "offers"),
    Action("help", "question_mark,f1", "show this help", "offers", "help"),
    Action("close", "q,escape,c,h,left,backspace", "close", "offers", "back"),
    Action("quit", "Q", "quit", "offers"),
    Action("next_aligned", "x", "go to the next matching pair of sentences", "compare", "matching"),
    Action("previous_aligned", "X", "go to the previous matching pair", "compare"),
    Action("next_only", "i", "go to the next sentence unique to this side", "compare", "unique"),
    Action("previous_only", "I", "go to the previous sentence unique to this side", "compare"),
    Action("next_quotation", "quotation_mark", "go to the next quotation: shared ones first", "compare", "quotes"),
    Action(
        "next_number",
        "number_sign",
        "go to the next number that differs or is unique to one side",
        "compare",
        "numbers",
    ),
    Action("next_account", "J", "compare A with the next article; in C, change C", "compare", "next"),
    Action("previous_account", "K", "compare A with the previous article", "compare"),
    Action("third", "plus", "add a third article, or remove it; from 160 columns on", "compare"),
    Action("together", "Z", "toggle scroll sync", "compare", "scroll sync"),
    Action("swap", "tilde", "swap A and B", "compare", "swap"),
    Action(
        "overview",
        "enter",
        "show an overview: names, numbers, quotations, sentences unique to each side",
        "compare",
        "overview",
    ),
    Action("save", "s", "save the comparison: .md or .json", "compare"),
    Action("help", "question_mark,f1", "show this help", "compare", "help"),
    Action("other_side", "tab,shift+tab,h,l,left,right", "go to the next article", "compare"),
    Action("next_page", "tab", "go to the next page of the help", "text"),
    Action("close", "q,escape,c,backspace", "close", "compare", "back"),
    Action("quit", "Q", "quit", "compare"),
    Action("open_feed", "enter,l,right", "show the articles of the feed", "feeds", "articles"),
    Action("fetch_feed", "r", "fetch this feed now", "feeds", "fetch"),
    Action("fetch", "R,p", "fetch all feeds now, due or not", "feeds", "fetch all"),
    Action("add_feed", "a", "follow a feed, the feed of a site, or the feeds in an OPML file", "feeds", "add"),
    Action("drop_feed", "D", "stop following the feed (asks first); its articles stay", "feeds", "drop"),
    Action("find_feed", "slash", "show only feeds with the typed words", "feeds", "find"),
    Action("only_wrong", "exclamation_mark", "show only feeds with problems, or all again", "feeds", "problems"),
    Action("help", "question_mark,f1", "show this help", "feeds", "help"),
    Action("close", "q,escape,h,left,backspace", "close", "feeds", "back"),
    Action("quit", "Q", "quit", "feeds"),
    Action("open_report", "enter,l,right", "open the article of the line", "brief", "read"),
    Action("help", "question_mark,f1", "show this help", "brief", "help"),
    Action("close", "q,escape,h,left,backspace", "close", "brief", "back"),
    Action("quit", "Q", "quit", "brief"),
    Action("find_text", "slash", "show only lines with the typed words", "text", "find"),
    Action("close", "q,escape,h,left,backspace,question_mark,f1", "close", "text", "back"),
    Action("quit", "Q", "quit", "text"),
)


def action_named(name: str) -> Action:
    """Return the first action of a name."""
    return next(action for action in ACTIONS if action.name == name)
