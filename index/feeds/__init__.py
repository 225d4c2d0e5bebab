"""Follows feeds: keeps the list of them, fetches what is due, and writes articles to the archive, a folder of files.

Nothing here reads a library. The fetcher and the reader meet only in the files of the archive.
"""
