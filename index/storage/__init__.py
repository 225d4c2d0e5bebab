"""What lies on disk: how the folder of a library is opened, who may read it, and whether all is well with it."""
