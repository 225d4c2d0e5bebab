"""Which countries and leaders a text names.

`find` has the way in. This file imports nothing: who only folds a word must not load the gazetteer, which the screen
would pay for at every start.
"""
