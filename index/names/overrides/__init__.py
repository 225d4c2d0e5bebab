"""What a reader knows better than the data files, read from names.toml and written there."""
