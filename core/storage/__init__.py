"""The library (资料库): reports, their history and their findings in one SQLite file. Only this room writes SQL."""
