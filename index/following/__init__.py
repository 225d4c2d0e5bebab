"""What is new to one reader: articles since the last visit, folders of feeds, and digests of them."""
