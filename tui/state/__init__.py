"""The state of the screen: messages, loaded result pages, layout."""
