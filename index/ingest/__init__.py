"""From documents to the index: what a sync finds, adds and removes."""
