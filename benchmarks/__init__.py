"""Measured figures against their limits: `make bench`; FILES="a.pdf b.pdf" adds reports of one's own."""
