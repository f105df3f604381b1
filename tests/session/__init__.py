"""A whole working session with real key and mouse events: `python -m tests.session [report] [--pictures folder]`."""
