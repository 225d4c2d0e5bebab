"""The configuration: one TOML file, errors with line numbers, and a default file as documentation."""

from seedread.tui.config.loading import ConfigError, config_path, load_settings, parse_settings
from seedread.tui.config.presets import keymap, preset
from seedread.tui.config.printing import default_file
from seedread.tui.config.settings import Settings, settings

__all__ = [
    "ConfigError",
    "Settings",
    "config_path",
    "default_file",
    "keymap",
    "load_settings",
    "parse_settings",
    "preset",
    "settings",
]
