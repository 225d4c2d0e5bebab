"""The sync in a process of its own, with small programs in its place."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import pytest

from seedread.tui.workers.child_process import ChildFailed
from seedread.tui.workers.sync_process import SyncProcess
from seedread.tui.workers.sync_report import kept, problems, summary


def program(source: str) -> list[str]:
    return [sys.executable, "-c", source]


def test_it_yields_objects_and_passes_over_the_rest() -> None:
    """Each line that is a JSON object comes through, whatever else is printed."""
    source = 'print("hello"); print(\'{"done": 1, "total": 2}\'); print("[1]"); print(\'{"report": {}}\')'
    assert list(SyncProcess(Path("lib"), [], program(source)).run()) == [{"done": 1, "total": 2}, {"report": {}}]


def test_it_tells_the_program_what_to_sync() -> None:
    """Library and paths are handed on, a path that looks like an option too."""
    source = 'import json, sys; print(json.dumps({"args": sys.argv[1:]}))'
    said = list(SyncProcess(Path("lib"), [Path("--news")], program(source)).run())
    assert said == [{"args": ["--progress", "json", "--library", "lib", "--", "--news"]}]


def test_it_hands_options_on() -> None:
    """What else `seedread index` is to do stands before the paths."""
    source = 'import json, sys; print(json.dumps({"args": sys.argv[1:]}))'
    said = list(SyncProcess(Path("lib"), [], program(source), options=["--prune"]).run())
    assert said == [{"args": ["--progress", "json", "--prune", "--library", "lib", "--"]}]


def test_a_report_with_an_exit_code_is_no_failure() -> None:
    """A sync that kept articles ends with code 3, and its report says so."""
    source = 'import sys; print(\'{"report": {"kept": []}}\'); sys.exit(3)'
    assert list(SyncProcess(Path("lib"), [], program(source)).run()) == [{"report": {"kept": []}}]


def test_a_failure_says_what_the_program_said_last() -> None:
    """The last line on standard error is the reason, without anything that steers the terminal."""
    source = 'import sys; sys.stderr.write("Traceback\\nThe library is \\x1b[31mlocked.\\n\\n"); sys.exit(3)'
    with pytest.raises(ChildFailed, match=r"^The library is locked\.$"):
        list(SyncProcess(Path("lib"), [], program(source)).run())


def test_stopping_ends_it_without_complaint() -> None:
    """A child that is ended on purpose is no failure."""
    sync = SyncProcess(Path("lib"), [], program('import time; print("{}", flush=True); time.sleep(60)'))
    said: list[object] = []
    reader = threading.Thread(target=lambda: said.extend(sync.run()))
    reader.start()
    while sync._child is None:
        time.sleep(0.01)
    sync.stop()
    reader.join(10)
    assert not reader.is_alive()


def test_a_summary_counts_what_changed() -> None:
    """One line says what a sync did."""
    report = {"added": 1200, "updated": 0, "removed": 1, "problems": [{"path": "x.txt", "reason": "is empty"}]}
    assert summary(report) == "Synced: 1,200 added, 1 removed, 1 file could not be read (press ! for the list)."
    assert problems(report) == (("x.txt", "is empty"),)


def test_the_summary_says_what_was_made_again() -> None:
    """The message on the screen gives each reason, before what the files changed."""
    names = "Names: found again (new version)"
    assert summary({"redone": [names]}) == f"{names}."
    assert summary({"redone": [names], "updated": 3}) == f"{names}. Synced: 3 updated."
    assert summary({"redone": "\x1b[2J"}) == summary({"redone": None}) == ""


def test_what_was_kept_is_told_for_each_source() -> None:
    """One sentence for each source, cleaned; what is no such entry is passed over."""
    entries = [
        {"path": "/n/a\x1b[2J", "articles": 4000, "reason": "it is empty"},
        {"path": "", "articles": 3, "reason": "3 of 5 articles are no longer in the files"},
        {"path": "x"},
        7,
    ]
    assert kept({"kept": entries}) == (
        "/n/a: it is empty; its 4,000 articles are kept",
        "3 of 5 articles are no longer in the files",
    )
    assert kept({"kept": 5}) == kept(None) == ()


@pytest.mark.parametrize("report", [None, [], {"added": "many", "problems": 3}, {"problems": [3, ["x"]]}])
def test_a_strange_report_harms_nothing(report: object) -> None:
    """A report of another version is read as far as it goes."""
    assert summary(report) == ""
    assert problems(report) == ()


def test_trusted_owners_are_handed_on() -> None:
    """The child believes the owners whom the screen was told to trust."""
    source = "import json, sys; print(json.dumps({'report': sys.argv[1:]}))"
    (said,) = SyncProcess(Path("lib"), [Path("news")], program(source), trusted=[7, 5]).run()
    words = said["report"]
    assert words[words.index("--trust-owner") :][:4] == ["--trust-owner", "5", "--trust-owner", "7"]
    assert words[-2:] == ["--", "news"]
