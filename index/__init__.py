"""Everything below the screen: from files to searchable articles. It imports nothing of the screen and prints nothing."""
