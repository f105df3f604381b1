"""The window: shows a report and edits it. Never parses, never checks, never writes SQL."""
