"""The face of everything below the screen: open a library, bring it up to date, search it, get an article.

Reading never waits for writing: a search sees one finished generation, and the next search looks for a newer one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections import deque
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from seedread.index.article.stored import from_stored
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.errors import Damaged, LibraryError, NotFound, SourceMissing, stop_if
from seedread.index.facets import BitsetValues, Selection
from seedread.index.files.lock import locked
from seedread.index.files.user_folders import expanded
from seedread.index.ingest.old_index import open_old
from seedread.index.ingest.sync import Progress, Replaced, Sync, SyncReport, changed
from seedread.index.query import MARKS, AnyValue, FacetName, needs_resolving, nodes, parse
from seedread.index.search.facet_counts import Counts, Offer
from seedread.index.search.highlighter import Highlighter
from seedread.index.search.path_scope import PathScope
from seedread.index.search.results import Hit, Results
from seedread.index.search.suggestions import suggestions
from seedread.index.search.surface_forms import spellings
from seedread.index.sources import ParsedDocument, file_key, find, parts
from seedread.index.storage.checked_path import check_above, open_checked
from seedread.index.storage.manifest import (
    Manifest,
    default_directory,
    fingerprint,
    has_library,
    known_sources,
    last_files,
    lines_mark,
    load,
    load_files,
    names_mark,
    tidy,
    title,
)
from seedread.index.storage.modes import Readers, make_private, settle, share
from seedread.index.storage.ownership import Trust, owner_name
from seedread.index.storage.source_set import SourceSet, named, resolved, split_files, to_open
from seedread.index.storage.stories_file import account_counts, is_grouped, stories_file, stories_files
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import TracebackType
    from typing import Literal, Self

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.engines import Reader
    from seedread.index.engines.base import StoredArticle
    from seedread.index.errors import ShelfError
    from seedread.index.facets import Bitset, Values
    from seedread.index.query import Node, Notice
    from seedread.index.search.coverage import Account
    from seedread.index.search.name_resolver import Resolver
    from seedread.index.sources import Problem
    from seedread.index.storage.checked_path import CheckedPath
    from seedread.index.storage.manifest import KeptArticles
    from seedread.index.storage.stories_file import StorySize
    from seedread.index.stories import Pairs, Profiles, Similar, Stories

__all__ = ["Library", "bundled_seeds"]

_SYNCING = (
    "Another seedread (process {holder}) is updating this library: what it finishes is seen at once, nothing needs "
    "to be done."
)


def bundled_seeds() -> Path:
    """Return the folder of the articles that come with the program."""
    return Path(__file__).parent.parent / "seeds"


def _holds_seeds(directory: Path) -> bool:
    """Tell whether a library that does not know its sources was made of the bundled seeds."""
    seeds = {file.key: file.size for file in find([bundled_seeds()])[0]}
    return {key: state.size for key, state in last_files(directory).items()} == seeds


class Marked(Protocol):
    """What a reader marked (`seedread.index.shelf.MarkedArticles`)."""

    problem: ShelfError | None
    """Why there are no marks, where they cannot be read."""

    def values(self, reader: Reader) -> Mapping[str, Values]:
        """Return facets of the reader's own over the articles of `reader`."""
        ...

    def close(self) -> None:
        """Let go of the file until it is asked again."""
        ...


class Library:
    """The articles of a set of sources with their index on disk; may be used from several threads."""

    def __init__(
        self, opened: SourceSet, directory: Path, trust: Trust | None = None, *, replace_sources: bool = False
    ) -> None:
        self.trust = trust or Trust.of_reader()
        """Whose libraries may be read."""
        self.trusted = self.trust.owners - Trust.of_reader().owners
        """The users whom the reader trusts besides, by number."""
        self.sources = opened.sources
        """The files and folders it is made of, as they were named; none where nobody knows them any more."""
        self.roots = resolved(opened.sources)
        """Where these lead."""
        self.within = opened.within
        """The files and folders that alone are searched; none: all of it is."""
        self.directory = directory
        """Where its index lies."""
        self.name = title(self.roots) if self.roots else title((directory,))
        """A short name of its sources."""
        self.replace_sources = replace_sources
        """Whether the next sync makes these its sources in place of those that it knows."""
        self.marks: Marked | None = None
        """What the reader marked; without it nothing is known of `is:` and `tag:`."""
        self._lock = threading.RLock()
        self._reader: Reader | None = None
        self._offer: Offer | None = None
        """What can be chosen in that reader."""
        self._resolver: Resolver | None = None
        """Looks up names for that reader."""
        self._profiles: Profiles | None = None
        """What articles of that reader are like."""
        self._accounts: tuple[CheckedPath, dict[str, StorySize]] | None = None
        """The accounts of each article's story, with the file that they were read from."""
        self._opened: tuple[int, str] | None = None
        self._stamp: tuple[int, int] | None = None
        self._folder: CheckedPath | None = None
        """The folder of the manifest, as it was checked when that was read."""
        self._manifest: Manifest | None = None

    @classmethod
    def open(
        cls,
        paths: Sequence[str | Path] | None = None,
        directory: str | Path | None = None,
        *,
        trusted: Iterable[int] = (),
        replace_sources: bool = False,
    ) -> Self:
        """Open the library of `paths`, the bundled seeds without any; nothing is searched or written yet.

        `directory` is where the index lies or will lie, the reader's cache by default. A library that is there knows
        its sources: without `paths` these are opened, in `paths` any order will do, and where all `paths` lie inside
        them, only these are searched (`within`). With `replace_sources` the next sync makes `paths` its sources.
        `trusted` are the numbers of users whose libraries are read besides the reader's own and root's.

        Raises SourceMissing for a path that is not there, OtherSources for one that is not in this library, and
        Untrusted for a library that others can write.
        """
        given = named(paths or ())
        if directory is None:
            given = given or (bundled_seeds(),)
            where = default_directory(resolved(given))
        else:
            where = expanded(directory).absolute()
        trust = Trust.of_reader(trusted)
        # pathlib's own raises where a folder may not be entered
        place = open_checked(where, trust) if os.path.isdir(where) else None  # noqa: PTH112
        there = place is not None and has_library(place)
        known = known_sources(place) if place and there else ()
        if not given and not known and (not there or _holds_seeds(where)):
            given = (bundled_seeds(),)
        replaces = replace_sources and bool(known and given)
        opened = SourceSet(given) if replaces else to_open(known, given, where)
        library = cls(opened, where, trust, replace_sources=replaces)
        missing = [path for path in given if not os.path.exists(path)]  # noqa: PTH110 (as above)
        if missing and (replaces or not there or not library._expects(missing)):
            names = ", ".join(os.fsencode(path).decode("utf-8", "backslashreplace") for path in missing)
            raise SourceMissing(f"There is no {names}: give files or folders that exist.")
        return library

    def _expects(self, missing: Sequence[Path]) -> bool:
        """Tell whether paths that are not there are sources, or hold articles of the library."""
        inside = [path for path in resolved(missing) if path not in self.roots]
        with contextlib.suppress(LibraryError):
            manifest = load(self._place()) if inside else None
            files = load_files(self._place(), manifest) if manifest else {}
            return all(any(map(PathScope(self.roots, [path]).covers, files)) for path in inside)
        return False

    def whole(self) -> Library:
        """Return the same library without `within`, for its caller to close."""
        return Library(SourceSet(self.sources), self.directory, self.trust)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._reader is not None:
                self._reader.close()
            self._reader = self._opened = self._offer = self._resolver = self._profiles = None
            self._folder = None
            if self.marks:
                self.marks.close()

    @property
    def count(self) -> int:
        """How many articles can be searched."""
        with self._lock:
            reader = self._current()
            return reader.everything.bit_count() if reader else 0

    @property
    def generation(self) -> int:
        """The generation that searches see; 0 before the first sync."""
        with self._lock:
            self._current()
            return self._manifest.serial if self._manifest else 0

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the last sync could not read."""
        with self._lock:
            self.refresh()
            return self._manifest.problems if self._manifest else ()

    @property
    def keeper(self) -> str | None:
        """The user who keeps the library where that is somebody else: only its owner brings it up to date."""
        try:
            owner = self.directory.stat().st_uid
        except OSError:
            return None
        return None if owner == os.geteuid() else owner_name(owner)

    def share(self, readers: Readers, group: str = "") -> None:
        """Let `readers` read the library, now and after every sync to come; `group` is who they are for Readers.GROUP.

        Raises as `sync` does, and LibraryError for a group that there is not.
        """
        with self._writing():
            share(self.directory, readers, group)

    @property
    def kept(self) -> tuple[KeptArticles, ...]:
        """What the last sync did not remove although the files do not hold it; `sync` with `prune` does."""
        with self._lock:
            self.refresh()
            return self._manifest.kept if self._manifest else ()

    @property
    def searched(self) -> str:
        """The files and folders that alone are searched, for a reader; empty: all is."""
        names = []
        for path in self.within:
            root = next(root for root in self.roots if path.is_relative_to(root))
            names.append(file_key("", root, path) if path != root else title((root,)))
        return ", ".join(map(safe_line, names))

    def pending(self) -> bool:
        """Tell whether the files differ from what is indexed, or the index was made by another version."""
        try:
            place = self._look()
            manifest = load(place) if place else None
            if manifest is None or not manifest.complete or manifest.fingerprint != fingerprint():
                return True
            if not manifest.sources or (self.replace_sources and self._differ(manifest)):
                return True
            if manifest.names_mark != names_mark(self.directory):
                return True
            if manifest.lines_mark != lines_mark(self.directory, manifest.lines_mark):
                return True
            assert place is not None
            return changed(self.roots, load_files(place, manifest), manifest) or self._unreadable()
        except LibraryError:
            return True

    def ungrouped(self) -> bool:
        """Tell whether the articles were not grouped by event since they last changed."""
        try:
            place = self._look()
            manifest = load(place) if place else None
            return place is None or manifest is None or not is_grouped(place, manifest.serial)
        except LibraryError:
            return True

    def sync(
        self,
        progress: Callable[[Progress], None] | None = None,
        *,
        jobs: int = 1,
        rebuild: bool = False,
        prune: bool = False,
    ) -> SyncReport:
        """Bring the index up to what the files say; killed at any moment, the last finished step stands.

        `progress` is called often, in this thread. `jobs` processes read articles. `rebuild` reads everything anew.
        Articles of a source that is missing, unreadable or empty stay, and so does more than half of a library of 50
        articles and more: the report says what was kept. With `prune` all goes that the files do not hold.

        Raises Locked where another process is at it, SourceMissing where nobody knows the sources or a new index cannot
        be built without losing articles, and LibraryError where the place cannot be written.
        """
        if not self.roots:
            raise SourceMissing(
                f"The library in {self.directory} does not know its sources (seedread 0.1.0 did not keep them): name "
                f"them once with `seedread index --library {self.directory} PATH…`."
            )
        with self._writing():
            report = self._sync(progress or (lambda _: None), jobs, rebuild=rebuild, prune=prune)
        self.replace_sources = False
        return report

    def group(self, progress: Callable[[Progress], None] | None = None) -> None:
        """Group the articles by event, those that are new since the last time; what is grouped already costs nothing.

        Searching needs none of it. Raises as `sync` does.
        """
        if self.ungrouped():
            with self._writing():
                self._group(progress or (lambda _: None))

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the one writer; raises Locked, and LibraryError where the place cannot be written."""
        if keeper := self.keeper:
            raise LibraryError(
                f"The library in {self.directory} is kept by {keeper} and cannot be written by you: {keeper} brings it "
                "up to date with `seedread index`. What is indexed can be searched."
            )
        try:
            check_above(self.directory, self.trust)
            make_private(self.directory)
            open_checked(self.directory, self.trust)
            with locked(self.directory / "lock", busy=_SYNCING):
                settle(self.directory)
                yield
        except OSError as error:
            raise LibraryError(
                f"The library in {self.directory} cannot be written ({error.strerror or error}): {_advice(error)} or "
                "choose another place with --library. What was indexed before can still be searched."
            ) from error

    def refresh(self) -> bool:
        """Look whether a sync, here or in another process, has finished a newer generation."""
        with self._lock:
            try:
                status = (self.directory / "manifest.json").stat()
            except (FileNotFoundError, NotADirectoryError):
                return False
            except OSError as error:
                raise LibraryError(f"You may not read {self.directory} ({error.strerror}): ask its owner.") from error
            stamp = (status.st_ino, status.st_mtime_ns)
            if stamp == self._stamp or (place := self._look()) is None:
                return False
            self._manifest, self._stamp, self._folder = load(place), stamp, place
            return True

    def _look(self) -> CheckedPath | None:
        """Return the library's folder, checked now, None where there is none; raises Untrusted."""
        try:
            return open_checked(self.directory, self.trust)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _place(self) -> CheckedPath:
        """Return the folder in which the manifest was read; raises Damaged where it went."""
        self._folder = self._folder or self._look()
        if self._folder is None:
            raise Damaged(f"{self.directory} is gone: `seedread index` builds it anew.")
        return self._folder

    def search(  # noqa: PLR0913 (the fixed face; all but the text are named)
        self,
        text: str,
        selection: Selection | None = None,
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        limit: int = 50,
        offset: int = 0,
        *,
        typing: bool = False,
        cancelled: Callable[[], bool] | None = None,
    ) -> Results:
        """Return `limit` articles from `offset` that match `text` and `selection`, with the counts of every facet.

        With `typing` the last word may still be growing. Raises QueryError for a text that cannot be understood,
        Cancelled as soon as `cancelled` says that nobody waits any more, Damaged where the index cannot be read.
        """
        query = parse(text, typing=typing)
        with self._lock:
            reader = self._current()
            if reader is None or self._opened is None:
                return Results(text, query.tree, 0, (), {}, query.notices, 0)
            called_off = cancelled or (lambda: False)
            tree, unknown, matched, counts = self._counted(reader, query.tree, selection or Selection(), called_off)
            hits = self._hits(reader, tree, counts.within, sort, (offset, limit), called_off)
            missing = suggestions(tree, reader, called_off, found=bool(matched))
            return Results(
                text=text,
                tree=tree,
                total=counts.within.bit_count(),
                hits=hits,
                facets=counts,
                notices=(*query.notices, *unknown, *missing, *reader.notices(tree)),
                generation=self._opened[0],
                count_dates=counts.dates,
            )

    def similar(self, article_id: str, limit: int = 10) -> tuple[Similar, ...]:
        """Return up to `limit` articles that tell of the same event or of its topic, the event first.

        Raises NotFound.
        """
        from seedread.index.stories import similar  # noqa: PLC0415 (loads word lists, which reading and searching do not need)

        with self._lock:
            reader = self._current()
            number = reader.document(article_id) if reader else None
            if reader is None or number is None:
                raise NotFound(f"There is no article {article_id} in this library.")
            return similar(self._profiled(reader), number, limit)

    def compare(self, a: str, b: str) -> Comparison:
        """Lay two articles side by side; raises NotFound."""
        return self.compare_articles(self.get(a), self.get(b))

    def compare_articles(self, a: Article, b: Article) -> Comparison:
        """Lay two articles side by side that need not be in this library; words are as rare as they are here."""
        from seedread.index.stories import compare_articles  # noqa: PLC0415 (as above)

        with self._lock:
            return compare_articles(a, b, self._current())

    def stories(
        self,
        text: str = "",
        selection: Selection | None = None,
        limit: int = 50,
        offset: int = 0,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Stories:
        """Return the stories that have an article in a result, the newest first; raises QueryError and Cancelled.

        They are those of the last `group`.
        """
        from seedread.index.stories import Stories, list_stories, load  # noqa: PLC0415 (as above)

        with self._lock:
            reader, within = self._within(text, selection, cancelled)
            groups = load(self._place(), self._manifest.serial) if self._manifest else None
            if reader is None or groups is None:
                return Stories(0, within.bit_count(), ())
            return list_stories(groups, reader, within, limit, offset)

    def accounts(self, articles: Iterable[str]) -> dict[str, StorySize]:
        """Return how many accounts and copies the story of each article has, where it is in one.

        They are those of the last `group`.
        """
        with self._lock:
            manifest = self._manifest
            if manifest is None:
                return {}
            path = stories_file(self._place(), manifest.serial)
            if self._accounts is None or self._accounts[0] != path:
                path = path if path.exists() else next(iter(stories_files(self._place())), path)
                if self._accounts is None or self._accounts[0] != path:
                    self._accounts = path, account_counts(path, self._ids_within())
            counts = self._accounts[1]
        return {article: counts[article] for article in articles if article in counts}

    def accounts_beside(self, article_id: str, lit: Node) -> tuple[Account, ...]:
        """Return the other articles of an article's story, each with what it is to that one; none where it is alone.

        The first account comes first, copies behind what they copy. In titles and passages that is lit which `lit`, the
        tree of a result, asks for. They are those of the last `group`. Raises NotFound.
        """
        from seedread.index.search.coverage import accounts_beside  # noqa: PLC0415 (as above)
        from seedread.index.stories import load  # noqa: PLC0415 (as above)

        with self._lock:
            reader = self._current()
            number = reader.document(article_id) if reader else None
            if reader is None or number is None or self._manifest is None:
                raise NotFound(f"There is no article {article_id} in this library.")
            groups = load(self._place(), self._manifest.serial)
            return accounts_beside(groups, self._profiled(reader), number, lit) if groups else ()

    def pairs(
        self,
        text: str = "",
        selection: Selection | None = None,
        facet: Literal["leader", "country"] = "leader",
        limit: int = 12,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Pairs:
        """Return how many articles of a result name both of two leaders or countries.

        Raises QueryError and Cancelled.
        """
        from seedread.index.stories import Pairs, count_pairs  # noqa: PLC0415 (as above)

        with self._lock:
            reader, within = self._within(text, selection, cancelled)
            if reader is None:
                return Pairs(facet, 0, (), ())
            return count_pairs(facet, reader.facets()[facet], within, limit)

    def get(self, article_id: str) -> Article:
        """Return an article; raises NotFound."""
        kept = self._kept(article_id)
        return from_stored(kept.id, kept.title, tuple(kept.body.split("\n")) if kept.body else (), kept.record)

    def spellings(self, facet: Literal["country", "leader"], value: str, limit: int = 1000) -> list[tuple[str, int]]:
        """Return the words of the texts that made a facet value, with their numbers, the most frequent first.

        Only the `limit` newest articles that have it are looked at.
        """
        with self._lock:
            reader = self._current()
            return spellings(reader, facet, value, limit) if reader else []

    def raw(self, article_id: str) -> bytes:
        """Return the bytes of an article's document: its file, or its record of a file of many.

        Raises NotFound where the file is gone, or the record in it.
        """
        key = self._kept(article_id).record["file"]
        for file in find(self.roots)[0]:
            if file.key == key:
                same_id = (part.raw for part in parts(file) if isinstance(part, ParsedDocument)
                           and article_id in (part.document.id, f"{key}#{part.document.id}"))  # fmt: skip
                if last := deque(same_id, maxlen=1):
                    return last[0]
        raise NotFound(f"The file of {article_id} is gone: sync the library with `seedread index`.")

    def _sync(self, progress: Callable[[Progress], None], jobs: int, *, rebuild: bool, prune: bool) -> SyncReport:
        readable = not self._unreadable()
        rules = lines_mark(self.directory)
        with contextlib.suppress(Damaged):
            manifest = load(self.directory)
            if manifest:
                tidy(self.directory, manifest)
            same = manifest and (manifest.fingerprint, manifest.lines_mark) == (fingerprint(), rules)
            if manifest and same and not rebuild and readable:
                return self._write(manifest, progress, jobs, prune=prune)
        # Built beside the old one, which readers keep until the manifest names the new.
        numbers = [int(path.name[6:]) for path in self.directory.glob("index-*") if path.name[6:].isdigit()]
        folder = f"index-{1 + max(numbers, default=0)}"
        empty = Manifest(fingerprint(), self._last_serial(), folder, lines_mark=rules)
        return self._write(empty, progress, jobs, prune=prune)

    def _write(self, manifest: Manifest, progress: Callable[[Progress], None], jobs: int, *, prune: bool) -> SyncReport:
        engine = WhooshEngine(self.directory / manifest.index)
        known = load_files(self.directory, manifest) if manifest.generation else {}
        old = None if manifest.generation else open_old(self.directory)
        if old:
            manifest = replace(manifest, sources=old.sources, mounts=old.mounts)
        before = resolved(map(Path, manifest.sources)) or self.roots
        known, foreign = split_files(known, before, self.roots)
        replaced = Replaced(split_files(old.files, before, self.roots)[0], old.reader) if old else None
        manifest = replace(manifest, sources=tuple(map(str, self.sources)))
        # Without a manifest readers see nothing yet: what killed writers left is no old index that must stay whole.
        steps = old is None or not (self.directory / "manifest.json").exists()
        writer = engine.writer(manifest.generation or None)
        try:
            return Sync(
                self.directory, self.roots, engine, manifest, known, writer, progress,
                steps=steps, prune=prune, replaced=replaced, foreign=foreign,
            ).run(jobs)  # fmt: skip
        finally:
            writer.cancel()
            if old and old.reader:
                old.reader.close()

    def _differ(self, manifest: Manifest) -> bool:
        return resolved(map(Path, manifest.sources)) != self.roots

    def _last_serial(self) -> int:
        names = [path.stem.removeprefix("files-") for path in self.directory.glob("files-*.json")]
        return max((int(name) for name in names if name.isdigit()), default=0)

    def _current(self) -> Reader | None:
        """Return a reader of the newest generation; None before the first sync."""
        self.refresh()
        while (manifest := self._manifest) and self._opened != (manifest.serial, manifest.index):
            try:
                place = self._place()
                reader = WhooshEngine(place / manifest.index).reader(manifest.generation)
                if self.within:
                    files = load_files(place, manifest)
                    reader = PathScope(self.roots, self.within).of(reader, files)
            except Damaged:
                # A writer that has finished the next generation meanwhile took this one away.
                if not self.refresh():
                    raise
                continue
            self.close()
            self._reader, self._opened, self._folder = reader, (manifest.serial, manifest.index), place
        if self._reader is not None:
            self._reader.verify()
        return self._reader

    def _unreadable(self) -> bool:
        try:
            with self._lock:
                self._current()
        except Damaged:
            return True
        return False

    def _counted(
        self, reader: Reader, asked: Node, selection: Selection, cancelled: Callable[[], bool]
    ) -> tuple[Node, list[Notice], Bitset, Counts]:
        """Return the query as it runs, what it could not mean, what it matches, and the counts of every facet."""
        self._offer = offer = self._offer or Offer(reader)
        marks = self._marks(reader, asked, selection)
        tree, unknown = self._resolve(asked, reader, offer, marks, cancelled)
        tree = reader.expand(tree, cancelled)
        matched = reader.match(tree, cancelled)
        stop_if(cancelled)
        return tree, unknown, matched, offer.counts(matched, selection, marks)

    def _within(
        self, text: str, selection: Selection | None, cancelled: Callable[[], bool] | None
    ) -> tuple[Reader | None, Bitset]:
        """Return the reader, and what of it a query and a choice leave."""
        tree, called_off = parse(text).tree, cancelled or (lambda: False)
        reader = self._current()
        if reader is None:
            return None, 0
        return reader, self._counted(reader, tree, selection or Selection(), called_off)[3].within

    def _profiled(self, reader: Reader) -> Profiles:
        from seedread.index.stories import Profiles  # noqa: PLC0415 (as above)

        self._profiles = self._profiles or Profiles(reader, remembered=200)
        return self._profiles

    def _group(self, progress: Callable[[Progress], None]) -> None:
        """Bring the stories up to the index, with a reader of their own: others may use this library meanwhile."""
        from seedread.index.stories import update  # noqa: PLC0415 (as above)

        manifest = load(self.directory)
        if manifest is None or is_grouped(self.directory, manifest.serial):
            return
        reader = WhooshEngine(self.directory / manifest.index).reader(manifest.generation)
        done = 0

        def told(now: int, total: int) -> None:
            nonlocal done
            done = total
            progress(Progress(now, total, "stories"))

        try:
            update(self.directory, manifest.serial, manifest.fingerprint, reader, told)
        finally:
            reader.close()
        if done:
            progress(Progress(done, done, "done"))

    def _marks(self, reader: Reader, tree: Node, selection: Selection) -> Mapping[str, Values]:
        """Return the reader's marks as facets; raises ShelfError where they are asked for and cannot be read."""
        found = self.marks.values(reader) if self.marks else {}
        chosen = [facet for facet, _ in selection if facet in MARKS]
        asked = chosen or any(isinstance(node, FacetName | AnyValue) and node.facet in MARKS for node in nodes(tree))
        if asked and self.marks and self.marks.problem:
            raise self.marks.problem
        return {**dict.fromkeys(chosen, BitsetValues({}, {})), **found}

    def _resolve(
        self,
        tree: Node,
        reader: Reader,
        offer: Offer,
        marks: Mapping[str, Values],
        cancelled: Callable[[], bool],
    ) -> tuple[Node, list[Notice]]:
        notices: list[Notice] = []
        if any(isinstance(node, FacetName | AnyValue) and node.facet == "like" for node in nodes(tree)):
            from seedread.index.stories import resolve_like  # noqa: PLC0415 (as above)

            tree, notices = resolve_like(tree, self._profiled(reader), cancelled)
        if not needs_resolving(tree):
            return tree, notices
        from seedread.index.search.name_resolver import Resolver  # noqa: PLC0415 (loads lexicon and gazetteer, which most searches do not need)

        if self._resolver is None:
            from seedread.index.names.overrides.name_rules import NameOverrides  # noqa: PLC0415

            known = NameOverrides.from_text(self._manifest.knowledge if self._manifest else "")
            self._resolver = Resolver(offer.values, known.resolve)
        tree, unknown = self._resolver.resolve(tree, marks, cancelled)
        return tree, [*notices, *unknown]

    def _hits(  # noqa: PLR0913, PLR0917 (all of a search)
        self,
        reader: Reader,
        tree: Node,
        within: Bitset,
        sort: str,
        page: tuple[int, int],
        cancelled: Callable[[], bool],
    ) -> tuple[Hit, ...]:
        offset, limit = page
        if sort == "relevance":
            ranked = reader.rank(tree, within, offset + limit, cancelled)[offset:]
        else:
            dated = reader.by_date(within, offset + limit, newest=sort == "newest")[offset:]
            ranked = [(number, 0.0) for number in dated]
        lighter = Highlighter(tree)
        return tuple(Hit(reader.row(number), score, lighter) for number, score in ranked)

    def _ids_within(self) -> frozenset[str] | None:
        """Return the articles that alone are searched; None: all are."""
        if not self.within or self._manifest is None:
            return None
        scope = PathScope(self.roots, self.within)
        files = load_files(self._place(), self._manifest)
        return frozenset(own for key, state in files.items() if scope.covers(key) for own in state.ids)

    def _kept(self, article_id: str) -> StoredArticle:
        with self._lock:
            reader = self._current()
            number = reader.document(article_id) if reader else None
            if reader is None or number is None:
                raise NotFound(f"There is no article {article_id} in this library.")
            return reader.kept(number)


def _advice(error: OSError) -> str:
    """Return what to do where a library cannot be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "have whoever may write there sync it,"
    return "make room"
