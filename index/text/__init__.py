"""String functions for all packages: tokens, cleaning, distances, data files."""
