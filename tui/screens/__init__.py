"""The screens: the one people live in, and pages of text over it."""
