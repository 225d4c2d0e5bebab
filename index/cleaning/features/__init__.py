"""A unit in numbers: what the line models are given of it."""
