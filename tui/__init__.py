"""The screen and the command line over `seedread.index`."""
