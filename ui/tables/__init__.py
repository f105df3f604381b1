"""The list of the report's tables, at the left."""
