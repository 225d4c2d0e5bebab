"""The older texts of articles in files: the reader's data, kept outside of the library, which can be rebuilt."""
