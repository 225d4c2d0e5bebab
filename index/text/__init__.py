"""What every room does with strings."""
