"""String functions for all packages: tokens, sanitizing, distances, data files."""
