"""The editable grid of one table."""
