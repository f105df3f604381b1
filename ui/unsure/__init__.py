"""Readings that nobody is sure of: walking through them, reading them again, and what the page itself shows."""
