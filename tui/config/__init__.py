"""What a reader can set: one TOML file, checked with line numbers, documented by its own defaults."""

from .loading import ConfigError, config_path, load_settings, parse_settings
from .presets import keymap, preset
from .printing import default_file
from .settings import Settings, settings

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
