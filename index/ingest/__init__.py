"""From documents to the index: what a sync finds, takes in, and takes out."""
