"""What lies on disk of a library: its sources, how its folder is opened, who may read it, whether all is well."""
