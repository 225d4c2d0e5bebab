"""What the widgets draw: cells and wrapped text, rows, glyphs, themes."""
