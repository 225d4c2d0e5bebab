"""Background work: threads that do not delay the exit, and the bounded end of a session."""
