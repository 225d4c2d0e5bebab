"""A library on disk: its sources, its manifest, how its folder is opened, and who may read it."""
