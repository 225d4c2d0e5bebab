"""The screens: the main screen, and the screens over it."""
