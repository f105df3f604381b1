"""The two sample reports: invented unions, consistent figures, and three planted mistakes each.

`python -m tests.samples` sets them as PDF files in `resources/samples/`.
"""
