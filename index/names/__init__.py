"""Entity linking: the countries and leaders that a text names.

Start at `article_names`. This file imports nothing, so that folding a word does not load the gazetteer: the screen
would pay for it at every start.
"""
