"""The one way to write a file, to lock one, to add to a TOML file and to hash: everybody else asks here."""
