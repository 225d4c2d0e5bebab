"""The panes. They show the data of the screen and send it messages; none calls the library."""
