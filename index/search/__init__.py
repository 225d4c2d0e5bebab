"""From a query to result rows."""
