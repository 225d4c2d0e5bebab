"""What the screen knows: messages, loaded result pages, layout."""
