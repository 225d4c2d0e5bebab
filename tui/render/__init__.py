"""What the widgets draw: lines and blocks of text, rows, glyphs, themes."""
