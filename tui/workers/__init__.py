"""Work beside the screen: threads that nobody waits for, and the bounded end of a session."""
