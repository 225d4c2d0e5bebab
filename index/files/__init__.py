"""The only place that writes files atomically, locks files, appends to TOML files and hashes."""
