from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.user_folders import config_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_config_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was found once is looked for again where the environment names another one."""
    for name in ("one", "two", "one"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / name))
        assert config_folder() == tmp_path / name / "seedread"
