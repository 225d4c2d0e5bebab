"""Links the countries that a text names: scan for forms, check the context, let the whole document vote."""
