"""The narrative of the report, as text."""
