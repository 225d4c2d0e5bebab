"""The panes. They show what the screen gives them and tell it what was pressed; none calls the library."""
