"""The model of py3langid for some languages, kept in the cache folder in a form that is read fast.

py3langid packs its model with LZMA: unpacking takes half a second, at each sync of one article that is not in English.
Packed by zstd it is no larger and takes a fifth of that. What is kept has a checksum, and is named after the model it
was made of; if it is missing, damaged or of another user, the model of py3langid is read.
"""

from __future__ import annotations

import io
import os
import stat
from array import array
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import zstandard
from numpy.lib.format import read_array, write_array

from seedread.index.errors import NoHome
from seedread.index.files.atomic_write import make_folder, write_file
from seedread.index.files.hashing import blake2b
from seedread.index.files.user_folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

    _Parts: TypeAlias = tuple[NDArray[Any], NDArray[Any], list[str], array[int], list[int], array[int]]
    """What py3langid makes an identifier of; the last one by name."""

__all__ = ["language_identifier"]

_FORMAT = 1
_PARTS = 6
"""Arrays of a model."""
_END = 4096
"""Bytes at the end of a packed model: the checksum of all of it is among them."""
_BEGINS, _ENDS = "language-model-", ".zst"


def language_identifier(languages: Sequence[str]) -> LanguageIdentifier:
    """Return what detects `languages`, with the memory that these need."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (as it is large)

    path = _path(MODEL_DIR / MODEL_FILE, languages)
    *parts, rows = (_read(path) if path else None) or _unpacked(languages, path)
    return LanguageIdentifier(*parts, norm_probs=True, tk_row=rows)


def _unpacked(languages: Sequence[str], path: Path | None) -> _Parts:
    """Return the model of py3langid without other languages, and keep it at `path`."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (as above)

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    model.set_languages(languages)
    parts = model.nb_ptc, model.nb_pc, model.nb_classes, model.tk_nextmove, model.tk_output, model.tk_row
    if path:
        _keep(path, [np.asarray(part) for part in parts])
    return parts


def _plain(values: NDArray[Any]) -> array[int]:
    """Return numbers as an `array`, which py3langid reads faster than NumPy's."""
    found = array(values.dtype.char)
    found.frombytes(values.data.cast("B"))
    return found


def _path(model: Path, languages: Sequence[str]) -> Path | None:
    """Return where a model is kept; None without a home folder."""
    with suppress(NoHome), model.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _END))
        made_of = f"{_FORMAT} {size} {' '.join(languages)}\n".encode() + file.read()
        return cache_folder() / f"{_BEGINS}{blake2b(made_of, digest_size=8).hexdigest()}{_ENDS}"
    return None


def _read(path: Path) -> _Parts | None:
    """Return the parts of a model that is kept; None if there is none that can be trusted and read."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.geteuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return None
            with zstandard.ZstdDecompressor().stream_reader(file) as raw:
                scores, priors, classes, moves, outputs, rows = (
                    read_array(raw, allow_pickle=False) for _ in range(_PARTS)
                )
                whole = not raw.read(1)  # reading to the end checks the sum
        return (scores, priors, classes.tolist(), _plain(moves), outputs.tolist(), _plain(rows)) if whole else None
    except (OSError, ValueError, EOFError, zstandard.ZstdError):
        return None


def _keep(path: Path, parts: Sequence[NDArray[Any]]) -> None:
    """Keep a model in place of older ones; without the right to do so it is read as it comes each time."""
    packed = io.BytesIO()
    with zstandard.ZstdCompressor(level=1, write_checksum=True).stream_writer(packed, closefd=False) as raw:
        for part in parts:
            write_array(raw, part, allow_pickle=False)
    with suppress(OSError):
        make_folder(path.parent)
        write_file(path, packed.getvalue(), 0o600)
        for other in path.parent.glob(f"{_BEGINS}*{_ENDS}"):
            if other != path:
                other.unlink()
